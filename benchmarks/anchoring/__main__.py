"""python -m benchmarks.anchoring: how right and how fast the anchors are, kind by kind."""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time

from .cases import KINDS, make_cases, pick
from .edits import revise, typos
from .measure import Score, measure
from .texts import CORPUS, documents

TRACKS = {"old": "old text known", "quote": "quote and context only"}
TARGETS = {"old": (0.997, 0.0005), "quote": (0.93, 0.005)}


def main() -> int:
    options = _options()
    if not CORPUS.exists():
        print(f"The corpus is not at {CORPUS}: only synthetic texts are used.", file=sys.stderr)
    cases = make_cases(options.part, options.count, options.kind)
    start = time.process_time()
    scores = measure(cases)
    print(f"{len(cases)} cases, {time.process_time() - start:.1f} s\n")
    good = True
    for track in TRACKS:
        good = _report(track, scores[track], options.show) and good
    if not options.kind and not options.no_speed:
        good = _command() and _speed() and good
    return 0 if good or not options.require else 1


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.anchoring", description=__doc__)
    parser.add_argument(
        "--part", choices=("dev", "test", "check"), default="dev", help="which documents"
    )
    parser.add_argument("--count", type=int, default=60, help="cases of each kind")
    parser.add_argument("--kind", action="append", default=[], choices=KINDS, metavar="KIND")
    parser.add_argument("--show", type=int, default=0, help="show so many failures of each kind")
    parser.add_argument("--no-speed", action="store_true", help="leave the speed out")
    parser.add_argument("--require", action="store_true", help="fail if a target is missed")
    return parser.parse_args()


def _report(track: str, scores: dict[str, Score], show: int) -> bool:
    print(f"{TRACKS[track]:42} cases   right   wrong    lost  extent")
    total = Score()
    for name, score in scores.items():
        print(_line(name, score))
        for failure in score.failures[:show]:
            _show(*failure)
        for count in ("cases", "right", "wrong", "lost", "placed", "tight"):
            setattr(total, count, getattr(total, count) + getattr(score, count))
    print(_line("all kinds", total), "\n")
    right, wrong = TARGETS[track]
    good = total.right >= right * total.cases and total.wrong <= wrong * total.cases
    if track == "old":
        good = good and total.tight >= 0.99 * total.placed and total.lost <= 0.003 * total.cases
    return good


def _line(name: str, score: Score) -> str:
    shares = [part / max(1, score.cases) for part in (score.right, score.wrong, score.lost)]
    tight = score.tight / score.placed if score.placed else 1.0
    return f"{name:42}{score.cases:6}" + "".join(f"{100 * s:8.2f}" for s in (*shares, tight))


def _show(verdict: str, case, match) -> None:  # type: ignore[no-untyped-def]
    old = case.old[slice(*case.span)]
    new = case.new[slice(*case.truth)] if case.truth else None
    found = case.new[slice(*match.span)] if match.span else None
    print(f"    {verdict}: {match.state.value} {match.score:.2f} {match.reason}")
    print(f"      context {case.old[max(0, case.span.start - 32) : case.span.start]!r}")
    for label, words in (("quote", old), ("truth", new), ("found", found)):
        print(f"      {label:7} {words!r}"[:300])


def _command() -> bool:
    """The whole command, from its start to its end: 300 notes on 60 kB, old text known."""
    from random import Random

    text = "\n\n".join((*documents("dev"), *documents("test")))
    text = (text * (60_000 // len(text) + 1))[:60_000]
    rng = Random(60_000)
    new = revise(text, rng)
    with tempfile.TemporaryFile("w+") as lines:
        for number in range(300):
            a, b = pick(text, rng)
            selector = {"exact": text[a:b], "start": a, "end": b}
            case = {"id": number, "new_text": new, "old_text": text, "selector": selector}
            lines.write(json.dumps(case) + "\n")
        lines.seek(0)
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        command = [sys.executable, "-m", "glossator", "anchor", "--jsonl"]
        subprocess.run(command, stdin=lines, stdout=subprocess.DEVNULL, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    print(
        f"glossator anchor --jsonl, 60000 characters, 300 notes: {seconds:.2f} CPU s, "
        f"{after.ru_maxrss // 1024} MB"
    )
    return seconds <= 1.0


def _speed() -> bool:
    from random import Random

    from glossator.anchor import Anchoring, match_quote
    from glossator.model import Quote

    good = True
    for size, notes, seconds in ((60_000, 300, 1.0), (1_000_000, 2_000, 15.0)):
        text = "\n\n".join((*documents("dev"), *documents("test")))
        text = (text * (size // len(text) + 1))[:size]
        rng = Random(size)
        for name, new in (("revised", revise(text, rng)), ("typos 10 %", typos(text, rng, 0.1))):
            spans = [pick(text, rng) for _ in range(notes if size < 100_000 else 200)]
            spans = spans * (notes // len(spans))
            start = time.process_time()
            anchoring = Anchoring(text, new)
            for span in spans:
                anchoring.match(span)
            carried = time.process_time() - start
            for span in spans:
                a, b = span
                match_quote(
                    anchoring.new, Quote(text[a:b], text[max(0, a - 32) : a], text[b : b + 32])
                )
            alone = time.process_time() - start - carried
            memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            what = f"{size:9} characters, {notes} notes, {name}"
            print(f"{what}: {carried:.2f} CPU s carried, {alone:.2f} CPU s alone, {memory:.0f} MB")
            good = good and carried <= seconds and memory <= 500
    return good


sys.exit(main())

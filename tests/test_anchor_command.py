"""Does `glossator anchor` say what became of the notes, and mend only what it must?"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from shared import Run

NOTES = "book/annotations/1901-03-02-on-walking"
ARTICLE = "book/articles/1901-03-02-on-walking.md"


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def files(root: Path) -> dict[str, str]:
    return {str(p.relative_to(root)): p.read_text("utf-8") for p in root.rglob("*.md")}


def test_nothing_to_say_of_a_clean_edition(small: Path, glossator: Run) -> None:
    before = files(small)
    done = glossator(small, "anchor")
    assert (done.returncode, done.stdout) == (0, "10 notes: 10 exact.\n")
    assert files(small) == before


def test_a_changed_passage_is_carried_and_mended(small: Path, glossator: Run) -> None:
    assert glossator(small, "anchor", "--fix").returncode == 0
    change(small / ARTICLE, "The fox that crossed the lane", "The sly fox that crossed our lane")
    said = glossator(small, "anchor")
    assert said.returncode == 1
    assert f"{NOTES}/fox.md:3: changed" in said.stdout
    assert "The {+sly +}fox that crossed [-the-]{+our+} lane" in said.stdout
    before = files(small)
    assert glossator(small, "anchor", "--fix").returncode == 0
    after = files(small)
    changed = {name for name in after if after[name] != before[name]}
    assert changed == {f"{NOTES}/fox.md", f"{NOTES}/crossing.md"}
    assert after[f"{NOTES}/fox.md"] == before[f"{NOTES}/fox.md"].replace(
        "The fox that crossed the lane", "The sly fox that crossed our lane"
    )
    assert glossator(small, "anchor").stdout == "10 notes: 10 exact.\n"


def test_a_deleted_passage_is_never_given_to_a_look_alike(small: Path, glossator: Run) -> None:
    assert glossator(small, "anchor", "--fix").returncode == 0
    change(small / ARTICLE, "The fox that crossed the lane this morning did not hurry; it", "It")
    with (small / ARTICLE).open("a", encoding="utf-8") as article:
        article.write("\nThe dog that crossed the lane this evening did not hurry.\n")
    said = glossator(small, "anchor", "--fix")
    assert said.returncode == 1
    assert f"{NOTES}/fox.md:3: orphaned" in said.stdout
    assert "The fox that crossed the lane" in (small / NOTES / "fox.md").read_text("utf-8")


def test_a_new_copy_does_not_outbid_the_original(small: Path, glossator: Run) -> None:
    assert glossator(small, "anchor", "--fix").returncode == 0
    with (small / ARTICLE).open("a", encoding="utf-8") as article:
        article.write("\nMore of the same: slow and harmless, they say.\n")
    assert glossator(small, "anchor", "--fix").returncode == 0
    mended = (small / NOTES / "harmless.md").read_text("utf-8")
    assert 'exact: "slow and harmless"' in mended
    assert "prefix:" in mended or "suffix:" in mended
    assert glossator(small, "anchor").stdout == "10 notes: 10 exact.\n"


def test_the_old_text_comes_from_git(small: Path, glossator: Run) -> None:
    for command in (
        ["init", "-q"],
        ["add", "-A"],
        ["-c", "user.name=a", "-c", "user.email=a@b.c", "commit", "-qm", "a"],
    ):
        subprocess.run(["git", *command], cwd=small, check=True)
    change(small / ARTICLE, "The fox that crossed the lane", "The fox that once crossed our lane")
    said = glossator(small, "anchor", "1901-03-02-on-walking/fox")
    assert "fox.md:3: changed" in said.stdout
    again = glossator(small, "anchor", "--from", "HEAD", "1901-03-02-on-walking/fox")
    assert again.stdout == said.stdout
    nowhere = glossator(small, "anchor", "--from", "nowhere")
    assert "“nowhere” is neither a file nor a revision of git." in nowhere.stderr


def test_a_former_file_is_the_old_text(small: Path, tmp_path: Path, glossator: Run) -> None:
    former = tmp_path / "former.md"
    former.write_text((small / ARTICLE).read_text("utf-8"), "utf-8")
    change(small / ARTICLE, "The fox that crossed the lane", "The fox that once crossed our lane")
    assert "fox.md:3: changed" in glossator(small, "anchor", "--from", former).stdout


def test_wrong_calls_are_answered_in_words(small: Path, glossator: Run) -> None:
    for arguments, said in (
        (["anchor", "walkin"], "there is no article and no note “walkin”."),
        (["anchor", "--from", "nowhere"], "there is no file “nowhere”, and the edition has no"),
        (["ankor"], "No such command 'ankor'."),
    ):
        done = glossator(small, *arguments)
        assert done.returncode == 2
        assert said in done.stderr
        assert "Traceback" not in done.stderr


def test_the_machine_interface(small: Path) -> None:
    cases = [
        {"id": "a", "new_text": "One fox ran.", "selector": {"exact": "fox"}},
        {"id": "b", "new_text": "No cat.", "selector": {"exact": "a fox ran far"}},
        {
            "id": "c",
            "new_text": "A red fox.",
            "old_text": "A fox.",
            "selector": {"exact": "A fox", "start": 0, "end": 5},
        },
    ]
    lines = "\n".join([*map(json.dumps, cases), "not json"]) + "\n"
    done = subprocess.run(
        [sys.executable, "-m", "glossator", "anchor", "--jsonl"],
        cwd=small, input=lines.encode(), capture_output=True, check=False,
    )  # fmt: skip
    answers = [json.loads(line) for line in done.stdout.decode().splitlines()]
    assert [(a["state"], a["start"], a["end"]) for a in answers[:3]] == [
        ("exact", 4, 7), ("orphaned", None, None), ("changed", 0, 9),
    ]  # fmt: skip
    assert "JSON" in answers[3].get("error", answers[3].get("reason", ""))


def test_quotation_marks_around_a_quote_are_taken_off(small: Path, glossator: Run) -> None:
    note = small / NOTES / "harmless.md"
    change(note, 'exact: "slow and harmless"', 'exact: "“slow and harmless”"')
    said = glossator(small, "anchor", "--fix")
    assert "without the quotation marks" in said.stdout
    assert 'exact: "slow and harmless"\n' in note.read_text("utf-8")
    assert glossator(small, "anchor").returncode == 0


def test_a_mended_quote_has_no_white_space_at_its_ends(small: Path, glossator: Run) -> None:
    change(small / NOTES / "fox.md", "The fox that crossed", "The foxx that crosed")
    glossator(small, "anchor", "--fix")
    quoted = (small / NOTES / "fox.md").read_text("utf-8").splitlines()[2]
    words = json.loads(quoted.partition(": ")[2])
    assert words == words.strip()
    assert "fox that crossed" in words

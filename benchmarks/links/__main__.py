"""`python -m benchmarks.links [FOLDER]`: precision and recall of `suggest links` on the Federalist.

FOLDER holds the essays (`seeds/`) and `metadata.csv`; else `GLOSSATOR_CORPUS`, or the place beside
the project. Where they are absent, this says so and measures nothing.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from benchmarks.links.corpus import CORPUS, read_corpus
from benchmarks.links.measure import THRESHOLDS, marked, measure
from glossator.suggestions import suggest_links


def main() -> None:
    folder = Path(sys.argv[1] if sys.argv[1:] else os.environ.get("GLOSSATOR_CORPUS", CORPUS))
    if not (folder / "metadata.csv").is_file():
        print(f"Skipped: the essays are not there ({folder}).")
        return
    texts = read_corpus(folder)
    found = suggest_links(texts)
    print(f"{len(texts)} essays, {len(marked())} references marked by hand.")
    for least in THRESHOLDS:
        print(f"\nProposals with a score of {least} or more:")
        for line in measure(texts, [each for each in found if each.score >= least]):
            print(line)


if __name__ == "__main__":
    main()

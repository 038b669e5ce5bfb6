"""What does the PDF of 10 and of 100 articles cost, from built doctrees?

    python -m benchmarks.pdf [10 100 …]

Prints CPU seconds and memory of the whole command, when the doctrees are there: of a book that is
planned and set anew, of one whose articles were planned before and have not changed, and of one
that also sets each article's own PDF anew. The median of three runs each. CPU seconds are those of all processes, memory that of the largest.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from glossator.pdf.press import ALONE, MEMORY

from .edition import make

COMMAND = "from jupyter_book.cli.main import main; main(prog_name='jupyter-book')"


def build(root: Path, out: Path) -> tuple[float, float, int]:
    """CPU seconds, seconds by the clock, and the peak of memory in MB, of one command."""
    command = [
        sys.executable, "-c", COMMAND, "build", str(root), "--builder", "custom",
        "--custom-builder", "glossator-pdf", "--path-output", str(out),
    ]  # fmt: skip
    start = time.perf_counter()
    done = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    log = done.stdout.read() if done.stdout else ""
    _, status, usage = os.wait4(done.pid, 0)
    if status:
        sys.exit(log)
    print("  " + next((line for line in log.splitlines() if line.startswith("PDF:")), "no PDF"))
    return usage.ru_utime + usage.ru_stime, time.perf_counter() - start, usage.ru_maxrss // 1024


def main(sizes: list[int]) -> None:
    """Measure each size three times and print the medians."""
    for articles in sizes:
        with tempfile.TemporaryDirectory() as folder:
            root, out = Path(folder) / "edition", Path(folder) / "out"
            make(root, articles)
            build(root, out)
            for name, anew in (("set anew", True), ("plans kept", False), ("each alone too", True)):
                runs = []
                if name == "each alone too":
                    with (root / "_config.yml").open("a", encoding="utf-8") as config:
                        config.write("    glossator_article_pdfs: true\n")
                    build(root, out)
                for _ in range(3):
                    if anew:
                        (out / "_build/.doctrees" / MEMORY).unlink()
                        shutil.rmtree(out / "_build/.doctrees" / ALONE, ignore_errors=True)
                    runs.append(build(root, out))
                cpu, wall, memory = (median(values) for values in zip(*runs, strict=True))
                print(
                    f"{articles} articles, {articles * 20} notes, {name}: "
                    f"{cpu:.2f} CPU s, {wall:.2f} s, {memory:.0f} MB"
                )


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or [10, 100])

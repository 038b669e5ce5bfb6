"""Does `glossator add` put everything in its place, and nothing else?"""

from __future__ import annotations

import contextlib
import hashlib
import os
import select
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from glossator.checks import examine
from glossator.ingest.contents import listed, with_articles
from glossator.ingest.manifest import with_seeds
from glossator.problems import EditionError
from shared import ROOT, Run

FEDERALIST = Path(
    os.environ.get("GLOSSATOR_CORPUS", ROOT.parent / "shared" / "corpora" / "federalist")
)
needs_corpus = pytest.mark.skipif(
    not FEDERALIST.is_dir(), reason=f"the corpus is not there: {FEDERALIST.name}"
)
KNOWN = ("--publisher", "The Hill Gazette", "--rights", "Public domain", "--source", "the library")


@pytest.fixture
def new(glossator: Run, tmp_path: Path) -> Path:
    assert glossator(tmp_path, "init", "new", "--yes").returncode == 0
    return tmp_path / "new"


ESSAY = """\
ON ROADS

By A. Rambler
March 16, 1901

The roads of this parish are for carts, says the council; I say
that they are for whoever is on

them, and for his fox.
"""


def test_a_document_is_added_and_collates(new: Path, glossator: Run, tmp_path: Path) -> None:
    seed = tmp_path / "essay.txt"
    seed.write_text(ESSAY, "utf-8")
    manifest = (new / "seeds/SOURCES.yml").read_text("utf-8")
    ran = glossator(new, "add", seed, *KNOWN)
    assert ran.returncode == 0, ran.stderr
    assert examine(new).problems == ()
    text = (new / "book/articles/1901-03-16-on-roads.md").read_text("utf-8")
    assert "for whoever is on them, and for his fox." in text
    assert text.count("reason:") == 2
    assert (new / "seeds/essay.txt").read_bytes() == seed.read_bytes()
    added = (new / "seeds/SOURCES.yml").read_text("utf-8")
    assert added.startswith(manifest)
    assert hashlib.sha256(seed.read_bytes()).hexdigest() in added
    assert "Nothing says the language of 1 of them, so it is the edition’s, en" in ran.stdout
    again = glossator(new, "add", seed, *KNOWN)
    assert again.returncode == 0
    assert "in the edition already" in again.stdout


def test_what_is_passed_over_can_be_taken_out_as_it_says(
    new: Path, glossator: Run, tmp_path: Path
) -> None:
    before = {name: (new / name).read_text("utf-8") for name in ("seeds/SOURCES.yml", "_toc.yml")}
    (tmp_path / "essay.txt").write_bytes(ESSAY.replace("council", "caf\xe9").encode("latin-1"))
    call = ("add", tmp_path / "essay.txt", *KNOWN, "--encoding", "latin-1")
    assert glossator(new, *call).returncode == 0
    said = glossator(new, *call).stdout
    for name in ("book/articles/1901-03-16-on-roads.md", "seeds/essay.txt", "seeds/essay.txt.txt"):
        assert name in said
        (new / name).unlink()
    assert "book/annotations/1901-03-16-on-roads/" in said
    for name, text in before.items():
        assert name in said
        (new / name).write_text(text, "utf-8")
    assert examine(new).problems == ()
    assert "1 article added." in glossator(new, *call).stdout


def test_what_nobody_explains_is_said_also_where_something_is_missing(
    new: Path, glossator: Run, tmp_path: Path
) -> None:
    (tmp_path / "brief.txt").write_text("Ein Brief\nVon Anna Müller\n\nEs regnet.\n", "utf-8")
    ran = glossator(new, "add", tmp_path / "brief.txt", *KNOWN, "--date", "1901-03-02")
    assert ran.returncode == 1
    assert "In brief.txt: line 2, “Von Anna Müller”, stands below the title, and" in ran.stderr


def talk(root: Path, answers: list[tuple[str, str]], *arguments: str | Path) -> tuple[str, int]:
    """Run `glossator` at a terminal; each answer is given when its words have appeared."""
    pty = pytest.importorskip("pty")
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "glossator", *map(str, arguments)]
    with subprocess.Popen(
        command,
        cwd=root,
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env={**os.environ, "TERM": "x"},
    ) as running:
        os.close(theirs)
        said, waiting, since = "", list(answers), 0
        with contextlib.suppress(OSError):  # the end of a terminal
            while (heard := select.select([ours], [], [], 120)[0]) and (
                data := os.read(ours, 4096)
            ):
                said += data.decode("utf-8", "replace")
                while waiting and (found := said.find(waiting[0][0], since)) >= 0:
                    since = found + len(waiting[0][0])
                    os.write(ours, f"{waiting.pop(0)[1]}\n".encode())
            if not heard:
                running.kill()
        os.close(ours)
        return said, running.wait()


def test_an_answer_that_will_not_do_is_asked_for_again(new: Path, tmp_path: Path) -> None:
    seed = tmp_path / "brief.txt"
    seed.write_text("Es regnet heute, sagt man, und morgen auch.\n\nEnde.\n", "utf-8")
    answers = [
        ("  title: ", "Ein Brief"),
        ("  author: ", "Anna Müller"),
        ("  date: ", "30. Februar"),
        ("  date: ", "3. März 1902"),
    ]
    said, code = talk(new, answers, "add", seed, *KNOWN, "--language", "de")
    assert code == 0, said
    assert "Error: the date “30. Februar” (your answer) is no day with its month and year" in said
    assert "1 article added." in said
    # The bar of progress is wiped out first, and the cursor shown.
    assert "\r\x1b[K\x1b[?25hMissing in brief.txt:" in said
    assert (new / "book/articles/1902-03-03-ein-brief.md").is_file()


def test_an_answer_explains_the_lines_of_the_heading(new: Path, tmp_path: Path) -> None:
    seed = tmp_path / "brief.txt"
    seed.write_text(
        "Ein Brief\nVon Anna Müller\n3. März 1902\n\nEs regnet heute.\n\nEnde.\n", "utf-8"
    )
    said, code = talk(new, [("  author: ", "Anna Müller")], "add", seed, *KNOWN, "--language", "de")
    assert code == 0, said
    assert "note: line 2, “Von Anna Müller”, stands below the title" in said
    text = (new / "book/articles/1902-03-03-ein-brief.md").read_text("utf-8")
    assert text.endswith("---\n\n# Ein Brief\n\nEs regnet heute.\n\nEnde.\n")


def test_what_is_missing_is_said_and_nothing_written(
    new: Path, glossator: Run, tmp_path: Path
) -> None:
    (tmp_path / "a.txt").write_text("words without a heading\n", "utf-8")
    before = sorted(path.name for path in new.rglob("*"))
    ran = glossator(new, "add", tmp_path / "a.txt", "--title", "T")
    assert ran.returncode == 1
    assert "--author --date --publisher --source --rights" in ran.stderr
    assert sorted(path.name for path in new.rglob("*")) == before


def test_a_dry_run_writes_nothing(new: Path, glossator: Run, tmp_path: Path) -> None:
    (tmp_path / "essay.txt").write_text(ESSAY, "utf-8")
    ran = glossator(new, "add", tmp_path / "essay.txt", *KNOWN, "--dry-run")
    assert ran.returncode == 0
    assert "nothing was written" in ran.stdout
    assert not (new / "seeds/essay.txt").exists()


def test_a_mistyped_row_is_answered(new: Path, glossator: Run, tmp_path: Path) -> None:
    (tmp_path / "essay.txt").write_text(ESSAY, "utf-8")
    (tmp_path / "m.csv").write_text("file,title\nesay.txt,T\n", "utf-8")
    ran = glossator(new, "add", tmp_path / "essay.txt", *KNOWN, "--metadata", tmp_path / "m.csv")
    assert ran.returncode == 1
    assert "Did you mean “essay.txt”?" in ran.stderr


TOC = """\
format: jb-book
root: book/index
parts:
  - caption: Articles   # ours
    chapters:
      - file: book/articles/1901-03-02-a
      # the long one
      - file: book/articles/1901-03-16-c
        title: The Third
      - file: book/how-to-read
  - caption: Apparatus
    chapters:
      - file: book/glossary
"""


def test_articles_stand_by_date_and_nothing_else_moves() -> None:
    made = with_articles(TOC, ["book/articles/1901-04-01-d", "book/articles/1901-03-09-b"])
    lines = made.split("\n")
    assert [line for line in lines if "09-b" not in line and "01-d" not in line] == TOC.split("\n")
    files = [item["file"] for item in yaml.safe_load(made)["parts"][0]["chapters"]]
    assert [name[-1] for name in files] == ["a", "b", "c", "d", "d"]
    assert files[-1] == "book/how-to-read"
    assert with_articles(made, ["book/articles/1901-03-09-b"]) == made


@pytest.mark.parametrize("indent", [0, 2])
def test_many_stand_by_year(indent: int) -> None:
    toc = (
        TOC
        if indent
        else TOC.replace("\n  - caption", "\n- caption")
        .replace("\n    chapters", "\n  chapters")
        .replace("\n      ", "\n    ")
        .replace("\n        title", "\n      title")
    )
    many = [
        f"book/articles/{year}-{month:02}-01-x" for year in (1901, 1902) for month in range(1, 13)
    ]
    made = with_articles(toc, many)
    parts = {part["caption"]: part["chapters"] for part in yaml.safe_load(made)["parts"]}
    assert list(parts) == ["Articles", "1901", "1902", "Apparatus"]
    assert [len(parts[year]) for year in ("1901", "1902")] == [12, 12]
    later = with_articles(made, ["book/articles/1902-06-15-y", "book/articles/1900-01-01-z"])
    assert [part["caption"] for part in yaml.safe_load(later)["parts"]][:3] == [
        "Articles",
        "1900",
        "1901",
    ]
    assert listed(later) == listed(made) | {
        "book/articles/1902-06-15-y",
        "book/articles/1900-01-01-z",
    }


@pytest.mark.parametrize(
    "toc",
    ["format: jb-book\nroot: a\nchapters: [{file: b}]\n", "", "a: [", "format: jb-book\nroot: a\n"],
)
def test_a_toc_that_cannot_take_articles_is_not_touched(toc: str) -> None:
    with pytest.raises(EditionError, match=r"_toc\.yml"):
        with_articles(toc, ["book/articles/1901-03-09-b"])


def test_a_flat_toc_takes_them_too() -> None:
    made = with_articles(
        "format: jb-book\nroot: a\nchapters:\n- file: b", ["book/articles/1901-03-09-b"]
    )
    assert yaml.safe_load(made)["chapters"] == [
        {"file": "b"},
        {"file": "book/articles/1901-03-09-b"},
    ]


def test_a_part_for_articles_is_called_what_the_edition_calls_it() -> None:
    toc = TOC.replace("caption: Articles", "caption: Artikel").replace("articles", "pages")
    made = yaml.safe_load(with_articles(toc, ["book/articles/1901-03-09-b"], "Artikel"))
    assert [part["caption"] for part in made["parts"]].count("Artikel") == 1
    fresh = "format: jb-book\nroot: a\nparts:\n- caption: Vorweg\n  chapters:\n  - file: b\n"
    made = yaml.safe_load(with_articles(fresh, ["book/articles/1901-03-09-b"], "Artikel"))
    assert [part["caption"] for part in made["parts"]] == ["Vorweg", "Artikel"]


def test_the_manifest_only_grows() -> None:
    before = "# ours\na.txt:\n  sha256: " + "0" * 64
    made = with_seeds(
        before, "SOURCES.yml", {"b c.txt": {"sha256": "1" * 64, "source": 'a "b": c'}}
    )
    assert made.startswith(before)
    assert yaml.safe_load(made)["b c.txt"]["source"] == 'a "b": c'


@needs_corpus
@pytest.mark.slow
def test_the_federalist_goes_in_with_one_command(new: Path, glossator: Run) -> None:
    seeds = sorted((FEDERALIST / "seeds").glob("*.txt"))
    ran = glossator(new, "add", *seeds, *KNOWN, "--metadata", FEDERALIST / "metadata.csv")
    assert ran.returncode == 0, ran.stderr
    assert "86 articles added." in ran.stdout
    report = examine(new)
    assert report.problems == ()
    assert len(report.book.edition.articles) == 87
    parts = [
        part["caption"] for part in yaml.safe_load((new / "_toc.yml").read_text("utf-8"))["parts"]
    ]
    assert parts == ["Articles", "1787", "1788", "Apparatus"]


@needs_corpus
@pytest.mark.slow
def test_the_federalist_builds_without_a_warning(
    new: Path, glossator: Run, jupyter_book: Run
) -> None:
    seeds = sorted((FEDERALIST / "seeds").glob("*.txt"))
    assert (
        glossator(new, "add", *seeds, *KNOWN, "--metadata", FEDERALIST / "metadata.csv").returncode
        == 0
    )
    built = jupyter_book(new, "-W", "--keep-going")
    assert built.returncode == 0, built.stdout[-2000:] + built.stderr[-2000:]
    assert "WARNING" not in built.stdout + built.stderr
    assert len(list((new / "_build/html/book/articles").glob("*.html"))) == 87


@pytest.mark.parametrize(
    ("name", "data", "options", "said"),
    [
        ("empty.txt", b" \n", (), "empty.txt: the file is empty."),
        ("cafe.txt", b"One\nCaf\xe9\n", (), "(byte e9 on line 2); give its encoding, such as"),
        ("cafe.txt", b"Caf\xe9\n", ("--encoding", "latin-99"), "no encoding “latin-99”"),
        ("wide.txt", "Hats".encode("utf-16"), (), "give --encoding utf-16."),
        ("noise.txt", b"\x00\x01\x02", (), "it is no text. Known are .docx,"),
        ("letter.rtf", b"{\\rtf1 x}", (), "it is a Rich Text file; save it as .docx"),
        ("letter.xyz", b"words", (), "files ending in .xyz are not known."),
        ("hats.txt", b"Hats.\n", ("--date", "March 3rd"), "the date “March 3rd” (the command)"),
        ("hats.txt", b"Hats.\n", ("--date", "1901-02-30"), "there is no day “1901-02-30”"),
        ("hats.txt", b"Hats.\n", (), "nothing says the title, author and date. Give --title"),
    ],
)
def test_what_cannot_be_added_is_told_plainly(
    new: Path, glossator: Run, tmp_path: Path, name: str, data: bytes,
    options: tuple[str, ...], said: str,
) -> None:  # fmt: skip
    (tmp_path / name).write_bytes(data)
    ran = glossator(new, "add", tmp_path / name, *KNOWN, *options)
    assert ran.returncode == 1
    assert said in ran.stderr
    assert "Traceback" not in ran.stderr
    assert not (new / "seeds" / name).exists()


def test_a_day_may_be_given_in_words_and_a_table_with_semicolons(
    new: Path, glossator: Run, tmp_path: Path
) -> None:
    (tmp_path / "hats.txt").write_text("Hats are worn.\n", "utf-8")
    table = tmp_path / "about.csv"
    table.write_text("file;title;author;date\nhats.txt;On Hats;A. Rambler;2 March 1901\n", "utf-8")
    ran = glossator(new, "add", tmp_path / "hats.txt", "--metadata", table, *KNOWN)
    assert ran.returncode == 0, ran.stderr
    assert (new / "book/articles/1901-03-02-on-hats.md").is_file()


def test_a_document_given_twice_is_added_once(new: Path, glossator: Run, tmp_path: Path) -> None:
    for name in ("roads.txt", "again.txt"):
        (tmp_path / name).write_text(ESSAY, "utf-8")
    ran = glossator(new, "add", tmp_path / "roads.txt", tmp_path / "again.txt", *KNOWN)
    assert ran.returncode == 0, ran.stderr
    assert "again.txt is the same as roads.txt, which was given too." in ran.stdout
    assert "1 article added." in ran.stdout


def test_a_part_that_was_emptied_is_said_and_nothing_is_built(new: Path, glossator: Run) -> None:
    toc = new / "_toc.yml"
    sample = "      - file: book/articles/1900-01-01-on-margins\n"
    toc.write_text(toc.read_text("utf-8").replace(sample, ""), "utf-8")
    said = glossator(new, "check").stdout
    assert "_toc.yml:6: error: nothing stands under “chapters:” of the part “Articles”." in said
    built = glossator(new, "build", "html")
    assert built.returncode == 1
    assert built.stderr == "glossator: nothing is built before _toc.yml is mended (see above).\n"
    assert "Traceback" not in built.stdout


def test_front_matter_is_taken_and_what_is_left_out_is_said(
    new: Path, glossator: Run, tmp_path: Path
) -> None:
    seed = tmp_path / "essay.md"
    front = (
        "---\ntitle: On Roads\nauthor: A. Rambler\ndate: 1901-03-16\nnumber: 14\nmood: dry\n---\n"
    )
    seed.write_text(f"{front}\nThe roads of this parish are for carts.\n", "utf-8")
    ran = glossator(new, "add", seed, *KNOWN)
    assert ran.returncode == 0, ran.stderr
    assert "  number: 14 (" in ran.stdout
    assert "note: “mood: dry” of its front matter is left out." in ran.stdout
    (article,) = (a for a in examine(new).book.edition.articles if a.title == "On Roads")
    assert article.number == "14"


def test_all_that_cannot_be_added_are_counted(new: Path, glossator: Run, tmp_path: Path) -> None:
    seeds = [tmp_path / f"{number}.txt" for number in range(6)]
    for number, seed in enumerate(seeds):
        seed.write_text(ESSAY + f"\nThis is number {number}.\n", "utf-8")
    ran = glossator(new, "add", *seeds)
    assert ran.returncode == 1
    assert "Nothing was written: 6 of 6 cannot be added." in ran.stderr


def test_what_is_not_taken_is_listed(new: Path, glossator: Run, tmp_path: Path) -> None:
    seeds = [tmp_path / f"{number}.txt" for number in range(12)]
    for number, seed in enumerate(seeds):
        seed.write_text(ESSAY + f"\nThis is number {number}.\n", "utf-8")
    ran = glossator(new, "add", *seeds, *KNOWN, "--author", "B. Settle", "--alike", "-n")
    assert ran.returncode == 0, ran.stderr
    assert "documents say of themselves was taken (12):" in ran.stdout
    assert "  0.txt: author: the document has “A. Rambler”" in ran.stdout
    assert "  2 more with --verbose; --dry-run writes nothing." in ran.stdout


@pytest.mark.parametrize(
    ("date", "said"),
    [
        ("1901-02-30", "there is no day “1901-02-30” (the command) in the calendar."),
        ("March 1901", "is known, give its first day, and say what is known with --published"),
    ],
)
def test_what_is_no_day_is_said(
    date: str, said: str, new: Path, glossator: Run, tmp_path: Path
) -> None:
    seed = tmp_path / "essay.txt"
    seed.write_text(ESSAY, "utf-8")
    ran = glossator(new, "add", seed, *KNOWN, "--date", date)
    assert ran.returncode == 1
    assert said in ran.stderr

"""Does an open edition say what the files say, and bear what is wrong in them?"""

from __future__ import annotations

import doctest
import re
import subprocess
import sys
from pathlib import Path

import pytest

import glossator
from glossator.notebook import OpenEdition, columns
from glossator.notebook.concordance import find_words
from glossator.notebook.records import Records
from glossator.problems import EditionError
from shared import ROOT, SMALL, copy_edition

WALKING = "1901-03-02-on-walking"


@pytest.fixture(scope="module")
def walking() -> OpenEdition:
    return glossator.open(SMALL)


def test_it_is_found_from_any_folder_inside() -> None:
    assert glossator.open(SMALL / "book" / "articles").root == SMALL


def test_where_there_is_none_that_is_said(tmp_path: Path) -> None:
    with pytest.raises(EditionError, match=r"holds no edition: there is no _config\.yml"):
        glossator.open(tmp_path)


def test_records_are_the_edition_s(walking: OpenEdition) -> None:
    assert [article.id for article in walking.articles] == sorted(a.id for a in walking.articles)
    assert len(walking.articles) == 3
    assert len(walking.annotations) == 10
    assert [entry.term for entry in walking.glossary] == ["council", "fox"]
    assert "natural-history-1899" in [work.key for work in walking.works]
    assert len(walking.problems) == 0
    assert repr(walking) == (
        "“On Walking and Sitting”: articles: 3, annotations: 10, glossary entries: 2, works: "
        f"{len(walking.works)}"
    )


def test_records_cannot_be_changed(walking: OpenEdition) -> None:
    with pytest.raises(TypeError):
        walking.articles[0] = walking.articles[1]  # type: ignore[index]
    with pytest.raises(AttributeError):
        walking.articles[0].title = "Other"  # type: ignore[misc]
    with pytest.raises(AttributeError):
        walking.articles = ()  # type: ignore[misc, assignment]


def test_a_note_has_its_place(walking: OpenEdition) -> None:
    placed = walking.placed(f"{WALKING}/fox")
    text = walking.text(WALKING)
    assert text.words(placed.span) == "The fox that crossed the lane"
    assert placed is walking.placed(placed.annotation)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"kind": "identifikation"}, "no kind “identifikation”. Did you mean “identification”?"),
        ({"source": "natural-history"}, "Did you mean “natural-history-1899”?"),
        ({"article": "nowhere"}, "there is no article “nowhere”."),
    ],
)
def test_what_there_is_not_is_said(walking: OpenEdition, asked: dict[str, str], said: str) -> None:
    with pytest.raises(KeyError, match=re.escape(said)):
        walking.notes(**asked)


def test_notes_are_found_by_kind_source_and_article(walking: OpenEdition) -> None:
    by_source = walking.notes(source="natural-history-1899")
    assert f"{WALKING}/fox" in [note.id for note in by_source]
    assert {note.kind for note in walking.notes(kind="context")} == {"context"}
    assert {note.article for note in walking.notes(article=WALKING)} == {WALKING}
    assert len(walking.notes()) == len(walking.annotations)
    # A work that is cited in the text alone counts as a source too.
    cited = [n.id for n in walking.annotations if "{cite}`natural-history-1899`" in n.body]
    assert set(cited) <= {note.id for note in by_source}


def test_links_say_who_points_at_what(walking: OpenEdition) -> None:
    fox = [link for link in walking.links if (link.sort, link.target) == ("term", "fox")]
    assert (WALKING, 1) in [(link.source, link.paragraph) for link in fox if link.by == "article"]
    assert f"{WALKING}/fox" in [link.source for link in fox if link.by == "note"]
    cited = {link.target: link for link in walking.links if link.sort == "article"}
    assert (cited[WALKING].by, cited[WALKING].passage) == ("note", 0)
    assert cited["1901-03-09-in-praise-of-sitting"].passage == 1
    assert all(link.by in ("article", "note", "entry", "page") for link in walking.links)


# --- concordance -------------------------------------------------------------------------------


def test_a_line_is_cut_from_the_text(walking: OpenEdition) -> None:
    (line,) = walking.concordance("slow and harmless", width=12)
    assert (line.left, line.match, line.right) == (
        " looks at a ",
        "slow and harmless",
        " neighbour, ",
    )
    assert (line.article, line.note, line.paragraph) == (WALKING, "", 1)
    assert walking.text(WALKING).text[line.start : line.end] == "slow and harmless"


def test_case_quotes_and_wraps_do_not_count(walking: OpenEdition) -> None:
    assert {line.match for line in walking.concordance("WHO WALKS")} == {"Who walks"}
    assert len(walking.concordance("for nothing, and")) == 1
    assert len(walking.concordance("nothing and")) == 1


def test_words_are_whole_unless_an_asterisk_says_otherwise(walking: OpenEdition) -> None:
    assert len(walking.concordance("walk", texts="articles")) < len(walking.concordance("walk*"))
    assert {line.match.lower()[:4] for line in walking.concordance("walk*")} == {"walk"}


@pytest.mark.parametrize("nothing", ["", "  ", "*", "…", "zzz", "a" * 100_000])
def test_what_is_nowhere_gives_no_line(walking: OpenEdition, nothing: str) -> None:
    assert len(walking.concordance(nothing)) == 0


def test_notes_are_searched_if_wanted(walking: OpenEdition) -> None:
    found = walking.concordance("parish", texts="notes")
    assert f"{WALKING}/fox" in [line.note for line in found]
    both = walking.concordance("parish", texts="all")
    assert len(both) == len(found) + len(walking.concordance("parish"))
    with pytest.raises(KeyError, match="Did you mean “notes”"):
        walking.concordance("parish", texts="note")


def test_scripts_without_spaces_are_searched() -> None:
    from glossator.anchor.concordance import PreparedText

    text = "新华社北京五月三十日电，北京消息。"
    assert [text[s.start : s.end] for s in find_words(PreparedText(text), "北京")] == ["北京"] * 2


# --- chronology --------------------------------------------------------------------------------


def test_days_of_articles_and_notes(small: Path) -> None:
    note = small / "book" / "annotations" / WALKING / "fox.md"
    note.write_text(note.read_text("utf-8") + "\nOn 3 April 1215, as in March 1900.\n", "utf-8")
    edition = glossator.open(small)
    days = [(moment.date, moment.note) for moment in edition.chronology()]
    assert days[0] == ("1215-04-03", f"{WALKING}/fox")
    assert ("1901-03-02", "") in days
    assert not any(date.startswith("1900") for date, _ in days)


# --- frames ------------------------------------------------------------------------------------


def all_records(edition: OpenEdition) -> dict[str, Records]:
    return {
        "articles": edition.articles,
        "annotations": edition.annotations,
        "glossary": edition.glossary,
        "works": edition.works,
        "links": edition.links,
        "problems": edition.problems,
        "concordance": edition.concordance("the"),
        "chronology": edition.chronology(),
    }


@pytest.mark.parametrize("name", list(all_records(glossator.open(SMALL))))
def test_a_frame_has_a_row_for_each_record(walking: OpenEdition, name: str) -> None:
    pandas = pytest.importorskip("pandas")
    records = all_records(walking)[name]
    frame = records.frame()
    assert isinstance(frame, pandas.DataFrame)
    assert len(frame) == len(records)
    for some in (frame, records[:0].frame()):
        wanted = {column.name: column.dtype for column in records._columns}
        assert {column: str(dtype) for column, dtype in some.dtypes.items()} == wanted


def test_values_of_a_frame(walking: OpenEdition) -> None:
    pytest.importorskip("pandas")
    notes = walking.annotations.frame().set_index("id")
    fox = notes.loc[f"{WALKING}/fox"]
    assert fox["passage"] == "The fox that crossed the lane"
    assert fox["sources"] == ("natural-history-1899",)
    assert fox["text"].startswith("A red fox, one of the foxes common")
    assert str(walking.articles.frame()["date"][0].date()) == "1901-03-02"


def test_the_documents_name_every_column(walking: OpenEdition) -> None:
    text = (ROOT / "docs" / "notebooks.md").read_text("utf-8")
    for name, records in all_records(walking).items():
        (table,) = re.findall(rf"^### `{name}`.*?\n\n(\|.*?)\n\n", text + "\n\n", re.S | re.M)
        found = re.findall(r"^\| `(\w+)` \| (\S+) \| (.+) \|$", table, re.M)
        assert found == [(c.name, c.dtype, c.help) for c in records._columns], name


def test_the_documents_examples_say_what_they_show(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("pandas")
    monkeypatch.chdir(ROOT)
    text = (ROOT / "docs" / "notebooks.md").read_text("utf-8")
    (session,) = re.findall(r"^```pycon\n(.*?)^```", text, re.S | re.M)
    test = doctest.DocTestParser().get_doctest(session, {}, "notebooks.md", "notebooks.md", 0)
    assert len(test.examples) > 8
    said: list[str] = []
    runner = doctest.DocTestRunner()
    runner.run(test, out=said.append)
    assert runner.summarize(verbose=False).failed == 0, "".join(said)


def test_the_documents_programs_run(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    pytest.importorskip("pandas")
    monkeypatch.chdir(ROOT)
    text = (ROOT / "docs" / "notebooks.md").read_text("utf-8")
    programs = re.findall(r"^```python\n(.*?)^```", text, re.S | re.M)
    assert len(programs) >= 2
    names: dict[str, object] = {}
    for program in programs:
        exec(compile(program, "docs/notebooks.md", "exec"), names)
    assert "[strategic defeat]" in capsys.readouterr().out


def test_the_day_in_an_articles_name_is_no_day_of_a_note(tmp_path: Path) -> None:
    root = copy_edition(SMALL, tmp_path / "small")
    note = root / "book/annotations/1901-03-09-in-praise-of-sitting/quotation.md"
    body = "He wrote on 1 March 1901; see {article}`1901-03-02-on-walking`."
    note.write_text(note.read_text("utf-8").rpartition("---\n")[0] + f"---\n{body}\n", "utf-8")
    days = [m for m in glossator.open(root).chronology() if m.note]
    assert [(m.date, m.what) for m in days] == [
        ("1901-03-01", "He wrote on 1 March 1901; see On Walking.")
    ]


def test_without_pandas_the_remedy_is_said() -> None:
    program = (
        "import sys; sys.modules['pandas'] = None; import glossator\n"
        f"e = glossator.open({str(SMALL)!r})\n"
        "assert len(e.articles) == 3 and e.articles._repr_html_()\n"
        "e.articles.frame()"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert 'tables need pandas, which is not installed. Try: pip install "glossator[notebook]"' in (
        done.stderr
    )


# --- what is wrong in an edition ---------------------------------------------------------------


def test_mistakes_do_not_prevent_opening(small: Path) -> None:
    note = small / "book" / "annotations" / WALKING / "fox.md"
    note.write_text(note.read_text("utf-8").replace("The fox that", "The badger which"), "utf-8")
    (small / "book" / "annotations" / WALKING / "bad.md").write_text("no front matter", "utf-8")
    edition = glossator.open(small)
    assert len(edition.problems) >= 2
    assert len(edition.annotations) == 10
    lost = edition.annotations.where(lambda n: n.id == f"{WALKING}/fox")
    assert edition.placed(lost[0]).number == 0
    assert lost.value(lost[0], "paragraph") is None
    assert len(edition.annotations.table().rows) == 10
    # Every view bears a note without a place.
    from glossator.notebook.views import chronology_view, concordance_view, notes_view

    assert "badger" in notes_view(edition, kind="identification").plain()
    assert concordance_view(edition, "parish", texts="all").svg
    assert chronology_view(edition).svg


def test_a_withdrawn_note_is_not_among_them(small: Path) -> None:
    note = small / "book" / "annotations" / WALKING / "fox.md"
    text = note.read_text("utf-8").replace("kind:", "withdrawn: It was wrong.\nkind:")
    note.write_text(text, "utf-8")
    assert f"{WALKING}/fox" not in [note.id for note in glossator.open(small).annotations]


def test_importing_the_package_costs_nothing() -> None:
    program = (
        "import sys, glossator; heavy = {'glossator.checks', 'pandas', 'ipywidgets', 'docutils'}\n"
        "assert glossator.__version__ and not heavy & set(sys.modules)\n"
        f"glossator.open({str(SMALL)!r}).concordance('the')\n"
        "assert not {'pandas', 'ipywidgets', 'sphinx'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", program], check=True)


def test_columns_have_help() -> None:
    for each in (*columns.LINKS, *columns.LINES, *columns.MOMENTS, *columns.PROBLEMS):
        assert each.help

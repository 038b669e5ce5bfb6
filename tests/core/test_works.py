"""Does a record of references.bib read as LaTeX would print it, wherever it is shown?"""

from __future__ import annotations

import re
from collections.abc import Iterable

import pytest
from docutils import nodes

from glossator.sphinx.bibliography import format_works
from glossator.works import bare, read_bibliography

_RECORD = r"""@book{a,
  title = {%s}, author = {Ray\$, {The \{Group\}}}, publisher = {Press \& \$ons}, year = 1999,
}
"""


@pytest.mark.parametrize(
    ("value", "read"),
    [
        (r"Cost \$5 \{x\} \%d \#e \& \_f", "Cost $5 {x} %d #e & _f"),
        (r"From \$5 to \$6", "From $5 to $6"),
        (r"{NATO} in Caf\'e -- \{a {B} c\}", "NATO in Café – {a B c}"),
        (r"No sign", "No sign"),
    ],
)
def test_escaped_signs_are_printed(value: str, read: str) -> None:
    bibliography, problems = read_bibliography(_RECORD % value, "references.bib")
    assert problems == []
    (work,) = bibliography.works
    assert (work.title, work.author, work.names) == (
        read, "Ray$", ("Ray$, The {Group}",)
    )  # fmt: skip
    (made,) = format_works(_RECORD % value).values()
    printed = "".join(node.astext() for node in made)
    assert printed == f"The {{Group}} Ray$. {read}. Press & $ons, 1999."


_TYPES = (
    "article", "book", "booklet", "collection", "dataset", "inbook", "incollection", "inproceedings",
    "manual", "mastersthesis", "misc", "online", "patent", "phdthesis", "proceedings", "report",
    "software", "techreport", "thesis", "unpublished",
)  # fmt: skip
#: Each field with the words by which it is known in print.
_FIELDS = {
    "author": ("Ida Quill", "Quill"), "editor": ("Otto Brandt", "Brandt"),
    "title": ("Laws of England", "Laws of England"), "subtitle": ("Some Remarks", "Some Remarks"),
    "booktitle": ("Great Collection", "Great Collection"), "journal": ("The Herald", "The Herald"),
    "volume": ("31", "31"), "number": ("47", "47"), "series": ("Old Texts", "Old Texts"),
    "chapter": ("55", "55"), "pages": ("61--69", "61–69"), "type": ("Sermon", "Sermon"),
    "howpublished": ("Broadside", "Broadside"), "organization": ("Guild", "Guild"),
    "institution": ("Academy", "Academy"), "school": ("Göttingen", "Göttingen"),
    "publisher": ("Stockdale", "Stockdale"), "address": ("London", "London"),
    "edition": ("Ninth", "ninth"), "date": ("1787", "1787"), "isbn": ("978-0", "978-0"),
    "note": ("Half lost", "Half lost"), "url": ("https://example.org/q", "https://example.org/q"),
    "doi": ("10.99/x", "10.99/x"), "eprint": ("2101.0042", "2101.0042"), "urldate": ("2019", "2019"),
    "translator": ("Eve Nugent", "Nugent"),
}  # fmt: skip


def _printed(type: str, given: Iterable[str], language: str = "en") -> str:
    fields = ", ".join(f"{name} = {{{_FIELDS[name][0]}}}" for name in given)
    (made,) = format_works(f"@{type}{{a, {fields}}}", language).values()
    return "".join(node.astext() for node in made)


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize("type", _TYPES)
def test_whatever_is_missing_all_that_was_given_is_printed_once(type: str, language: str) -> None:
    some = ("author", "title", "publisher", "address", "date")
    ways = [tuple(_FIELDS), some, ("title", "date"), ("title", "volume"), ("title", "number")]
    ways += [tuple(name for name in _FIELDS if name != missing) for missing in _FIELDS]
    ways += [tuple(name for name in some if name != missing) for missing in some]
    ways += [("title", name) for name in _FIELDS if name != "title"]
    for given in ways:
        printed = _printed(type, given, language)
        for name in given:
            times = printed.casefold().count(_FIELDS[name][1].casefold())
            assert times == 1, (name, given, printed)
        assert not re.search(r"\b(?:In|pages|S\.|volume|Band)\s*(?:[.,]|$)", printed), printed


@pytest.mark.parametrize(
    ("record", "printed"),
    [
        (
            "@book{a, author={Jefferson, Thomas}, title={Notes on the State of Virginia}, publisher={Stockdale}, address={London}, date={1787}}",
            "Thomas Jefferson. Notes on the State of Virginia. Stockdale, London, 1787.",
        ),
        (
            "@article{a, author={Yates}, title={To the {C}itizens}, journal={New York Journal}, date={1787}}",
            "Yates. To the Citizens. New York Journal, 1787.",
        ),
        (
            "@article{a, author={Lee}, title={On Seas}, journaltitle={Review}, volume={71}, number={4}, date={2018}}",
            "Lee. On Seas. Review, 71(4), 2018.",
        ),
        (
            "@article{a, author={Lee}, title={On Seas}, journal={Review}, number={4}, pages={1--2}, year={2018}}",
            "Lee. On Seas. Review, number 4, pages 1–2, 2018.",
        ),
        (
            "@book{a, author={Montesquieu}, title={De l'Esprit des Loix}, location={Genève}, year={1748}}",
            "Montesquieu. De l'Esprit des Loix. Genève, 1748.",
        ),
        ("@book{a, title={Acts}, date={1787/1790}}", "Acts. 1787/1790."),
        ("@book{a, title={Acts}, date={1787-05-03}}", "Acts. 3 May 1787."),
        ("@book{a, title={Acts}, year={1787}, month=may}", "Acts. May 1787."),
    ],
)
def test_records_that_lack_something_keep_the_rest(record: str, printed: str) -> None:
    (made,) = format_works(record).values()
    assert " ".join("".join(node.astext() for node in made).split()) == printed


@pytest.mark.parametrize(
    ("fields", "printed", "address"),
    [
        ("eprint={1801.1}, archiveprefix={arXiv}, primaryclass={cs.CL}", "arXiv:1801.1 [cs.CL].", "https://arxiv.org/abs/1801.1"),
        ('eprint={a b"<}, eprinttype={jstor}', 'JSTOR:a b"<.', "https://www.jstor.org/stable/a%20b%22%3C"),
        ("eprint={2101/7}, eprinttype={HAL}", "HAL:2101/7.", ""),
        ("eprint={../../x}, archiveprefix={arXiv}", "arXiv:../../x.", ""),
        ("eprint={math/7}", "math/7.", ""),
        ("urldate={2020-05-03}", "Accessed 3 May 2020.", ""),
        ("doi={10.1/x}, urldate={2020-05-03}", "doi:10.1/x, accessed 3 May 2020.", "https://doi.org/10.1/x"),
        ("url={https://x.org/y}, urldate={2020}", "https://x.org/y (accessed 2020).", "https://x.org/y"),
        ("url={https://x.org/y}, eprint={7}, urldate={2020}", "https://x.org/y (accessed 2020), 7.", "https://x.org/y"),
    ],
)  # fmt: skip
def test_where_a_work_is_found_and_when_it_was_read(
    fields: str, printed: str, address: str
) -> None:
    (made,) = format_works(f"@misc{{a, title={{Seas}}, year=2018, {fields}}}").values()
    said = "".join(node.astext() for node in made)
    assert said == f"Seas. 2018. {printed}"
    assert [n["refuri"] for n in made if isinstance(n, nodes.reference)] == [address] * bool(
        address
    )


def test_who_translated_a_work_is_said_behind_its_title() -> None:
    names = "Nugent, Thomas and Prichard, J. V."
    book = f"@book{{a, author={{Kant}}, title={{On Peace}}, translator={{{names}}}, publisher={{Orr}}, year=1899}}"
    part = f"@incollection{{a, title={{On Peace}}, booktitle={{Essays}}, translator={{{names}}}, publisher={{Orr}}}}"
    said = [
        "".join(n.astext() for n in format_works(record, language)["a"]).replace("\u00a0", " ")
        for record, language in ((book, "en"), (book, "de"), (part, "fr"))
    ]
    assert said == [
        "Kant. On Peace. Translated by Thomas Nugent and J. V. Prichard. Orr, 1899.",
        "Kant. On Peace. Übers. von Thomas Nugent und J. V. Prichard. Orr, 1899.",
        "On Peace. Trad. par Thomas Nugent et J. V. Prichard. Dans Essays. Orr.",
    ]


@pytest.mark.parametrize(
    ("type", "fields", "rest"),
    [
        ("book", "publisher={Orr}", "Orr, 2018."),
        ("collection", "publisher={Orr}", "Orr, 2018."),
        ("mvbook", "publisher={Orr}", "Orr, 2018."),
        ("thesis", "type={Habilitation}, institution={Jena}", "Habilitation, Jena, 2018."),
        ("thesis", "type={phdthesis}, institution={Jena}", "PhD thesis, Jena, 2018."),
        ("thesis", "school={Jena}", "Jena, 2018."),
        ("phdthesis", "school={Jena}", "PhD thesis, Jena, 2018."),
        ("mastersthesis", "school={Jena}, type={Diploma}", "Diploma, Jena, 2018."),
        ("report", "type={techreport}, number=4, institution={Jena}", "Technical Report 4, Jena, 2018."),
        ("report", "number=4, institution={Jena}", "Number 4, Jena, 2018."),
        ("report", "institution={eLab}", "eLab, 2018."),
        ("techreport", "institution={Jena}", "Technical Report, Jena, 2018."),
    ],
)  # fmt: skip
def test_titles_of_what_stands_alone_are_in_italics(type: str, fields: str, rest: str) -> None:
    (made,) = format_works(f"@{type}{{a, title={{On Fire}}, year=2018, {fields}}}").values()
    assert "".join(node.astext() for node in made) == f"On Fire. {rest}"
    assert [n.astext().rstrip(".") for n in made if isinstance(n, nodes.emphasis)] == ["On Fire"]


def test_a_book_without_publisher_has_its_title_in_italics() -> None:
    (made,) = format_works("@book{a, title={De l'Esprit des Loix}, address={Genève}}").values()
    (title,) = [node for node in made if isinstance(node, nodes.emphasis)]
    assert title.astext().rstrip(".") == "De l'Esprit des Loix"


@pytest.mark.parametrize("type", _TYPES)
@pytest.mark.parametrize("title", ["Commentaries on the Laws of England", "{On} {NATO} and eBay"])
def test_titles_stay_as_they_were_written(type: str, title: str) -> None:
    record = f"@{type}{{a, author={{Quill}}, title={{{title}}}, year={{1765}}}}"
    (made,) = format_works(record).values()
    assert bare(title) in "".join(node.astext() for node in made)


@pytest.mark.parametrize(
    ("record", "said"),
    [
        ("@phdthesis{a, titel={B}, year={2001}}", "“titel” means nothing and is not printed. Did you mean “title”?"),
        ("@thesys{a, title={B}}", "no type “@thesys”, so it is printed as a work of no special sort. Did you mean “@thesis”?"),
        ("@qqqq{a, title={B}}", "Use @misc for such a work."),
        ("@misc{a, title={B}, date={2001-13-40}}", "date: there is no 2001-13-40."),
        ("@misc{a, title={B}, urldate={2001-02-30}}", "urldate: there is no 2001-02-30."),
        ("@misc{a, title={B}, keywords={scholarshp}}", "“scholarshp” is no kind of source. Did you mean “scholarship”?"),
        ("@misc{a, title={B}, langid={klingonisch}}", "the language “klingonisch” is not known."),
    ],
)  # fmt: skip
def test_a_slip_is_said_and_the_record_used(record: str, said: str) -> None:
    bibliography, [problem] = read_bibliography(f"\n{record}\n", "references.bib")
    assert said in str(problem)
    assert str(problem).startswith("references.bib:2: warning: a: ")
    assert [work.key for work in bibliography.works] == ["a"]


@pytest.mark.parametrize(
    "field",
    ["mine={x}", "bdsk-url-1={x}", "keywords={my own}", "date={1901/1902}", "date={1901-04~}", "langid={de-AT}", "translator={A. B.}"],
)  # fmt: skip
def test_what_an_editor_keeps_besides_is_no_slip(field: str) -> None:
    assert read_bibliography(f"@misc{{a, title={{B}}, {field}}}", "references.bib")[1] == []


@pytest.mark.parametrize(
    ("language", "said", "printed"),
    [
        ("en", "2", "2nd edition"), ("en", "12", "12th edition"), ("en", "21", "21st edition"),
        ("en", "Second", "second edition"), ("de", "2", "2. Auflage"), ("fr", "3", "3e édition"),
    ],
)  # fmt: skip
def test_an_edition_is_counted(language: str, said: str, printed: str) -> None:
    record = (
        f"@book{{a, title={{T}}, author={{A. B.}}, publisher={{P}}, edition={{{said}}}, year=1900}}"
    )
    [made] = format_works(record, language).values()
    assert printed in "".join(node.astext() for node in made)

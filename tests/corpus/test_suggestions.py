"""Are the right cross-references proposed, each once, and nothing that is none?"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from test_add import FEDERALIST, KNOWN, needs_corpus

from glossator.book import read_texts
from glossator.candidates import find_candidates
from glossator.checks import examine
from glossator.citing import Series, check_patterns, number_of
from glossator.cli.suggest import suggest
from glossator.load import load
from glossator.markup import ARTICLE, Parsed, parse
from glossator.model import Article, Place, Span
from glossator.problems import EditionError
from glossator.reuse import ReuseIndex
from glossator.similar import find_likenesses
from glossator.suggestions import decision_line, read_decisions, suggest_links
from glossator.text import ReadingText, reading_text
from shared import Run

WORDS = [f"w{number}" for number in range(400)]


@given(st.integers(10, 60), st.integers(0, 200), st.integers(0, 200))
def test_a_passage_is_found_wherever_it_stands(length: int, here: int, there: int) -> None:
    quoted = [f"q{number}" for number in range(length)]
    first = " ".join([*WORDS[:there], *quoted, *WORDS[there:200]])
    second = " ".join(
        [*(w + "x" for w in WORDS[:here]), *quoted, *(w + "y" for w in WORDS[here:200])]
    )
    index = ReuseIndex()
    assert index.add(first) == []
    (found,) = index.add(second)
    assert second[found.span.start : found.span.end].split() == quoted
    assert first[found.earlier_span.start : found.earlier_span.end].split() == quoted
    assert (found.same, found.score) == (length, 1.0)


def test_a_light_paraphrase_is_one_passage() -> None:
    index = ReuseIndex()
    index.add(
        "the roads of this parish are for carts and not for those who walk on them in the rain"
    )
    (found,) = index.add(
        "as he said, the roads of this parish are for carts but never for those who walk on them in the rain, he thinks"
    )
    assert found.same >= 14
    assert 0.7 < found.score < 1


def test_a_formula_is_no_quotation() -> None:
    formula = "To the most honourable readers and subscribers of this paper in town and country"
    index = ReuseIndex()
    for number in range(12):
        found = index.add(
            f"{formula} words{number} " + " ".join(w + str(number) for w in WORDS[:30])
        )
    assert found == []


def test_likeness_needs_rare_words() -> None:
    plain = [f"{a}{b}mmon" for a in "abcdef" for b in "ghijkl"]
    common = [(n, " ".join(plain[:30])) for n in range(60)]
    rare = "badgers burrow beneath hedgerows whenever autumn frosts harden meadows around villages"
    first, second = (80, f"{rare} {' '.join(plain[:20])}"), (81, f"{' '.join(plain[10:30])} {rare}")
    found = list(find_likenesses([*common, first, second]))
    assert [(each.later, each.earlier) for each in found] == [(61, 60)]


def article(
    number: int, text: str, author: str = "A. Rambler", title: str = "On Roads"
) -> tuple[Article, ReadingText]:
    id = f"1901-03-{number:02}-x"
    made = Article(
        id,
        title,
        author,
        id[:10],
        "P",
        "en",
        "S",
        "R",
        "s",
        text,
        1,
        Place("a"),
        number=str(number),
    )
    parsed = parse(f"# {title}\n\n{text}", ARTICLE, "")
    assert isinstance(parsed, Parsed)
    return made, reading_text(parsed)


SERIES = [
    article(1, "Nothing is named here."),
    article(2, "Nothing is named here either.", "B. Settle", "In Praise of Sitting Still"),
    article(
        3, "As I said in my last paper, and as No. 2 denies; the two last papers differ. See No. 9."
    ),
    article(
        4,
        "The author of “In Praise of Sitting Still”, on 2 March 1901, was Mr Settle. My first number!",
    ),
]


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        (0, []),
        (
            2,
            [
                ("my last paper", 1),
                ("No. 2", 2),
                ("the two last papers", 1),
                ("the two last papers", 2),
            ],
        ),
        (3, [("In Praise of Sitting Still", 2), ("2 March 1901", 2), ("My first number", 1)]),
    ],
)
def test_what_a_text_names(place: int, expected: list[tuple[str, int]]) -> None:
    made, reading = SERIES[place]
    found = Series([each for each, _ in SERIES]).citings(
        made, reading.text, Span(0, len(reading.text))
    )
    named = [
        (reading.text[each.span.start : each.span.end], int(each.target[8:10])) for each in found
    ]
    assert sorted(named) == sorted(expected)


def test_words_that_mean_several_articles_are_one_proposal() -> None:
    texts = [*SERIES[:2], article(3, "The two last papers are of one mind.")]
    (found,) = suggest_links(texts)
    assert found.words == "The two last papers"
    assert found.targets == ("1901-03-01-x", "1901-03-02-x")
    assert found.body() == (
        "The reference is to {article}`1901-03-01-x` and {article}`1901-03-02-x`."
    )
    linked = {("1901-03-03-x", "1901-03-02-x"): [found.span]}
    (rest,) = suggest_links(texts, linked=linked)
    assert (rest.id, rest.targets) == (found.id, ("1901-03-01-x",))


SENTENCE = "a bridge that costs half as much again as the council of this parish voted"


def test_a_mention_is_proposed_beside_a_quotation() -> None:
    texts = [
        article(1, f"I say: {SENTENCE}."),
        article(2, f"In my last letter I spoke of “{SENTENCE}”. See No. 1."),
    ]
    found = {each.sort: each for each in suggest_links(texts)}
    assert found.keys() == {"reuse", "number"}
    for sort in found:
        linked = {("1901-03-02-x", "1901-03-01-x"): [found[sort].span]}
        assert {each.sort for each in suggest_links(texts, linked=linked)} == found.keys() - {sort}


@pytest.mark.parametrize(("open_", "close"), [("“", "”"), ("«", "»"), ('"', '"')])
def test_a_reused_passage_ends_with_its_quotation(open_: str, close: str) -> None:
    texts = [
        article(1, f"It was {SENTENCE} is what they said to all of us."),
        article(2, f"He wrote: {open_}It was {SENTENCE}{close} is what was wrong with it."),
    ]
    (found,) = suggest_links(texts)
    assert found.words == f"It was {SENTENCE}"


def test_a_passage_that_stands_in_several_articles_is_one_proposal() -> None:
    texts = [
        article(1, f"I say: {SENTENCE}."),
        article(2, f"He says: {SENTENCE}!"),
        article(3, f"{SENTENCE[2:].capitalize()}? So it is, and {SENTENCE[:60]} each time."),
    ]
    found = [each for each in suggest_links(texts) if each.article == "1901-03-03-x"]
    whole, part = sorted(found, key=lambda each: each.span)
    assert whole.targets == ("1901-03-01-x#p1", "1901-03-02-x#p1")
    assert whole.body() == (
        "These words stand already in {article}`1901-03-01-x#p1` and {article}`1901-03-02-x#p1`."
    )
    assert part.words == SENTENCE[:56]
    # That a third article has the words too does not make it another question.
    fewer = [each for each in suggest_links([texts[0], texts[2]]) if each.sort == "reuse"]
    assert whole.id in {each.id for each in fewer}


def test_a_formula_within_a_quotation_is_not_proposed_again() -> None:
    formula = "by and with the advice and consent of the council of this town"
    texts = [
        article(1, f"Roads are made {formula}, and of nobody else."),
        article(2, f"The mayor shall, {formula}, name the keeper of the bridge and his fox."),
        article(3, f"“The mayor shall, {formula}, name the keeper of the bridge and his fox.”"),
    ]
    found = [each for each in suggest_links(texts) if each.article == "1901-03-03-x"]
    assert [each.targets for each in found] == [("1901-03-02-x#p1",)]


def test_an_article_that_is_not_named_is_known_by_what_is_said_of_it() -> None:
    texts = [
        article(1, "The vestry counted seven herons at the millpond, and let the miller drain it."),
        article(
            2, "The bridge was painted green by the carpenter, who asked for eleven shillings."
        ),
        article(3, "Nobody walks on the hill in winter, for the snow is deep and the wind cold."),
        article(
            4, "It was shown in a former letter what the carpenter asked for the painted bridge."
        ),
    ]
    (found,) = suggest_links(texts)
    assert (found.sort, found.words, found.target) == (
        "former",
        "a former letter",
        "1901-03-02-x#p1",
    )
    assert "it is not said which; words in common: " in found.evidence
    assert found.body().startswith("The reference seems to be to ")


def test_an_editions_own_patterns_take_the_place_of_ours() -> None:
    texts = [
        article(1, "Nichts."),
        article(2, "Wie in der vorigen Nummer gesagt, und nicht in No. 1."),
    ]
    found = suggest_links(
        texts, {"preceding": [r"der vorigen Nummer"], "number": [r"Stück (?P<number>\d+)"]}
    )
    assert [(each.sort, each.words) for each in found] == [("preceding", "der vorigen Nummer")]


@pytest.mark.parametrize(
    "patterns",
    [[], {"numbers": []}, {"number": ["No"]}, {"first": ["("]}, {"first": "x"}, {"first": [14]}],
)
def test_patterns_that_cannot_be_are_refused(patterns: object) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        check_patterns(patterns)


def test_an_expression_that_never_ends_is_stopped_and_named(small: Path) -> None:
    (small / "book" / "patterns.yml").write_text(
        "preceding:\n  - 'the last one'\n  - '(?s)(?:.|\\w)+\\d{9}'\n", "utf-8"
    )
    result = CliRunner().invoke(suggest, ["links"], obj=small)
    assert result.exit_code == 2
    assert result.output.startswith(
        "glossator: book/patterns.yml:3: “(?s)(?:.|\\w)+\\d{9}” takes over 2 s for the text of"
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("first:\n  - '('\n", "book/patterns.yml:2: “(” is not a regular expression: missing )"),
        ("first: []\nnumber: No\n", "book/patterns.yml:2: “number” must be one of"),
        ("[" * 60_000, "book/patterns.yml:1: it is nested more than 4 levels deep"),
        ("first: &a []\nnumber: *a\n", "book/patterns.yml:1: it uses an anchor or alias"),
        ("first: [\n", "book/patterns.yml:2: this is not YAML"),
    ],
)
def test_patterns_are_refused_with_their_line(text: str, said: str, small: Path) -> None:
    (small / "book" / "patterns.yml").write_text(text, "utf-8")
    result = CliRunner().invoke(suggest, ["links"], obj=small)
    assert result.exit_code == 2
    assert result.output.startswith(f"glossator: {said}")


@pytest.mark.parametrize("name", ["patterns.yml", "suggestions.yml"])
def test_what_a_link_leads_to_is_not_read(name: str, small: Path, tmp_path: Path) -> None:
    (tmp_path / "outside").write_text("first: [secret]\n", "utf-8")
    (small / "book" / name).symlink_to(tmp_path / "outside")
    result = CliRunner().invoke(suggest, ["links"], obj=small)
    assert result.exit_code == 2
    assert "link" in result.output
    assert "secret" not in result.output


@pytest.mark.parametrize(
    ("words", "value"), [("14", 14), ("XIV", 14), ("xl", 40), ("x1", 0), ("", 0), ("70b", 0)]
)
def test_numbers(words: str, value: int) -> None:
    assert number_of(words) == value


def test_what_was_decided_is_not_asked_again() -> None:
    found = suggest_links(SERIES)
    lines = "# ours\n\n" + "".join(decision_line(each, "declined") for each in found[:2])
    decided = read_decisions(lines, "suggestions.yml")
    assert set(decided.values()) == {"declined"}
    assert suggest_links(SERIES, decided=decided) == found[2:]
    with pytest.raises(EditionError, match=r"suggestions.yml:1"):
        read_decisions("x: maybe", "suggestions.yml")


def test_phrases_that_want_an_entry() -> None:
    text = "We read of the House of Lords here. New York is far; he went to New York and the House of Lords. "
    found = find_candidates([("a", article(1, text * 3)[1])], ())
    assert {each.phrase: each.uses for each in found} == {"House of Lords": 6, "New York": 3}


def _with_a_proposal(small: Path) -> None:
    praise = small / "book/articles/1901-03-09-in-praise-of-sitting.md"
    walking = "People ask what walking is good for. It is good for nothing, and that is its use."
    for path, old in (
        (praise, "A chair has four legs."),
        (small / "seeds/1901-03-09-in-praise-of-sitting.txt", "A chair has four legs."),
    ):
        path.write_text(
            path.read_text("utf-8").replace("The fox comes", f"{walking} The fox comes"), "utf-8"
        )
        assert old in path.read_text("utf-8")


def test_an_accepted_proposal_becomes_a_note(small: Path, glossator: Run) -> None:
    _with_a_proposal(small)
    listed = glossator(small, "suggest", "links", "--list")
    assert listed.returncode == 0, listed.stderr
    assert "\n1 proposal. Decide with" in listed.stdout
    id = listed.stdout.split()[0]
    nobody = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", "LOGNAME": "root"}
    refused = glossator(small, "suggest", "links", "--accept", id, **nobody)
    assert refused.returncode == 2
    assert "nothing says whose note it is; give --author NAME." in refused.stderr
    named = {
        "GIT_CONFIG_COUNT": "1",
        "GIT_CONFIG_KEY_0": "user.name",
        "GIT_CONFIG_VALUE_0": "Ada Q",
    }
    accepted = glossator(small, "suggest", "links", "--accept", id, **named)
    assert accepted.returncode == 0, accepted.stderr
    assert ".md, by Ada Q\n" in accepted.stdout
    said = [str(problem) for problem in examine(small).problems if "seed" not in problem.code.id]
    assert said == []
    assert glossator(small, "suggest", "links", "--list").stdout == "0 proposals.\n"
    again = glossator(small, "suggest", "links", "--accept", id)
    assert again.returncode == 1
    assert f"“{id}” was accepted already; to decide anew, take its line out of" in again.stderr
    nowhere = glossator(small, "suggest", "links", "--article", "in-prais-of-sitting")
    assert nowhere.returncode == 2
    assert "Did you mean “1901-03-09-in-praise-of-sitting”?" in nowhere.stderr
    mistyped = glossator(small, "suggest", "links", "--decline", "00000000")
    assert mistyped.returncode == 1


_NAME = "glossator.cli.suggest.own_name"


def test_keys_at_a_terminal(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _with_a_proposal(small)
    monkeypatch.setattr(_NAME, lambda root: "Ada Q")
    asked = CliRunner().invoke(suggest, ["links", "--ask"], obj=small, input="?\nx\ny\n")
    assert asked.exit_code == 0, asked.output
    assert "n   decline: never propose it again" in asked.output
    assert "“x” is none of the keys; ? lists them." in asked.output
    assert ".md, by Ada Q\n" in asked.output
    assert ": accepted" in (small / "book/suggestions.yml").read_text("utf-8")


def test_no_author_is_said_before_the_first_question(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _with_a_proposal(small)
    monkeypatch.setattr(_NAME, lambda root: "")
    asked = CliRunner().invoke(suggest, ["links", "--ask"], obj=small, input="a\nn\n")
    assert asked.exit_code == 0, asked.output
    assert asked.output.startswith("Nothing says whose notes these would be: to accept any,")
    assert asked.output.count("Nothing says whose") == 2
    assert ": declined" in (small / "book/suggestions.yml").read_text("utf-8")


@needs_corpus
@pytest.mark.slow
def test_the_federalist_refers_to_itself(glossator: Run, tmp_path: Path) -> None:
    assert glossator(tmp_path, "init", "new", "--yes").returncode == 0
    seeds = sorted((FEDERALIST / "seeds").glob("*.txt"))
    new = tmp_path / "new"
    assert (
        glossator(new, "add", *seeds, *KNOWN, "--metadata", FEDERALIST / "metadata.csv").returncode
        == 0
    )
    edition, _ = load(new)
    found = suggest_links(list(read_texts(edition)))
    numbers = {each.id: each.number for each in edition.articles}
    named = {
        (numbers[s.article], s.words.casefold(), numbers[target.partition("#")[0]])
        for s in found
        for target in s.targets
    }
    assert {
        ("4", "my last paper", "3"),
        ("5", "the preceding paper", "4"),
        ("6", "the three last numbers", "3"),
        ("6", "the three last numbers", "5"),
        ("19", "my last paper", "18"),
        ("83", "no. 81", "81"),
        ("85", "my first number", "1"),
    } <= named
    assert not any(words.startswith("to the people of the state") for _, words, _ in named)
    assert all(int(numbers[s.article]) > int(numbers[s.target.partition("#")[0]]) for s in found)


def test_what_only_a_stem_found_is_listed(small: Path, glossator: Run) -> None:
    config = small / "_config.yml"
    config.write_text(config.read_text("utf-8") + "    glossator_stem_terms: en\n", "utf-8")
    (small / "book/glossary/cart.md").write_text("---\nterm: cart\n---\nA waggon.\n", "utf-8")
    ran = glossator(small, "suggest", "terms")
    assert ran.returncode == 0, ran.stderr
    assert "  “cart”: carts (" in ran.stdout
    assert examine(small).problems == ()

"""How does an article's file become its page?

The file is never given to MyST: its text, which a stranger may have written, is replaced by
nothing before it is parsed, and the page is made from the records of the loader. What Sphinx
reads and keeps is an outline, so that all that it does to a document costs next to nothing; the
text takes the outline's place when the page is written.
"""

from __future__ import annotations

from collections import Counter, deque

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.transforms import SphinxTransform
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.nodes import apply_source_workaround
from sphinx.versioning import add_uids

from ..apparatus import Apparatus, Placed
from ..citations import Citation
from ..dates import readable_date
from ..gist import Gist
from ..labels import labels
from ..markup import ARTICLE, Parsed
from ..model import Article
from ..pictures import picture
from ..references import Targets
from . import nodes as ours
from .cited import by_block, cited_article, cited_passage
from .records import digest
from .render import ArticleRenderer, OutlineRenderer, Renderer
from .session import Session, is_article, session_of

#: By these names Sphinx knows parsers of Markdown.
_MARKDOWN = ("markdown", "myst-nb")


def hide_source(app: Sphinx, docname: str, content: list[str]) -> None:
    """On `source-read`: no parser but ours sees an article."""
    if is_article(app, docname):
        content[0] = ""


def take_parser(app: Sphinx, config: Config) -> None:
    """On `config-inited`: whatever parses Markdown is not even begun for an article."""
    parsers = app.registry.source_parsers
    for filetype, parser in parsers.items():
        if filetype in _MARKDOWN:
            parsers[filetype] = type("Parser", (_OnlyPages, parser), {})


class _OnlyPages:
    """A parser that leaves the documents of articles empty."""

    def parse(self, inputstring: str, document: nodes.document) -> None:
        env = document.settings.env
        if not is_article(env.app, env.docname):
            super().parse(inputstring, document)  # type: ignore[misc]


class OutlineArticle(SphinxTransform):
    """Puts the article's outline into its empty document.

    Before every other transform, so that all of them see the outline as they would see any page.
    """

    default_priority = 1

    def apply(self, **kwargs: object) -> None:
        session = session_of(self.app)
        docname = self.env.docname
        if not is_article(self.app, docname):
            return
        article = session.articles.get(docname)
        self.document.children.clear()
        if article is None:
            self.document += refused(session.language)
        else:
            gist = session.report.book.gists[article.id]
            self.document += outline(article, gist, session.targets)


def name_in_series(app: Sphinx, document: nodes.document) -> None:
    """On `doctree-read`, after Sphinx has collected the titles: an article's has its number."""
    article = session_of(app).articles.get(app.env.docname)
    if article is None or article.listed_title == article.title:
        return
    said = nodes.Text(f"{article.series_number}. ")
    for titles in (app.env.titles, app.env.longtitles):
        if app.env.docname in titles:
            named = titles[app.env.docname].deepcopy()
            named.insert(0, said)
            titles[app.env.docname] = named


class UnfoldArticles(SphinxPostTransform):
    """Puts the articles' texts into the place of their outlines; first, for all others to see.

    The website's own builder does it later, page by page, for there nobody else has to see it.
    """

    default_priority = 3

    def run(self, **kwargs: object) -> None:
        if getattr(self.app.builder, "unfolds_articles", False):
            return
        for made in unfold(self.document, session_of(self.app)):
            # As Sphinx does for what it reads; the builder of translators' files counts on it.
            for node in list(made.findall(nodes.TextElement)):
                apply_source_workaround(node)
            if self.env.versioning_condition:
                deque(add_uids(made, self.env.versioning_condition), maxlen=0)


def unfold(document: nodes.Element, session: Session) -> list[nodes.Element]:
    """Put the text of each article in *document* into the place of its outline; the texts."""
    texts = []
    for place in list(document.findall(ours.article)):
        apparatus = session.by_docname[place["docname"]]
        cited = session.cited.get(apparatus.article.id, ())
        made = article_nodes(apparatus, session.targets, cited)
        pictures = zip(made.findall(nodes.image), place.findall(nodes.image), strict=True)
        for image, known in list(pictures):
            # What Sphinx has found out about each.
            image.attributes.update(known.deepcopy().attributes, alt=image["alt"])
        place.parent.replace_self(made)
        texts.append(made)
    return texts


def refused(language: str = "en") -> nodes.Element:
    """What stands in place of an article that cannot be used; the log says why."""
    words = labels(language)
    section = nodes.section("", nodes.title("", words["article_refused"]), ids=["refused"])
    section += nodes.paragraph("", words["article_refused_why"])
    return section


def outline(article: Article, gist: Gist, targets: Targets) -> nodes.Element:
    """An article's headings and the place of its text."""
    if gist.refused:
        return refused(targets.edition.language)
    parsed = Parsed("\n\n".join(gist.headings), article.body_line, ARTICLE)
    renderer = OutlineRenderer(parsed, article.place.path, targets)
    sections = _Sections(article.title, article.language)
    for token in parsed.tree.children:
        sections.add(*renderer.block(token))
    sections.close()
    addresses = [address for address, _ in gist.images]
    pictures = [each for each in addresses if picture(targets.edition, article, each)]
    place = ours.article("", *map(_image, pictures), docname=article.docname)
    sections.root.insert(1, place)
    return sections.root


def outlines(session: Session) -> dict[str, str]:
    """A digest of all that each outline is made from, and of the title in menus, by document."""
    return {docname: _outlined(article, session) for docname, article in session.articles.items()}


def _outlined(article: Article, session: Session) -> str:
    edition, gist = session.report.book.edition, session.report.book.gists[article.id]
    if any("{" in heading for heading in gist.headings):
        # What a heading points at may be called otherwise now.
        return session.fingerprints[article.docname]
    shown = [bool(picture(edition, article, address)) for address, _ in gist.images]
    said = (article.title, article.listed_title, article.language, article.body_line)
    return digest(said, gist.headings, gist.refused, gist.images, shown)


def _image(address: str) -> nodes.image:
    return nodes.image(uri=address)


def article_nodes(
    apparatus: Apparatus, targets: Targets, cited: tuple[Citation, ...] = ()
) -> nodes.Element:
    """The whole page of an article: title, head, text with notes, foot.

    *cited* are the citations that other articles make of it.
    """
    article = apparatus.article
    if apparatus.parsed is None:
        return refused(targets.edition.language)
    renderer = ArticleRenderer(apparatus, targets)
    sections = _Sections(article.title, article.language)
    ends = _notes_by_block(apparatus)
    cited_at = by_block(apparatus.reading, cited)
    for place, token in enumerate(apparatus.parsed.tree.children):
        for node in renderer.block(token):
            sections.add(node)
        if place == 0:
            sections.add(head(apparatus, targets.edition.language))
        if place in cited_at:
            sections.add(cited_passage(cited_at[place], targets.edition.language))
        if notes := ends.get(place):
            group = ours.annotation_group("", *(note_node(note, targets) for note in notes))
            sections.add(group)
    sections.close()
    if apparatus.unplaced:
        sections.add(ours.unplaced("", *(note_node(note, targets) for note in apparatus.unplaced)))
    sections.add(foot(apparatus, cited, targets.edition.language))
    return sections.root


class _Sections:
    """Headings of a flat text become nested sections."""

    def __init__(self, title: str, language: str) -> None:
        self.root = nodes.section(
            ids=[nodes.make_id(title)[:60].rstrip("-") or "article"], classes=["article"]
        )
        self.root["classes"].append(f"language-{language}")
        self._open: list[tuple[int, nodes.Element]] = [(1, self.root)]
        self._count = 0

    def add(self, node: nodes.Node) -> None:
        if isinstance(node, nodes.title):
            level = node.attributes.pop("level")
            if level > 1 or self.root.children:
                self._section(max(level, 2))
        self._open[-1][1].append(node)

    def _section(self, level: int) -> None:
        while self._open[-1][0] >= level:
            self._open.pop()
        self._count += 1
        section = nodes.section(ids=[f"section-{self._count}"])
        self._open[-1][1].append(section)
        self._open.append((level, section))

    def close(self) -> None:
        del self._open[1:]


def _notes_by_block(apparatus: Apparatus) -> dict[int, list[Placed]]:
    """The notes by the top-level block in which their passage ends."""
    ends: dict[int, list[Placed]] = {}
    for note in apparatus.placed:
        top = apparatus.reading.block_at(note.span.end - 1).top
        ends.setdefault(top, []).append(note)
    return ends


def head(apparatus: Apparatus, language: str = "en") -> nodes.Node:
    """Number in the series, author, date and publisher."""
    article = apparatus.article
    lines = [
        ("number", article.series_number if article.listed_title != article.title else ""),
        ("author", article.author),
        ("date", readable_date(article.date, language)),
        ("publisher", article.publisher),
    ]
    return ours.article_head(
        "",
        *(nodes.paragraph("", text, classes=[f"article-{name}"]) for name, text in lines if text),
    )


def foot(
    apparatus: Apparatus, cited: tuple[Citation, ...] = (), language: str = "en"
) -> nodes.Node:
    """What a reader must know of the text: who cites it, whose it is, how it was edited."""
    article, words = apparatus.article, labels(language)
    made = ours.article_foot("", *cited_article(article, cited, language))
    for label, text in (
        (words["genre"], article.genre),
        (words["date"], article.published),
        (words["rights"], article.rights),
    ):
        if text:
            made += nodes.paragraph("", "", nodes.strong("", f"{label}."), nodes.Text(f" {text}"))
    source = nodes.paragraph("", "", nodes.strong("", f"{words['source']}."), nodes.Text(" "))
    if article.source.startswith(("https://", "http://")):
        source += nodes.reference("", article.source, refuri=article.source)
    else:
        source += nodes.Text(article.source)
    made += source
    if number := len(article.emendations):
        text = words.count("differs", number)
        made += nodes.paragraph(
            "",
            "",
            nodes.strong("", f"{words['emendations']}."),
            nodes.Text(f" {text} "),
            ours.pointing(
                "", nodes.Text(words["emendations_link"]), sort="emendation", target=article.id
            ),
            nodes.Text("."),
        )
    if line := reviewed(apparatus, language):
        name = nodes.strong("", f"{words['review']}.")
        made += nodes.paragraph("", "", name, nodes.Text(f" {line}"))
    return made


def reviewed(apparatus: Apparatus, language: str = "en") -> str:
    """How far the notes on an article have been reviewed; empty where it has none."""
    notes = (*apparatus.placed, *apparatus.unplaced)
    states = Counter(note.annotation.status for note in notes)
    if not notes:
        return ""
    words = labels(language)
    parts = [words.count("reviewed", states["reviewed"], all=len(notes))]
    for name, number in (("disputed", states["disputed"]), ("withdrawn", len(apparatus.withdrawn))):
        parts += [words[name].format(number=number)] if number else []
    return ", ".join(parts) + "."


def note_node(note: Placed, targets: Targets) -> nodes.Node:
    """A note with its body and its sources."""
    annotation, words = note.annotation, labels(targets.edition.language)
    made = ours.annotation(
        "",
        annotation=annotation.id,
        name=annotation.name,
        kind=annotation.kind,
        label=words[f"kind_{annotation.kind}"],
        number=note.number,
        author=annotation.author,
        date=annotation.date,
        status=annotation.status,
        reviewed_by=", ".join(annotation.reviewed_by),
        exact=annotation.quote.exact,
        orphaned=annotation.orphaned,
        language=annotation.language,
        ids=[f"note-{annotation.name}"],
        start=note.match.span.start if note.match.span else -1,
    )
    made.source, made.line = annotation.place
    if annotation.language:
        made["classes"].append(f"language-{annotation.language}")
    if note.body is None:
        made += nodes.paragraph("", words["note_refused"])
        return made
    article = targets.articles[annotation.article]
    made += Renderer(note.body, annotation.place.path, targets, article).blocks()
    if annotation.sources:
        made += sources_node(annotation.sources, targets)
    return made


def sources_node(keys: tuple[str, ...], targets: Targets) -> nodes.Node:
    """The works that something rests on, as links to their records."""
    made = ours.annotation_sources()
    for number, key in enumerate(keys):
        if number:
            made += nodes.Text(labels(targets.edition.language)["semicolon"])
        work = targets.works.get(key)
        if work is None:
            made += nodes.inline("", key, classes=["unresolved"])
        else:
            made += ours.pointing("", nodes.Text(work.label), sort="work", target=key)
    return made

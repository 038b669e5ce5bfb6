"""How is the data typeset? The one place where the Typst compiler is called."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import typst

from .planner import TypesettingError
from .xmp import with_fields

TEMPLATE = Path(__file__).parent / "template"
#: Accessible and archivable at once; neither goes together with PDF 2.0.
STANDARDS: Any = ["a-2a", "ua-1"]


@dataclass(frozen=True, slots=True)
class Typeset:
    """A finished PDF, its number of pages, the first page of each chapter, and the pages of `targets`."""

    pdf: bytes
    pages: int
    starts: tuple[int, ...]
    targets: tuple[int, ...]


def prepare(folder: Path) -> None:
    """Put the template into *folder*."""
    for module in TEMPLATE.glob("*.typ"):
        shutil.copyfile(module, folder / module.name)


def typeset(folder: Path, data: dict[str, Any], fonts: Path | None, timestamp: int) -> Typeset:
    """Set *data* as a PDF.

    *folder* is private and holds nothing but what may be read: the compiler sees nothing else.
    Fonts of the machine are left alone, so that every machine makes the same book.
    """
    (folder / "book.json").write_text(json.dumps(data, ensure_ascii=False), "utf-8")
    compiler = typst.Compiler(
        str(folder / "edition.typ"),
        root=str(folder),
        font_paths=[str(fonts)] if fonts else [],
        ignore_system_fonts=True,
        sys_inputs={"page": data["words"]["page"]},
    )
    try:
        pdf = compiler.compile(format="pdf", pdf_standards=STANDARDS, timestamp=timestamp)
        assert isinstance(pdf, bytes), "a PDF is one file"
        (report,) = json.loads(compiler.query("<report>", "value"))
    except typst.TypstError as error:
        raise TypesettingError(error.message) from error
    return Typeset(
        with_fields(pdf, data["about"]),
        report["pages"],
        tuple(report["starts"]),
        tuple(report["targets"]),
    )


def families(fonts: Path | None) -> list[str]:
    """The fonts of the edition's own folder, for what Libertinus lacks."""
    if fonts is None:
        return []
    with_ours = typst.Fonts(include_system_fonts=False, font_paths=[str(fonts)])
    embedded = {font.family for font in with_ours.fonts() if font.path is None}
    return sorted({font.family for font in with_ours.fonts() if font.path is not None} - embedded)


def can_be_set(text: str, fonts: Path | None) -> bool:
    """Whether there is a glyph for all of *text*."""
    return _compiles("#sys.inputs.text", fonts, None, {"text": text})


def can_be_shown(image: Path, fonts: Path | None = None) -> str:
    """What is wrong with an image; nothing, if it can be shown."""
    source = "#image(sys.inputs.path, alt: sys.inputs.path)"
    return _complaint(source, fonts, image.parent, {"path": image.name})


def _compiles(source: str, fonts: Path | None, root: Path | None, inputs: dict[str, str]) -> bool:
    return not _complaint(source, fonts, root, inputs)


def _complaint(source: str, fonts: Path | None, root: Path | None, inputs: dict[str, str]) -> str:
    head = '#set document(title: "probe")\n#set text(font: "Libertinus Serif")\n'
    try:
        typst.compile(  # type: ignore[call-overload]  # the stub wants every path as bytes
            (head + source).encode(),
            root=str(root) if root else None,
            font_paths=[str(fonts)] if fonts else [],
            ignore_system_fonts=True,
            sys_inputs=inputs,
            format="pdf",
            pdf_standards=STANDARDS,
            timestamp=0,
        )
    except typst.TypstError as error:
        return str(error.message)
    return ""

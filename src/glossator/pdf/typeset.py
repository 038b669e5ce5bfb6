"""How is the data typeset? The one place where the Typst compiler is called."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import typst

TEMPLATE = Path(__file__).parent / "template"
#: Accessible and archivable at once; neither goes together with PDF 2.0.
STANDARDS = ["a-2a", "ua-1"]


def typeset(folder: Path, data: dict[str, Any], target: Path, timestamp: int) -> list[dict[str, Any]]:
    """Write *data* as a PDF to *target*; what came where, as the template says it.

    *folder* is private and holds nothing but what may be read: the compiler sees nothing else.
    """
    for module in TEMPLATE.glob("*.typ"):
        shutil.copyfile(module, folder / module.name)
    (folder / "book.json").write_text(json.dumps(data, ensure_ascii=False), "utf-8")
    compiler = typst.Compiler(
        str(folder / "edition.typ"), root=str(folder), ignore_system_fonts=True
    )
    pdf = compiler.compile(format="pdf", pdf_standards=STANDARDS, timestamp=timestamp)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(pdf)
    placed: list[dict[str, Any]] = json.loads(compiler.query("<placed>", "value"))
    return placed

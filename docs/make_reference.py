"""Write the pages of the docs that are tables of the program: `make reference`."""

from pathlib import Path

from glossator import reference

DOCS = Path(__file__).parent
PAGES = {"options.md": reference.options_page, "problems.md": reference.problems_page}

if __name__ == "__main__":
    for name, page in PAGES.items():
        (DOCS / name).write_text(page(), "utf-8")

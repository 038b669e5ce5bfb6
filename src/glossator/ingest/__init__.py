"""How does a document as it was received become an article and a seed?

- `received`: which text does a file hold, and which library can say so?
- `layout`: where does a text begin and end its paragraphs?
- `heading`: what does a text say of itself before it begins?
- `edit`: from a seed to an article's text, each difference declared.
- `article`: an article's file; `contents` and `manifest`: the lines that are added to
  `_toc.yml` and `seeds/SOURCES.yml`; `table`: what a metadata file says of many documents.

Nothing here writes to a disk or asks anybody anything.
"""

"""glossator turns a folder of source documents into an annotated reading edition."""

__version__ = "0.1.0"

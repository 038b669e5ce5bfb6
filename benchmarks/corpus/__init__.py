"""How does the cost of an edition grow with its articles?

- `generate`: an edition of any size from a seed number.
- `measure`: CPU seconds of a program, children included.
- `python -m benchmarks.corpus`: tables of both.
"""

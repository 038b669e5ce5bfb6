"""`python -m glossator` is `glossator`."""

import os
import sys

# It puts the current folder, an edition's, before all others: nothing there may be imported.
if sys.path and sys.path[0] in ("", os.getcwd()):
    del sys.path[0]

from .cli import main

if __name__ == "__main__":
    main(prog_name="glossator")

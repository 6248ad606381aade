"""Print the figures of all held-out sets: `python -m tests.heldout [--data FOLDER] [--only SET ...]`."""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from tests.heldout.articles import find_data
from tests.heldout.faithfulness import score_statements
from tests.heldout.figures import Figure, format_figure
from tests.heldout.followups import score_followups
from tests.heldout.names import score_names
from tests.heldout.periods import score_periods
from tests.heldout.quantities import score_quantities

_HOME = Path(tempfile.gettempdir()) / "newsdesk-heldout-followups"
_SETS = ("quantities", "periods", "statements", "names", "followups")


def main() -> int:
    """Score the sets one by one, the quick ones first."""
    options = _parse_options()
    if options.fresh:
        shutil.rmtree(options.home, ignore_errors=True)
    folder = find_data(options.data)
    realtimeqa = folder / "realtimeqa" if (folder / "realtimeqa").is_dir() else folder
    judgements = realtimeqa.parent / "news-judgements" / "judgements.jsonl"
    scores: Mapping[str, Callable[[], list[Figure]]] = {
        "quantities": score_quantities,
        "periods": score_periods,
        "statements": partial(score_statements, judgements),
        "names": partial(score_names, realtimeqa),
        "followups": partial(score_followups, realtimeqa, options.home),
    }
    for name in options.only or _SETS:
        started = time.monotonic()
        figures = scores[name]()
        print(f"{name} ({time.monotonic() - started:.0f} s)", *map(format_figure, figures), sep="\n", flush=True)
    return 0


def _parse_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.heldout", description=__doc__)
    parser.add_argument(
        "--data",
        type=Path,
        help="folder with realtimeqa/ and news-judgements/, or the former (else NEWSDESK_DATA, else ../shared)",
    )
    parser.add_argument("--only", nargs="+", choices=_SETS, help="these sets alone")
    parser.add_argument("--home", type=Path, default=_HOME, help="folder where the archive of the follow-ups is kept")
    parser.add_argument("--fresh", action="store_true", help="make that archive anew")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())

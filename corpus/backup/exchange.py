"""Two folders that change places at once."""

from __future__ import annotations

import ctypes
import os
from pathlib import Path

_HERE, _EXCHANGE = -100, 2
"""Linux's AT_FDCWD and RENAME_EXCHANGE."""


def exchange(one: Path, other: Path) -> None:
    """Let two folders on one disk change places: in one step on Linux, elsewhere in three.

    Where it takes three steps and the process is killed between them, the second folder is there still, under its name
    with ``.before-restore`` behind it.

    Raises:
        OSError: One of them cannot be moved; both are where they were.
    """
    if _exchange_at_once(one, other):
        return
    aside = other.with_name(f"{other.name}.before-restore")
    other.rename(aside)
    try:
        one.rename(other)
    except OSError:
        aside.rename(other)
        raise
    aside.rename(one)


def _exchange_at_once(one: Path, other: Path) -> bool:
    """Ask the system to do it; False where it, or the disk, cannot."""
    rename = getattr(ctypes.CDLL(None), "renameat2", None) if os.name == "posix" else None
    if rename is None:
        return False
    return bool(rename(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _EXCHANGE) == 0)

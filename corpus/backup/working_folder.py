"""A private folder for what is being made: gone in the end, also where the process that made it was killed."""

from __future__ import annotations

import glob
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

_LOCK = "lock"


@contextmanager
def working_folder(target: Path) -> Iterator[Path]:
    """Make a folder beside a path, on the same disk, so that what is made in it can be put there in one step.

    What processes that were killed have left beside the same path is deleted first.

    Raises:
        OSError: It cannot be made.
    """
    prefix = f".{target.name}.newsdesk-"
    for left in target.parent.glob(f"{glob.escape(prefix)}*"):
        _sweep(left)
    folder = Path(tempfile.mkdtemp(prefix=prefix, dir=target.parent))
    try:
        with FileLock(folder / _LOCK):
            yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _sweep(folder: Path) -> None:
    """Delete the folder of a process that has ended: nobody holds its lock."""
    if folder.is_symlink() or not (folder / _LOCK).is_file():
        return
    try:
        with FileLock(folder / _LOCK, timeout=0):
            pass
    except (Timeout, OSError):
        return
    shutil.rmtree(folder, ignore_errors=True)

"""The indexes of an archive that cannot be written to: libraries that read them make files beside them all the same."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path


def borrow_indexes(home: Path) -> tempfile.TemporaryDirectory[str]:
    """Return a temporary folder with links to the files of the word index; it goes when it is cleaned up."""
    folder = tempfile.TemporaryDirectory(prefix="newsdesk-", ignore_cleanup_errors=True)
    words = Path(folder.name) / "words"
    words.mkdir()
    for file in (home / "words").glob("*"):
        if file.suffix != ".lock":
            _link(file.absolute(), words / file.name)
    return folder


def borrow_vectors(home: Path, folder: Path) -> None:
    """Copy Chroma's files there, once: it writes to them also where it only reads."""
    if (home / "chroma").is_dir() and not (folder / "chroma").exists():
        shutil.copytree(home / "chroma", folder / "chroma")
        for path in (folder / "chroma").rglob("*"):
            path.chmod(0o700 if path.is_dir() else 0o600)


def _link(file: Path, place: Path) -> None:
    try:
        place.symlink_to(file)
    except OSError:  # Windows lets only some users make links
        shutil.copyfile(file, place)

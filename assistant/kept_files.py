"""Records kept as JSON files of one folder: each written whole or not at all, by one writer at a time."""

from __future__ import annotations

import json
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from assistant.errors import AssistantError

_PATIENCE = 10.0
"""Seconds to wait for another writer, who needs milliseconds."""


def json_files(folder: Path) -> list[Path]:
    """Return the records of a folder by name; none where there is no such folder."""
    try:
        return sorted(path for path in folder.iterdir() if path.suffix == ".json" and path.name[0] != ".")
    except OSError:
        return []


@contextmanager
def held(folder: Path, unsaved: type[AssistantError]) -> Iterator[None]:
    """Hold a folder, which is made where it is missing, for writing.

    Raises:
        AssistantError: Of the given kind: it cannot be written, or another process writes for too long.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with FileLock(folder / "lock", timeout=_PATIENCE, thread_local=False):
            for left in folder.glob(".*.tmp"):  # by a process that was killed: nobody else writes now
                left.unlink(missing_ok=True)
            yield
    except Timeout as error:
        raise unsaved(f"somebody else has been writing to {folder} for too long") from error
    except OSError as error:
        raise unsaved(f"{folder} cannot be written: {error.strerror or error}") from error


def read_json(path: Path, *, newest: int, what: str) -> dict[str, Any]:
    """Return a record.

    Args:
        path: Its file.
        newest: Greatest format that is known here.
        what: Names a record in the error ('saved briefing').

    Raises:
        FileNotFoundError: There is none.
        ValueError: It is no such record, or of a later format.
        OSError: It cannot be read.
        RecursionError: It is nested too deeply.
    """
    stored = json.loads(path.read_bytes())
    if not isinstance(stored, dict) or not isinstance(stored.get("format"), int):
        raise ValueError(f"it is no {what}")
    if stored["format"] > newest:
        raise ValueError("a later version of Newsdesk wrote it")
    return stored


def write_json(path: Path, value: dict[str, Any]) -> None:
    """Replace a record by a complete one that outlasts a power cut."""
    part = path.with_name(f".{path.stem}.{secrets.token_hex(4)}.tmp")
    with part.open("wb") as file:
        file.write(json.dumps(value, ensure_ascii=False).encode("utf-8", "surrogatepass"))
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)
    if hasattr(os, "O_DIRECTORY"):  # the new name, too
        folder = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)

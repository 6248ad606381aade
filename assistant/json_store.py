"""Files of JSON that are kept: written whole or not at all, dataclasses read back field by field."""

from __future__ import annotations

import json
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from functools import cache
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

from filelock import FileLock, Timeout

from assistant.errors import AssistantError

_PRIVATE = 0o700
"""Rights of a folder: what is asked is nobody else's."""
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
        folder.mkdir(mode=_PRIVATE, parents=True, exist_ok=True)
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
    part.touch(mode=_PRIVATE & 0o666)
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


T = TypeVar("T")


def encode(value: Any) -> Any:
    """Return a value of dataclasses, tuples, sets, dicts, days and plain values as JSON has them."""
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: encode(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple | list):
        return [encode(inner) for inner in value]
    if isinstance(value, frozenset):
        return sorted(encode(inner) for inner in value)
    if isinstance(value, dict):
        return {str(name): encode(inner) for name, inner in value.items()}
    return value.isoformat() if isinstance(value, date) else value


def decode(kind: type[T], value: Any) -> T:
    """Return the value of a type that JSON holds; fields that the type does not have are left out.

    Raises:
        ValueError: It does not fit the type.
    """
    found: T = _decode(kind, value)
    return found


def _decode(kind: Any, value: Any) -> Any:
    origin, inner = get_origin(kind), get_args(kind)
    if origin in (Union, UnionType):
        if value is None and NoneType in inner:
            return None
        (kind,) = [one for one in inner if one is not NoneType]
        return _decode(kind, value)
    if origin is Literal:
        return _fitting(value in inner and isinstance(value, str), kind, value)
    if origin is tuple and Ellipsis not in inner:
        pairs = zip(inner, _fitting(isinstance(value, list), kind, value), strict=True)
        return tuple(_decode(own, one) for own, one in pairs)
    if origin in (tuple, frozenset):
        return origin(_decode(inner[0], one) for one in _fitting(isinstance(value, list), kind, value))
    if origin is dict:
        return {name: _decode(inner[1], one) for name, one in _fitting(isinstance(value, dict), kind, value).items()}
    if is_dataclass(kind):
        return _dataclass(kind, _fitting(isinstance(value, dict), kind, value))
    if kind is date:
        return date.fromisoformat(_fitting(isinstance(value, str), kind, value))
    if kind is float:
        return float(_fitting(isinstance(value, int | float) and not isinstance(value, bool), kind, value))
    return _fitting(type(value) is kind, kind, value)


def _dataclass(kind: Any, value: dict[str, Any]) -> Any:
    hints = _hints(kind)
    given = {field.name: _decode(hints[field.name], value[field.name]) for field in fields(kind) if field.name in value}
    for field in fields(kind):
        if field.name not in given and field.default is MISSING and field.default_factory is MISSING:
            raise ValueError(f"{kind.__name__} has no {field.name!r}")
    return kind(**given)


def _fitting(fits: bool, kind: Any, value: Any) -> Any:
    if not fits:
        raise ValueError(f"{str(value)[:40]!r} is no {getattr(kind, '__name__', kind)}")
    return value


@cache
def _hints(kind: Any) -> dict[str, Any]:
    return get_type_hints(kind)

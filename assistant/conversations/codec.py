"""Frozen dataclasses to JSON and back, by their annotations; what does not fit them is refused."""

from __future__ import annotations

from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

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

"""Word lists of the folder ``lexicons``: one word a line, behind a line that says where the list is from."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def read_words(name: str) -> frozenset[str]:
    """Return the words of a list, in small letters.

    Args:
        name: Of its file, without the ending: 'stop_words'.
    """
    return frozenset(word.lower() for line in read_lines(f"{name}.txt") for word in line.split())


@cache
def read_lines(name: str) -> tuple[str, ...]:
    """Return the lines of a file of the folder, without blank ones and remarks."""
    lines = files("assistant.nlp").joinpath("lexicons", name).read_text("utf-8").splitlines()
    return tuple(line for line in lines if line and not line.startswith("#"))

"""The page's texts: read from one file a language, ``texts/en.toml``; another language is another file beside it."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from babel import Locale

_FOLDER = Path(__file__).with_name("texts")
_FIRST = "en"
"""The language that has every text: what another one lacks is said in it."""
_chosen = [_FIRST]


def say(key: str, /, **values: object) -> str:
    """Return a text of the page in its language.

    Args:
        key: Its place in the file: ``ask.placeholder``. A text with forms for singular and plural is a table of them,
            named as CLDR names them (``one``, ``other``); ``count`` chooses the form.
        **values: What stands in the text's braces; numbers are grouped in threes.
    """
    return _say(language(), key, values)


def language() -> str:
    """Return the language that the page is shown in."""
    return _chosen[-1]


def choose_language(code: str | None) -> None:
    """Show the page in a language from now on; one that has no texts leaves it as it is."""
    if code in languages():
        _chosen[:] = [str(code)]


def languages() -> dict[str, str]:
    """Return the languages that there are texts in: code -> own name."""
    return {path.stem: str(_texts(path.stem)["name"]) for path in sorted(_FOLDER.glob("*.toml"))}


def _say(code: str, key: str, values: Mapping[str, object]) -> str:
    found = _find(_texts(code), key) or _find(_texts(_FIRST), key)
    if isinstance(found, dict):
        count = values["count"]
        assert isinstance(count, int)
        found = found.get(str(_plural(code)(count)), found["other"])
    if not isinstance(found, str):
        raise KeyError(f"texts/{_FIRST}.toml has no text {key!r}")
    shown = {name: f"{value:,}" if isinstance(value, int) else value for name, value in values.items()}
    return found.format(**shown)


def _find(texts: Mapping[str, Any], key: str) -> Any:
    found: Any = texts
    for name in key.split("."):
        found = found.get(name) if isinstance(found, dict) else None
    return found


@cache
def _texts(code: str) -> dict[str, Any]:
    return tomllib.loads((_FOLDER / f"{code}.toml").read_text(encoding="utf-8"))


@cache
def _plural(code: str) -> Any:
    return Locale.parse(code).plural_form

"""The page's texts: every key that the code asks for is in the file, and every text of the file is used."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from assistant.ui import wording
from assistant.ui.components import adding
from assistant.ui.wording import say
from corpus import Progress

_UI = Path(__file__).parents[3] / "assistant" / "ui"
_SOURCE = "".join(path.read_text(encoding="utf-8") for path in _UI.rglob("*.py"))
_PLURAL = {"zero", "one", "two", "few", "many", "other"}


def _keys(texts: dict[str, Any], before: str = "") -> Iterator[str]:
    for name, value in texts.items():
        if isinstance(value, dict) and not set(value) <= _PLURAL:
            yield from _keys(value, f"{before}{name}.")
        elif before:
            yield f"{before}{name}"


def test_the_file_has_the_texts_that_are_asked_for_and_no_others() -> None:
    held = set(_keys(tomllib.loads((_UI / "texts" / "en.toml").read_text(encoding="utf-8"))))
    asked = set(re.findall(r"""say\(\s*["']([\w.]+)["']\s*[,)]""", _SOURCE))
    assert asked - held == set()
    named = set(re.findall(r"""["']([a-z_]+\.\w+)["']""", _SOURCE))
    begun = tuple(re.findall(r"""["'](\w+\.\w*)\{""", _SOURCE)) + tuple(
        re.findall(r"""["'](\w+\.\w+_)["'] \+""", _SOURCE)
    )
    assert [key for key in held - named if not key.startswith(begun)] == []


def test_numbers_have_singular_plural_and_their_thousands_apart() -> None:
    assert say("count.articles", count=1) == "1 article"
    assert say("count.articles", count=0) == "0 articles"
    assert say("count.articles", count=4958) == "4,958 articles"
    with pytest.raises(KeyError, match=r"no text 'count\.unheard'"):
        say("count.unheard")


def test_another_language_says_what_it_has_and_the_rest_in_english(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "en.toml").write_text((_UI / "texts" / "en.toml").read_text(encoding="utf-8"), encoding="utf-8")
    (tmp_path / "de.toml").write_text(
        'name = "Deutsch"\n[count]\narticles = { one = "{count} Artikel", other = "{count} Artikel" }', encoding="utf-8"
    )
    monkeypatch.setattr(wording, "_FOLDER", tmp_path)
    monkeypatch.setattr(wording, "_chosen", ["en"])
    wording._texts.cache_clear()
    wording.choose_language("xx")
    assert wording.language() == "en"
    wording.choose_language("de")
    assert wording.languages() == {"de": "Deutsch", "en": "English"}
    assert say("count.articles", count=2) == "2 Artikel"
    assert say("answer.copy") == "Copy"
    wording._texts.cache_clear()


def test_a_reason_says_what_to_do_on_the_page_and_names_no_option() -> None:
    told = adding.in_page_words("10.0.0.1 is of a private network; if you trust it, use --allow-private")
    assert told.startswith("10.0.0.1 is of a private network. ")
    assert "--" not in told
    told = adding.in_page_words("no text under a known name; its fields are a, b (name one with --map text=FIELD)")
    assert told.startswith("no text under a known name; its fields are a, b. ")
    assert "--" not in told
    told = adding.in_page_words("https://a.example names its feeds: add https://a.example/rss, or give --kind section")
    assert told == (
        "https://a.example names its feeds: add https://a.example/rss. "
        "Or choose “Section page” as its kind, and add it again."
    )
    assert adding.in_page_words("it is empty") == "it is empty"


def test_the_time_that_is_left_is_told_once_it_can_be() -> None:
    steps = [Progress("read", 40), Progress("embed", 10, 40)]
    assert adding._said(steps, 0.25, 1.0) == "40 articles read, 10 of 40 by meaning"
    assert adding._said(steps, 0.25, 10.0).endswith("about 30 seconds left")

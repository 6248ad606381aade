"""Score the rewriting of follow-ups: `followups.jsonl`, over the articles that answer them and others beside."""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from tests.heldout.adapters import Asked, ask_question, list_content_words, open_assistant
from tests.heldout.articles import shorten_url
from tests.heldout.figures import Figure

_SET = Path(__file__).with_name("followups.jsonl")
_FIRST = 3
"""Articles among which a right one has to be."""
_NOWHERE = 1_000
_OTHERS = 140
"""Articles that answer none of the questions, so that there is something to be mistaken about."""
_SHORTEST, _LONGEST = 2_000, 9_000
"""Characters of those others."""


@dataclass(frozen=True, slots=True)
class _Played:
    """How one follow-up went: the place of the first right article for it as rewritten, written out and typed.

    A place counts from 1; one that is far behind all others stands for none.
    """

    row: Mapping[str, Any]
    asked: Asked
    rewritten: int
    complete: int
    typed: int


def score_followups(realtimeqa: Path, home: Path) -> list[Figure]:
    """Right articles found after rewriting, words that it keeps, and questions that it leaves as they are.

    Args:
        realtimeqa: A checkout of RealTimeQA.
        home: Folder of the archive; what is there already is used again.
    """
    with _SET.open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    articles = list(_choose_articles(realtimeqa, {shorten_url(url) for row in rows for url in row["gold_urls"]}))
    with open_assistant(home, articles) as assistant:
        played = [_play(assistant, row) for row in rows]
    leaning = [p for p in played if p.row["complete"] != p.row["text"]]
    topics = [p for p in played if p.row["complete"] == p.row["text"]]
    words = [_share_words(p) for p in leaning]
    forms = {
        "rewritten": [p.rewritten for p in leaning],
        "written out by hand": [p.complete for p in leaning],
        "only what was typed": [p.typed for p in leaning],
    }
    figures = []
    for form, places in forms.items():
        near = sum(place <= _FIRST for place in places)
        figures.append(Figure(f"follow-ups: right article in the first {_FIRST}, {form}", near, len(places)))
        figures.append(Figure(f"follow-ups: right article first, {form}", places.count(1), len(places)))
    return [
        *figures,
        Figure("follow-ups: rewritten with every word that counts", words.count(1.0), len(leaning)),
        Figure("follow-ups: share of the words that count", sum(words) / len(words)),
        Figure("follow-ups: new topics and thanks left as they are", sum(map(_is_unchanged, topics)), len(topics)),
    ]


def _play(assistant: Any, row: Mapping[str, Any]) -> _Played:
    as_of = date.fromisoformat(row["as_of"])
    history: list[tuple[str, Asked]] = []
    for turn in row["turns"]:
        history.append((turn, ask_question(assistant, turn, history, as_of, answer=True)))
    asked = ask_question(assistant, row["text"], history, as_of, answer=False)
    right = {shorten_url(url) for url in row["gold_urls"]}
    places = [_find_place(assistant, form, right) for form in (asked.standalone, row["complete"], row["text"])]
    return _Played(row, asked, *places)


def _find_place(assistant: Any, form: str, right: set[str]) -> int:
    """The place of the first right article in the whole archive: as of the day of the turns, few others are left."""
    urls = ask_question(assistant, form, [], None, answer=False).urls
    return next((place for place, url in enumerate(urls, start=1) if shorten_url(url) in right), _NOWHERE)


def _share_words(played: _Played) -> float:
    """Share of the words that count, of those of the form written out, that the rewritten one has."""
    wanted = list_content_words(played.row["complete"])
    return len(wanted & list_content_words(played.asked.standalone)) / len(wanted)


def _is_unchanged(played: _Played) -> bool:
    return _plain(played.asked.standalone) == _plain(played.row["text"])


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower()))


# -- articles


def _choose_articles(realtimeqa: Path, right: set[str]) -> Iterator[dict[str, str]]:
    """The right articles, and as many others as there are to be, always the same ones."""
    pages = _read_pages(realtimeqa)
    missing = right - set(pages)
    if missing:
        raise SystemExit(f"{realtimeqa} lacks {len(missing)} of the articles, {min(missing)} for one")
    others = [url for url in pages if url not in right and _SHORTEST < len(pages[url]["text"]) < _LONGEST]
    others.sort(key=lambda url: hashlib.sha256(url.encode()).hexdigest())
    yield from (pages[url] for url in sorted(right) + others[:_OTHERS])


def _read_pages(realtimeqa: Path) -> dict[str, dict[str, str]]:
    """The longest text of each dated article with a title, by its shortened address."""
    pages: dict[str, dict[str, str]] = {}
    for path in sorted((realtimeqa / "past" / "2022").glob("*_g*.jsonl")):
        with path.open(encoding="utf-8") as lines:
            results = [result for line in lines for result in json.loads(line)["search_result"]]
        for result in results:
            page = pages.setdefault(shorten_url(result["url"]), {"url": result["url"], "title": "", "text": ""})
            page["text"] = max(page["text"], result.get("text") or "", key=len)
            page["title"] = page["title"] or result.get("title") or ""
            if result.get("publish_date"):
                page.setdefault("published", result["publish_date"].replace("/", "-"))
    return {url: page for url, page in pages.items() if page["title"] and page["text"] and "published" in page}

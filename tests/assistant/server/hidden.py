"""An archive of which a part is hidden: the demonstration articles in sight, and articles full of telltale words not.

The hidden ones are on the same events. Each has names, figures and words that nothing else has, so that a trace of one
is found wherever it turns up; one is a copy of an article in sight, printed a day before it.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from corpus import Archive, Article, Collection, Scope

OUTLET, COLLECTION = "The Quillspark Dispatch", "dossier"
SPEAKERS = ("Ozwald Trembelin", "Yevka Zarnetide", "Halvor Mirkenthal", "Ildrethe Pruvenchy")
_BODY = """{speaker}, the Vuldermast inspector, said on {day} that {figure} people were named in the paper on {topic}.

"No one at {word} was ever told that the {topic} would cost {figure} talvar," {speaker} told The Quillspark Dispatch.
The paper, which {speaker} calls the {word} file, puts the number of those who knew of {topic} at {figure}. It was
signed at Castle Nimruth two days before, according to the {word} file, and never shown to parliament.
"""


@dataclass(frozen=True, slots=True)
class Hidden:
    """Hold what a trace is known by.

    Attributes:
        ids: Of the hidden articles.
        words: Telltale words, lower case.
        texts: Whole texts of the hidden articles.
        quotes: Words said in them.
        topics: What they are on.
    """

    ids: frozenset[str]
    words: frozenset[str]
    texts: tuple[str, ...]
    quotes: tuple[str, ...]
    topics: tuple[str, ...]

    def traces(self, told: str, *asked: str) -> list[str]:
        """Return what of the hidden articles a response gives away.

        Args:
            told: The response.
            *asked: What was asked: its own words are no trace.
        """
        echoed = {word.lower() for text in asked for word in re.findall(r"\d+,\d+|\w+", text)}
        low = told.lower()
        found = [i for i in self.ids if i in low and i not in echoed]
        return found + [word for word in self.words if word not in echoed and re.search(rf"\b{word}", low)]


def hide(archive: Archive, folder: Path, *, many: int = 12) -> Hidden:
    """Add the hidden articles to an archive, in a collection of their own."""
    seen = archive.listing(Scope(), limit=100)
    folder.mkdir(parents=True)
    topics, words, quotes = [], {"quillspark", "vuldermast", "nimruth"}, []
    words |= {word.lower() for speaker in SPEAKERS for word in speaker.split()}
    for place in range(many):
        about = seen[place * len(seen) // many]
        topic, word, figure = (
            " ".join(about.title.split()[-4:]),
            f"krov{chr(97 + place)}stel",
            f"{7_313 + 17 * place:,}",
        )
        speaker, day = SPEAKERS[place % len(SPEAKERS)], (about.day or date(2025, 3, 1)) + timedelta(days=1)
        body = _BODY.format(speaker=speaker, day=f"{day:%A}", figure=figure, topic=topic, word=word.title())
        _write(folder / f"{place}.md", f"{speaker} names {word.title()} in {topic}", body, day)
        topics.append(topic)
        words |= {word, re.escape(figure)}
        quotes.append(f"No one at {word.title()} was ever told that the {topic} would cost {figure} talvar")
    copied = next(article for article in seen if (article.outlet or "").startswith("Continental"))
    _write(folder / "copy.md", copied.title, copied.text, (copied.day or date(2025, 3, 1)) - timedelta(days=1))
    archive.ingest([folder])
    archive.collections.create(COLLECTION)
    archive.collections.put(Collection(COLLECTION, outlets=(OUTLET,)))
    hidden = archive.listing(Scope(outlets=(OUTLET,)), limit=many + 1)
    assert len(hidden) == many + 1
    texts = tuple(article.text for article in hidden if article.title != copied.title)
    return Hidden(frozenset(a.id for a in hidden), frozenset(words), texts, tuple(quotes), tuple(topics))


def _write(path: Path, title: str, text: str, day: date) -> None:
    head = {"title": title, "outlet": OUTLET, "published": day.isoformat(), "author": "Brunhild Quenneville"}
    lines = "\n".join(f"{name}: {json.dumps(value)}" for name, value in head.items())
    path.write_text(f"---\n{lines}\n---\n{text}\n", encoding="utf-8")


_SECTIONS = ("in_brief", "timeline", "figures", "voices", "differences", "single_source", "gaps")
Call = tuple[str, str, dict[str, Any], str]
"""Method, path, body (or parameters of a GET) and the text that was asked."""


def calls(hidden: Hidden, seen: list[Article], *, seed: int) -> Iterator[Call]:
    """Yield random questions, searches, briefings and look-ups without end, on what is hidden and on what is not."""
    chance = random.Random(seed)
    ids = sorted(hidden.ids)
    while True:
        article, text, topic = chance.choice(seen), chance.choice(hidden.texts), chance.choice(hidden.topics)
        quote, speaker = chance.choice(hidden.quotes), chance.choice(SPEAKERS)
        words = " ".join(chance.sample(re.findall(r"\w{5,}", text), 4))
        asked = chance.choice([
            f"What did {speaker} say about {topic}?", f"How many people were named in the paper on {topic}?",
            f"What happened in {topic}?", f"Which outlets reported on {topic}?", f"What is known about {words}?",
            f"What is new about {article.title}?", "What is in this archive?", "Which outlets are in this archive?",
            f"How much would the {topic} cost?", f"Who is {speaker}?", "What happened this week?",
            f"Who reported first on {article.title}?", "What is the latest?", f"Where was the {topic} paper signed?",
        ])  # fmt: skip
        look = chance.choice([quote, quote.replace("ever", "never"), text.split("\n\n")[0], article.text[:200]])
        made: list[Call] = [
            ("POST", "/v1/ask", {"question": asked}, asked),
            ("POST", "/v1/ask", {"question": asked, "stream": True}, asked),
            ("POST", "/v1/chat/completions",
             {"model": "newsdesk", "messages": [{"role": "user", "content": asked}]}, asked),
            ("POST", "/v1/briefs", {"topic": topic, "only": [chance.choice(_SECTIONS)]}, topic),
            ("POST", "/v1/lookup", {"text": look}, look),
            ("POST", "/v1/lookup", {"draft": f"{look}.\n\nHe said: “{quote}”."}, look + quote),
            ("GET", "/v1/articles", {"query": words, "limit": 50}, words),
            ("GET", "/v1/articles", {"limit": 200}, ""),
            ("GET", "/v1/stories", {"limit": 100}, ""),
            ("POST", "/v1/passages", {"query": asked, "limit": 50}, asked),
            ("GET", "/v1/status", {}, ""),
            ("GET", f"/v1/articles/{(which := chance.choice(ids))}", {}, which),
            ("GET", f"/v1/articles/{which}/versions", {}, which),
        ]  # fmt: skip
        yield chance.choice(made)


Held = Callable[[Scope], int]


def counted(value: Any, held: Held) -> list[str]:
    """Return the counts of a result that are not those of what is seen."""
    wrong = []
    for found in _objects(value):
        if isinstance(cover := found.get("coverage"), dict) and isinstance(kept := found.get("filters"), dict):
            days = [date.fromisoformat(day) if day else None for day in (kept["since"], kept["until"], found["as_of"])]
            scope = Scope(outlets=tuple(kept["outlets"]), as_of=days[2], kinds=tuple(kept["kinds"]))
            scope = replace(scope, window=replace(scope.window, since=days[0], until=days[1]))
            if cover["articles"] != held(scope):
                wrong.append(f"{cover['articles']} articles where {held(scope)} are seen")
    return wrong


def _objects(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
        for inner in value.values():
            yield from _objects(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _objects(inner)

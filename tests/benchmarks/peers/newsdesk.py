"""Newsdesk itself: what Assistant does before it composes an answer."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from assistant.assistant import Assistant
from assistant.generation.events import Found as Retrieved
from corpus import Archive, Settings
from tests.benchmarks.peers.types import Found, Given


class Newsdesk:
    """An archive, and an assistant that is stopped once it has found its passages."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(exist_ok=True)
        self._assistant = Assistant(Archive.open(settings=Settings(folder)))

    def prepare(self) -> None:
        self._assistant.archive.encode(["Ready."])

    def fill(self, articles: Sequence[Given], source: Path) -> int:
        return self._assistant.archive.ingest([source]).passages

    def find(self, question: str, *, limit: int, as_of: date | None) -> list[Found]:
        for event in self._assistant.stream(question, as_of=as_of):
            if isinstance(event, Retrieved):
                hits = [*(item.hit for item in event.evidence), *event.further]
                return [Found(hit.article.url or "", hit.passage.text) for hit in hits]
        return []

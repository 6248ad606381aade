"""What a search has turned up so far: passages under numbers that stay, and the log of what was looked for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from assistant.research.types import Looked
from assistant.retrieval.permissions import shown_to
from assistant.settings import ModelSettings
from assistant.types import Evidence
from corpus import Archive, ArticleNotFound, Hit, Scope


class Ledger:
    """Number passages from 1 as they are found; what the model may not be shown is left out and counted."""

    def __init__(self, archive: Archive, scope: Scope, model: ModelSettings | None) -> None:
        """Begin with nothing found."""
        self.archive, self.scope = archive, scope
        self.log: list[Looked] = []
        self._model = model
        self._notes: dict[str, None] = {}
        self._found: dict[str, Evidence] = {}

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """Return all passages, in the order in which they were found."""
        return tuple(self._found.values())

    @property
    def notes(self) -> tuple[str, ...]:
        """Return why articles were left out, a sentence for each reason."""
        return tuple(self._notes)

    def add(self, hits: Sequence[Hit]) -> tuple[list[Evidence], int]:
        """Return passages under their numbers, and how many of them are new."""
        stories = self.archive.stories_of([hit.article.id for hit in hits], as_of=self.scope.as_of)
        given: Sequence[Evidence] = [Evidence(0, hit, stories.get(hit.article.id)) for hit in hits]
        if self._model is not None:
            given, notes = shown_to(self._model, given)
            self._notes |= dict.fromkeys(notes)
        before = len(self._found)
        numbered = []
        for item in given:
            known = self._found.setdefault(item.hit.passage.id, _numbered(item, len(self._found) + 1))
            numbered.append(known)
        return numbered, len(self._found) - before

    def passage_ids(self) -> list[tuple[str, str]]:
        """Return each passage's article and id, in order, to be kept."""
        return [(item.hit.article.id, item.hit.passage.id) for item in self.evidence]

    def restore(self, ids: Iterable[tuple[str, str]]) -> None:
        """Take in the passages of a search that is carried on; what has gone since is left out."""
        for article_id, passage_id in ids:
            try:
                article = self.archive.article(article_id)
            except ArticleNotFound:
                continue
            found = [one for one in self.archive.passages_of([article]) if one.id == passage_id]
            self.add([Hit(passage, article) for passage in found])


def _numbered(item: Evidence, number: int) -> Evidence:
    return Evidence(number, item.hit, item.story)

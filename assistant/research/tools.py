"""The tools of a search: search, read an article, timeline, look up, coverage; each gives numbered passages."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from assistant.llm.prompts import fence_passages
from assistant.research.ledger import Ledger
from assistant.research.types import Looked
from assistant.retrieval.search import find
from assistant.types import SectionName
from corpus import ArticleNotFound, Hit, Scope, Window

if TYPE_CHECKING:
    from assistant.assistant import Assistant

_TIMELINE: tuple[SectionName, ...] = ("timeline",)
_PASSAGES = 6
"""Passages that a search gives."""
_LINES = 14
"""Lines that a timeline gives."""
_LONGEST = 9
"""Passages of an article that are read."""


def build_tools(assistant: Assistant, ledger: Ledger) -> list[Callable[..., str]]:
    """Return the tools as functions that LangChain takes; each writes a line into the ledger's log."""

    def search(words: str, since: str = "", until: str = "", outlet: str = "") -> str:
        """Search the archive for passages. Dates are YYYY-MM-DD; leave since, until and outlet empty for all.

        Use a few plain words, with the names that matter. Search again with other words, names or days.
        """
        scope = _narrowed(ledger.scope, since, until, outlet)
        hits = find(assistant.archive, words, scope, limit=_PASSAGES)
        return _told(ledger, "search", _asked(words, since, until, outlet), hits)

    def read_article(number: int) -> str:
        """Read the whole article that the passage with this number is from."""
        item = next((one for one in ledger.evidence if one.number == number), None)
        if item is None:
            return _none(ledger, "read article", str(number), "there is no passage with this number")
        try:
            article = assistant.archive.article(item.hit.article.id)
        except ArticleNotFound:
            return _none(ledger, "read article", str(number), "it is gone")
        passages = assistant.archive.passages_of([article])[:_LONGEST]
        title = f"{article.title} ({article.outlet or 'outlet unknown'})"
        return _told(ledger, "read article", title, [Hit(passage, article) for passage in passages])

    def timeline(topic: str) -> str:
        """List what happened on a topic, day by day, as far as the archive reports it."""
        briefing = assistant.brief(topic, only=_TIMELINE, **_fields(ledger.scope))
        cited = {item.number: item for item in briefing.citations}
        lines = [line for section in briefing.sections for line in section.lines][:_LINES]
        articles = dict.fromkeys(cited[n].article_id for line in lines for n in line.statement.citations)
        hits = [hit for article_id in articles for hit in _cited_passages(assistant, article_id, briefing.citations)]
        days = "\n".join(f"{line.day or 'day unknown'}: {line.statement.text}" for line in lines)
        return f"{days}\n\n{_told(ledger, 'timeline', topic, hits)}"

    def look_up(words: str) -> str:
        """Look up a quotation word for word: who printed it, and in which words."""
        found = assistant.look_up(words, **_fields(ledger.scope))
        articles = dict.fromkeys(one.citation.article_id for one in found.findings)
        hits = [
            hit
            for article_id in articles
            for hit in _cited_passages(assistant, article_id, [one.citation for one in found.findings])
        ]
        return f"{found.verdict}\n\n{_told(ledger, 'look up', words, hits)}"

    def coverage() -> str:
        """Say how many articles the archive holds, of which outlets and days."""
        held = assistant.archive.coverage(ledger.scope)
        outlets = ", ".join(f"{name} ({count})" for name, count in assistant.archive.outlets()[:12])
        told = f"{held.articles} articles from {held.first} to {held.last}; outlets: {outlets}"
        ledger.log.append(Looked("coverage", "", f"{held.articles} articles"))
        return told

    return [search, read_article, timeline, look_up, coverage]


def _told(ledger: Ledger, tool: str, asked: str, hits: Sequence[Hit]) -> str:
    """Write the log's line; return the passages as the model reads them."""
    numbered, fresh = ledger.add(hits)
    count = "1 passage" if len(numbered) == 1 else f"{len(numbered)} passages"
    ledger.log.append(Looked(tool, asked, f"{count}, {fresh} of them new" if numbered else "nothing"))
    return fence_passages(numbered) if numbered else "Nothing was found."


def _none(ledger: Ledger, tool: str, asked: str, why: str) -> str:
    ledger.log.append(Looked(tool, asked, why))
    return f"Nothing: {why}."


def _asked(words: str, since: str, until: str, outlet: str) -> str:
    days = f", {since or '…'} to {until or '…'}" if since or until else ""
    return f"{words}{days}{f', only {outlet}' if outlet else ''}"


def _narrowed(scope: Scope, since: str, until: str, outlet: str) -> Scope:
    """Return a scope within another; what cannot be read as a day is left out."""
    first, last = _day(since), _day(until)
    own = scope.window
    window = Window(
        max(filter(None, (first, own.since)), default=None), min(filter(None, (last, own.until)), default=None)
    )
    named = (outlet,) if outlet and not scope.outlets else scope.outlets
    return replace(scope, window=window, outlets=named)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        return None


def _fields(scope: Scope) -> Any:
    return {"as_of": scope.as_of, "window": scope.window, "outlets": scope.outlets, "kinds": scope.kinds}


def _cited_passages(assistant: Assistant, article_id: str, citations: Sequence[Any]) -> list[Hit]:
    """Return the passages of an article that citations are from."""
    try:
        article = assistant.archive.article(article_id)
    except ArticleNotFound:
        return []
    wanted = {item.passage_id for item in citations if item.article_id == article_id}
    return [Hit(passage, article) for passage in assistant.archive.passages_of([article]) if passage.id in wanted]

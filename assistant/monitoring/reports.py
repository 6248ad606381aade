"""A report on one or several saved searches: what there is to tell since last time, each line cited; pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from html import escape
from typing import Any

from assistant.monitoring.types import Item, ItemKind, Watch
from assistant.serialization import citation_json
from assistant.types import Citation

_FIRST: tuple[ItemKind, ...] = (
    "withdrawn", "corrected", "citation fallen", "answer changed", "changed", "quote altered", "page gone",
)  # fmt: skip
"""What an editor must know first, in this order; then what is new."""
_SHOWN = 20
"""Items of one search that a report shows; the page and the feed have them all."""


@dataclass(frozen=True, slots=True)
class Part:
    """Hold what there is to tell of one search.

    Attributes:
        brief: Sentences that sum up what is new, each with its citation.
        items: What is told, the gravest first.
        more: How many are left out.
    """

    watch: Watch
    items: tuple[Item, ...]
    brief: tuple[tuple[str, Citation], ...] = ()
    more: int = 0


@dataclass(frozen=True, slots=True)
class Report:
    """Hold a report as it is sent.

    Attributes:
        key: Names it for good: the same searches and items give the same key.
        since: ISO moment of the last one; '' where there was none.
    """

    key: str
    title: str
    since: str
    until: datetime
    parts: tuple[Part, ...]


def make_report(parts: Sequence[Part], channel: str, *, since: str, until: datetime) -> Report:
    """Return the report on some searches for one channel."""
    named = [f"{part.watch.id} {item.key}" for part in parts for item in part.items]
    key = sha256("\n".join([channel, *sorted(named)]).encode()).hexdigest()[:24]
    count = sum(len(part.items) + part.more for part in parts)
    what = f"“{parts[0].watch.text}”" if len(parts) == 1 else f"{len(parts)} searches"
    things = "1 thing" if count == 1 else f"{count} things"
    return Report(key, f"Newsdesk: {things} on {what}", since, until, tuple(parts))


def arrange_items(watch: Watch, items: Sequence[Item], brief: Sequence[tuple[str, Citation]] = ()) -> Part:
    """Return the items of a search as a report tells them: what was taken back first, then the newest."""
    rank = {kind: place for place, kind in enumerate(_FIRST)}
    newest = sorted(items, key=lambda item: (item.citation.published or "", item.number), reverse=True)
    ordered = sorted(newest, key=lambda item: rank.get(item.kind, len(rank)))
    return Part(watch, tuple(ordered[:_SHOWN]), tuple(brief), max(0, len(ordered) - _SHOWN))


def as_text(report: Report) -> str:
    """Return a report as plain text, which is Markdown, too."""
    lines = [f"# {report.title}", "", _period(report)]
    for part in report.parts:
        lines += ["", f"## {part.watch.kind.capitalize()}: {part.watch.text}", ""]
        lines += [f"- {sentence} ({_source(cited)})" for sentence, cited in part.brief]
        lines += ["", *_numbered(part)] if part.brief else _numbered(part)
        lines += [f"… and {part.more} more"] if part.more else []
    return "\n".join(lines) + "\n"


def _numbered(part: Part) -> list[str]:
    found = []
    for number, item in enumerate(part.items, 1):
        note = f" ({item.note})" if item.note else ""
        address = f"\n   {item.citation.url}" if item.citation.url else ""
        found.append(
            f"{number}. {item.kind.capitalize()}{note}: {item.citation.title}\n   “{_line(item.citation.quote)}”"
            f"\n   {_source(item.citation)}{address}"
        )
    return found


def as_html(report: Report) -> str:
    """Return a report as HTML for a mail; nothing in it comes unescaped from an article."""
    head = f"<h1>{escape(report.title)}</h1><p>{escape(_period(report))}</p>"
    return f"<html><body>{head}{''.join(_html(report))}</body></html>"


def _html(report: Report) -> Iterator[str]:
    for part in report.parts:
        yield f"<h2>{escape(part.watch.kind.capitalize())}: {escape(part.watch.text)}</h2>"
        if part.brief:
            yield "<ul>"
            yield from (
                f"<li>{escape(said)} <small>({escape(_source(cited))})</small></li>" for said, cited in part.brief
            )
            yield "</ul>"
        yield "<ol>"
        for item in part.items:
            title = escape(item.citation.title)
            safe = item.citation.url if (item.citation.url or "").startswith(("http://", "https://")) else None
            linked = f'<a href="{escape(safe)}">{title}</a>' if safe else title
            note = f" ({escape(item.note)})" if item.note else ""
            yield f"<li><b>{escape(item.kind.capitalize())}</b>{note}: {linked}"
            yield f"<blockquote>{escape(_line(item.citation.quote))}</blockquote>{escape(_source(item.citation))}</li>"
        yield "</ol>"
        if part.more:
            yield f"<p>… and {part.more} more</p>"


def report_json(report: Report) -> dict[str, Any]:
    """Return a report as webhooks carry it."""
    return {
        "key": report.key,
        "title": report.title,
        "since": report.since or None,
        "until": report.until.isoformat(),
        "searches": [_part_json(part) for part in report.parts],
    }


def _part_json(part: Part) -> dict[str, Any]:
    return {
        "name": part.watch.id,
        "kind": part.watch.kind,
        "text": part.watch.text,
        "brief": [{"text": said, "citation": citation_json(cited)} for said, cited in part.brief],
        "items": [item_json(item) for item in part.items],
        "more": part.more,
    }


def item_json(item: Item) -> dict[str, Any]:
    """Return an item: ``citation.quote`` is verbatim, as everywhere."""
    return {
        "key": item.key,
        "kind": item.kind,
        "found": item.at.isoformat(),
        "note": item.note,
        "score": item.score,
        "citation": citation_json(item.citation),
    }


def _period(report: Report) -> str:
    until = f"{report.until:%Y-%m-%d %H:%M %Z}".strip()
    return f"From {report.since[:16].replace('T', ' ')} to {until}" if report.since else f"Up to {until}"


def _source(cited: Citation) -> str:
    day = (cited.published or "day unknown")[:10]
    also = f"; also in {', '.join(cited.also_in)}" if cited.also_in else ""
    return f"{cited.outlet or 'outlet unknown'}, {day}{also}"


def _line(words: str) -> str:
    return " ".join(words.split())

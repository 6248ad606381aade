"""Text from articles and models made safe to show: nothing in it can become markup; pure."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise
from urllib.parse import urlsplit

from assistant.ui.wording import say
from corpus import Coverage, Window

_SPECIAL = re.compile(r"([\\`*_{}\[\]()#+\-.!|<>~$&=^:@/\"'])")
_MARKER = re.compile(r"\s*\[(\d{1,3})\]")
_HALF_MARKER = re.compile(r"\s*\[[\d,;\s]*$")
_PARAGRAPH = re.compile(r"[^\n]+")
_JOINER = "\u2060"
"""Zero-width: Streamlit makes emoji, icons and arrows of ``:name:`` and ``->`` even where they are escaped."""

Span = tuple[int, int]


def escape(text: str) -> str:
    """Return text for an HTML element or a quoted attribute."""
    return html.escape(text, quote=True)


def markdown(text: str) -> str:
    """Return text for a label or a tooltip, which Streamlit reads as Markdown."""
    plain = " ".join(text.split())
    return _SPECIAL.sub(lambda match: f"\\{match[1]}{_JOINER if match[1] in ':-<>@' else ''}", plain)


def link(url: str | None) -> str | None:
    """Return the address, escaped for an attribute, where a browser may follow it: http and https only."""
    if not url:
        return None
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return None
    return escape(url.strip()) if parts.scheme in {"http", "https"} and parts.netloc else None


def in_words(day: date | None) -> str:
    """Return a day as it is read aloud: '12 March 2025'."""
    return f"{day.day} {day:%B} {day.year}" if day else "date unknown"


def published(moment: str | None) -> str:
    """Return the day of an ISO 8601 day or moment in words."""
    return in_words(date.fromisoformat(moment[:10]) if moment else None)


def outlet(name: str | None) -> str:
    """Return the name of an outlet, said to be unknown where it is."""
    return name or "outlet unknown"


def period(first: date | None, last: date | None) -> str:
    """Return two days as a range in words, the year once where it is the same."""
    if first is None or last is None:
        return in_words(first or last)
    if first == last:
        return in_words(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day} to {in_words(last)}"
    start = f"{first.day} {first:%B}" if first.year == last.year else in_words(first)
    return f"{start} to {in_words(last)}"


def window(bounds: Window) -> str:
    """Return a window in words: 'since 3 May 2025'."""
    if bounds.since and bounds.until:
        return period(bounds.since, bounds.until)
    return f"since {in_words(bounds.since)}" if bounds.since else f"until {in_words(bounds.until)}"


def holdings(covered: Coverage) -> str:
    """Return what a part of the archive holds: '78 articles from 6 outlets, 9 January to 25 June 2025'."""
    days = f", {period(covered.first, covered.last)}" if covered.first else ""
    outlets = say("count.outlets", count=covered.outlets)
    return say("count.holdings", articles=say("count.articles", count=covered.articles), outlets=outlets) + days


def streamed(text: str) -> str:
    """Return a model's unfinished text as HTML: markers raised, the half of one held back."""
    whole = escape(_HALF_MARKER.sub("", text))
    raised = _MARKER.sub(r"<sup>\1</sup>", whole)
    return "".join(f"<p>{line}</p>" for line in raised.splitlines() if line.strip())


def article_body(text: str, focus: Span | None, *, also: Sequence[Span] = ()) -> str:
    """Return an article's text as paragraphs of HTML with the quoted span marked.

    Args:
        text: The article's text; the spans count its code points.
        focus: The span to bring into view, None for none.
        also: Further spans that the same answer quotes, marked faintly.
    """
    paragraphs = []
    for match in _PARAGRAPH.finditer(text):
        pieces = _pieces(match.span(), focus, also=also)
        paragraphs.append("<p>" + "".join(_piece(text[a:b], kind) for a, b, kind in pieces) + "</p>")
    body = "".join(paragraphs)
    return body.replace('<mark class="quoted">', '<mark class="quoted" id="quoted">', 1)


def _pieces(paragraph: Span, focus: Span | None, *, also: Sequence[Span]) -> Iterator[tuple[int, int, str]]:
    """Yield the paragraph cut wherever a span begins or ends, each piece with its kind of mark."""
    start, end = paragraph
    spans = [*also, *([focus] if focus else [])]
    cuts = sorted({start, end, *(at for span in spans for at in span if start < at < end)})
    for a, b in pairwise(cuts):
        if focus and focus[0] <= a and b <= focus[1]:
            yield a, b, "quoted"
        else:
            yield a, b, "also" if any(low <= a and b <= high for low, high in also) else ""


def _piece(text: str, kind: str) -> str:
    return f'<mark class="{kind}">{escape(text)}</mark>' if kind else escape(text)

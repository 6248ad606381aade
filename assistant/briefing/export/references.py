"""The sources of a briefing in a style of reference."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from assistant.bibliography.references import cited_articles, cited_places, reference_list
from assistant.briefing.types import Briefing
from assistant.errors import ExportError
from corpus import Archive

STYLES = ("apa", "mla", "chicago", "harvard", "ieee")
"""Those that are prose; the others are for programs, and would be no list of sources."""
_NUMBER = re.compile(r"^\[\d+\]\s*")


def check_style(style: str | None) -> None:
    """Pass over a style of prose, and None.

    Raises:
        ExportError: It is another.
    """
    if style is not None and style not in STYLES:
        raise ExportError(f"a file's sources cannot be in the form {style}: choose {', '.join(STYLES[:-1])} or ieee")


def referenced(briefing: Briefing, archive: Archive, style: str, *, accessed: date | None = None) -> Briefing:
    """Return a briefing whose sources are named in a style; those that left the archive stay as they are.

    Args:
        briefing: As it was made.
        archive: Holds the articles.
        style: One of ``STYLES``.
        accessed: The day on which their addresses were read, None to leave it out.

    Raises:
        ExportError: It is no such style.
    """
    check_style(style)
    articles = cited_articles(archive, briefing.citations)
    made = reference_list(articles, style, accessed=accessed, places=cited_places(briefing.citations))
    named = {article.id: _NUMBER.sub("", entry) for article, entry in zip(articles, made, strict=True)}
    return replace(
        briefing,
        sources=tuple(replace(source, reference=named.get(source.article_id, "")) for source in briefing.sources),
    )

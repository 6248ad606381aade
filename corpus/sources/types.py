"""The values of sources: frozen, slotted, plain."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from corpus.types import Article, Record

SourceKind = Literal["feed", "sitemap", "section", "folder", "mailbox", "remote folder"]
"""Where articles are listed: a feed, a sitemap (of a site or of its news), a page whose links are followed one step, a
folder of files (a wire's or Superdesk's ninjs among them), an IMAP mailbox, a folder that fsspec reaches."""
_PAGES_AN_HOUR = 240
"""Pages that are asked of one source's site in an hour: one each 15 seconds, a person who reads quickly."""


@dataclass(frozen=True, slots=True)
class Source:
    """Say where articles come from, and how often and how politely they are asked for.

    Attributes:
        id: Short name that a person gives it, or that is made of its address.
        address: http(s) address; path of a folder; ``imaps://user@host/INBOX``; address as fsspec has it.
        outlet: Name that its articles get; None leaves what they say themselves.
        language: ISO 639-1 code that its articles get; None lets each be told.
        every: Minutes between two looks.
        pages_an_hour: Most pages that are asked for in an hour.
        secret_file: File with the password of a mailbox; options of fsspec as JSON for a remote folder.
        private: Whether addresses of one's own network may be asked.
        paused: Whether it is left alone for now.
    """

    id: str
    kind: SourceKind
    address: str
    outlet: str | None = None
    language: str | None = None
    every: int = 30
    pages_an_hour: int = _PAGES_AN_HOUR
    secret_file: str | None = None
    private: bool = False
    paused: bool = False


@dataclass(frozen=True, slots=True)
class KnownPage:
    """Hold what is known of one page, file or message of a source.

    Attributes:
        place: Its address or path.
        article_id: Of the article that it gave; None where it gave none yet.
        mark: What tells a change without reading it: the sitemap's ``lastmod``, a file's size and time.
        first_seen: When it was listed first.
        due: When it is to be asked again; None for never.
        missed: How often in a row it was not there.
        whole_text: Whether the article's text is the page's, not the feed's.
    """

    place: str
    article_id: str | None
    mark: str
    first_seen: datetime
    due: datetime | None = None
    missed: int = 0
    whole_text: bool = True


@dataclass(frozen=True, slots=True)
class Before:
    """Hold what earlier visits left.

    Attributes:
        pages: By place.
        state: Where a mailbox was read to.
        asked: Pages asked for in the last hour.
    """

    pages: dict[str, KnownPage] = field(default_factory=dict)
    state: str = ""
    asked: int = 0


@dataclass(frozen=True, slots=True)
class Visited:
    """Hold what one visit found; nothing of it is stored yet.

    Attributes:
        records: Articles and refusals.
        pages: What is known of pages now, of those alone that changed.
        state: As ``Before.state``.
        asked: Pages that were asked for.
        gone: Places that are no longer there.
        error: Why the source itself could not be read; '' where it could.
        commit: To be called when the records are stored: only then may a later visit ask for what has changed alone.
    """

    records: tuple[Record, ...]
    pages: tuple[KnownPage, ...]
    state: str
    asked: int
    gone: tuple[str, ...]
    error: str
    commit: Callable[[], None]


KnownArticle = Callable[[str], Article | None]
"""Return the article of an id as the archive has it, None where it is not there."""

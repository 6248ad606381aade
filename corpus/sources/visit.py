"""One visit to a source: which of its pages are asked for now, and what is known of each afterwards."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from corpus.errors import FetchError
from corpus.fetching.client import Fetched, Fetcher, PageGone, PageLater
from corpus.sources.types import Before, KnownPage, Source
from corpus.types import Article

_SOONEST, _LATEST = timedelta(hours=1), timedelta(days=7)
"""Between two looks at one page."""
_SHARE = 0.5
"""Of a page's age after which it is looked at again: what is new changes often, what is old hardly ever."""
_FORGOTTEN = timedelta(days=30)
"""Age from which a page is left alone."""
_TRIED = timedelta(days=2)
"""Age until which a page that gave no article is tried again."""
_SURE = 2
"""Looks in a row at which a page is not found (404) before it counts as gone; 410 is believed at once."""


class Visit:
    """Ask for the pages of a source as politely as it says, and remember what became of each; a ``Fetch``."""

    def __init__(self, source: Source, before: Before, fetcher: Fetcher, now: datetime) -> None:
        """Begin a visit at a moment."""
        self.source, self.before, self.now = source, before, now
        self._fetcher = fetcher
        self._pages = dict(before.pages)
        self._changed: dict[str, KnownPage] = {}
        self._last: str | None = None
        self.asked = 0
        self.state = before.state
        self.gone: list[str] = []

    @property
    def left(self) -> int:
        """Return how many pages may be asked for still."""
        return max(0, self.source.pages_an_hour - self.before.asked - self.asked)

    def __call__(self, url: str) -> Fetched | None:
        """Return a page that is new, or listed with another mark; None for one that is known: it has its own hour.

        Raises:
            PageLater: The hour's pages are used up.
            FetchError: It gives nothing.
        """
        known = self._pages.get(_place(url))
        return None if known is not None else self.ask(url)

    def listing(self, url: str) -> Fetched | None:
        """Return what a source lists, None where that has not changed; does not count as a page."""
        return self._fetcher(url)

    def wants(self, url: str, mark: str) -> bool:
        """Say whether a listed page is to be read: it is new, or its mark is another one."""
        known = self._pages.get(_place(url))
        return known is None or bool(mark and mark != known.mark)

    def due(self) -> list[KnownPage]:
        """Return the known pages that are to be looked at again, those first that have waited longest."""
        waiting = [page for page in self._pages.values() if page.due is not None and page.due <= self.now]
        return sorted(waiting, key=lambda page: page.due or self.now)

    def ask(self, url: str, mark: str = "") -> Fetched | None:
        """Return a page, None where it has not changed since it was read; errors as for a call."""
        if not self.left:
            told = f"the {self.source.pages_an_hour} pages that may be asked for in an hour are used up"
            raise PageLater(f"{url}: {told}")
        place, self._last = _place(url), _place(url)
        page = self._pages.get(place) or KnownPage(place, None, mark, self.now)
        page = replace(page, mark=mark or page.mark)
        self.asked += 1
        try:
            fetched = self._fetcher(url)
        except PageGone as exc:
            self._miss(page, for_good=exc.for_good)
            raise
        except FetchError:
            self._note(page)
            raise
        self._note(replace(page, missed=0))
        return fetched

    def took(self, article: Article) -> None:
        """Take note of the article that the page asked for last gave, else of one that the feed itself gave."""
        place, self._last = self._last, None
        if place is not None:
            self._note(replace(self._pages[place], article_id=article.id))
        elif article.url and _place(article.url) not in self._pages:
            self._note(KnownPage(_place(article.url), article.id, "", self.now, whole_text=False))

    def note(self, page: KnownPage) -> None:
        """Take note of a file or message, which are looked at when they change."""
        self._pages[page.place] = self._changed[page.place] = page

    def known(self, place: str) -> KnownPage | None:
        """Return what is known of a place."""
        return self._pages.get(place)

    def pages(self) -> tuple[KnownPage, ...]:
        """Return what is known now of those that were looked at."""
        return tuple(self._changed.values())

    def _note(self, page: KnownPage) -> None:
        age = self.now - page.first_seen
        over = age > (_FORGOTTEN if page.article_id else _TRIED)
        wait = min(max(_SOONEST, age * _SHARE), _LATEST)
        self.note(replace(page, due=None if over else self.now + wait))

    def _miss(self, page: KnownPage, *, for_good: bool) -> None:
        missed = page.missed + 1
        self._note(replace(page, missed=missed))
        if missed == _SURE or (for_good and missed == 1):
            self.gone.append(page.place)


def _place(url: str) -> str:
    return url.strip().partition("#")[0]

"""Get pages and feeds from the web, politely and from public addresses only."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol
from urllib.parse import urljoin

from corpus.errors import FetchError
from corpus.fetching.robots import Rule, may_ask, rules_for
from corpus.fetching.ssrf import Address, Resolve, check_address, shorten

if TYPE_CHECKING:
    from corpus.fetching.transport import Reply

_AGENT = "Newsdesk"
_ASKING = {
    "User-Agent": f"{_AGENT}/0.1",
    "Accept": "text/html,application/xhtml+xml,application/rss+xml,application/atom+xml,application/feed+json,*/*;q=.5",
}
_REDIRECTS = (301, 302, 303, 307, 308)
_MAX_ROBOTS = 512_000  # bytes; RFC 9309 asks to read at least 500 KiB, what follows does not count


def _nothing() -> None:
    """Take no note."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """Hold what an address gave.

    Attributes:
        url: The address after redirects.
        data: The body as it came, decompressed.
        content_type: As the server says, lower case, without parameters.
        charset: As the server says, lower case; empty where it does not.
        taken: To be called when everything in it was handed on to the archive; only then may a later run ask for it
            conditionally. What is not called keeps nothing from being asked for again.
    """

    url: str
    data: bytes
    content_type: str = ""
    charset: str = ""
    taken: Callable[[], None] = field(default=_nothing, compare=False)


class PageKept(FetchError):
    """Say that an address gives nothing now, but was read before: what was read then is to stay as it is."""


class PageGone(PageKept):
    """Say that an address which was read before is there no more: HTTP 404, or 410 where that is meant for good."""

    def __init__(self, reason: str, *, for_good: bool) -> None:
        """Take note of whether the server says that it will not come back."""
        super().__init__(reason)
        self.for_good = for_good


class PageLater(FetchError):
    """Say that an address may be asked, but not now: its site has been asked often enough."""


class Memory(Protocol):
    """Remember from run to run what was read, and in which state."""

    def validators(self, url: str) -> tuple[str | None, str | None] | None:
        """Return ETag and Last-Modified of what was read, None where the address was never read."""

    def remember(self, url: str, etag: str | None, modified: str | None) -> None:
        """Take note that the address was read in this state."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Bound what is asked and taken; seconds and bytes.

    Attributes:
        size: Of one page, decompressed; the longest article pages that we have met have 4 MB.
        wait: To connect, and between two pieces of an answer.
        total: For one page; 10 MB in it are a slow mobile connection.
        redirects: In a row; browsers follow 20, outlets need three.
        pause: Between two requests to one host.
    """

    size: int = 10_000_000
    wait: float = 15.0
    total: float = 60.0
    redirects: int = 5
    pause: float = 1.0


_LIMITS = Limits()


class Fetcher:
    """Get pages: one a second a host, as robots.txt allows, only what has changed; for one run of an ingest."""

    def __init__(
        self,
        *,
        allow_private: bool = False,
        memory: Memory | None = None,
        limits: Limits = _LIMITS,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
        resolve: Resolve | None = None,
    ) -> None:
        """Ask nothing yet.

        Args:
            allow_private: Ask hosts of one's own network and this machine as well.
            memory: What earlier runs have read; None asks for everything in full.
            limits: How much, how long, how often.
            clock: Seconds, for the pauses.
            sleep: Waits so many seconds.
            resolve: Finds the IP addresses of a host; None asks the system.
        """
        self._allow_private, self._memory, self._limits, self._resolve = allow_private, memory, limits, resolve
        self._clock, self._sleep = clock, sleep
        self._rules: dict[str, tuple[Rule, ...] | str] = {}  # by scheme and host; a string says why there are none
        self._due: dict[str, float] = {}
        self._tired: dict[str, str] = {}
        self._taken: dict[str, tuple[str | None, str | None]] = {}

    def __call__(self, url: str) -> Fetched | None:
        """Return what an address gives, None where that has not changed since it was read.

        Raises:
            FetchError: It gives nothing, or may not be asked.
            PageKept: Likewise, and an earlier run has read it.
        """
        try:
            return self._get(url)
        except FetchError as exc:
            told, shown = str(exc), shorten(url)
            known = self._memory is not None and self._memory.validators(_key(url)) is not None
            told = told if told.startswith(shown) else f"{shown}: leads to {told}"
            if known and isinstance(exc, PageGone):
                raise PageGone(told, for_good=exc.for_good) from exc
            raise (PageKept if known else FetchError)(told) from exc

    def commit(self) -> None:
        """Remember what was taken; to be called once the articles are stored, so that a kill before loses nothing."""
        if self._memory is not None:
            for url, (etag, modified) in self._taken.items():
                self._memory.remember(url, etag, modified)
        self._taken.clear()

    def _get(self, url: str) -> Fetched | None:
        """Follow an address to its page; each hop is checked as the first one is."""
        asked, seen = url, set[str]()
        for _ in range(self._limits.redirects + 1):
            address = self._checked(url)
            self._ask_leave(address)
            known = self._memory.validators(_key(address.url)) if self._memory else None
            reply = self._ask(address, _conditions(known))
            if reply.status == 304 and known is not None:
                return None
            if reply.status not in _REDIRECTS:
                return self._fetched(asked, address, reply)
            seen.add(address.url)
            url = _next(address, reply)
            if url in seen:
                raise FetchError(f"{shorten(asked)}: redirects in a circle")
        raise FetchError(f"{shorten(asked)}: redirects more than {self._limits.redirects} times")

    def _fetched(self, asked: str, address: Address, reply: Reply) -> Fetched:
        """Return an answer that holds a page.

        Raises:
            FetchError: It holds none.
        """
        if reply.status != 200:
            reason = _refusal(reply)
            if reply.status in (429, 503):
                self._tired[address.host] = reason
            if reply.status in (404, 410):
                raise PageGone(f"{shorten(address.url)}: {reason}", for_good=reply.status == 410)
            raise FetchError(f"{shorten(address.url)}: {reason}")
        state = reply.headers.get("etag"), reply.headers.get("last-modified")

        def taken() -> None:
            self._taken.update({_key(asked): (None, None), _key(address.url): state})

        said = reply.headers.get("content-type", "").lower()
        charset = re.search(r"charset=[\"']?([\w-]{1,40})", said)
        return Fetched(
            address.url, reply.data, said.partition(";")[0].strip(), charset[1] if charset else "", taken=taken
        )

    def _checked(self, url: str) -> Address:
        return check_address(url, allow_private=self._allow_private, resolve=self._resolve)

    def _ask_leave(self, address: Address) -> None:
        """Look into robots.txt, once a run for each host.

        Raises:
            FetchError: It forbids the address, or cannot be read.
        """
        site = f"{address.scheme}://{address.netloc}"
        if site not in self._rules:
            self._rules[site] = self._read_rules(f"{site}/robots.txt")
        rules = self._rules[site]
        if isinstance(rules, str):
            raise FetchError(f"{shorten(address.url)}: not asked, because robots.txt cannot be read: {rules}")
        if not may_ask(rules, address.url):
            raise FetchError(f"{shorten(address.url)}: the site's robots.txt does not allow programs to read it")

    def _read_rules(self, url: str) -> tuple[Rule, ...] | str:
        """Return the rules of a robots.txt, or why they cannot be known; where there is none, all is allowed."""
        try:
            for _ in range(self._limits.redirects + 1):
                address = self._checked(url)
                reply = self._ask(address, {}, cut=_MAX_ROBOTS)
                if reply.status not in _REDIRECTS:
                    break
                url = _next(address, reply)
        except FetchError as exc:
            return str(exc)
        if reply.status == 200:
            return rules_for(reply.data.decode("utf-8", "replace"), _AGENT)
        return _refusal(reply) if reply.status >= 500 or reply.status == 429 else ()

    def _ask(self, address: Address, headers: Mapping[str, str], *, cut: int | None = None) -> Reply:
        """Send one request when the host's pause is over."""
        from corpus.fetching.transport import (  # here, because httpx takes long to load and most runs fetch nothing
            Bounds,
            ask,
        )

        if address.host in self._tired:
            raise FetchError(f"{shorten(address.url)}: not asked, because {self._tired[address.host]}")
        if (pause := self._due.get(address.host, 0.0) - self._clock()) > 0:
            self._sleep(pause)
        limits = self._limits
        bounds = Bounds(limits.wait, limits.total, cut or limits.size, cut=cut is not None)
        try:
            return ask(address, {**_ASKING, **headers}, bounds)
        finally:
            self._due[address.host] = self._clock() + limits.pause


def _key(url: str) -> str:
    """Return the address under which a page is remembered."""
    return url.strip().partition("#")[0]


def _conditions(known: tuple[str | None, str | None] | None) -> dict[str, str]:
    """Return the headers that ask only for what has changed."""
    etag, modified = known or (None, None)
    given = {"If-None-Match": etag, "If-Modified-Since": modified}
    return {name: value for name, value in given.items() if value and value.isascii() and value.isprintable()}


def _next(address: Address, reply: Reply) -> str:
    """Return where a redirect leads."""
    try:
        to = urljoin(address.url, reply.headers.get("location", ""))
    except ValueError:
        to = ""
    if not to or "location" not in reply.headers:
        raise FetchError(f"{shorten(address.url)}: redirects (HTTP {reply.status}) without saying where to")
    return to


def _refusal(reply: Reply) -> str:
    """Say in plain words what a status means."""
    status = reply.status
    wait = re.sub(r"[^\w ,:-]", "", reply.headers.get("retry-after", ""))[:40]
    later = f"ask again in {wait} seconds" if wait.isdigit() else f"ask again after {wait}" if wait else "try later"
    if status in (404, 410):
        return f"there is no such page (HTTP {status})"
    if status in (401, 402, 403, 451):
        return f"the server does not let programs read it, or wants a login (HTTP {status})"
    if status == 429:
        return f"the server has had too many requests (HTTP 429); {later}"
    if status >= 500:
        return f"the server is in trouble (HTTP {status}); {later}"
    return f"the server gives no page (HTTP {status})"

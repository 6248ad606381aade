"""Find where an article stood before a cache, an archive of the web or a translator showed it: pure functions.

Each form is told by its structure where that is enough (an address behind a moment in a path, as all archives that run
the Wayback Machine's software have it), else by the host that has it.
"""

from __future__ import annotations

import re
from urllib.parse import parse_qs, unquote, urlsplit

_LONGEST = 4_000  # characters of an address
_IN_HOST = ("amp", "cache", ".goog", ".bingj")
_IN_PATH = ("http", "www.", "amp", "/url", "/l.php", "redirect", "/translate", "/web/", "/wayback/", "cache")
"""What one of stands in each address of a copy: nearly all addresses have none and are done at once."""
_NESTED = 3  # copies of copies
_ARCHIVED = re.compile(  # …/web/20250402091244id_/https://herald.example/ferry
    r"/(?:\d[\d.-]{3,19}|newest|oldest)(?:[a-z]{2}_)?\*?/((?:https?:/{1,2}|www\.)[^\s]+)$"
    r"|^/(?:web|wayback)/\d{4,14}(?:[a-z]{2}_)?/((?:[\w-]+\.)+[a-z]{2,}(?:/[^\s]*)?)$",
    re.IGNORECASE,
)
_PREFIXED = re.compile(r"^/((?:https?:/{1,2})[^\s]+)$", re.IGNORECASE)  # a reader or unblocker before an address
_AMP_CACHE = re.compile(r"^/(?:[a-z]{1,3}/)?(?:s/)?((?:[\w-]+\.)+[a-z]{2,}/[^\s]*)$", re.IGNORECASE)
_AMP_HOSTS = ("cdn.ampproject.org", "cdn.ampproject.net", "bing-amp.com")
_CACHED = re.compile(r"^cache:(?:[\w-]{8,16}:)?([^\s+]+)", re.IGNORECASE)
_CACHES = ("webcache.googleusercontent.com", "cc.bingj.com")
_REDIRECTS = {
    "/url": ("url", "q"),
    "/l.php": ("u",),
    "/amp/s": (),
    "/redirect": ("url", "u", "q"),
    "/translate": ("u",),
}
_REDIRECTORS = ("google.", "facebook.com", "instagram.com", "youtube.com", "bing.com", "duckduckgo.com")
_TRANSLATED = ".translate.goog"
_AMP_END = re.compile(r"(?:/amp/?|[./]amp\.html?|(?<=\.html)\.amp|(?<=[^/])\.amp)$", re.IGNORECASE)


def original_address(url: str) -> str:
    """Return the address of the original where an address is that of a copy, else the address as it is.

    A page's own form for telephones (``/amp`` at the end) gives the page.
    """
    found = url.strip()
    host, _, path = found.partition("://")[2].casefold().partition("/")
    if not any(hint in host for hint in _IN_HOST) and not any(hint in f"/{path}" for hint in _IN_PATH):
        return found
    for _ in range(_NESTED if len(found) <= _LONGEST else 0):
        inner = _inside(found)
        if inner is None:
            break
        found = inner
    return _without_amp(found)


def _inside(url: str) -> str | None:
    """Return the address that an address of a copy holds, None where it is no such."""
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").casefold()
    except ValueError:
        return None
    if parts.scheme.casefold() not in ("http", "https"):
        return None
    rest = f"{parts.path}?{parts.query}" if parts.query else parts.path
    if found := _ARCHIVED.search(rest) or _PREFIXED.match(rest):
        return _whole(next(filter(None, found.groups())))
    if host.endswith(_AMP_HOSTS) and (found := _AMP_CACHE.match(rest)):
        return _without_query(_whole(found[1]), ("amp_", "usqp"))
    if host.removeprefix("www.").startswith("google.") and parts.path.startswith("/amp/"):
        return _whole(parts.path.removeprefix("/amp/").removeprefix("s/"))
    if host.endswith(_TRANSLATED):
        return _translated(host, parts.path, parts.query)
    return _in_query(host, parts.path, parts.query)


def _in_query(host: str, path: str, query: str) -> str | None:
    """Return the address that a cache or a redirector names in its query."""
    given = parse_qs(query)
    if host in _CACHES and (found := _CACHED.match(next(iter(given.get("q", [])), ""))):
        return _whole(found[1])
    names = _REDIRECTS.get(path.rstrip("/"), ())
    if any(known in host for known in _REDIRECTORS):
        return next((value for name in names for value in given.get(name, []) if value.startswith("http")), None)
    return None


def _translated(host: str, path: str, query: str) -> str:
    """Return the page behind a translator that writes its host into its own: '-' for '.', '--' for '-'."""
    name = host.removesuffix(_TRANSLATED).replace("--", "\0").replace("-", ".").replace("\0", "-")
    return _without_query(f"https://{name}{path}?{query}", ("_x_tr_",))


def _without_query(url: str, starts: tuple[str, ...]) -> str:
    """Return an address without the parts of its query that begin so."""
    page, _, query = url.partition("?")
    kept = "&".join(part for part in query.split("&") if part and not part.startswith(starts))
    return f"{page}?{kept}" if kept else page


def _whole(found: str) -> str:
    """Return an address with its scheme; some copies write one slash, or none of it."""
    address = unquote(found) if found.casefold().startswith(("http%3a", "https%3a")) else found
    if scheme := re.match(r"(https?):/{1,2}", address, re.IGNORECASE):
        return f"{scheme[1].casefold()}://{address[scheme.end() :]}"
    return f"https://{address}"


def _without_amp(url: str) -> str:
    """Return the page of a form for telephones."""
    head, mark, rest = url.partition("?")
    path = head.partition("://")[2].partition("/")[2]
    short = _AMP_END.sub("", path)
    if not short or short == path:
        return url
    ending = ".html" if path.casefold().endswith(".amp.html") else ""
    return f"{head[: len(head) - len(path)]}{short}{ending}{mark}{rest}"

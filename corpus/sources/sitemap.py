"""Read sitemaps (sitemaps.org), news sitemaps and indexes of them; pure."""

from __future__ import annotations

import gzip
import io
import zlib
from dataclasses import dataclass

from corpus.readers.xml import local, parse, text_of
from corpus.types import Refusal

_LARGEST = 50_000_000
"""Bytes of a sitemap, as the standard allows."""


@dataclass(frozen=True, slots=True)
class Listed:
    """Hold one page of a sitemap; '' for what it does not say.

    Attributes:
        changed: W3C date or moment of the last change.
        published: Of the article, in a news sitemap.
        outlet: Likewise, and its title and language.
    """

    url: str
    changed: str = ""
    published: str = ""
    title: str = ""
    outlet: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Sitemap:
    """Hold what a sitemap lists: pages, the newest first, and further sitemaps."""

    pages: tuple[Listed, ...] = ()
    sitemaps: tuple[Listed, ...] = ()


def read_sitemap(data: bytes, *, place: str) -> Sitemap | Refusal:
    """Return what a sitemap lists, or why it cannot be read.

    Args:
        data: XML, maybe compressed by gzip, or a text with an address a line.
        place: For the refusal.
    """
    body = _inflated(data)
    if body is None:
        return Refusal(place, "its compressed body is broken, or larger than a sitemap may be")
    if body[:8].lower().startswith((b"http://", b"https://")):
        lines = body.decode("utf-8", "replace").splitlines()
        return Sitemap(tuple(Listed(line.strip()) for line in lines if line.startswith("http")))
    root = parse(body, place=place, limit=_LARGEST)
    if isinstance(root, Refusal):
        return root
    if local(root) not in ("urlset", "sitemapindex"):
        return Refusal(place, f"no sitemap but <{local(root)[:40]}>")
    found = [listed for child in root if (listed := _listed(child)).url]
    found.sort(key=lambda listed: max(listed.published, listed.changed), reverse=True)
    return Sitemap(tuple(found)) if local(root) == "urlset" else Sitemap(sitemaps=tuple(found))


def _listed(element: object) -> Listed:
    """Return what an entry says; extensions but that of news are passed over."""
    given: dict[str, str] = {}
    for part in element.iter():  # type: ignore[attr-defined]
        given.setdefault(local(part), text_of(part))
    return Listed(
        given.get("loc", ""), given.get("lastmod", ""), given.get("publication_date", ""), given.get("title", ""),
        given.get("name", ""), given.get("language", ""),
    )  # fmt: skip


def _inflated(data: bytes) -> bytes | None:
    if not data.startswith(b"\x1f\x8b"):
        return data.removeprefix(b"\xef\xbb\xbf").lstrip()
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(data)) as packed:
            body = packed.read(_LARGEST + 1)
    except (OSError, EOFError, zlib.error):
        return None
    return body.lstrip() if len(body) <= _LARGEST else None

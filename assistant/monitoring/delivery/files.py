"""Reports as files: a Markdown file each in a folder, and a feed of all that a search has found."""

from __future__ import annotations

import json
import os
import secrets
from collections.abc import Sequence
from email.utils import format_datetime
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from assistant.errors import MonitoringError
from assistant.monitoring.reports import Report, as_text, item_json
from assistant.monitoring.types import Item, Watch

_LATEST = 100
"""Items that a feed lists."""


def write_file(channel: str, report: Report) -> Path:
    """Write a report into the folder that ``file:`` names; a report that is written again takes the same file.

    Raises:
        MonitoringError: It cannot be written.
    """
    folder = Path(channel.removeprefix("file:")).expanduser()
    path = folder / f"newsdesk {report.until:%Y-%m-%d %H%M} {report.key[:8]}.md"
    _replace(path, as_text(report))
    return path


def feed_paths(home: Path, watch_id: str) -> tuple[Path, Path]:
    """Return where the feeds of a search lie: RSS and JSON Feed."""
    return home / "feeds" / f"{watch_id}.xml", home / "feeds" / f"{watch_id}.json"


def write_feeds(home: Path, watch: Watch, items: Sequence[Item]) -> None:
    """Write what a search has found as RSS 2.0 and JSON Feed 1.1, the newest first; made anew each time.

    Raises:
        MonitoringError: They cannot be written.
    """
    newest = list(reversed(items))[:_LATEST]
    rss, feed = feed_paths(home, watch.id)
    _replace(rss, _rss(watch, newest))
    _replace(feed, json.dumps(_json_feed(watch, newest), ensure_ascii=False, indent=1))


def _rss(watch: Watch, items: Sequence[Item]) -> str:
    title = escape(f"Newsdesk: {watch.text}")
    entries = "".join(
        f"<item><title>{escape(_printable(_title(item)))}</title>"
        f'<guid isPermaLink="false">{escape(f"{watch.id}/{item.key}")}</guid>'
        f"<pubDate>{format_datetime(item.at)}</pubDate>"
        + (f"<link>{escape(item.citation.url)}</link>" if item.citation.url else "")
        + f"<source url={quoteattr(item.citation.url or '')}>{escape(item.citation.outlet or '')}</source>"
        f"<description>{escape(_printable(_text(item)))}</description></item>"
        for item in items
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0"><channel>'
        f"<title>{_printable(title)}</title><link>https://newsdesk.invalid/</link>"
        f"<description>{escape(watch.kind)}</description>{entries}</channel></rss>\n"
    )


def _json_feed(watch: Watch, items: Sequence[Item]) -> dict[str, object]:
    return {
        "version": "https://jsonfeed.org/version/1.1",
        "title": f"Newsdesk: {watch.text}",
        "items": [
            {
                "id": f"{watch.id}/{item.key}",
                "title": _title(item),
                "url": item.citation.url,
                "content_text": _text(item),
                "date_published": item.at.isoformat(),
                "_newsdesk": item_json(item),
            }
            for item in items
        ],
    }


def _title(item: Item) -> str:
    return f"{item.kind.capitalize()}: {item.citation.title}"


def _text(item: Item) -> str:
    day = (item.citation.published or "day unknown")[:10]
    note = f"{item.note}\n" if item.note else ""
    return f"{note}“{item.citation.quote}” ({item.citation.outlet or 'outlet unknown'}, {day})"


def _printable(text: str) -> str:
    """Return a text without the controls that XML forbids."""
    return "".join(sign for sign in text if sign >= " " or sign in "\t\n")


def _replace(path: Path, text: str) -> None:
    """Write a file whole or not at all."""
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        part = path.with_name(f".{path.name}.{secrets.token_hex(4)}.tmp")
        part.write_text(text, encoding="utf-8")
        os.replace(part, path)  # noqa: PTH105 - as one step, also where the file is there
    except OSError as error:
        raise MonitoringError(f"{path} cannot be written: {error.strerror or error}") from error

"""Read a live blog: its entries one by one, each under its hour and its heading, in the order of the page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from corpus.ingestion.dates import parse_published
from corpus.readers.records.marks import sign, without_parts

_TIMES = "//body//time[@datetime][not(ancestor::nav or ancestor::footer or ancestor::aside)]"
_MICRODATA = "//body//*[@itemprop='liveBlogUpdate'][not(.//time[@datetime])]//meta[@itemprop='datePublished'][@content]"
_HEADINGS = ("h2", "h3", "h4", "h5")
_BLOCKS = ("p", "li", "blockquote", "figcaption", "pre")
_FEWEST = 2  # entries
_MAX_ENTRIES = 3_000
_INTRODUCTION = 40  # characters of a paragraph above the entries that is one


@dataclass(frozen=True, slots=True)
class Entry:
    """Hold one entry.

    Attributes:
        moment: ISO 8601, as the page gives it.
        hour: As it is printed.
        heading: '' where it has none.
        text: Its paragraphs, a blank line between them.
    """

    moment: str
    hour: str
    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class LiveBlog:
    """Hold a live blog as one text with signs, and the name of each sign (see ``corpus.readers.records.marks``)."""

    text: str
    marks: tuple[tuple[str, str], ...]


def read_live_blog(tree: Any, linked: Mapping[str, object]) -> LiveBlog | None:
    """Return the live blog of a page, None where no entries are found in it.

    Args:
        tree: The page, without what is not seen.
        linked: Its JSON-LD.
    """
    _name_times(tree)
    entries, above = _shown(tree)
    if len(entries) < _FEWEST:
        entries, above = list(_linked(linked.get("liveBlogUpdate"))), []
    if len(entries) < _FEWEST:
        return None
    texts = list(above)
    marks: list[tuple[str, str]] = []
    for entry in entries:
        lines = "\n".join(filter(None, (entry.hour, entry.heading)))
        texts.append(f"{sign(len(marks))}{without_parts(lines)}\n\n{without_parts(entry.text)}")
        marks.append(("entry", _label(entry)))
    return LiveBlog("\n\n".join(texts), tuple(marks))


def _name_times(tree: Any) -> None:
    """Give a <time> to each entry in microdata that has its moment in a <meta> only."""
    for meta in tree.xpath(_MICRODATA):
        try:
            moment = datetime.fromisoformat(parse_published(meta.get("content"), None) or "")
        except ValueError:
            continue
        meta.tag = "time"
        meta.set("datetime", meta.get("content"))
        meta.text = moment.strftime("%H:%M")


def is_live(tree: Any) -> bool:
    """Say whether a page calls a part of it a live blog."""
    return bool(tree.xpath("//body//*[contains(@class, 'live-blog') or contains(@class, 'liveblog')]"))


def headline_of(tree: Any) -> str:
    """Return the one main heading of a page, '' where there are several or none."""
    found = [words for element in tree.xpath("//body//h1") if (words := _words(element))]
    return found[0] if len(found) == 1 else ""


def _label(entry: Entry) -> str:
    """Return the day and the hour of an entry, as they are shown."""
    try:
        moment = datetime.fromisoformat(parse_published(entry.moment, None) or "")
    except ValueError:
        return entry.hour
    return f"{moment.date().isoformat()} {entry.hour or moment.strftime('%H:%M')}"


def _shown(tree: Any) -> tuple[list[Entry], list[str]]:
    """Return the entries that a page shows, and the paragraphs above them."""
    times = tree.xpath(_TIMES)[:_MAX_ENTRIES]
    holders: dict[Any, Any] = {}
    for time in times:
        holder = _holder(time)
        if holder is not None and holder not in holders:
            holders[holder] = time
    groups: dict[Any, list[Any]] = {}
    for holder in holders:
        groups.setdefault(holder.getparent(), []).append(holder)
    group = max(groups.values(), key=len, default=[])
    entries = [entry for holder in group if (entry := _entry(holder, holders[holder])).text]
    return (entries, _above(tree, group[0])) if entries else ([], [])


def _holder(time: Any) -> Any:
    """Return the largest element around a <time> that holds no other one, None where it stands alone."""
    holder = None
    for above in time.iterancestors():
        if above.tag in ("body", "main", "html") or len(above.xpath(".//time[@datetime]")) > 1:
            break
        holder = above
    return holder


def _entry(holder: Any, time: Any) -> Entry:
    heading = next((words for element in holder.iter(*_HEADINGS) if (words := _words(element))), "")
    blocks = [element for element in holder.iter(*_BLOCKS) if element is not holder and not _within(element, holder)]
    text = "\n\n".join(words for element in blocks if (words := _words(element)))
    if not text:
        text = _words(holder).removeprefix(_words(time)).strip().removeprefix(heading).strip()
    return Entry(str(time.get("datetime")), _words(time), heading, text)


def _within(element: Any, holder: Any) -> bool:
    """Say whether an element stands in another block of the entry, which has its words already."""
    for above in element.iterancestors():
        if above is holder:
            return False
        if above.tag in _BLOCKS:
            return True
    return False


def _above(tree: Any, first: Any) -> list[str]:
    """Return the paragraphs of the page that stand before the first entry."""
    found = first.xpath("preceding::p[not(ancestor::nav or ancestor::footer or ancestor::aside or ancestor::header)]")
    return [without_parts(words) for element in found if len(words := _words(element)) >= _INTRODUCTION]


def _words(element: Any) -> str:
    return " ".join("".join(element.itertext()).split())


def _linked(updates: object) -> Iterator[Entry]:
    """Yield the entries that JSON-LD gives."""
    for update in updates[:_MAX_ENTRIES] if isinstance(updates, list) else []:
        if not isinstance(update, Mapping):
            continue
        moment, heading, text = (str(update.get(name) or "") for name in ("datePublished", "headline", "articleBody"))
        if text.strip():
            hour = moment[11:16] if len(moment) > 15 and moment[13] == ":" else ""
            yield Entry(moment, hour, heading.strip(), text.strip())

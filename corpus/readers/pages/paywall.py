"""Tell whether a page shows its whole article, and take the offer to subscribe out of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from corpus.ingestion.completeness import offers

_MARKED = re.compile(
    r"pay-?wall|reg-?wall|meter-?wall|subscri(?:be|ption|ber)|\bpiano\b|\btp-|offer|abo-|abonn|premium", re.I
)
_CLASS = re.compile(r"\.([A-Za-z_][\w-]*)")
_ID = re.compile(r"#([A-Za-z_][\w-]*)")
_TIERS = ("locked", "metered")  # as Facebook's tag has it; the third is 'free'
_MAX_OFFER = 2_000  # characters
_WHOLE = 2_000  # characters of a page that says that its article is not free: what is shorter is its beginning
_SHOWN = 200  # characters in the part that a page names as not free: it is there


def why_cut(tree: Any, linked: Mapping[str, object]) -> str:
    """Return why a page shows only the beginning of its article, '' where it may be whole."""
    if not is_not_free(linked) and not _is_marked(tree):
        return ""
    selectors = [str(part.get("cssSelector") or "") for part in _parts(linked)]
    held = sum(len(_words(element)) for selector in selectors for element in _chosen(tree, selector))
    if held >= _SHOWN or len(_paragraphs(tree)) >= _WHOLE:
        return ""
    return "cut off: its page says that it is not free to read"


def is_not_free(linked: Mapping[str, object]) -> bool:
    """Say whether an article, or a part of it, says that it is not free to read."""
    return any(_is_false(part.get("isAccessibleForFree")) for part in (linked, *_parts(linked)))


def _is_marked(tree: Any) -> bool:
    """Say whether a page says outside of its JSON-LD that it is not free to read."""
    said = tree.xpath("//*[@itemprop='isAccessibleForFree']/@content")
    tiers = tree.xpath("//meta[@property='article:content_tier']/@content")
    return any(map(_is_false, map(str, said))) or any(str(tier).casefold() in _TIERS for tier in tiers)


def drop_offers(tree: Any, linked: Mapping[str, object]) -> None:
    """Take out what offers the rest to subscribers."""
    kept = {element for part in _parts(linked) for element in _chosen(tree, str(part.get("cssSelector") or ""))}
    for element in tree.xpath("//body//*[@class or @id]"):
        name = f"{element.get('class') or ''} {element.get('id') or ''}"
        if not _MARKED.search(name) or element in kept or element.getparent() is None:
            continue
        words = _words(element)
        if len(words) <= _MAX_OFFER and offers(words) and not any(inner in kept for inner in element.iter()):
            element.drop_tree()


def _is_false(value: object) -> bool:
    return value is False or (isinstance(value, str) and value.strip().rpartition("/")[2].casefold() == "false")


def _parts(linked: Mapping[str, object]) -> Iterator[Mapping[str, object]]:
    """Yield what the article says of its parts."""
    given = linked.get("hasPart")
    for part in given if isinstance(given, list) else [given]:
        if isinstance(part, Mapping):
            yield part


def _chosen(tree: Any, selector: str) -> list[Any]:
    """Return the elements of a simple selector: a class or an id, the last one of several."""
    if named := _CLASS.findall(selector):
        return [
            e for e in tree.xpath("//body//*[@class]") if named[-1] in e.get("class").split() and not offers(_words(e))
        ]
    if ids := _ID.findall(selector):
        return list(tree.xpath("//body//*[@id=$name]", name=ids[-1]))
    return []


def _words(element: Any) -> str:
    return " ".join("".join(element.itertext()).split())


def _paragraphs(tree: Any) -> str:
    return " ".join(_words(part) for part in tree.xpath("//body//p[not(ancestor::aside or ancestor::footer)]"))

"""Tell a page that only leads to articles, teaser by teaser, from an article."""

from __future__ import annotations

from typing import Any

_CARDS = (
    "//body//a[@href][.//h2 or .//h3 or .//h4 or .//h5][not(ancestor::nav or ancestor::footer or ancestor::aside)]"
    " | //body//*[self::h2 or self::h3 or self::h4 or self::h5][.//a[@href]]"
    "[not(ancestor::nav or ancestor::footer or ancestor::aside)]"
    " | //body//*[self::li or self::article][.//time]//a[@href][string-length(normalize-space()) > 20]"
    "[not(ancestor::nav or ancestor::footer or ancestor::aside)]"
    " | //body//li[string-length(normalize-space()) > 20]/a[@href]"
    "[string-length(normalize-space()) = string-length(normalize-space(..))]"
    "[not(ancestor::nav or ancestor::footer or ancestor::aside)]"
)
_LEADING = "(.//h2|.//h3|.//h4|.//h5)[.//a[@href] or ancestor::a]"
_HOLDERS = ("article", "li", "div", "section", "td")
_FEWEST = 4  # teasers; below an article stand more, but not without one
_MOST = 0.35  # share of the words in paragraphs that stand outside of teasers
_MAX_CARDS = 500


def count_teasers(tree: Any) -> int:
    """Return to how many articles a page leads that has hardly any words but their teasers; 0 for any other page."""
    cards = tree.xpath(_CARDS)[:_MAX_CARDS]
    addresses = {str(address).partition("#")[0] for card in cards for address in card.xpath("(self::a|.//a)[1]/@href")}
    if len(addresses - {""}) < _FEWEST:
        return 0
    holders = set(map(_holder, cards))
    outside = inside = 0
    paragraphs = tree.xpath("//body//p[not(ancestor::nav or ancestor::footer or ancestor::aside)]")
    if not paragraphs:  # an article without any is words between other tags
        inside = sum(map(_length, holders))
        outside = max(0, _length(tree.xpath("//body")[0]) - inside)
    for paragraph in paragraphs:
        length = _length(paragraph)
        if holders.intersection((paragraph, *paragraph.iterancestors())):
            inside += length
        else:
            outside += length
    return len(addresses - {""}) if outside <= _MOST * (inside + outside) else 0


def _length(element: Any) -> int:
    """Return how many characters the words of an element have."""
    return len(" ".join("".join(element.itertext()).split()))


def _holder(card: Any) -> Any:
    """Return the largest element around a teaser that holds no other one."""
    holder = card
    for above in card.iterancestors(*_HOLDERS):
        if len(above.xpath(_LEADING)) > 1 or len(above.xpath(".//time")) > 1:
            break
        holder = above
    return holder

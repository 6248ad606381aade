"""Take out of an HTML tree what a reader cannot see: hidden, off the screen, of no size, of the ground's colour.

What is read are attributes, styles in the tags, and rules of the page's own <style> for a class or an id. A style that
hides the page until a script shows it (of <body>, or of what holds most of the words) is passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

_HIDING = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|mso-hide\s*:\s*all|opacity\s*:\s*0*(?:\.0+)?\s*(?:[;!]|$)"
    r"|clip\s*:\s*rect\(\s*(?:0|1px)|clip-path\s*:\s*(?:inset\(\s*(?:50|100)%|circle\(\s*0|polygon\(\s*0 0\s*,\s*0 0)"
    r"|(?:left|right|top|bottom|text-indent|margin(?:-left|-top)?)\s*:\s*-\d{3,}(?:px|em|rem|vw|%)?"
    r"|transform\s*:\s*scale[xy]?\(\s*0\s*[,)]|(?:^|[;\s])max-height\s*:\s*0(?![.\d])",
    re.IGNORECASE,
)
_NO_SIZE = re.compile(r"font-size\s*:\s*(?:0*(?:\.\d+)?|1(?=px))\s*(?:px|pt|em|rem|%)?\s*(?:[;!]|$)", re.IGNORECASE)
_FLAT = re.compile(r"(?:^|[;\s])(?:height|width)\s*:\s*0(?![.\d])", re.IGNORECASE)
_CUT = re.compile(r"overflow(?:-[xy])?\s*:\s*hidden", re.IGNORECASE)
_SIZED = re.compile(r"font(?:-size)?\s*:", re.IGNORECASE)
_COLOUR = re.compile(r"(?:^|[;\s])color\s*:\s*([^;!]{1,40})", re.IGNORECASE)
_GROUND = re.compile(r"(?:^|[;\s])background(?:-color|-image)?\s*:\s*([^;!]{1,200})", re.IGNORECASE)
_RULE = re.compile(r"([^{}]{1,500})\{([^{}]{0,2000})\}")
_SELECTOR = re.compile(r"\s*[a-z0-9]*([.#])([A-Za-z_-][\w-]*)\s*", re.IGNORECASE)
_NAMED = {"white": "fff", "black": "000"}
_UNSEEN = ".//*[@hidden or @style or (@aria-hidden and @class) or @bgcolor or self::template or self::dialog]"
_WHOLE = ("html", "head", "body")
_MOST = 0.5  # share of the page's words that no element hides for good
_MAX_SHEET = 300_000  # characters of the page's own rules that are read; those of news pages have up to 200,000
_SUSPECT = re.compile(r"<[^>]{1,2000}?\s(?:hidden|style|aria-hidden)\b|<(?:template|dialog)\b", re.IGNORECASE)


def may_hide(markup: str) -> bool:
    """Say whether markup has anything that could hide text."""
    return _SUSPECT.search(markup) is not None


def drop_unseen(tree: Any) -> None:
    """Take out of a tree what is not seen; the words behind an element stay."""
    marked = {"#": set[str](), ".": set[str]()}
    for sign, name in _hiding_rules(tree):
        marked[sign].add(name)
    whole = 0
    for element in list(tree.xpath(_UNSEEN)) + list(_named(tree, marked)):
        if _name(element) in _WHOLE or not _is_unseen(element, marked):
            continue
        whole = whole or _words(tree)
        if _words(element) <= _MOST * whole:
            _drop(element)


def _name(element: Any) -> str:
    """Return the name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]


def _words(element: Any) -> int:
    """Count the characters of an element's words, without scripts."""
    return sum(map(len, element.xpath(".//text()[not(parent::script or parent::style)]")))


def _drop(element: Any) -> None:
    """Take an element out, with what is in it."""
    parent = element.getparent()
    if parent is None:
        return
    before = element.getprevious()
    if element.tail:
        if before is not None:
            before.tail = f"{before.tail or ''} {element.tail}"
        else:
            parent.text = f"{parent.text or ''} {element.tail}"
    parent.remove(element)


def _named(tree: Any, marked: dict[str, set[str]]) -> Iterator[Any]:
    """Yield the elements of the classes and ids that rules hide."""
    if marked["."]:
        yield from (
            element for element in tree.xpath(".//*[@class]") if marked["."] & set(element.get("class").split())
        )
    if marked["#"]:
        yield from (element for element in tree.xpath(".//*[@id]") if element.get("id") in marked["#"])


def _hiding_rules(tree: Any) -> Iterator[tuple[str, str]]:
    """Yield '.' or '#' and the name of each class and id that the page's own rules hide, whatever else holds."""
    sheet = "\n".join(
        str(part) for part in tree.xpath(".//style[not(@media) or @media='all' or @media='screen']/text()")
    )
    plain = re.sub(r"/\*.{0,5000}?\*/", "", sheet[:_MAX_SHEET], flags=re.DOTALL)
    top = re.sub(
        r"@[\w-]+[^{};]{0,300}\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}", "", plain
    )  # of print, of a width, of a movement
    for found in _RULE.finditer(top):
        if not _hides(found[2]):
            continue
        for selector in found[1].split(","):
            if simple := _SELECTOR.fullmatch(selector):
                yield simple[1], simple[2]


def _hides(style: str) -> bool:
    """Say whether declarations hide, whatever is inside."""
    return _HIDING.search(style) is not None or bool(_FLAT.search(style) and _CUT.search(style))


def _is_unseen(element: Any, marked: dict[str, set[str]]) -> bool:
    """Say whether an element cannot be seen."""
    style = element.get("style") or ""
    named = marked["."] & set((element.get("class") or "").split()) or element.get("id") in marked["#"]
    if element.get("hidden") is not None or named or _hides(style):
        return True
    if _name(element) == "template" or (_name(element) == "dialog" and element.get("open") is None):
        return True
    if _NO_SIZE.search(style) and not any(_SIZED.search(str(inner)) for inner in element.xpath(".//*/@style")):
        return True
    return _is_of_ground(element, style)


def _is_of_ground(element: Any, style: str) -> bool:
    """Say whether words have the colour of what they stand on; where nothing is said of the ground it is white."""
    stated = _COLOUR.search(style)
    colour = _folded(stated[1]) if stated else ""
    if colour in ("", "transparent"):
        return colour == "transparent"
    for holder in (element, *element.iterancestors()):
        ground = _GROUND.search(holder.get("style") or "")
        given = ground[1] if ground else holder.get("bgcolor") or ""
        if given and _folded(given) != "transparent":
            return _folded(given) == colour
        if holder is not element and holder.get("class") and _name(holder) not in _WHOLE and colour == "fff":
            return False  # a class may give it a dark ground
    return colour == "fff"


def _folded(colour: str) -> str:
    """Return a colour in one way of writing: ``fff`` for white."""
    plain = "".join(colour.casefold().split())
    if numbers := re.fullmatch(r"rgba?\((\d{1,3}),(\d{1,3}),(\d{1,3})(?:,([\d.]+%?))?\)", plain):
        if numbers[4] and not numbers[4].strip("0.%"):
            return "transparent"
        plain = "#" + "".join(f"{min(int(part), 255):02x}" for part in numbers.groups()[:3])
    plain = _NAMED.get(plain, plain.removeprefix("#"))
    if len(plain) == 6 and plain[0::2] == plain[1::2]:
        plain = plain[0::2]
    near_white = len(plain) == 6 and re.fullmatch(r"(?:f[a-f0-9]){3}", plain) and min(plain[1::2]) >= "b"
    return "fff" if near_white else plain

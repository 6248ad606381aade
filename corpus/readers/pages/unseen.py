"""Take out of an HTML tree what a reader cannot see: hidden, off the screen, of no size, of the ground's colour.

What is read are attributes, styles in the tags, and rules of the page's own <style>. A style that hides the page until
a script shows it (of <body>, or of what holds most of the words) is passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from corpus.readers.pages.stylesheet import Sheet, elements_hidden, sheet_of

_HIDING = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|mso-hide\s*:\s*all|opacity\s*:\s*0*(?:\.0+)?\s*(?:[;!]|$)"
    r"|clip\s*:\s*rect\(\s*(?:0|1px)|clip-path\s*:\s*(?:inset\(\s*(?:50|100)%|circle\(\s*0|polygon\(\s*0 0\s*,\s*0 0)"
    r"|(?:left|right|top|bottom|text-indent|margin(?:-left|-top)?)\s*:\s*-\d{3,}(?:px|em|rem|vw|%)?"
    r"|transform\s*:[^;]{0,80}?(?:scale[xy]?\(\s*0\s*[,)]|translate[xyz3d]{0,2}\([^)]{0,40}?-\d{3,})|inset\s*:\s*-\d{3,}"
    r"|(?:^|[;\s])max-height\s*:\s*0(?![.\d])|filter\s*:[^;]{0,80}?opacity\(\s*0(?:\.0+)?%?\s*\)",
    re.IGNORECASE,
)
_NO_SIZE = re.compile(
    r"font-size\s*:\s*(?:0*(?:\.\d+)?|1(?=px))\s*(?:px|pt|em|rem|%)?\s*(?:[;!]|$)"
    r"|font\s*:\s*(?:[a-z0-9-]{1,20}\s+){0,3}(?:0|1(?=px))(?:px|pt|em|rem|%)?\s*[/\s]",
    re.IGNORECASE,
)
_FLAT = re.compile(r"(?:^|[;\s])(?:height|width)\s*:\s*0(?![.\d])", re.IGNORECASE)
_CUT = re.compile(r"overflow(?:-[xy])?\s*:\s*hidden", re.IGNORECASE)
_SIZED = re.compile(r"font(?:-size)?\s*:", re.IGNORECASE)
_COLOUR = re.compile(r"(?:^|[;\s])color\s*:\s*([^;!]{1,40})", re.IGNORECASE)
_GROUND = re.compile(r"(?:^|[;\s])background(?:-color|-image)?\s*:\s*([^;!]{1,200})", re.IGNORECASE)
_NAMED = {"white": "fff", "black": "000"}
_UNSEEN = ".//*[@hidden or @style or (@aria-hidden and @class) or @bgcolor or self::template or self::dialog or @color]"
_STYLED = ".//*[@class or @id]"
_WHOLE = ("html", "head", "body")
_MOST = 0.5  # share of the page's words that no element hides for good
_SUSPECT = re.compile(r"<[^>]{1,2000}?\s(?:hidden|style|aria-hidden|color)\b|<(?:template|dialog)\b", re.IGNORECASE)


def may_hide(markup: str) -> bool:
    """Say whether markup has anything that could hide text."""
    return _SUSPECT.search(markup) is not None


def drop_unseen(tree: Any) -> None:
    """Take out of a tree what is not seen; the words behind an element stay."""
    sheet, whole = sheet_of(tree, _hides), 0
    for element, hidden in _candidates(tree, sheet):
        if _name(element) in _WHOLE or not (hidden or _is_unseen(element, sheet)):
            continue
        whole = whole or _words(tree)
        if _words(element) <= _MOST * whole:
            _drop(element)


def _candidates(tree: Any, sheet: Sheet) -> Iterator[tuple[Any, bool]]:
    """Yield the elements that something may hide, and whether a rule says so whatever else holds."""
    yield from ((element, False) for element in list(tree.xpath(_UNSEEN)))
    yield from ((element, True) for element in list(elements_hidden(tree, sheet)))
    if sheet.declared:
        yield from ((element, False) for element in list(tree.xpath(_STYLED)) if sheet.of(element))


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


def _hides(style: str) -> bool:
    """Say whether declarations hide, whatever is inside."""
    return _HIDING.search(style) is not None or bool(_FLAT.search(style) and _CUT.search(style))


def _is_unseen(element: Any, sheet: Sheet) -> bool:
    """Say whether an element cannot be seen."""
    ruled, style = sheet.of(element), _own_style(element)
    if element.get("hidden") is not None or _hides(style) or _hides(ruled):
        return True
    if _name(element) == "template" or (_name(element) == "dialog" and element.get("open") is None):
        return True
    tiny = _NO_SIZE.search(style) or (_NO_SIZE.search(ruled) and not _SIZED.search(style))
    if tiny and not any(_SIZED.search(_own_style(i) + ";" + sheet.of(i)) for i in element.iterdescendants("*")):
        return True
    return _is_of_ground(element, sheet)


def _own_style(element: Any) -> str:
    """Return the style of a tag, with the colour of an old one (``<font color>``)."""
    style, colour = element.get("style") or "", element.get("color")
    return f"color:{colour};{style}" if colour else style


def _is_of_ground(element: Any, sheet: Sheet) -> bool:
    """Say whether words have the colour of what they stand on; where nothing is said of the ground it is white."""
    own = _COLOUR.search(_own_style(element))
    stated = own or _COLOUR.search(sheet.of(element))
    colour = _folded(stated[1]) if stated else ""
    if colour in ("", "transparent"):
        return colour == "transparent"
    for holder in (element, *element.iterancestors()):
        ground = _GROUND.search(holder.get("style") or "") or _GROUND.search(sheet.of(holder))
        given = ground[1] if ground else holder.get("bgcolor") or ""
        if given and _folded(given) != "transparent":
            return _folded(given) == colour
        unknown = holder is not element and holder.get("class") and _name(holder) not in _WHOLE
        if unknown and colour == "fff":
            return False  # a class may give it a dark ground
    return colour == "fff" and (own is not None or not sheet.others)


def _folded(colour: str) -> str:
    """Return a colour in one way of writing: ``fff`` for white."""
    plain = "".join(colour.casefold().split())
    if re.fullmatch(r"hsla?\([^)]*[,/]0?\.?0*%?\)|#[0-9a-f]{3}0|#[0-9a-f]{6}00", plain) and plain.count(",") != 2:
        return "transparent"
    if numbers := re.fullmatch(r"rgba?\((\d{1,3}),(\d{1,3}),(\d{1,3})(?:,([\d.]+%?))?\)", plain):
        if numbers[4] and not numbers[4].strip("0.%"):
            return "transparent"
        plain = "#" + "".join(f"{min(int(part), 255):02x}" for part in numbers.groups()[:3])
    plain = _NAMED.get(plain, plain.removeprefix("#"))
    if len(plain) == 6 and plain[0::2] == plain[1::2]:
        plain = plain[0::2]
    near_white = len(plain) == 6 and re.fullmatch(r"(?:f[a-f0-9]){3}", plain) and min(plain[1::2]) >= "b"
    return "fff" if near_white else plain

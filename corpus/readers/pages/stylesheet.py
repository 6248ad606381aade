"""Read the rules of a page's own <style>: what they hide, and the declarations that they give classes, ids and tags.

What other sheets say is not known here, nor which rule wins: a rule that hides is believed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

_RULE = re.compile(r"([^{}]{1,500})\{([^{}]{0,2000})\}")
_SIMPLE = re.compile(r"[a-z][a-z0-9]*|[a-z0-9]*[.#][a-z_-][\w-]*", re.IGNORECASE)
_SCREEN = re.compile(r"@media\s+(?:only\s+)?(?:screen|all)\s*\{((?:[^{}]*\{[^{}]*\})*)[^{}]*\}", re.IGNORECASE)
_OTHERS = re.compile(r"@[\w-]+[^{};]{0,300}\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}")  # of print, of a width, of a movement
_COMMENT = re.compile(r"/\*.{0,5000}?\*/", re.DOTALL)
_MAX_SHEET = 300_000  # characters; the own rules of news pages have up to 200,000
_MAX_SELECTORS = 200  # that are more than a class, an id or a tag: each is looked for in the whole page


@dataclass(frozen=True, slots=True)
class Sheet:
    """Hold the rules of a page's own.

    Attributes:
        declared: Declarations by ``.class``, ``#id`` or tag.
        hiding: Other selectors that hide.
        others: The page has sheets that are not in it.
    """

    declared: dict[str, str] = field(default_factory=dict)
    hiding: tuple[str, ...] = ()
    others: bool = False

    def of(self, element: Any) -> str:
        """Return the declarations for the tag, the classes and the id of an element."""
        if not self.declared:
            return ""
        classes = (element.get("class") or "").split()
        names = (str(element.tag), *(f".{name}" for name in classes), f"#{element.get('id')}")
        return ";".join(self.declared[name] for name in names if name in self.declared)


def sheet_of(tree: Any, hides: Callable[[str], bool]) -> Sheet:
    """Return the rules of a page's own <style>; ``hides`` says of declarations whether they hide."""
    styles = tree.xpath(".//style[not(@media) or @media='all' or @media='screen']/text()")
    plain = _COMMENT.sub("", "\n".join(map(str, styles))[:_MAX_SHEET])
    declared: dict[str, str] = {}
    hiding: list[str] = []
    for found in _RULE.finditer(_OTHERS.sub("", _SCREEN.sub(r"\1", plain))):
        hidden = hides(found[2])
        for selector in map(str.strip, found[1].split(",")):
            if _SIMPLE.fullmatch(selector):
                name = re.sub(r"^[a-z0-9]+(?=[.#])", "", selector, flags=re.IGNORECASE)
                declared[name] = f"{declared[name]};{found[2]}" if name in declared else found[2]
            elif hidden and ":" not in selector:
                hiding.append(selector)
    others = bool(styles and tree.xpath(".//link[contains(@rel, 'stylesheet')]"))
    return Sheet(declared, tuple(hiding[:_MAX_SELECTORS]), others)


def elements_hidden(tree: Any, sheet: Sheet) -> Iterator[Any]:
    """Yield the elements that selectors of several parts hide."""
    if not sheet.hiding:
        return
    from cssselect import HTMLTranslator, SelectorError  # here: few pages have such rules

    translate = HTMLTranslator().css_to_xpath
    for selector in sheet.hiding:
        try:
            yield from tree.xpath(translate(selector, prefix="descendant-or-self::"))
        except SelectorError:
            continue

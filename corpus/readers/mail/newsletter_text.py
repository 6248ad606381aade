"""Turn the HTML of a newsletter into text: its tables are a layout, its preview and its footer are not news."""

from __future__ import annotations

import re
from typing import Any

from corpus.readers.pages.unseen import drop_unseen

_HIDDEN = re.compile(r"display\s*:\s*none|mso-hide\s*:\s*all|visibility\s*:\s*hidden|max-height\s*:\s*0(?![.\d])", re.I)
_SILENT = frozenset("head script style title noscript template iframe svg object form button select".split())
_PARAGRAPHS = frozenset(
    "p div article section header footer main aside blockquote ul ol dl pre table td th h1 h2 h3 h4 h5".split()
)
_LINES = frozenset("br li tr hr dt dd figcaption".split())
_FILLERS = dict.fromkeys((0x34F, 0xAD, 0x200B, 0x200C, 0x2007, 0x2060, 0xFEFF))  # what pads the preview of a newsletter
_MAX_CELLS = 8  # of a row of figures; and none of them is long
_MAX_CELL = 40  # characters


def newsletter_text(markup: str) -> str | None:
    """Return the text of a mail's HTML, a blank line between paragraphs; None where it holds no HTML."""
    import lxml.html
    from lxml import etree

    try:
        tree = lxml.html.document_fromstring(markup.encode("utf-8", "replace"), parser=_parser())
    except (etree.LxmlError, ValueError, AssertionError):
        return None
    drop_unseen(tree)
    pieces: list[str] = []
    _collect(tree, pieces)
    lines = (" ".join(line.split()) for line in "".join(pieces).translate(_FILLERS).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _parser() -> Any:
    """Return a parser that does without comments and takes the bytes as UTF-8, whatever they declare."""
    import lxml.html

    return lxml.html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True)


def _collect(tree: Any, pieces: list[str]) -> None:
    """Write what is seen of a tree; without recursion, because layouts nest tables hundreds deep."""
    waiting: list[Any] = [tree]
    while waiting:
        item = waiting.pop()
        if isinstance(item, str):
            pieces.append(item)
            continue
        tail = item.tail or ""
        if not isinstance(item.tag, str) or item.tag in _SILENT or _HIDDEN.search(item.get("style") or ""):
            waiting.append(_flowed(tail))
            continue
        border = "\n\n" if item.tag in _PARAGRAPHS else "\n" if item.tag in _LINES else ""
        if item.tag == "tr" and (figures := _figures(item)):
            waiting += [_flowed(tail), f"\n{figures}"]
            continue
        after = border if item.tag in _PARAGRAPHS else ""
        waiting += [_flowed(tail), after, *reversed(item), _flowed(item.text or ""), border]


def _figures(row: Any) -> str:
    """Return a row of short cells as one line; '' where the row only holds the layout."""
    cells = [cell for cell in row if cell.tag in ("td", "th")]
    if not 1 < len(cells) <= _MAX_CELLS or any(len(cell) for cell in row):
        return ""
    texts = [" ".join((cell.text or "").split()) for cell in cells]
    return " | ".join(filter(None, texts)) if all(len(text) <= _MAX_CELL for text in texts) else ""


def _flowed(text: str) -> str:
    """Fold the blanks of HTML: a newline in it is a blank."""
    return re.sub(r"\s+", " ", text)

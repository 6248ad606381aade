"""Take HTML off a text: fragments in a record by the standard parser, whole pages by trafilatura."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Any

from corpus.readers.pages.unseen import drop_unseen, may_hide

_TAGGED = re.compile(
    r"</(?:p|div|span|a|b|i|em|strong|h[1-6]|ul|ol|li|article|section|body|html|blockquote|figure|table)\s*>"
    r"|<(?:br|p|hr)\s*/?>",
    re.IGNORECASE,
)
_FEWEST_LINES = 3
_WRAPPED = 50  # characters; programs break lines at 60 to 80
_MOST_WRAPPED = 0.4  # share of the lines
_ENDS = (".", "!", "?", ":", "”", '"')
_WHOLE_PAGE = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--(?:(?!-->).){0,5000}-->\s*){0,20}<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)
_DECLARATION = re.compile(r"<[!?][^<>]*>")  # the standard parser raises AssertionError on odd ones
STRAY = re.compile(r"<(?![a-zA-Z/][^<>]{0,5000}>)")  # ... and takes quadratic time on tags that never end
MAX_SIBLINGS = 40_000  # elements side by side, which libxml2 sorts in quadratic time: 2 s; live blogs have a tenth
_BROKEN_BY_TAGS = re.compile(r"<(?:p|br|div)\b", re.IGNORECASE)
"""What divides lines in HTML; a text without these, as editors of weblogs store it, is divided by blank lines."""
_PARAGRAPHS = frozenset(
    (
        *("p", "div", "article", "section", "blockquote", "ul", "ol", "table", "header", "footer", "figure"),
        *("h1", "h2", "h3", "h4", "h5", "h6"),
    )
)
_BLANKS, _WITHIN_LINE = re.compile(r"\s+"), re.compile(r"[^\S\n]+")
_BLANK_LINE = re.compile(r"[^\S\n]*\n[^\S\n]*\n\s*")
_LINES = frozenset(("br", "li", "tr", "figcaption", "dt", "dd", "hr"))
_CELLS = frozenset(("td", "th"))
_SILENT = frozenset(("script", "style", "noscript", "template", "iframe", "svg"))


def looks_like_html(text: str) -> bool:
    """Say whether a text carries HTML tags (a lone '<' or 'a < b' does not count)."""
    return "<" in text and _TAGGED.search(text) is not None


def has_own_lines(text: str) -> bool:
    """Say whether the lines of a text without markup were meant: most are short, or end with a sentence."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    if len(lines) < _FEWEST_LINES:
        return False
    wrapped = sum(len(line) >= _WRAPPED and not line.endswith(_ENDS) for line in lines[:-1])
    return wrapped < _MOST_WRAPPED * (len(lines) - 1)


def is_page(text: str) -> bool:
    """Say whether a text is a whole HTML page."""
    return _WHOLE_PAGE.match(text) is not None


def is_too_wide(tree: Any) -> bool:
    """Say whether some element of a page has more children than can be read in good time."""
    return any(len(element) > MAX_SIBLINGS for element in tree.iter())


def html_to_text(markup: str) -> str:
    """Return the text of HTML: of a page its article, of a fragment all, with a blank line between paragraphs."""
    if is_page(markup):
        import trafilatura  # here, because it takes half a second to load and most records carry no page
        from trafilatura.utils import load_html

        tree = load_html(markup)
        if tree is not None and not is_too_wide(tree):
            drop_unseen(tree)
            if article := trafilatura.extract(tree, include_comments=False):
                return str(article)
    plain = STRAY.sub("&lt;", _DECLARATION.sub("", without_comments(markup)))
    parser = _Text(keeps_lines=_BROKEN_BY_TAGS.search(plain) is None)
    parser.feed(_seen(plain) if may_hide(plain) else plain)
    parser.close()
    return "".join(parser.pieces)


def _seen(markup: str) -> str:
    """Return a fragment without what a reader cannot see."""
    import lxml.html
    from lxml import etree

    try:
        tree = lxml.html.fragment_fromstring(markup, create_parent="div")
    except (etree.LxmlError, ValueError, AssertionError):
        return markup
    if is_too_wide(tree):
        return markup
    drop_unseen(tree)
    return str(lxml.html.tostring(tree, encoding="unicode"))


def without_comments(markup: str) -> str:
    """Drop ``<!-- … -->``; one that never ends is kept."""
    first, *others = markup.split("<!--")
    return first + "".join(part.partition("-->")[2] if "-->" in part else f"<!--{part}" for part in others)


class _Text(HTMLParser):
    """Collect the text of a fragment, entities unescaped, scripts and styles left out."""

    def __init__(self, *, keeps_lines: bool) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self._silent = 0
        self._keeps_lines = keeps_lines

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a line or a paragraph, or fall silent."""
        if tag in _SILENT:
            self._silent += 1
        if tag in _CELLS and self.pieces and not self.pieces[-1].endswith("\n"):
            self.pieces.append(" | ")
        self._border(tag)

    def handle_endtag(self, tag: str) -> None:
        """End a paragraph, or a silence."""
        if tag in _SILENT:
            self._silent = max(0, self._silent - 1)
        if tag in _PARAGRAPHS:
            self._border(tag)

    def handle_data(self, data: str) -> None:
        """Keep text; a newline within HTML is a blank, but for a blank line where no tag divides."""
        if not self._silent:
            parts = _BLANK_LINE.split(data) if self._keeps_lines else [data]
            kept = self._keeps_lines and has_own_lines(data)
            blanks = _WITHIN_LINE if kept else _BLANKS
            self.pieces.append("\n\n".join(blanks.sub(" ", part) for part in parts))

    def _border(self, tag: str) -> None:
        self.pieces.append("\n\n" if tag in _PARAGRAPHS else "\n" if tag in _LINES else "")

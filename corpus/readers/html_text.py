"""Take HTML off a text: fragments in a record by the standard parser, whole pages by trafilatura."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Any

_TAGGED = re.compile(
    r"</(?:p|div|span|a|b|i|em|strong|h[1-6]|ul|ol|li|article|section|body|html|blockquote|figure|table)\s*>"
    r"|<(?:br|p)\s*/?>",
    re.IGNORECASE,
)
_WHOLE_PAGE = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--(?:(?!-->).){0,5000}-->\s*){0,20}<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)
_DECLARATION = re.compile(r"<[!?][^<>]*>")  # the standard parser raises AssertionError on odd ones
STRAY = re.compile(r"<(?![a-zA-Z/][^<>]{0,5000}>)")  # ... and takes quadratic time on tags that never end
MAX_SIBLINGS = 40_000  # elements side by side, which libxml2 sorts in quadratic time: 2 s; live blogs have a tenth
_PARAGRAPHS = frozenset(
    (
        *("p", "div", "article", "section", "blockquote", "ul", "ol", "table", "header", "footer", "figure"),
        *("h1", "h2", "h3", "h4", "h5", "h6"),
    )
)
_LINES = frozenset(("br", "li", "tr", "figcaption", "dt", "dd", "hr"))
_SILENT = frozenset(("script", "style", "noscript", "template", "iframe", "svg"))


def looks_like_html(text: str) -> bool:
    """Say whether a text carries HTML tags (a lone '<' or 'a < b' does not count)."""
    return "<" in text and _TAGGED.search(text) is not None


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
        article = None if tree is None or is_too_wide(tree) else trafilatura.extract(tree, include_comments=False)
        if article:
            return str(article)
    parser = _Text()
    parser.feed(STRAY.sub("&lt;", _DECLARATION.sub("", without_comments(markup))))
    parser.close()
    return "".join(parser.pieces)


def without_comments(markup: str) -> str:
    """Drop ``<!-- … -->``; one that never ends is kept."""
    first, *others = markup.split("<!--")
    return first + "".join(part.partition("-->")[2] if "-->" in part else f"<!--{part}" for part in others)


class _Text(HTMLParser):
    """Collect the text of a fragment, entities unescaped, scripts and styles left out."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a line or a paragraph, or fall silent."""
        if tag in _SILENT:
            self._silent += 1
        self._border(tag)

    def handle_endtag(self, tag: str) -> None:
        """End a paragraph, or a silence."""
        if tag in _SILENT:
            self._silent = max(0, self._silent - 1)
        if tag in _PARAGRAPHS:
            self._border(tag)

    def handle_data(self, data: str) -> None:
        """Keep text; a newline within HTML is a blank."""
        if not self._silent:
            self.pieces.append(re.sub(r"\s+", " ", data))

    def _border(self, tag: str) -> None:
        self.pieces.append("\n\n" if tag in _PARAGRAPHS else "\n" if tag in _LINES else "")

"""Parse XML of unknown origin: no entities, no DTD, no network, bounded in size and depth; and tell its text."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html.entities import html5
from pathlib import Path
from typing import Any

from corpus.readers.encoding import MAX_ARTICLE_FILE
from corpus.readers.pages.html_text import has_own_lines
from corpus.readers.pages.unseen import drop_unseen
from corpus.types import Refusal

MAX_MESSAGE = 100_000_000  # bytes of a file that holds many items; an item with its metadata has 20,000
_SAFE: dict[str, Any] = {"resolve_entities": False, "no_network": True, "load_dtd": False, "huge_tree": False}
"""Without ``huge_tree`` libxml2 refuses more than 256 levels, texts over 10 MB and entities that multiply."""
DECLARED = re.compile(rb"""\A<\?xml[^>]{0,200}?\bencoding\s*=\s*["']([A-Za-z0-9._-]{1,40})["']""")
_LINE = re.compile(r", line \d+, column \d+.*", re.DOTALL)
_SHOWN = 5  # names of entities in a message

_SILENT = frozenset(
    (
        *("head", "script", "style", "noscript", "template", "iframe", "svg", "nav", "form", "button", "rp", "rt"),
        *("media", "figcaption", "tobject", "key-list", "classifier", "dateline", "byline", "copyrite", "datasource"),
        *("nitf-table-metadata", "nitf-colgroup", "colgroup", "abstract"),
    )
)
"""What is no running text: captions, controls, and what NITF tells of a block; XHTML has none of the NITF names."""
_PARAGRAPHS = frozenset(
    (
        *("p", "div", "article", "section", "aside", "blockquote", "bq", "ul", "ol", "dl", "table", "header", "footer"),
        *("h1", "h2", "h3", "h4", "h5", "h6", "hl1", "hl2", "figure", "pre", "block", "note", "fn", "hr", "credit"),
    )
)
_LINES = frozenset(("br", "li", "tr", "dt", "dd", "caption"))
_CELLS = frozenset(("td", "th"))


@dataclass(frozen=True, slots=True)
class _Source:
    """Hold a document's bytes.

    Attributes:
        above: Blank lines that stood above it.
        encoding: Overrules what it declares; None where that is believed.
    """

    data: bytes
    place: str
    above: int
    encoding: str | None


def parse(source: Path | bytes, *, place: str = "", limit: int = MAX_ARTICLE_FILE) -> Any:
    """Return the root element of a document, or the Refusal that says in which line it is none.

    Args:
        source: A file, or what is in it.
        place: For the Refusal; the path where none is given.
        limit: Bytes.
    """
    from lxml import etree

    given = _open(source, place, limit)
    if isinstance(given, Refusal):
        return given
    try:
        root = etree.fromstring(given.data, etree.XMLParser(encoding=given.encoding, **_SAFE))
    except (etree.XMLSyntaxError, LookupError) as exc:
        return _refusal(exc, given)
    problem = _entities(root)
    return Refusal(given.place, problem) if problem else root


def stream(source: Path | bytes, *, tags: tuple[str, ...], place: str = "", limit: int = MAX_MESSAGE) -> Iterator[Any]:
    """Yield each element of these local names when it is complete, then empty it; a Refusal where the XML breaks off.

    Args:
        source: A file, or what is in it.
        tags: Local names, in any namespace or none.
        place: As for ``parse``.
        limit: Bytes.
    """
    from lxml import etree

    given = _open(source, place, limit)
    if isinstance(given, Refusal):
        yield given
        return
    wanted = tuple(f"{{*}}{name}" for name in tags)
    try:
        found = etree.iterparse(io.BytesIO(given.data), tag=wanted, encoding=given.encoding, **_SAFE)
        for _, element in found:
            if problem := _entities(element):
                yield Refusal(given.place, problem)
                return
            yield element
            element.clear(keep_tail=True)
            while element.getprevious() is not None:  # what was read must not pile up in memory
                del element.getparent()[0]
    except (etree.XMLSyntaxError, LookupError) as exc:
        yield _refusal(exc, given)


def _open(source: Path | bytes, place: str, limit: int) -> _Source | Refusal:
    """Read a document and settle its encoding."""
    place = place or (str(source) if isinstance(source, Path) else "")
    if (source.stat().st_size if isinstance(source, Path) else len(source)) > limit:
        return Refusal(place, f"file is over {limit // 1_000_000} MB")
    given = source.read_bytes() if isinstance(source, Path) else source
    data = given.lstrip(b" \t\r\n")  # blank lines above the declaration are wrong in XML, and usual in exports
    if not data:
        return Refusal(place, "empty file")
    return _Source(data, place, given.count(b"\n", 0, len(given) - len(data)), overruled(data))


def overruled(data: bytes) -> str | None:
    """Return 'utf-8' where the bytes are that and the document declares one of the encodings in which all bytes pass.

    A file that was recoded on its way and kept its declaration would turn into 'cafÃ©' without a word.
    """
    declared = DECLARED.match(data)
    name = declared[1].decode().lower() if declared else "utf-8"
    if not name.startswith(("iso-8859", "latin", "windows-125", "cp125", "us-ascii", "ascii")) or data.isascii():
        return None
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return "windows-1252" if name in ("iso-8859-1", "latin1", "latin-1", "us-ascii", "ascii") else None
    return "utf-8"


def _refusal(exc: Exception, given: _Source) -> Refusal:
    """Say what libxml2 found, and in which line."""
    line = getattr(exc, "lineno", None)
    said = _LINE.sub("", str(exc)).strip()
    if "Invalid bytes in character encoding" in said or "not proper UTF-8" in said:
        reason = "not in the encoding that it declares (UTF-8 where it declares none): save it as UTF-8"
    elif "entity amplification" in said or "entity reference loop" in said or "external entity" in said:
        reason = f"its entities are not read, for they may be an attack: {said}"
    else:
        reason = f"not well-formed XML: {said or 'nothing in it'}"
    return Refusal(f"{given.place}:{line + given.above}" if line else given.place, reason)


def _entities(element: Any) -> str:
    """Say which entities a document declares or uses beyond those of XML and HTML; '' where there are none."""
    from lxml import etree

    dtd = element.getroottree().docinfo.internalDTD
    declared = {str(entity.name) for entity in dtd.iterentities()} if dtd is not None else set()
    used = {str(entity.name) for entity in element.iter(etree.Entity)}
    if unknown := sorted(declared | {name for name in used if f"{name};" not in html5}):
        shown = ", ".join(name[:40] for name in unknown[:_SHOWN])
        return f"its entities are not read, for they may be an attack: {shown}"
    return ""


def local(element: Any) -> str:
    """Return an element's name without its namespace, '' for comments and the like."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def text_of(element: Any) -> str:
    """Return the words of an element on one line, '' for None."""
    return "" if element is None else " ".join("".join(element.itertext()).split())


def texts(element: Any, path: str) -> list[str]:
    """Return the words of each element at a path of local names (``body/p``) that has some."""
    found = (text_of(inner) for inner in every(element, path))
    return [words for words in found if words]


def every(element: Any, path: str) -> list[Any]:
    """Return all elements at a path of local names, in any namespace or none."""
    return [] if element is None else element.findall("/".join(f"{{*}}{name}" for name in path.split("/")))


def first(element: Any, path: str) -> Any:
    """Return the first element at a path of local names, None where there is none."""
    return next(iter(every(element, path)), None)


def attribute(element: Any, path: str, name: str) -> str:
    """Return an attribute of the first element at a path, '' where there is none."""
    inner = first(element, path)
    return "" if inner is None else str(inner.get(name) or "").strip()


def paragraphs(element: Any) -> str:
    """Return the running text of an XHTML or NITF body.

    A blank line stands between paragraphs and headings, a line a list item and a table row, ' | ' between cells;
    captions, scripts and controls are left out.
    """
    drop_unseen(element)
    pieces: list[str] = [_blanks(element.text, _has_lines(element))]
    for child in element:
        _collect(child, pieces, False)
        pieces.append(_blanks(child.tail, False))
    lines = "".join(pieces).split("\n")
    return re.sub(r"\n{3,}", "\n\n", "\n".join(line.strip() for line in lines)).strip()


def _collect(element: Any, pieces: list[str], kept: bool) -> None:
    """Collect the text of an element; its depth is bounded by the parser.

    Args:
        element: What to read.
        pieces: Where the text goes.
        kept: Line ends are kept, as within ``pre``.
    """
    from lxml import etree

    name = local(element).lower()
    if isinstance(element.tag, str) and name not in _SILENT:
        border = "\n\n" if name in _PARAGRAPHS else ""
        inside = kept or name == "pre" or _has_lines(element)
        if name in _CELLS and element.getprevious() is not None:
            pieces.append(" | ")
        pieces.append("\n" if name in _LINES else border)
        pieces.append(_blanks(element.text, inside))
        for child in element:
            _collect(child, pieces, inside)
            pieces.append(_blanks(child.tail, inside))
        pieces.append(border)
    elif element.tag is etree.Entity:
        pieces.append(element.text)  # cleaning turns it into its sign


def _has_lines(element: Any) -> bool:
    """Say whether an element holds lines and no markup: a table of results, not prose that was only wrapped."""
    if len(element):
        return False
    return has_own_lines(element.text or "")


def _blanks(text: str | None, kept: bool) -> str:
    """Fold blanks, for a line end within XML is none."""
    return (text or "") if kept else re.sub(r"\s+", " ", text or "")

"""Read a Word document (DOCX): one press clipping, its paragraphs and tables in their order."""

from __future__ import annotations

import errno
import zipfile
import zlib
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Any

from corpus.readers.containers.nested import over_ratio
from corpus.readers.containers.zip_directory import open_zip
from corpus.readers.mapping import article_from
from corpus.readers.options import Options
from corpus.types import Record, Refusal

_MAX_UNPACKED = 200_000_000  # bytes, pictures included
_BROKEN = (
    *(zipfile.BadZipFile, zlib.error, KeyError, IndexError, ValueError, AttributeError),
    *(TypeError, EOFError, NotImplementedError, RuntimeError, AssertionError),
)
"""What python-docx was seen to raise on damaged files, beside its own errors and those of lxml."""
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TITLES = ("title", "heading 1")  # Word's own names of styles, the same in each language of its menus
_APART = (f"{_WORD}txbxContent", "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent")
_UNSEEN = (f"{_WORD}del", f"{_WORD}moveFrom")  # taken out by a change that is tracked
_OFF = ("0", "false", "off")
_MAX_BASED = 10  # styles based on one another
_NO_TITLE = ("word document", "untitled", "document", "microsoft word document")


def read(path: Path, *, options: Options) -> Iterator[Record]:
    """Yield the one article of a file; no mapping is used.

    Headers, footers, comments, footnotes and text boxes are left out. The day on which the file was made is not taken
    for the day of publication.
    """
    from docx.opc.exceptions import OpcError
    from lxml.etree import LxmlError

    try:
        problem = _problem(path)
        yield Refusal(str(path), problem) if problem else _article(path)
    except OSError as exc:
        if exc.errno != errno.EINVAL:
            raise
        yield Refusal(str(path), "not readable as Word: its parts are not where it says")  # a seek before the beginning
    except (OpcError, KeyError):  # what python-docx says of these is for those who program with it
        yield Refusal(str(path), "not readable as Word: a part is missing; open it in Word and save it again")
    except (LxmlError, *_BROKEN) as exc:
        yield Refusal(str(path), f"not readable as Word: {str(exc)[:200] or 'it is damaged'}")


def _problem(path: Path) -> str | None:
    """Return why a file is not opened."""
    with open_zip(path) as archive:
        unpacked = sum(info.file_size for info in archive.infolist())
    if unpacked > _MAX_UNPACKED:
        return f"unpacks to over {_MAX_UNPACKED // 10**6} MB, one article was expected"
    return over_ratio(unpacked, path.stat().st_size)


def _article(path: Path) -> Record:
    """Return the article of a file that may be opened."""
    import docx

    with path.open("rb") as file:
        document = docx.Document(file)
    names = _style_names(document)
    hidden = _hidden_styles(document)
    facts = document.core_properties
    title = " ".join((facts.title or "").split())
    title = "" if title.casefold() in _NO_TITLE else title
    _drop_hidden(document.element.body, hidden)
    blocks = list(_blocks(document.element.body, names))
    heading = next((text for text, style in blocks[:3] if style in _TITLES), "")
    title = heading or title
    body = [text for index, (text, _) in enumerate(blocks) if index > 2 or text != title]
    fields = {"title": title, "author": facts.author or "", "text": "\n\n".join(body), "language": facts.language or ""}
    if fields["author"].casefold() == "python-docx":  # its template's, not a person's
        fields["author"] = ""
    return article_from({name: escape(value, quote=False) for name, value in fields.items()}, place=str(path))


def _style_names(document: Any) -> dict[str, str]:
    """Return the name of each style, lower case, by its id."""
    return {style.style_id: (style.name or "").casefold() for style in document.styles}


def _hidden_styles(document: Any) -> frozenset[str]:
    """Return the ids of the styles whose text is hidden, by themselves or by the style that they are based on."""
    hidden = {style.style_id for style in document.styles if _is_hidden(style.element.find(f"{_WORD}rPr"))}
    for _ in range(_MAX_BASED):
        hidden |= {style.style_id for style in document.styles if _based_on(style) in hidden}
    return frozenset(hidden)


def _based_on(style: Any) -> str:
    base = style.element.find(f"{_WORD}basedOn")
    return "" if base is None else str(base.get(f"{_WORD}val"))


def _is_hidden(properties: Any) -> bool:
    """Say whether properties of a run hide it: Word's 'hidden', no size, or white on white."""
    if properties is None:
        return False
    flags = [properties.find(f"{_WORD}{name}") for name in ("vanish", "specVanish", "webHidden")]
    if any(flag is not None and flag.get(f"{_WORD}val", "1") not in _OFF for flag in flags):
        return True
    size, colour = properties.find(f"{_WORD}sz"), properties.find(f"{_WORD}color")
    if size is not None and size.get(f"{_WORD}val") in ("0", "1", "2"):  # half points
        return True
    ground = any(properties.find(f"{_WORD}{name}") is not None for name in ("shd", "highlight"))
    return colour is not None and str(colour.get(f"{_WORD}val")).upper() == "FFFFFF" and not ground


def _drop_hidden(body: Any, styles: frozenset[str]) -> None:
    """Take the runs out that are not seen: hidden themselves, or by the style of the run or of its paragraph."""
    for run in list(body.iter(f"{_WORD}r")):
        paragraph = next(run.iterancestors(f"{_WORD}p"), None)
        own = run.find(f"{_WORD}rPr")
        shown = own is not None and (flag := own.find(f"{_WORD}vanish")) is not None and flag.get(f"{_WORD}val") in _OFF
        named = {_style(own, "rStyle"), _style(None if paragraph is None else paragraph.find(f"{_WORD}pPr"), "pStyle")}
        if (_is_hidden(own) and not _in_dark(paragraph, run)) or (named & styles and not shown):
            run.getparent().remove(run)


def _style(properties: Any, kind: str) -> str:
    """Return the id of the style that properties name, '' for none."""
    style = None if properties is None else properties.find(f"{_WORD}{kind}")
    return "" if style is None else str(style.get(f"{_WORD}val"))


def _in_dark(paragraph: Any, run: Any) -> bool:
    """Say whether a run stands on a ground of its own: white words in a dark cell are seen, unless they are hidden."""
    own = run.find(f"{_WORD}rPr")
    if any(own.find(f"{_WORD}{name}") is not None for name in ("vanish", "specVanish", "webHidden")):
        return False
    holders = [] if paragraph is None else [paragraph.find(f"{_WORD}pPr")]
    holders += [cell.find(f"{_WORD}tcPr") for cell in run.iterancestors(f"{_WORD}tc")]
    return any(holder is not None and holder.find(f"{_WORD}shd") is not None for holder in holders)


def _blocks(parent: Any, names: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Yield the text and the style of each paragraph, and of each table as one."""
    for child in parent:
        if child.tag == f"{_WORD}p":
            text = " ".join(_text(child).split(" ")).strip()
            if text:
                style = child.find(f"{_WORD}pPr/{_WORD}pStyle")
                yield text, "" if style is None else names.get(style.get(f"{_WORD}val"), "")
        elif child.tag == f"{_WORD}tbl":
            rows = [row.findall(f"{_WORD}tc") for row in child.iter(f"{_WORD}tr")]
            if all(len(row) < 2 for row in rows):  # no table of figures: it holds the text in place
                for cell in (cell for row in rows for cell in row):
                    yield from _blocks((part for part in cell if part.tag != f"{_WORD}tbl"), names)
            elif text := "\n".join(line for row in rows if (line := _line(row))):
                yield text, ""
        elif child.tag in (f"{_WORD}sdt", f"{_WORD}sdtContent", f"{_WORD}ins", f"{_WORD}moveTo", f"{_WORD}customXml"):
            yield from _blocks(child, names)


def _line(row: list[Any]) -> str:
    """Return the cells of a row that say something; a table inside a cell has rows of its own."""
    cells = (" ".join(_text(part) for part in cell.findall(f"{_WORD}p")) for cell in row)
    return " | ".join(" ".join(cell.split()) for cell in cells if cell.strip())


def _text(parent: Any) -> str:
    """Return the words of a paragraph, links and tracked insertions included."""
    pieces = []
    for child in parent:
        if child.tag == f"{_WORD}t":
            pieces.append(child.text or "")
        elif child.tag in (f"{_WORD}br", f"{_WORD}cr"):
            pieces.append("\n")
        elif child.tag == f"{_WORD}tab":
            pieces.append(" ")
        elif child.tag == f"{_WORD}noBreakHyphen":
            pieces.append("-")
        elif child.tag not in (*_APART, *_UNSEEN, f"{_WORD}pPr", f"{_WORD}rPr"):
            pieces.append(_text(child))
    return "".join(pieces)

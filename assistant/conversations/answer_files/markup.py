"""An answer as Markdown, as a page of HTML, and as plain text; nothing that an article says becomes markup."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from assistant.conversations.answer_files.sheet import Block, Sheet, Source
from corpus import without_steering

_SPECIAL = re.compile(r"([\\`*_\[\]<>#|~&$])")
_LIST = re.compile(r"^(\d*)([-+=.)])")
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
_STYLE = """
body { font: 1rem/1.6 Georgia, "Times New Roman", serif; color: #1c1e1f; max-width: 42rem; margin: 3rem auto; padding: 0 1rem; }
h1 { font-size: 1.7rem; line-height: 1.2; margin: 0 0 .3rem; } h2 { font-size: 1.1rem; margin: 1.6rem 0 .4rem; }
blockquote { margin: 1rem 0; padding-left: 1rem; border-left: 2px solid #0b6b61; } cite { display: block; }
cite, .quiet { font: .85rem/1.5 system-ui, sans-serif; color: #5c5c56; } .answer { font-size: 1.25rem; font-weight: 600; }
a { color: #0b6b61; } li { margin-bottom: .4rem; overflow-wrap: anywhere; }
@page { size: A4; margin: 2.2cm; }
"""  # noqa: E501


def to_markdown(sheet: Sheet) -> str:
    """Return an answer as Markdown."""
    blocks = [f"# {_plain(sheet.title)}", f"*{_plain(sheet.scope)}*" if sheet.scope else ""]
    blocks += [_marked(block) for block in sheet.blocks]
    if sheet.sources:
        blocks += ["## Sources", "\n".join(_listed(source) for source in sheet.sources)]
    blocks.append(f"*{_plain(sheet.made)}*")
    return without_steering("\n\n".join(filter(None, blocks))) + "\n"


def _marked(block: Block) -> str:
    text = f"{_plain(block.text)}{numbers_of(block)}"
    match block.kind:
        case "answer":
            return f"**{_plain(block.text)}**{numbers_of(block)}"
        case "heading":
            return f"## {_plain(block.text)}"
        case "quote":
            return f"> {text}" + (f"  \n> {_plain(block.source)}" if block.source else "")
        case "note":
            return f"Note: {text}"
    return text


def _listed(source: Source) -> str:
    link = f" <{source.address}>" if source.address else ""
    return f"- {_cited(source)} {_plain(source.reference)}{link}"


def to_text(sheet: Sheet) -> str:
    """Return an answer as plain text with its references, as it is pasted into a mail or a draft."""
    lines = [sheet.title, ""]
    for block in sheet.blocks:
        said = f"“{block.text}”" if block.kind == "quote" else block.text
        lines.append(f"{said}{numbers_of(block)}{f' ({block.source})' if block.source else ''}")
    if sheet.sources:
        lines += ["", *(_sourced(source) for source in sheet.sources)]
    return without_steering("\n".join(lines))


def _sourced(source: Source) -> str:
    return " ".join(filter(None, (_cited(source), source.reference, source.address)))


def to_html(sheet: Sheet) -> str:
    """Return an answer as a page of its own: nothing in it is fetched, nothing in it runs."""
    title = html.escape(sheet.title)
    return without_steering(
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<h1>{title}</h1>\n"
        f'<p class="quiet">{html.escape(sheet.scope)}</p>\n' + "\n".join(_elements(sheet)) + "\n</body>\n</html>\n"
    )


def _elements(sheet: Sheet) -> Iterator[str]:
    for block in sheet.blocks:
        text = f"{html.escape(block.text)}{numbers_of(block)}"
        match block.kind:
            case "heading":
                yield f"<h2>{html.escape(block.text)}</h2>"
            case "quote":
                cite = f"<cite>{html.escape(block.source)}</cite>" if block.source else ""
                yield f"<blockquote>{text}{cite}</blockquote>"
            case "answer" | "note":
                yield f'<p class="{"answer" if block.kind == "answer" else "quiet"}">{text}</p>'
            case _:
                yield f"<p>{text}</p>"
    if sheet.sources:
        yield "<h2>Sources</h2><ul>" + "".join(_item(source) for source in sheet.sources) + "</ul>"
    yield f'<p class="quiet">{html.escape(sheet.made)}</p>'


def _item(source: Source) -> str:
    address = html.escape(source.address, quote=True) if source.address else ""
    link = f' <a href="{address}">{address}</a>' if address else ""
    return f"<li>{_cited(source)} {html.escape(source.reference)}{link}</li>"


def numbers_of(block: Block) -> str:
    """Return the numbers of a paragraph's sources as they stand behind it: ' [1][3]'."""
    return "".join([" " * bool(block.numbers), *(f"[{number}]" for number in block.numbers)])


def _cited(source: Source) -> str:
    return "".join(f"[{number}]" for number in source.numbers)


def _plain(text: str) -> str:
    """Return text that Markdown shows as it is."""
    return _LIST.sub(r"\1\\\2", _SPECIAL.sub(r"\\\1", text))

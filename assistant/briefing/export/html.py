"""A briefing as one HTML file: nothing in it is fetched, nothing in it runs, and it prints to a clean A4."""

from __future__ import annotations

import html
from collections.abc import Iterator, Sequence
from pathlib import Path

from assistant.briefing.export.document import Document, Entry, Part, document
from assistant.briefing.export.rows import Row
from assistant.briefing.export.text import APP
from assistant.briefing.types import Briefing

_STYLE = Path(__file__).with_name("export.css")
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
"""What a browser keeps to even if something in the file asked for more."""


def as_html(briefing: Briefing, *, app: str = APP) -> str:
    """Return a briefing as a page of its own.

    Args:
        briefing: What is written.
        app: Address of the app, for the links to passages.
    """
    laid = document(briefing, app=app)
    body = "\n".join([_head(laid), *(_part(part) for part in laid.parts), *_sources(laid.sources), _foot(laid)])
    for number in (quoted.number for entry in laid.sources for quoted in entry.quoted):
        # No text can look like this link: its quotation marks are escaped.
        link = f'<a href="#cite-{number}"'
        body = body.replace(link, link.replace("<a", f'<a id="used-{number}"'), 1)
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="generator" content="Newsdesk">\n<meta name="referrer" content="no-referrer">\n'
        '<link rel="icon" href="data:,">\n'
        f"<title>Briefing: {_text(laid.topic)}</title>\n<style>\n{_STYLE.read_text(encoding='utf-8')}</style>\n"
        f"</head>\n<body>\n<main>\n{body}\n</main>\n</body>\n</html>\n"
    )


def _head(laid: Document) -> str:
    facts = "".join(f"<div><dt>{_text(label)}</dt><dd>{_text(value)}</dd></div>" for label, value in laid.facts[1:])
    notes = "".join(f'<p class="note">{_text(note)}</p>' for note in laid.notes)
    names = [(part.name, part.title) for part in laid.parts] + ([("sources", "Sources")] if laid.sources else [])
    links = "".join(f'<li><a href="#{name}">{_text(title)}</a></li>' for name, title in names)
    contents = f'<nav aria-label="Sections"><ul>{links}</ul></nav>' if len(names) > 2 else ""
    return (
        f'<header><p class="kind">Briefing</p><h1><bdi>{_text(laid.topic)}</bdi></h1>{contents}</header>\n'
        f'<section id="scope" aria-labelledby="scope-title"><h2 id="scope-title">Scope</h2><dl>{facts}</dl>'
        f"{notes}</section>{_since(laid.since)}"
    )


def _since(lines: Sequence[str]) -> str:
    if not lines:
        return ""
    head, *gone = lines
    listed = "".join(f"<li>{_isolated(line)}</li>" for line in gone)
    return (
        '\n<section id="since" aria-labelledby="since-title"><h2 id="since-title">Since last time</h2>'
        f"<p>{_text(head)}</p>{f'<ul>{listed}</ul>' if listed else ''}</section>"
    )


def _part(part: Part) -> str:
    show = {"list": _list, "table": _table, "blocks": _blocks}[part.layout]
    name = f"{part.name}-title"
    return (
        f'<section id="{part.name}" aria-labelledby="{name}"><h2 id="{name}">{_text(part.title)}</h2>\n'
        f"{show(part)}</section>"
    )


def _list(part: Part) -> str:
    kind = "ol" if part.name == "in_brief" else "ul"
    items = "".join(f"<li>{_lead(row)}{_said(row)}{_facts(row)}{_source(row)}</li>\n" for row in part.rows)
    return f"<{kind}>\n{items}</{kind}>"


def _table(part: Part) -> str:
    heads = "".join(f'<th scope="col">{_text(head)}</th>' for head in part.heads)
    rows = "".join(_table_row(part, row) for row in part.rows)
    return f"<table>\n<thead><tr>{heads}</tr></thead>\n<tbody>\n{rows}</tbody>\n</table>"


def _table_row(part: Part, row: Row) -> str:
    """Return a row of as many cells as the table has heads; facts that have no column stand with the text."""
    columns = row.facts if len(part.heads) == 3 + len(row.facts) else ()
    named = zip(part.heads[2:], columns, strict=False)
    facts = "".join(f'<td data-head="{_text(head)}">{_text(fact)}</td>' for head, fact in named)
    kind = ' class="pinned"' if row.pinned else ""
    said = f"{_said(row)}{'' if columns else _facts(row)}"
    return f'<tr{kind}><th scope="row">{_text(row.lead)}</th><td>{said}</td>{facts}<td>{_source(row)}</td></tr>\n'


def _blocks(part: Part) -> str:
    made = []
    for row in part.rows:
        sides = "".join(f"<li>{_lead(side)}{_said(side)}{_source(side)}</li>\n" for side in row.under)
        said = f"<div>{_said(row)}{_facts(row)}{_source(row)}</div>"
        made.append(f"<article><h3>{_isolated(row.lead)}</h3>\n{said}\n<ul>\n{sides}</ul></article>\n")
    return "".join(made)


def _lead(row: Row) -> str:
    return f"<strong><bdi>{_text(row.lead)}</bdi></strong> " if row.lead else ""


def _said(row: Row) -> str:
    """Return the sentence, with what happened to it since the last run."""
    mark = f'<span class="mark {row.mark}">{row.mark}</span> ' if row.mark else ""
    pin = '<span class="mark">pinned</span> ' if row.pinned else ""
    quote = f'<q class="printed">{_isolated(row.quote)}</q>' if row.quote else ""
    was = f'<p class="was">Before: <q>{_isolated(row.was)}</q></p>' if row.was else ""
    return f"{mark}{pin}{_isolated(row.text)}{quote}{was}"


def _facts(row: Row) -> str:
    return f' <span class="facts">{_text(", ".join(row.facts))}</span>' if row.facts else ""


def _source(row: Row) -> str:
    who = f"<cite><bdi>{_text(row.source)}</bdi></cite>" if row.source else ""
    numbers = "".join(f'<a href="#cite-{number}" aria-label="Source {number}">{number}</a>' for number in row.cites)
    return f' <span class="from">{who}&nbsp;<sup>{numbers}</sup></span>'


def _sources(entries: Sequence[Entry]) -> Iterator[str]:
    if entries:
        listed = "".join(_entry(entry) for entry in entries)
        yield (
            '<section id="sources" aria-labelledby="sources-title"><h2 id="sources-title">Sources</h2>\n'
            f"<ul>\n{listed}</ul></section>"
        )


def _entry(entry: Entry) -> str:
    title = f"<bdi>{_text(entry.title)}</bdi>"
    head = _text(entry.reference) if entry.reference else f"<cite>{_text(entry.who)}</cite> {title}"
    rel = 'rel="noopener noreferrer nofollow"'
    said = entry.url is not None and entry.url in entry.reference
    shown = "article" if said else _text(entry.url or "")
    address = f' <a class="url" href="{_text(entry.url)}" {rel}>{shown}</a>' if entry.url else ""
    notes = "".join(f' <span class="facts">{_isolated(note)}</span>' for note in entry.notes)
    numbers = "".join(
        f'<li id="cite-{q.number}"><a class="back" href="#used-{q.number}" aria-label="Back to use of {q.number}">'
        f"{q.number}</a>{f' <q>{_isolated(q.quote)}</q>' if q.quote else ''} "
        f'<a class="passage" href="{_text(q.href)}" {rel}>passage</a></li>'
        for q in entry.quoted
    )
    return f'<li>{head}{address}{notes}<ul class="cited">{numbers}</ul></li>\n'


def _foot(laid: Document) -> str:
    return f"<footer><p>{_text(laid.made)}</p></footer>"


def _isolated(text: str) -> str:
    return f"<bdi>{_text(text)}</bdi>" if text else ""


def _text(text: str) -> str:
    return html.escape(text, quote=True)

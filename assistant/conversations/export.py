"""A conversation as Markdown and as JSON, with the receipt of each answer.

Citations are numbered through the whole conversation, so that `newsdesk check --cited` can name each.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from assistant.conversations.types import Conversation, Exchange, Receipt
from assistant.json_store import encode
from assistant.serialization import CITED_IN_MARKDOWN, answer_json, citation_json
from assistant.types import Answer, Citation, Marked, Part, Statement
from corpus import without_steering

_SPECIAL = re.compile(r"([\\`*_\[\]<>#|~&$])")
_WEB = re.compile(r"https?://[^<>\s]+")
_LIST = re.compile(r"^(\d*)([-+=.)])")


def as_json(conversation: Conversation) -> dict[str, Any]:
    """Return a conversation as one object: each exchange with its answer as ``newsdesk ask --json`` gives it."""
    exchanges = []
    for one in _numbered(conversation):
        shown: dict[str, Any] = {"id": one.id, "question": one.text, "asked": one.asked, "problem": one.problem or None}
        shown["answer"] = answer_json(one.answer) if one.answer else None
        exchanges.append(shown | {"rating": encode(one.rating), "receipt": encode(one.receipt)})
    names = ("id", "title", "created", "changed")
    return {name: getattr(conversation, name) for name in names} | {"exchanges": exchanges}


def as_markdown(conversation: Conversation) -> str:
    """Return a conversation as Markdown; nothing that an article says becomes markup."""
    exchanges = list(_numbered(conversation))
    blocks = [f"# {_plain(conversation.title or 'Conversation')}"]
    blocks.append(
        f"Newsdesk conversation {conversation.id}, {conversation.created[:10]} to {conversation.changed[:10]}."
    )
    for place, one in enumerate(exchanges, start=1):
        blocks += [f"## {place}. {_plain(one.text)}", *_exchange(one)]
    cited = [citation_json(c) for one in exchanges if one.answer for c in one.answer.citations]
    if cited:
        hidden = json.dumps(cited).replace("<", "\\u003c").replace(">", "\\u003e")
        blocks.append(f"{CITED_IN_MARKDOWN}{hidden} -->")
    return without_steering("\n\n".join(blocks)) + "\n"


def answer_markdown(answer: Answer) -> str:
    """Return one answer as Markdown: what was found with its numbered sources, or what comes closest."""
    blocks = [_scope(answer)] if answer.coverage.articles else []
    if answer.status == "answered":
        blocks += _said(answer)
    else:
        blocks.append("**Not in this archive.**")
        if answer.closest:
            blocks += ["Closest, not an answer:", *(f"> {_plain(item.quote)}" for item in answer.closest)]
            blocks.append("\n".join(_source(citation) for citation in answer.closest))
    blocks += [f"Note: {_plain(note)}" for note in answer.notes]
    return without_steering("\n\n".join(blocks))


def _numbered(conversation: Conversation) -> Iterator[Exchange]:
    """Yield the exchanges with their citations numbered on from the ones before."""
    given = 0
    for one in conversation.exchanges:
        if one.answer and given:
            yield replace(one, answer=_moved(one.answer, given))
        else:
            yield one
        given += len(one.answer.citations) if one.answer else 0


def _moved(answer: Answer, by: int) -> Answer:
    def statement(one: Statement) -> Statement:
        return replace(one, citations=tuple(number + by for number in one.citations))

    cited = tuple(replace(citation, number=citation.number + by) for citation in answer.citations)

    def mark(at: Marked | None) -> Marked | None:
        return replace(at, citation=at.citation + by) if at else None

    parts = tuple(replace(part, short_answer_at=mark(part.short_answer_at)) for part in answer.parts)
    said = tuple(map(statement, answer.statements))
    at = mark(answer.short_answer_at)
    return replace(answer, statements=said, citations=cited, parts=parts, short_answer_at=at)


def _exchange(one: Exchange) -> Iterator[str]:
    if one.answer is None:
        yield f"*Not answered{f': {_plain(one.problem)}' if one.problem else '.'}*"
        return
    yield _scope(one.answer)
    if one.answer.status == "abstained":
        yield "**Not in this archive.**"
    else:
        yield from _said(one.answer)
    struck = [f"- {_plain(s.text)} ({_plain(s.reason)})" for s in one.answer.statements if s.verdict == "unsupported"]
    if struck:
        yield "\n".join(["Not supported by the archive, taken out:", "", *struck])
    yield from (f"Note: {_plain(note)}" for note in one.answer.notes)
    if one.rating:
        reason = f": {_plain(one.rating.reason)}" if one.rating.reason else ""
        yield f"Rated {'good' if one.rating.good else 'bad'}{reason}."
    if one.receipt:
        yield _receipt(one.receipt)


def _scope(answer: Answer) -> str:
    scope = answer.question.scope
    parts = [f"As of {answer.as_of or 'any day'}"]
    parts += [f"asked as “{_plain(answer.question.standalone)}”"] if answer.question.standalone else []
    parts += [f"published since {scope.window.since}"] if scope.window.since else []
    parts += [f"published until {scope.window.until}"] if scope.window.until else []
    parts += [f"only {_plain(', '.join(scope.outlets))}"] if scope.outlets else []
    parts += [f"only {', '.join(scope.kinds)}"] if scope.kinds else []
    return f"*{'; '.join(parts)}.*"


def _said(answer: Answer) -> Iterator[str]:
    if answer.headline:
        yield f"**{_plain(answer.headline)}**"
    yield from (_plain(line) for line in answer.lead.splitlines() if line.strip())
    for part in answer.parts or (Part("", tuple(range(len(answer.statements)))),):
        if part.asked and part.statements:
            yield f"### {_plain(part.asked)}"
            yield from (_plain(line) for line in (part.short_answer or "", part.lead) if line)
        for one in (answer.statements[place] for place in part.statements):
            if one.verdict != "unsupported":
                numbers = "".join(f"[{number}]" for number in one.citations)
                source = f" ({_plain(one.attribution)})" if one.attribution else ""
                yield f"> {_plain(one.text)} {numbers}{source}"
    for line in answer.also:
        yield f"{_plain(line.text)} {''.join(f'[{number}]' for number in line.citations)}"
    if answer.citations:
        yield "\n".join(_source(citation) for citation in answer.citations)


def _source(citation: Citation) -> str:
    when = citation.published[:10] if citation.published else "date unknown"
    url = citation.url if citation.url and _WEB.fullmatch(citation.url) else ""
    where = f"{_plain(citation.outlet or 'outlet unknown')}, {when}: {_plain(citation.title)}"
    return f"- [{citation.number}] {where}{f', <{url}>' if url else ''}"


def _receipt(receipt: Receipt) -> str:
    """Return a receipt as a block of code: there nothing is markup, and no line can end it."""
    lines = (f"{name}: {value if isinstance(value, str) else json.dumps(value)}" for name, value in
             encode(receipt).items())  # fmt: skip
    return "\n".join(["Receipt:", "", *(f"    {' '.join(line.split())}" for line in lines)])


def _plain(text: str) -> str:
    """Return text on one line that Markdown shows as it is."""
    return _LIST.sub(r"\1\\\2", _SPECIAL.sub(r"\\\1", " ".join(text.split())))

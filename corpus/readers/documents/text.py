"""Read one article a file: Markdown or plain text, with optional front matter."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

from corpus.readers.documents.front_matter import split_front_matter
from corpus.readers.encoding import GUESSED, MAX_ARTICLE_FILE, decode
from corpus.readers.mapping import article_from
from corpus.readers.options import Options
from corpus.readers.pages.html_text import without_comments
from corpus.types import Record, Refusal

_MARKDOWN = (".md", ".markdown")
_DRAFTS = frozenset(("_drafts",))  # of Jekyll, which publishes nothing in it
_HEADING = re.compile(r"\A\s*#[ \t]+(.+)")
_BLOCK = re.compile(r"^(?:[ \t]*[-*+][ \t]|[ \t]*\d+[.)][ \t]|[ \t]*\||#{1,6}[ \t])")
_STANDS_ALONE = ("#", "|", ">", "```", "~~~", "---")  # beginnings of lines that are no part of a wrapped paragraph


def _heading(found: re.Match[str]) -> str:
    """Return a heading as a paragraph; its end is not part of the pattern, which took quadratic time on blanks."""
    words = found[1].rstrip(" \t").rstrip("#").rstrip(" \t")
    return f"\n{words}\n"


_MARKS: tuple[
    tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]], ...
] = (  # in this order; each keeps the words; lengths are bounded, else hostile files take quadratic time
    (re.compile(r"^[ \t]*(?:```|~~~).*$", re.M), ""),
    (re.compile(r"^[ \t]*(?:[-*_][ \t]*){3,}$", re.M), ""),
    (re.compile(r"^\[[^\]\[\n]{1,300}\]:[ \t]+\S.*$", re.M), ""),
    (re.compile(r"^[ \t]*(?:>[ \t]?)+", re.M), ""),
    (re.compile(r"^#{1,6}[ \t]+(.*)$", re.M), _heading),
    (re.compile(r"^[ \t]*[-*+][ \t]+", re.M), ""),
    (re.compile(r"!\[[^\]\[\n]{0,300}\](?:\([^)\n]{0,2000}\)|\[[^\]\[\n]{0,300}\])"), ""),
    (re.compile(r"\[([^\]\[\n]{1,300})\](?:\([^)\n]{0,2000}\)|\[[^\]\[\n]{0,300}\])"), r"\1"),
    (re.compile(r"\[\^[^\]\[\n]{1,300}\]"), ""),
    (re.compile(r"<(https?://[^>\s]{1,2000})>"), r"\1"),
    (re.compile(r"`([^`\n]+)`"), r"\1"),
    (re.compile(r"(?<![\w*\\])(\*{1,3})(?=\S)([^*\n]{1,2000}?)(?<=\S)\1(?![\w*])"), r"\2"),
    (re.compile(r"(?<![\w_\\])(_{1,3})(?=\S)([^_\n]{1,2000}?)(?<=\S)\1(?![\w_])"), r"\2"),
    (re.compile(r"\\([\\`*_{}\[\]()#+.!>~|-])"), r"\1"),
)


def read(path: Path, *, options: Options) -> Iterator[Record]:
    """Yield the one article of a file.

    The text is the body, whatever the mapping says; the other fields come from the front matter. A title that is
    not given is Markdown's leading ``# Title``, else made from the first sentence.
    """
    if path.stat().st_size > MAX_ARTICLE_FILE:
        yield Refusal(str(path), f"file is over {MAX_ARTICLE_FILE // 1_000_000} MB, one article was expected")
        return
    try:
        content, guessed = decode(path.read_bytes())
    except ValueError as exc:
        yield Refusal(str(path), str(exc))
        return
    if _DRAFTS.intersection(path.parts[:-1]):
        yield Refusal(str(path), "not published: it lies in a folder of drafts")
        return
    content = content.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    front = split_front_matter(content, str(path))
    if isinstance(front, Refusal):
        yield front
        return
    fields, body = front
    heading = ""
    if path.suffix.lower() in _MARKDOWN:
        heading, body = _leading_title(body)
        body = plain_markdown(body)
    others = {field: column for field, column in options.mapping.items() if field != "text"}
    titled = {"title": _inline(heading)} if heading and "title" not in others else {}
    yield article_from({**titled, **fields, "text": body}, place=str(path), mapping=others)
    if guessed:
        yield Refusal(str(path), GUESSED, kept=True)


def _leading_title(body: str) -> tuple[str, str]:
    """Split a leading ``# Title`` off a Markdown body."""
    found = _HEADING.match(body)
    return (found[1].rstrip(" \t#"), body[found.end() :].removeprefix("\n")) if found else ("", body)


def plain_markdown(body: str) -> str:
    """Return Markdown without its marks; lines that were only wrapped are joined."""
    body = _unwrapped(without_comments(body))
    for pattern, words in _MARKS:
        body = pattern.sub(words, body)
    return body


def _inline(line: str) -> str:
    """Return a heading without Markdown marks."""
    return plain_markdown(line).strip()


def _unwrapped(body: str) -> str:
    """Join the lines of a paragraph; two blanks or a backslash at an end keep a break, as Markdown has it."""
    joined: list[list[str]] = [[""]]
    for line in body.split("\n"):
        first, last = joined[-1][0], joined[-1][-1]
        ended = not first.strip() or last.endswith(("  ", "\\")) or first.startswith(_STANDS_ALONE)
        begins = not line.strip() or _BLOCK.match(line) or line.lstrip().startswith(_STANDS_ALONE)
        if ended or begins:
            joined.append([line])
        else:
            joined[-1].append(line.strip())
    return "\n".join(" ".join(lines) for lines in joined[1:])

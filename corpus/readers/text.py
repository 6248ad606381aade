"""Read one article a file: Markdown or plain text, with optional YAML front matter."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import yaml

from corpus.readers.encoding import GUESSED, MAX_ARTICLE_FILE, decode
from corpus.readers.html_text import without_comments
from corpus.readers.mapping import article_from
from corpus.readers.options import Options
from corpus.readers.yaml_fields import load_yaml
from corpus.types import Record, Refusal

_MARKDOWN = (".md", ".markdown")
_FRONT_MATTER = re.compile(r"\A\s*---[ \t]*\n(.{0,65536}?\n)(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
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
    content = content.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    front = _front_matter(content, str(path))
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


def _front_matter(content: str, place: str) -> tuple[dict[str, object], str] | Refusal:
    """Split front matter off; every scalar stays a string, so that 'No' and 2025-02-30 arrive as written."""
    found = _FRONT_MATTER.match(content)
    if not found:
        return {}, content
    try:
        fields = load_yaml(found[1])
    except yaml.MarkedYAMLError as exc:
        line = exc.problem_mark.line + 2 if exc.problem_mark else 1
        return Refusal(f"{place}:{line}", f"front matter is not YAML: {exc.problem}")
    except RecursionError:
        return Refusal(f"{place}:1", "front matter is not YAML: nested too deep")
    except (yaml.YAMLError, ValueError) as exc:
        return Refusal(f"{place}:1", f"front matter is not YAML: {str(exc).splitlines()[0]}")
    if not isinstance(fields, dict):
        return {}, content
    return {str(key): value for key, value in fields.items() if str(key).casefold() != "text"}, content[found.end() :]


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

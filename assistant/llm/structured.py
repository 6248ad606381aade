"""An answer as JSON, where a server can be held to a schema: statements with the numbers of their passages.

What streams in is turned into marked text as it comes ('… rose 3.2 metres. [1][2]'), so that all that follows is the
same with and without a schema; a server that takes no notice of it, and writes marked text, is read as well.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from assistant.llm.prompts import NOT_FOUND, UNSTATED

_STATEMENT = {
    "type": "object",
    "properties": {
        "text": {"type": "string", "description": "One plain sentence, without numbers in brackets."},
        "passages": {
            "type": "array",
            "items": {"type": "integer"},
            "description": "The number of each passage that says it.",
        },
    },
    "required": ["text", "passages"],
    "additionalProperties": False,
}
_SCHEMA = {
    "type": "object",
    "properties": {
        "statements": {
            "type": "array",
            "items": _STATEMENT,
            "description": "The answer, sentence by sentence; empty where the passages do not answer the question.",
        },
        "not_stated": {
            "type": "string",
            "description": "The part of the question that the passages leave open; empty where there is none.",
        },
    },
    "required": ["statements", "not_stated"],
    "additionalProperties": False,
}


def response_format() -> dict[str, Any]:
    """Return the field of a request in OpenAI's protocol that asks for an answer of this shape."""
    return {"type": "json_schema", "json_schema": {"name": "answer", "strict": True, "schema": _SCHEMA}}


class MarkedText:
    """Turn a streamed answer in JSON into marked text; what is no JSON passes as it is."""

    def __init__(self) -> None:
        """Begin with nothing read."""
        self._text, self._shown = "", ""

    def feed(self, piece: str) -> str:
        """Return what the text so far adds to what was shown."""
        self._text += piece
        if not self._text.lstrip():
            return ""
        if not self._text.lstrip().startswith("{"):
            return self._grown(self._text)
        return self._grown("".join(self._marked(partial=True)))

    def finish(self) -> str:
        """Return what is still to be shown: the stream has ended."""
        if not self._text.lstrip().startswith("{"):
            return self._grown(self._text)
        return self._grown("".join(self._marked(partial=False)))

    def _grown(self, text: str) -> str:
        """Return what a text has more than what was shown; nothing where it does not carry that on."""
        more = text[len(self._shown) :] if text.startswith(self._shown) else ""
        self._shown += more
        return more

    def _marked(self, *, partial: bool) -> Iterator[str]:
        from langchain_core.utils.json import parse_partial_json

        try:
            read = parse_partial_json(self._text)
        except ValueError:
            return
        told = read if isinstance(read, Mapping) else {}
        listed = told.get("statements")
        statements = [each for each in listed if isinstance(each, Mapping)] if isinstance(listed, list) else []
        closed = "not_stated" in told or not partial
        for place, each in enumerate(statements):
            yield str(each.get("text", ""))
            if closed or place < len(statements) - 1:
                yield "".join(f" [{number}]" for number in _numbers(each.get("passages"))) + "\n"
        if closed and not partial:
            if told.get("not_stated") and statements:
                yield f"{UNSTATED} {told['not_stated']}"
            elif not statements:
                yield NOT_FOUND


def _numbers(listed: Any) -> list[int]:
    return [number for number in listed if isinstance(number, int)] if isinstance(listed, list) else []

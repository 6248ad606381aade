"""Chat messages in, a cited answer out: OpenAI's objects, as its clients send and read them.

A chat client shows what it knows: the text with its numbered sources, OpenAI's ``url_citation`` annotations, and the
fields ``citations`` and ``search_results`` (as Perplexity sends them) and ``sources`` (as Open WebUI does).
"""

from __future__ import annotations

import re
import secrets
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from assistant.errors import AssistantError
from assistant.query.types import AskRequest
from assistant.serialization import citation_json
from assistant.server.inputs import DRAFT, TEXT, FilterInput
from assistant.types import Citation, Turn

ASK, BRIEF = "newsdesk", "newsdesk-brief"
MODELS = (ASK, BRIEF)
"""What can be chosen as a model: answers, and briefings on what the last message names as their topic."""
_MESSAGES = 200
_NUMBER = re.compile(r"\[(\d+)\]")
_PIECE = re.compile(r"\S+\s*")
_SOURCES = re.compile(r"\n\n- \\?\[\d+\].*", re.DOTALL)


class TextPart(BaseModel):
    """Give a part of a message; what is no text is left out."""

    type: str
    text: str = Field(default="", max_length=DRAFT)


class Message(BaseModel):
    """Give one message of a chat."""

    role: Literal["system", "developer", "user", "assistant", "tool", "function"]
    content: str | list[TextPart] | None = None

    @property
    def text(self) -> str:
        """Return its text."""
        if isinstance(self.content, list):
            return "\n".join(part.text for part in self.content if part.type in ("text", "input_text"))
        return self.content or ""


class StreamOptions(BaseModel):
    """Say what a stream ends with."""

    include_usage: bool = False


class ChatInput(BaseModel):
    """Ask in a chat; what OpenAI's clients send beside it (temperature and the like) changes nothing here."""

    model_config = ConfigDict(extra="ignore")

    model: str
    messages: list[Message] = Field(min_length=1, max_length=_MESSAGES)
    stream: bool = False
    stream_options: StreamOptions | None = None
    newsdesk: FilterInput | None = Field(default=None, description="Filters, as of /v1/ask.")

    def request(self) -> AskRequest:
        """Return the last message as a question, and those before it as the conversation.

        Raises:
            AssistantError: There is no question, or it is too long.
        """
        asked = next(
            (place for place in reversed(range(len(self.messages))) if self.messages[place].role == "user"), -1
        )
        text = self.messages[asked].text.strip() if asked >= 0 else ""
        if not text:
            raise AssistantError("there is no message of the role 'user' with a text: the last one is the question")
        if len(text) > TEXT:
            raise AssistantError(f"a question has {TEXT:,} characters at the most; look a draft up at /v1/lookup")
        fields = self.newsdesk.fields() if self.newsdesk else {}
        return AskRequest(text, history=_turns(self.messages[:asked]), **fields)


def _turns(messages: Sequence[Message]) -> Sequence[Turn]:
    """Return earlier exchanges, the answers without their numbers and sources."""
    turns: list[Turn] = []
    question = ""
    for message in messages:
        if message.role == "user":
            question = message.text.strip()[:TEXT]
        elif message.role == "assistant" and question:
            turns.append(Turn(question, _NUMBER.sub("", _SOURCES.sub("", message.text))))
            question = ""
    return turns


@dataclass(frozen=True, slots=True)
class Reply:
    """Hold what a chat is answered with.

    Attributes:
        text: Markdown, with the numbers of its citations.
        address: Of this server, for articles that have no address of their own.
    """

    model: str
    text: str
    citations: tuple[Citation, ...]
    address: str

    def whole(self) -> dict[str, Any]:
        """Return it as a ``chat.completion``."""
        message = {"role": "assistant", "content": self.text, "refusal": None, "annotations": self._annotations()}
        choice = {"index": 0, "message": message, "finish_reason": "stop", "logprobs": None}
        return self._frame("chat.completion", _new_id()) | {"choices": [choice]} | self._cited()

    def chunks(self, *, usage: bool = False) -> Iterator[dict[str, Any]]:
        """Yield it as ``chat.completion.chunk`` objects: only what was checked is sent, so it comes all at once."""
        frame = self._frame("chat.completion.chunk", _new_id())
        yield frame | {"choices": [_delta({"role": "assistant", "content": ""})]} | self._cited()
        for piece in _PIECE.findall(self.text):
            yield frame | {"choices": [_delta({"content": piece})]}
        yield frame | {"choices": [_delta({"annotations": self._annotations()}, "stop")]} | self._cited()
        if usage:
            yield frame | {"choices": [], "usage": dict.fromkeys(_USAGE, 0)}

    def _frame(self, kind: str, name: str) -> dict[str, Any]:
        return {"id": name, "object": kind, "created": int(time.time()), "model": self.model}

    def _cited(self) -> dict[str, Any]:
        """Return the citations as chat clients show them; the place in ``citations`` is the number less one."""
        cited = sorted(self.citations, key=lambda citation: citation.number)
        return {
            "citations": [self._url(citation) for citation in cited],
            "search_results": [
                {"title": item.title, "url": self._url(item), "date": (item.published or "")[:10] or None}
                for item in cited
            ],
            "sources": [self._source(item) for item in cited],
            "newsdesk": {"citations": [citation_json(item) for item in cited]},
        }

    def _source(self, item: Citation) -> dict[str, Any]:
        name, url = f"{item.outlet or 'outlet unknown'}: {item.title}", self._url(item)
        return {
            "source": {"name": name, "url": url},
            "document": [item.quote],
            "metadata": [{"source": url, "name": name, "article_id": item.article_id}],
        }

    def _annotations(self) -> list[dict[str, Any]]:
        known = {citation.number: citation for citation in self.citations}
        found = [(match, known[int(match[1])]) for match in _NUMBER.finditer(self.text) if int(match[1]) in known]
        return [
            {
                "type": "url_citation",
                "url_citation": {
                    "start_index": match.start(), "end_index": match.end(), "title": item.title, "url": self._url(item),
                },
            }
            for match, item in found
        ]  # fmt: skip

    def _url(self, citation: Citation) -> str:
        return citation.url or f"{self.address}/v1/articles/{citation.article_id}"


_USAGE = ("prompt_tokens", "completion_tokens", "total_tokens")
"""Are not counted: nothing is billed by them here."""


def _delta(delta: dict[str, Any], reason: str | None = None) -> dict[str, Any]:
    return {"index": 0, "delta": delta, "finish_reason": reason, "logprobs": None}


def _new_id() -> str:
    return f"chatcmpl-{secrets.token_hex(12)}"


def model_json(name: str) -> dict[str, Any]:
    """Return a model as OpenAI lists it."""
    return {"id": name, "object": "model", "created": 0, "owned_by": "newsdesk"}

"""What a question asks for, and what its answer must be: read by a small trained network, not by a list of phrases."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal, get_args

import numpy as np

from assistant.query.intent_network import Floats, IntentNetwork
from assistant.types import AnswerType
from corpus import bundled_encoder, bundled_tokenizer, printable

Kind = Literal[
    "fact", "explain", "yes_no", "list", "latest", "summary", "compare", "quote", "check", "opinion", "greeting",
    "help", "archive", "other",
]  # fmt: skip
KINDS: tuple[Kind, ...] = get_args(Kind)
ANSWER_TYPES: tuple[AnswerType, ...] = get_args(AnswerType)

_WEIGHTS = Path(__file__).parent / "weights" / "intent.npz"
_BEFORE = 24
"""Tokens of the question before that are read, its last ones."""
_FIRST, _LAST = 24, 56
"""Tokens of a long question that are read: people ask at the end of what they tell, or at its start."""

_SURE = 0.5
"""Probability of an answer type from which it is used."""
_CHARACTERS = 2000
"""Characters of a text that are made into tokens."""


@dataclass(frozen=True, slots=True)
class Intent:
    """What a question asks for.

    Attributes:
        kind: What is to be done; ``other`` is nothing that Newsdesk does.
        answer_type: What the answer must be.
        continues: Whether the question is understood only with the ones before it.
        kind_probability: How sure the network is of the kind, 0 to 1.
        answer_probability: How sure it is of the answer type.
    """

    kind: Kind
    answer_type: AnswerType
    continues: bool
    kind_probability: float
    answer_probability: float


def read_intent(text: str, turns: Sequence[str] = ()) -> Intent:
    """Return what a question asks for.

    Args:
        text: The question as it was typed.
        turns: The questions before it in the same conversation, the oldest first; only the last one counts.

    Raises:
        EncoderError: The encoder's weights are not installed.
    """
    return _read(_cut(text), tuple(_cut(turn) for turn in turns[-1:]))


def answer_type_of(question: str) -> AnswerType | None:
    """Return what the answer must be; None where the network is unsure."""
    found = read_intent(question)
    return found.answer_type if found.answer_probability >= _SURE else None


def _cut(text: str) -> str:
    """Return a text without the middle of a pasted page, of which no token would be read."""
    return text if len(text) <= _CHARACTERS else f"{text[: _CHARACTERS // 2]} {text[-_CHARACTERS // 2 :]}"


@lru_cache(maxsize=256)
def _read(text: str, turns: tuple[str, ...]) -> Intent:
    scores = _network()(*encode_question(load_tokenizer(), text, turns))
    kinds, types = _shares(scores[: len(KINDS)]), _shares(scores[len(KINDS) : -1])
    kind, answer = int(kinds.argmax()), int(types.argmax())
    continues = bool(turns) and bool(scores[-1] > 0)
    return Intent(KINDS[kind], ANSWER_TYPES[answer], continues, float(kinds[kind]), float(types[answer]))


def encode_question(tokenizer: Any, text: str, turns: Sequence[str]) -> tuple[list[int], list[int]]:
    """Return the token ids of the last question before and of this one, and which token belongs to which."""
    before = _ids(tokenizer, turns[-1])[-_BEFORE:] if turns else []
    asked = _ids(tokenizer, text)
    if len(asked) > _FIRST + _LAST:
        asked = asked[:_FIRST] + asked[-_LAST:]
    begin, end = tokenizer.token_to_id("[CLS]"), tokenizer.token_to_id("[SEP]")
    return [begin, *before, end, *asked, end], [0] * (len(before) + 2) + [1] * (len(asked) + 1)


@lru_cache(maxsize=1)
def load_tokenizer() -> Any:
    """Return the encoder's tokenizer, loaded when a question is first read."""
    return bundled_tokenizer()


@lru_cache(maxsize=1)
def _network() -> IntentNetwork:
    with np.load(_WEIGHTS) as weights:
        return IntentNetwork(bundled_encoder() / "model.safetensors", dict(weights))


def _ids(tokenizer: Any, text: str) -> list[int]:
    return list(tokenizer.encode(printable(text), add_special_tokens=False).ids)


def _shares(scores: Floats) -> Floats:
    raised = np.exp(scores - scores.max())
    shares: Floats = raised / raised.sum()
    return shares

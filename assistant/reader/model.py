"""The trained reader: where in a passage the answer to a question stands, and how sure that is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from corpus import CannotCompile, Hit, bundled_tokenizer, open_model, printable

WEIGHTS = Path(__file__).parent / "weights"
_QUESTION, _TITLE, _ROW = 64, 32, 320
"""Most tokens of a question, of a headline and of a row; training had rows of up to 256."""
_BATCH_TOKENS = 2048
"""Tokens of a batch, padding included: as the encoder's."""
_ANSWER = 24
"""Most tokens of an answer."""
_SPANS = 5
"""Spans that are kept of a passage."""


@dataclass(frozen=True, slots=True)
class Span:
    """Hold words of a passage that may answer.

    Attributes:
        start: Offset of the first character in the passage.
        end: Offset after the last one.
        share: Probability of these words among all spans of the passage and 'none', in [0, 1].
    """

    start: int
    end: int
    share: float


@dataclass(frozen=True, slots=True)
class Reading:
    """Hold what one passage says to a question.

    Attributes:
        spans: Likeliest first; they do not overlap.
        none: Probability that no span answers, beside the spans' shares.
        answers: Probability that the passage answers at all, judged as a whole.
    """

    spans: tuple[Span, ...]
    none: float
    answers: float


class Reader:
    """Read passages for a question; loads its graph when it is first used, and several threads may call it."""

    def __init__(self, weights: Path = WEIGHTS, *, cache: Path | None = None) -> None:
        """Name the folder of the weights, and one for the compiled form (None keeps none)."""
        self._weights, self._cache = weights, cache
        self._lock = Lock()
        self._request: Any = None
        self._tokenizer: Any = None

    def read(self, question: str, passages: Sequence[tuple[str, str]]) -> list[Reading]:
        """Return one reading a passage, in order.

        Args:
            question: The standalone question.
            passages: Headline and text of each.

        Raises:
            CannotCompile: There is no runtime, or no graph, on this machine.
        """
        with self._lock:
            if self._request is None:
                self._open()
            rows = [self._row(question, title, text) for title, text in passages]
            found: dict[int, Reading] = {}
            for places in _batched([len(row.ids) for row in rows]):
                found |= zip(places, self._run([rows[place] for place in places]), strict=True)
        return [found[place] for place in range(len(rows))]

    def _open(self) -> None:
        try:
            if self._cache is not None:
                self._cache.parent.mkdir(parents=True, exist_ok=True)
            self._request = open_model(self._weights / "reader.xml", bf16=True, cache=self._cache)
        except (RuntimeError, OSError) as error:
            raise CannotCompile(f"the reader in {self._weights} cannot be loaded ({error})") from error
        self._tokenizer = bundled_tokenizer()

    def _row(self, question: str, title: str, text: str) -> _Row:
        first, separator = self._tokenizer.token_to_id("[CLS]"), self._tokenizer.token_to_id("[SEP]")
        asked = self._tokenizer.encode(printable(question), add_special_tokens=False).ids[:_QUESTION]
        headed = self._tokenizer.encode(printable(title), add_special_tokens=False).ids[:_TITLE]
        read = self._tokenizer.encode(printable(text), add_special_tokens=False)
        head = [first, *asked, separator]
        shift = len(head) + len(headed) + bool(headed)
        kept = read.ids[: _ROW - shift - 1]
        ids = [*head, *headed, *([separator] if headed else []), *kept, separator]
        return _Row(ids, len(head), shift, read.offsets[: len(kept)])

    def _run(self, rows: Sequence[_Row]) -> list[Reading]:
        longest = max(len(row.ids) for row in rows)
        ids = np.zeros((len(rows), longest), dtype=np.int64)
        mask, kinds = np.zeros_like(ids), np.zeros_like(ids)
        for line, row in enumerate(rows):
            ids[line, : len(row.ids)] = row.ids
            mask[line, : len(row.ids)] = 1
            kinds[line, row.second : len(row.ids)] = 1
        found = self._request.infer({"input_ids": ids, "attention_mask": mask, "token_type_ids": kinds})
        starts, ends, answers = (np.array(found[place], dtype=np.float32) for place in range(3))
        return [_reading(row, starts[line], ends[line], answers[line]) for line, row in enumerate(rows)]


@dataclass(frozen=True, slots=True)
class _Row:
    """Hold a question and a passage as tokens.

    Attributes:
        second: Place of the first token that is not the question's.
        shift: Place of the passage's first token.
        offsets: Where each token of the passage starts and ends in it, in characters.
    """

    ids: list[int]
    second: int
    shift: int
    offsets: list[tuple[int, int]]


def _reading(row: _Row, starts: NDArray[np.float32], ends: NDArray[np.float32], answers: float) -> Reading:
    size, sure = len(row.ids), float(1 / (1 + np.exp(-answers)))
    return find_spans(starts[:size], ends[:size], row.shift, row.offsets, answers=sure)


def find_spans(
    starts: NDArray[np.float32],
    ends: NDArray[np.float32],
    shift: int,
    offsets: Sequence[tuple[int, int]],
    *,
    answers: float,
) -> Reading:
    """Turn logits into the likeliest spans; start and end are taken to be independent, as they were in training.

    Args:
        starts: Logit of each token to be the answer's first.
        ends: Of each to be its last.
        shift: Place of the passage's first token.
        offsets: Where each token of the passage starts and ends in it, in characters.
        answers: Probability that the passage answers at all.
    """
    first, last = _softmax(starts), _softmax(ends)
    inside = slice(shift, shift + len(offsets))
    both = np.outer(first[inside], last[inside])
    both = np.triu(both) - np.triu(both, _ANSWER)
    spans: list[Span] = []
    size = len(offsets)
    while len(spans) < _SPANS and size:
        place = int(both.argmax())
        a, b = divmod(place, size)
        share = float(both[a, b])
        if share <= 0:
            break
        spans.append(Span(offsets[a][0], offsets[b][1], share))
        both[: b + 1, a:] = 0  # whatever overlaps
    return Reading(tuple(spans), float(first[0] * last[0]), answers)


def _softmax(logits: NDArray[np.float32]) -> NDArray[np.float32]:
    raised = np.exp(logits - logits.max())
    return np.asarray(raised / raised.sum(), dtype=np.float32)


def _batched(lengths: Sequence[int]) -> Iterator[list[int]]:
    """Yield places of rows of like length, the longest first."""
    order = sorted(range(len(lengths)), key=lambda place: -lengths[place])
    while order:
        size = max(1, _BATCH_TOKENS // lengths[order[0]])
        yield order[:size]
        order = order[size:]


class Reads(Protocol):
    """Read passages for a question."""

    def read(self, question: str, passages: Sequence[tuple[str, str]]) -> list[Reading]:
        """Return one reading a passage (headline, text), in order."""
        ...


def read_hits(reader: Reads, question: str, hits: Sequence[Hit]) -> Mapping[str, Reading]:
    """Return one reading a hit by its passage's id; none where the reader cannot run on this machine."""
    try:
        found = reader.read(question, [(hit.article.title, hit.passage.text) for hit in hits])
    except CannotCompile:
        return {}
    return {hit.passage.id: reading for hit, reading in zip(hits, found, strict=True)}

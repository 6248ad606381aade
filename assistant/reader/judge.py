"""The judge: whether a passage says so, whether it answers a question, and where; one model, trained for Newsdesk.

A passage is read once; every statement or question that is put to it sees the passage and itself alone, so that twenty
statements cost little more than one. ``weights/JUDGE_CARD.md`` says what it was trained on and how well it does.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistant.nlp.entailment import Judgement, Premise
from assistant.reader.model import Reading, find_spans
from corpus import CannotCompile, Settings, bundled_tokenizer, open_model, printable

WEIGHTS = Path(__file__).parent / "weights"
_PASSAGE, _HEADING, _ITEM = 420, 40, 80
"""Most tokens of a passage with its heading, of the heading, and of a statement, as in training."""
_AT_ONCE = 24
"""Statements that are put to a passage in one row."""
_START, _END, _SHIFT = 0, 2, 4
"""Tokens that begin and end a text; words have the encoder's numbers, shifted."""
_NOBODY = -1
"""Owner of the tokens that fill a row up."""
_TEMPERATURE = 1.3
"""Divides the logits of a statement's verdict, so that a threshold means a probability: on the development tenth of
news-judgements the cross entropy of 'entailed' is 0.356 with it and 0.367 without."""


class Judge:
    """Read passages for statements and questions; opens its graph at first use, several threads may call it."""

    def __init__(self, weights: Path = WEIGHTS, *, cache: Path | None = None) -> None:
        """Name the folder of the weights, and one for the compiled form (None keeps none)."""
        self._weights, self._cache = weights, cache
        self._lock = Lock()
        self._request: Any = None
        self._tokenizer: Any = None

    def judge(self, premise: Premise, statements: Sequence[str]) -> list[Judgement]:
        """Return what a passage says of each statement or yes/no question, in order.

        Args:
            premise: The passage.
            statements: Sentences; of a yes/no question 'entailed' is yes, 'contradicted' no, 'neutral' not stated.

        Raises:
            CannotCompile: There is no runtime, or no graph, on this machine.
        """
        return [found for outputs, _ in self._read(premise, statements) for found in _judgements(outputs[0])]

    def judge_alone(self, premises: Sequence[Premise], statement: str) -> list[Judgement]:
        """Return what each of some short passages says by itself of a statement or yes/no question; read in one go."""
        outputs = self._read_together(premises, [statement])
        return _judgements(outputs[0]) if outputs else []

    def answer(self, premise: Premise, questions: Sequence[str]) -> list[Reading]:
        """Return what a passage answers to each question, in order; errors as for ``judge``."""
        found: list[Reading] = []
        for outputs, row in self._read(premise, questions):
            sure = 1 / (1 + np.exp(-outputs[1]))
            for number in range(len(sure)):
                starts, ends = (logits[number, : row.length] for logits in outputs[2:])
                found.append(find_spans(starts, ends, row.shift, row.offsets, answers=float(sure[number])))
        return found

    def answer_alone(self, premises: Sequence[Premise], questions: Sequence[str]) -> NDArray[np.float32]:
        """Return how likely each of some short passages answers each question (passages x questions, in [0, 1]).

        All are read in one go: what a sentence says by itself costs little.
        """
        shape = len(premises), len(questions)
        outputs = self._read_together(premises, questions)
        found = np.zeros(shape, dtype=np.float32)
        if outputs:
            found[:] = 1 / (1 + np.exp(-outputs[1].reshape(shape)))
        return found

    def _read_together(self, premises: Sequence[Premise], items: Sequence[str]) -> list[NDArray[np.float32]]:
        """Return the outputs for each item put to each passage, passages outermost; none where there is nothing."""
        if not (premises and items):
            return []
        with self._lock:
            if self._request is None:
                self._open()
            found = self._request.infer(_joined([self._row(premise, items) for premise in premises]))
            return [np.array(found[place], dtype=np.float32) for place in range(2)]

    def _read(self, premise: Premise, items: Sequence[str]) -> Iterator[tuple[list[NDArray[np.float32]], _Row]]:
        with self._lock:
            if self._request is None:
                self._open()
            for start in range(0, len(items), _AT_ONCE):
                row = self._row(premise, items[start : start + _AT_ONCE])
                found = self._request.infer(row.inputs())
                yield [np.array(found[place], dtype=np.float32) for place in range(4)], row

    def _open(self) -> None:
        try:
            if self._cache is not None:
                self._cache.parent.mkdir(parents=True, exist_ok=True)
            self._request = open_model(self._weights / "judge.xml", bf16=True, cache=self._cache)
        except (RuntimeError, OSError) as error:
            raise CannotCompile(f"the judge in {self._weights} cannot be loaded ({error})") from error
        self._tokenizer = bundled_tokenizer()

    def _tokens(self, text: str, most: int) -> tuple[list[int], list[tuple[int, int]]]:
        read = self._tokenizer.encode(printable(text), add_special_tokens=False)
        return [token + _SHIFT for token in read.ids[:most]], read.offsets[:most]

    def _row(self, premise: Premise, items: Sequence[str]) -> _Row:
        head, _ = self._tokens(premise.heading, _HEADING)
        before = [_START, *head, *([_END] if head else [])]
        body, offsets = self._tokens(premise.text, _PASSAGE - len(before) - 1)
        row = _Row([*before, *body, _END], len(before), offsets)
        for item in items:
            row.add([_START, *self._tokens(item, _ITEM)[0], _END])
        return row


def _judgements(logits: NDArray[np.float32]) -> list[Judgement]:
    logits = logits / _TEMPERATURE
    shares = np.exp(logits - logits.max(axis=-1, keepdims=True))
    shares /= shares.sum(axis=-1, keepdims=True)
    return [Judgement(*map(float, row)) for row in shares]


class _Row:
    """Hold a passage and what is put to it as tokens.

    Attributes:
        length: Tokens of the passage.
        shift: Place of the passage's first word.
        offsets: Where each token of the passage starts and ends in it, in characters.
        ids: All tokens; beside them their places, and whose they are: 0 the passage's, n the n-th statement's.
        heads: Where each statement begins.
    """

    def __init__(self, passage: Sequence[int], shift: int, offsets: Sequence[tuple[int, int]]) -> None:
        self.length, self.shift, self.offsets = len(passage), shift, offsets
        self.ids, self.places, self.owner = list(passage), list(range(len(passage))), [0] * len(passage)
        self.heads: list[int] = []

    def add(self, tokens: Sequence[int]) -> None:
        """Put a further statement to the passage; all begin at the place where the passage ends."""
        self.heads.append(len(self.ids))
        self.owner += [len(self.heads)] * len(tokens)
        self.places += range(self.length, self.length + len(tokens))
        self.ids += tokens

    def inputs(self) -> dict[str, NDArray[np.int64]]:
        """Return the inputs of the graph: one row."""
        return _joined([self])


def _joined(rows: Sequence[_Row]) -> dict[str, NDArray[np.int64]]:
    """Return the inputs of the graph for several rows, the short ones filled up with what nothing looks at."""
    longest = max(len(row.ids) for row in rows)
    found = {
        "ids": [row.ids + [_END] * (longest - len(row.ids)) for row in rows],
        "places": [row.places + [0] * (longest - len(row.ids)) for row in rows],
        "owner": [row.owner + [_NOBODY] * (longest - len(row.ids)) for row in rows],
        "rows": [number for number, row in enumerate(rows) for _ in row.heads],
        "heads": [head for row in rows for head in row.heads],
    }
    return {name: np.array(values, dtype=np.int64) for name, values in found.items()}


@lru_cache(maxsize=1)
def bundled_judge() -> Judge:
    """Return the judge that comes with the installation, one a process; its compiled form is kept for the user."""
    models = Settings.from_environment().models
    return Judge(cache=models / "judge" if models else None)

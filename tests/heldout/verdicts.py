"""Say by rule whether an answer is right: what stands in its first line, what below, what ought not to stand there."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from pydantic import TypeAdapter

Outcome = Literal["right", "false", "below", "missing", "refused", "invented"]
OUTCOMES: Final[tuple[Outcome, ...]] = ("right", "false", "below", "missing", "refused", "invented")

_UNITS: Final = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
_NUMBERS: Final = {word: value for value, word in enumerate(_UNITS.split())}
_TENS: Final = {
    word: 10 * value for value, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)
}
_SAME: Final = {"kilometres": "km", "kilometers": "km", "kilometre": "km", "kroner": "krone", "pct": "percent"}
_MONTHS: Final = frozenset(
    "january february march april may june july august september october november december".split()
)
_TOKEN = re.compile(r"\d+(?:[.:]\d+)*|[^\W\d_]+")
_VERDICTS: Final = ("yes", "no")
_NOT_THERE = re.compile(
    r"\b(?:not in (?:this|the) archive|no article|nothing (?:in|was|is)|nobody|do(?:es)? not say|not stated)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class HeldoutQuestion:
    """Hold one question with what is known about its answer.

    Attributes:
        id: Unique in its set.
        kind: What sort of question it is; totals are given by kind.
        turns: Earlier questions of the same conversation, the oldest first.
        text: The question as it is typed.
        as_of: The day that it is asked on, ISO; None for the archive's newest.
        answers: Any of these, in any spelling, answers it. 'Yes' and 'No' count only as the first word.
        must_not: What would be false, or was replaced later, where it stands as the answer.
        sources: Names or addresses of the articles in which the answer stands.
        status: What the product should do; 'other' is what is not asked of the articles.
        split: The report part is for totals, never for tuning.
        parts: Where an answer has several things in it: the spellings of each.
        least: How many of the parts an answer needs.
        gold_urls: Addresses of the articles that were linked with the question by who made it.
    """

    id: str
    kind: str
    text: str
    status: Literal["answered", "abstained", "other"]
    split: Literal["tune", "report"]
    turns: tuple[str, ...] = ()
    as_of: str | None = None
    answers: tuple[str, ...] = ()
    must_not: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    parts: tuple[tuple[str, ...], ...] = ()
    least: int = 0
    gold_urls: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Shown:
    """Hold what a reader sees of an answer, from the top down.

    Attributes:
        status: As the product says it.
        lead: The opening.
        short_answer: The few words above the sentences, empty where there are none.
        sentences: What is shown as fact, in reading order.
        notes: What is said beside it.
        cited: How many citations it has.
        lines: Short answers of the parts of a question that asks several things.
    """

    status: str
    lead: str = ""
    short_answer: str = ""
    sentences: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    cited: int = 0
    lines: tuple[str, ...] = ()

    @property
    def top(self) -> str:
        """Return the short answer and the lead, unless that only introduces ('In the words of two articles:')."""
        lead = "" if self.lead.rstrip().endswith(":") else self.lead
        return f"{self.short_answer} {lead}".strip()

    @property
    def first(self) -> str:
        """Return what is read first: the short answer and the lead, and the first sentence where there is none."""
        sentence = "" if self.short_answer or not self.sentences else self.sentences[0]
        return f"{self.top} {sentence}".strip()

    @property
    def whole(self) -> str:
        """Return all that is shown."""
        return " ".join((self.top, *self.sentences, *self.lines, *self.notes))


@dataclass(frozen=True, slots=True)
class Judgement:
    """Hold how one answer was judged.

    Attributes:
        outcome: right; false (a value that does not hold is what is read first); below (the answer stands, but lower);
            missing; refused (though it is there); invented (answered, though it is not there).
        on_top: Whether it is right by its lead or short answer alone.
    """

    outcome: Outcome
    on_top: bool = False


def read_questions(path: Path) -> list[HeldoutQuestion]:
    """Read a set, one JSON object a line."""
    adapter = TypeAdapter(HeldoutQuestion)
    return [adapter.validate_python(json.loads(line)) for line in path.read_text(encoding="utf-8").splitlines() if line]


def split_tokens(text: str) -> list[str]:
    """Return the words and figures of a text in one spelling: case, accents, number words, thousands and units."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    plain = re.sub(r"(?<=\d),(?=\d{3}\b)", "", plain)
    plain = plain.replace("%", " percent ").replace("per cent", "percent")
    plain = re.sub(r"['\u2019\u02bc]", "", plain)
    tokens: list[str] = []
    for token in _TOKEN.findall(plain):
        if token in _NUMBERS and tokens and tokens[-1] in _TENS:
            tokens[-1] = str(_TENS[tokens[-1]] + _NUMBERS[token])
        else:
            tokens.append(str(_NUMBERS[token]) if token in _NUMBERS else _SAME.get(token, token))
    return [str(_TENS[token]) if token in _TENS else token for token in tokens]


def find_phrase(phrase: str, text: str) -> int | None:
    """Return the index of the first token at which a phrase stands in a text; a bare figure is not found in a date."""
    wanted, tokens = split_tokens(phrase), split_tokens(text)
    if not wanted:
        return None
    bare = len(wanted) == 1 and wanted[0].isdigit()
    for at in range(len(tokens) - len(wanted) + 1):
        if tokens[at : at + len(wanted)] != wanted:
            continue
        around = {*tokens[max(at - 1, 0) : at], *tokens[at + 1 : at + 2]}
        if not (bare and around & _MONTHS):
            return at
    return None


def find_any(phrases: Sequence[str], text: str) -> int | None:
    """Return the first place at which any of the phrases stands in a text."""
    found = [at for phrase in phrases if (at := find_phrase(phrase, text)) is not None]
    return min(found, default=None)


def judge_answer(question: HeldoutQuestion, shown: Shown) -> Judgement:
    """Judge an answer by what the question's author knew."""
    if question.status == "abstained":
        return _judge_refusal(question, shown)
    if question.status == "other":
        return _judge_other(question, shown)
    if shown.status == "abstained":
        return Judgement("refused")
    return _judge_parts(question, shown) if question.parts else _judge_fact(question, shown)


def _judge_fact(question: HeldoutQuestion, shown: Shown) -> Judgement:
    words = [answer for answer in question.answers if answer.casefold() not in _VERDICTS]
    verdicts = [answer.casefold() for answer in question.answers if answer.casefold() in _VERDICTS]
    opening = _find_verdict(shown) if verdicts else None
    if opening is not None:
        return Judgement("right", on_top=True) if opening in verdicts else Judgement("false")
    wrong = find_any(question.must_not, shown.first)
    right = find_any(words, shown.first)
    if right is not None and (wrong is None or right <= wrong):
        return Judgement("right", on_top=not verdicts and find_any(words, shown.top) is not None)
    if wrong is not None:
        return Judgement("false")
    return Judgement("below" if find_any(words, shown.whole) is not None else "missing")


def _judge_parts(question: HeldoutQuestion, shown: Shown) -> Judgement:
    wrong, right = find_any(question.must_not, shown.first), find_any(question.answers, shown.first)
    if wrong is not None and (right is None or wrong < right):
        return Judgement("false")
    found = sum(find_any(part, shown.whole) is not None for part in question.parts)
    if found >= (question.least or len(question.parts)):
        return Judgement("right", on_top=all(find_any(part, shown.top) is not None for part in question.parts))
    return Judgement("below" if found else "missing")


def _judge_refusal(question: HeldoutQuestion, shown: Shown) -> Judgement:
    if shown.status == "abstained":
        return Judgement("right")
    says_so = _NOT_THERE.search(shown.top) is not None or find_any(question.answers, shown.first) is not None
    return Judgement("right" if says_so else "invented", on_top=says_so)


def _judge_other(question: HeldoutQuestion, shown: Shown) -> Judgement:
    if shown.status == "abstained":
        return Judgement("right" if question.kind == "opinion" else "refused")
    if question.kind == "help" and shown.cited:
        return Judgement("invented")
    if question.parts:
        return _judge_parts(question, shown)
    if find_any(question.answers, shown.whole) is None:
        return Judgement("false" if find_any(question.must_not, shown.first) is not None else "missing")
    return Judgement("right", on_top=find_any(question.answers, shown.top) is not None)


def _find_verdict(shown: Shown) -> str | None:
    for line in (shown.short_answer, shown.lead):
        tokens = split_tokens(line)
        if tokens and tokens[0] in _VERDICTS:
            return tokens[0]
    return None

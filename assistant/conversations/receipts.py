"""The receipt of an answer: how it came about."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError, version

from assistant.conversations.types import Receipt
from assistant.llm.prompts import PROMPT_VERSION
from assistant.types import Answer, Chip, Evidence
from corpus import Archive


def receipt(
    answer: Answer, evidence: Sequence[Evidence], archive: Archive, *, asked: str, removed: Sequence[Chip] = ()
) -> Receipt:
    """Return the receipt of an answer.

    Args:
        answer: As it was given.
        evidence: What it was made from.
        archive: As it was then.
        asked: ISO moment.
        removed: Chips that were taken off.
    """
    scope = answer.question.scope
    return Receipt(
        question=answer.question.text, standalone=answer.question.standalone, asked=asked, as_of=scope.as_of,
        since=scope.window.since, until=scope.window.until, outlets=scope.outlets, kinds=scope.kinds,
        removed=tuple(chip.words for chip in removed), archive=archive.fingerprint(),
        passages=tuple(item.hit.passage.id for item in evidence), model=answer.model,
        prompt=PROMPT_VERSION if answer.model else None,
        verdicts=tuple(statement.verdict for statement in answer.statements), newsdesk=_version(),
        usage=answer.usage,
    )  # fmt: skip


def _version() -> str:
    try:
        return version("newsdesk")
    except PackageNotFoundError:  # run from a checkout that is not installed
        return "unknown"

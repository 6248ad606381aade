"""Which passages a chat model may be shown: usage terms may forbid generative use, settings keep outlets here."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from assistant.llm.local_files import tokens_in_time
from assistant.llm.prompts import passages_within
from assistant.nlp.word_lists import read_lines
from assistant.settings import LOCAL, ModelSettings
from assistant.types import Evidence
from corpus import Article

_NAMED = 3
"""Outlets that a note names."""


def forbids_generation(terms: str | None) -> bool:
    """Say whether usage terms speak of machine learning, generative models or data mining: they do so to reserve it."""
    return bool(terms) and _phrases().search(terms or "") is not None


@cache
def _phrases() -> re.Pattern[str]:
    listed = sorted(read_lines("generative_use.txt"), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, listed))})(?!\w)", re.IGNORECASE)


def passages_for(
    model: ModelSettings, evidence: Sequence[Evidence], asked: str
) -> tuple[tuple[Evidence, ...], tuple[str, ...]]:
    """Return the passages that a model is sent, and why others are left out.

    Those of ``shown_to``; of a model in this process as many, the best first, as it reads in ten seconds.
    """
    shown, notes = shown_to(model, evidence)
    if model.provider == LOCAL:
        shown = tuple(passages_within(shown, tokens_in_time(model.model), asked=asked))
    return shown, notes


def shown_to(model: ModelSettings, evidence: Sequence[Evidence]) -> tuple[tuple[Evidence, ...], tuple[str, ...]]:
    """Return the passages that a model may be shown, and a sentence for each reason why others are left out.

    Args:
        model: Which, and where.
        evidence: What an answer would be made from.
    """
    reserved = [item for item in evidence if forbids_generation(item.hit.article.terms)]
    kept = [item for item in evidence if item not in reserved]
    redacted = [item for item in kept if is_redacted(model, item.hit.article)]
    notes = []
    if reserved:
        notes.append(f"{_listed(reserved)} not shown to the model: the usage terms do not allow generative use.")
    if redacted:
        notes.append(f"{_listed(redacted)} not shown to the model: NEWSDESK_REDACT keeps them on this machine.")
    return tuple(item for item in kept if item not in redacted), tuple(notes)


def is_redacted(model: ModelSettings, article: Article) -> bool:
    """Say whether an article's outlet is one that is kept away from models that run elsewhere."""
    names = {name.casefold() for name in model.redact}
    return model.leaves_machine and (article.outlet or "").casefold() in names


def _listed(left_out: Sequence[Evidence]) -> str:
    articles = {item.hit.article.id: item.hit.article for item in left_out}
    outlets = list(dict.fromkeys(article.outlet or "outlet unknown" for article in articles.values()))
    more = f" and {len(outlets) - _NAMED} more" if len(outlets) > _NAMED else ""
    count = "One article was" if len(articles) == 1 else f"{len(articles)} articles were"
    return f"{count} ({', '.join(outlets[:_NAMED])}{more})"

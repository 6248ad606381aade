"""Score who is read as saying what, and the named entities of sentences: `quotations.jsonl` and `entities.jsonl`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from tests.heldout.adapters import find_entities, find_speakers
from tests.heldout.articles import (
    Entity,
    Quotation,
    Sentence,
    read_articles,
    read_quotations,
    read_sentences,
    shorten_url,
)
from tests.heldout.figures import Figure

_TITLES = 4
"""Words that may stand before a right speaker's name."""


def score_names(realtimeqa: Path) -> list[Figure]:
    """Speakers of quotations, and named entities with their kinds."""
    articles = read_articles(realtimeqa)
    return [*_score_quotations(read_quotations(), articles), *_score_sentences(read_sentences(), articles)]


def _score_quotations(quotations: Sequence[Quotation], articles: dict[str, str]) -> list[Figure]:
    told: dict[str, list[tuple[int, int, str]]] = {}
    for url in {one.url for one in quotations}:
        told[url] = find_speakers(articles[shorten_url(url)])
    found = {one.id: _find_speaker(one, told[one.url]) for one in quotations}
    groups = {
        "direct": [one for one in quotations if one.kind == "direct" and one.speaker],
        "direct, by pronoun or role": [
            one for one in quotations if one.kind == "direct" and one.speaker and one.pronoun_or_role
        ],
        "indirect": [one for one in quotations if one.kind == "indirect" and one.speaker],
    }
    figures = [
        Figure(f"quotations: right speaker, {name}", sum(_is_speaker(found[q.id], q) for q in group), len(group))
        for name, group in groups.items()
    ]
    named = [one for one in quotations if found[one.id]]
    silent = [one for one in quotations if one.speaker is None]
    figures.append(
        Figure(
            "quotations: right, of those given a speaker", sum(_is_speaker(found[q.id], q) for q in named), len(named)
        )
    )
    figures.append(
        Figure("quotations: none given to titles and scare quotes", sum(not found[q.id] for q in silent), len(silent))
    )
    return figures


def _find_speaker(quotation: Quotation, told: Sequence[tuple[int, int, str]]) -> str:
    """The speaker of what overlaps the quotation most; empty where nothing does."""
    shared = [(min(end, quotation.end) - max(start, quotation.start), who) for start, end, who in told]
    best = max(shared, default=(0, ""), key=lambda pair: pair[0])
    return best[1] if best[0] > 0 else ""


def _is_speaker(found: str, quotation: Quotation) -> bool:
    words = _plain(found)
    for right in (quotation.speaker or "", *quotation.speaker_aliases):
        wanted = _plain(right)
        if wanted and words[-len(wanted) :] == wanted and len(words) - len(wanted) <= _TITLES:
            return True
    return False


def _plain(name: str) -> list[str]:
    return re.sub(r"^(?:the|an?) ", "", re.sub(r"[^\w ]+", "", name.lower())).split()


def _score_sentences(sentences: Sequence[Sentence], articles: dict[str, str]) -> list[Figure]:
    right = given = kinds = required = missed = 0
    for sentence in sentences:
        text = articles[shorten_url(sentence.url)][sentence.start : sentence.end]
        found = [(start + sentence.start, end + sentence.start, kind) for start, end, kind in find_entities(text)]
        matches = {entity: _match(entity, found, sentence, text) for entity in sentence.entities}
        taken = [match for match in matches.values() if match]
        optional = [entity for entity in sentence.entities if entity.optional]
        spare = sum(1 for entity in optional if matches[entity])
        given += len(found) - spare
        right += len(taken) - spare
        required += len(sentence.entities) - len(optional)
        missed += sum(1 for entity in sentence.entities if not entity.optional and not matches[entity])
        kinds += sum(
            1 for entity, match in matches.items() if match and not entity.optional and _has_kind(entity, match[2])
        )
    return [
        Figure("entities: found, of those there are", required - missed, required),
        Figure("entities: right, of those found", right, given),
        Figure("entities: of the right kind, of those found rightly", kinds, right),
    ]


def _match(
    entity: Entity, found: Sequence[tuple[int, int, str]], sentence: Sentence, text: str
) -> tuple[int, int, str] | None:
    """What was found where the entity stands; a 'the' before it may be taken along."""
    for start, end, kind in found:
        ahead = text[start - sentence.start : entity.start - sentence.start].lower()
        if end == entity.end and (start == entity.start or ahead == "the "):
            return start, end, kind
    return None


def _has_kind(entity: Entity, kind: str) -> bool:
    return kind in (entity.kind, entity.also)

"""A statement held against the passages that it cites: the exact checks, then the judge.

The figures, days and quoted words must each stand in one of the statement's own passages. Then one passage must say the
whole of it, or, where it cites several, the sentences of each that are nearest to it must say so together.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.nlp import facts
from assistant.nlp.entailment import Judgement, Judges, Premise, premise_of
from assistant.nlp.quantities import find_numbers
from assistant.types import Evidence, Verdict
from assistant.verification.exact_checks import find_missing, read_source, restate_figures
from corpus import CannotCompile, sentence_spans

LET_THROUGH = 0.35
"""Probability of 'entailed' from which a statement counts as supported. Of 1,727 statements of the development tenth
of news-judgements 88 % of the faithful pass at 0.4, and 81 % of the wrong are refused."""
_SECOND_SENTENCE = 3
"""Weight that a second sentence must add to a quote: three words, or a figure and a word."""
_RUN = 4
"""Sentences in a row that a statement may be a verbatim copy of."""
_TOGETHER, _WORDS = 3, 90
"""Passages of a statement that are read together, and words of each."""
_LONGEST = 1_500
"""Characters of a statement; a long sentence of the news has 400."""


def verify(
    statement_text: str, cited: Sequence[Evidence], judge: Judges, *, least: float = LET_THROUGH
) -> tuple[Verdict, str]:
    """Return whether the cited passages say this, and if they do not, why it is taken so.

    Args:
        statement_text: One sentence.
        cited: The passages that it cites.
        judge: Says what follows from a passage.
        least: Probability of 'entailed' from which it counts as supported.
    """
    text = facts.flat(statement_text)
    if not cited:
        return "unsupported", "it cites no passage"
    if any(_is_verbatim(text, item) for item in cited):
        return "quoted", ""
    if len(text) > _LONGEST:
        return "unsupported", "it is too long for one sentence"
    sources = [read_source(item) for item in cited]
    where = "is not in the cited passage" if len(sources) == 1 else "is not in any of the cited passages"
    if missing := find_missing(text, sources):
        return "unsupported", f"{missing} {where}"
    try:
        judgements = _judge(statement_text, cited, judge)
    except CannotCompile as error:
        return "unsupported", f"it could not be checked: {error}"
    if judgements[0].entailed >= least:
        return "supported", ""
    return "unsupported", _reason(statement_text, cited, judgements[1:])


def _judge(text: str, cited: Sequence[Evidence], judge: Judges) -> list[Judgement]:
    """Return what the passages say at best, of one alone or of all together, then what each says."""
    restated = [restate_figures(text, read_source(item)) for item in cited]
    each = [judge.judge(premise_of(item), [said])[0] for item, said in zip(cited, restated, strict=True)]
    best = max(each, key=lambda judgement: judgement.entailed)
    if best.entailed < LET_THROUGH and len(cited) > 1:
        best = judge.judge(_joined(facts.flat(text), cited), [text])[0]
    return [best, *each]


def _joined(text: str, cited: Sequence[Evidence]) -> Premise:
    """Return the sentences of several passages that share most with a statement, as one premise."""
    parts = [_nearest(text, item) for item in cited[:_TOGETHER]]
    return Premise(" ".join(parts))


def _nearest(text: str, evidence: Evidence) -> str:
    passage, wanted = evidence.hit.passage.text, _features(text)
    spans = sentence_spans(passage)
    shared = [_weight(wanted & _features(facts.flat(passage[start:end]))) for start, end in spans]
    kept: list[int] = []
    for place in sorted(range(len(spans)), key=lambda at: -shared[at]):
        if sum(len(passage[slice(*spans[at])].split()) for at in (*kept, place)) <= _WORDS or not kept:
            kept.append(place)
    return " ".join(passage[slice(*spans[place])] for place in sorted(kept))


def _reason(text: str, cited: Sequence[Evidence], judgements: Sequence[Judgement]) -> str:
    """Say what the passage that speaks against a statement most says in its place."""
    worst = max(range(len(cited)), key=lambda place: judgements[place].contradicted)
    if judgements[worst].contradicted <= judgements[worst].neutral:
        return "the cited passage does not say so" if len(cited) == 1 else "none of the cited passages says so"
    start, end = best_quote(text, cited[worst])
    return f"the cited passage says otherwise: “{cited[worst].hit.article.text[start:end]}”"


def best_quote(statement_text: str, evidence: Evidence) -> tuple[int, int]:
    """Return the span, in the article's text, of the sentence or two of the passage that best say the statement."""
    passage = evidence.hit.passage
    spans = sentence_spans(passage.text)
    if not spans:
        return passage.start, passage.start + len(passage.text)
    wanted = _features(facts.flat(statement_text))
    shared = [wanted & _features(facts.flat(passage.text[start:end])) for start, end in spans]
    first = last = max(range(len(spans)), key=lambda i: (_weight(shared[i]), -i))
    neighbours = [i for i in (first - 1, first + 1) if 0 <= i < len(spans)]
    other = max(neighbours, key=lambda i: _weight(shared[i] - shared[first]), default=first)
    if _weight(shared[other] - shared[first]) >= _SECOND_SENTENCE:
        first, last = min(first, other), max(first, other)
    return passage.start + spans[first][0], passage.start + spans[last][1]


def nearest_passages(statement_text: str, evidence: Sequence[Evidence], limit: int) -> list[Evidence]:
    """Return the passages that share most words and figures with a statement, the nearest first."""
    wanted = _features(facts.flat(statement_text))
    shared = [_weight(wanted & _features(facts.flat(item.hit.passage.text))) for item in evidence]
    return [evidence[at] for at in sorted(range(len(evidence)), key=lambda at: -shared[at])[:limit]]


def _features(text: str) -> frozenset[str]:
    return frozenset(facts.stems(text)) | {f"#{number.low:g}" for number in find_numbers(text, days=True)}


def _weight(features: frozenset[str]) -> int:
    return sum(2 if feature[0] == "#" else 1 for feature in features)


def _is_verbatim(text: str, evidence: Evidence) -> bool:
    """Return whether a statement is a run of whole sentences of a passage, word for word."""
    passage = evidence.hit.passage.text
    sentences = [facts.flat(passage[start:end]) for start, end in sentence_spans(passage)]
    bare = text.strip(" .\"'")
    ends = ((i, j) for i in range(len(sentences)) for j in range(i + 1, i + 1 + _RUN))
    return bool(bare) and any(" ".join(sentences[i:j]).strip(" .\"'") == bare for i, j in ends)

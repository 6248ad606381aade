"""The answer in the articles' own words: what was asked first, what supports it, what differs or came before."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from assistant.citations import Citations, attribution, reports, spoken_day
from assistant.generation.arrangement import SPREAD, arrange, find_words_of, spoken_first
from assistant.generation.dated_answers import date_answer, explain_day
from assistant.generation.first_line import Decided, Settled, Value, decide, likeliest_value, settle_value
from assistant.generation.whole_sentences import distinct, whole
from assistant.nlp.lexical import alike, content_words, names
from assistant.reader.passages import ReadPassages
from assistant.reader.sentence_ranking import Sentence
from assistant.retrieval.text_variants import differ
from assistant.types import Also, Answer, AnswerKind, Citation, FirstLine, Marked, Question, Statement

_SUPPORT = 3
"""Sentences below the first line, the one that it is taken from included."""
_CLOSE = 0.85
"""Share of the best sentence's score that a further one needs."""
_RELEVANT = 0.7
"""Relevance from which a further sentence is shown: 84 % of those hold the answer, in cross-validation."""
_BEARS = 0.05
"""Probability, by the reader, that a further sentence answers, from which it is shown."""
_SAME_PLACE, _LOOKED_AT = 0.5, 12
"""Share of common words from which sentences of two articles stand in one place, and how many are looked at."""
_UNSURE = 0.49
"""Most confidence of a short answer that the judge does not find, too: below what stands above a sentence."""
_LONG_ANSWERS = ("reason", "manner", "statement", "list", "yes_no", "none")
"""Types of an answer that a few words seldom give."""
_VERDICTS: dict[str, str] = {"yes": "Yes", "no": "No", "differ": "Sources differ"}
_DOUBT = "This comes close and may not answer it."


@dataclass(frozen=True, slots=True)
class _Draft:
    """Hold what goes into an answer before it is cited.

    Attributes:
        text: The first line; empty where it is the first sentence.
        sentences: In reading order.
        settled: The value that the first line is, with what differs from it.
        likely: Else the likeliest short answer of the sentences, too unsure to stand alone.
    """

    kind: AnswerKind
    sentences: Sequence[Sentence]
    text: str = ""
    settled: Settled | None = None
    likely: Value | None = None


def extract_answer(question: Question, passages: ReadPassages, *, doubtful: bool) -> Answer:
    """Return the answer in the articles' own words.

    Args:
        question: As it was understood.
        passages: What the reader and the judge make of the evidence; at least one sentence.
        doubtful: Whether a word of doubt goes with it.
    """
    draft = _draft(question, passages)
    as_of = question.scope.as_of
    book = Citations()
    statements = tuple(_quote(sentence, book, as_of) for sentence in draft.sentences)
    also = tuple(_also(draft.settled, book, as_of)) if draft.settled else ()
    cited = book.all()
    value = draft.settled.value if draft.settled else draft.likely
    sure = min(1.0, value.candidate.weight) if value else 0.0
    first = draft.sentences[0]
    return Answer(
        question=question,
        status="answered",
        statements=statements,
        citations=cited,
        reports=reports(cited),
        short_answer=value.candidate.text if value else None,
        short_answer_at=_mark(value, cited) if value else None,
        short_answer_confidence=sure if draft.kind == "span" else min(sure, _UNSURE),
        lead=" ".join(_lead(question, draft, doubtful=doubtful)),
        notes=tuple(book.recalls(as_of)),
        answer=FirstLine(draft.text or first.text, draft.kind, statements[0].citations, first.evidence.hit.article.day),
        also=(*also, *_corrections(cited, as_of)),
    )


def _draft(question: Question, passages: ReadPassages) -> _Draft:
    if question.form in SPREAD and (arranged := arrange(question.form, passages.sentences, question.core)):
        return _Draft("sentence", arranged)
    if question.form == "quote":
        spoken = find_words_of(names(question.core), passages.sentences) or spoken_first(passages.sentences)
        return _Draft("sentence", _support(spoken[0], passages.sentences))
    if decided := decide(passages.spoken, leans_yes=passages.leans_yes):
        return _Draft(decided.verdict, _grounds(decided, passages), _VERDICTS[decided.verdict])
    settled = settle_value(passages) if question.answer_type not in _LONG_ANSWERS else None
    base = settled.value.sentence if settled else passages.sentences[0]
    first, *others = _variants(base, passages.sentences)
    if settled is None or first is not base:
        kept = _support(first, passages.sentences)
        shown = [first, *others, *(each for each in kept if each not in (first, *others))][:_SUPPORT]
        likely = likeliest_value(passages) if question.answer_type not in _LONG_ANSWERS and not others else None
        if likely is not None:
            said = likely.sentence
            if not any(each.encloses(said.evidence, said.start, said.end) for each in shown):
                shown = [*shown[: _SUPPORT - 1], said]
        return _Draft("sentence", shown, likely=likely)
    chosen, shown = settled.value, _support(settled.value.sentence, passages.sentences)
    if not settled.stands_alone:
        return _Draft("sentence", shown, settled=settled)
    told = chosen.candidate.text
    if question.answer_type == "date":
        told = date_answer(told, chosen.sentence, chosen.candidate.start)
    return _Draft("span", shown, told, settled)


def _lead(question: Question, draft: _Draft, *, doubtful: bool) -> Iterable[str]:
    """Yield the word of doubt, and the day that is asked for where the first sentence names it by a weekday alone."""
    if doubtful and draft.settled is None:
        yield _DOUBT
    if question.answer_type == "date" and draft.kind == "sentence" and (day := explain_day(draft.sentences[0])):
        yield day


def _variants(best: Sentence, ranked: Sequence[Sentence]) -> list[Sentence]:
    """Return a sentence with those that other articles print in its place and that differ, the newest first."""
    words, article = content_words(best.text), best.evidence.hit.article.id
    others = [
        each
        for each in ranked[:_LOOKED_AT]
        if each.evidence.hit.article.id != article
        and alike(words, content_words(each.text)) >= _SAME_PLACE
        and differ(best.text, each.text)
    ]
    return sorted((best, *others), key=lambda each: each.evidence.hit.article.day or date.min, reverse=True)


def _support(first: Sentence, ranked: Sequence[Sentence]) -> list[Sentence]:
    """Return a sentence, then the few others that bear on the question."""
    if ranked[0].answers is None:  # no judge can run on this machine
        close = [each for each in ranked if each.score >= _CLOSE * ranked[0].score and each.reader >= _BEARS]
    else:
        close = [each for each in ranked if each.relevance >= _RELEVANT]
    return distinct((first, *close), limit=_SUPPORT)


def _grounds(decided: Decided, passages: ReadPassages) -> list[Sentence]:
    """Return the best sentence of each passage that gives a verdict, the deciding one first."""
    kept: list[Sentence] = []
    for spoken in (decided.spoken, *decided.against[: _SUPPORT - 1]):
        own = (s for s in passages.sentences if s.evidence.hit.passage.id == spoken.evidence.hit.passage.id)
        best = next(own, None)
        if best is not None and (full := whole(best, kept)):
            kept.append(full)
    return kept or _support(passages.sentences[0], passages.sentences)


def _quote(sentence: Sentence, book: Citations, as_of: date | None) -> Statement:
    article, story = sentence.evidence.hit.article, sentence.evidence.story
    number = book.cite(sentence.evidence, sentence.start, sentence.end)
    return Statement(sentence.text, (number,), "quoted", attribution=attribution(article, as_of=as_of, story=story))


def _mark(value: Value, cited: Sequence[Citation]) -> Marked | None:
    """Return where a value stands in a quote."""
    found = value.candidate
    for item in cited:
        own = item.article_id == found.evidence.hit.article.id
        if own and item.start <= found.start and found.end <= item.end:
            return Marked(item.number, found.start, found.end)
    return None


def _also(settled: Settled, book: Citations, as_of: date | None) -> Iterable[Also]:
    """Yield the earlier states in one line, then each value that another source has."""
    earlier = sorted(settled.earlier, key=lambda value: value.day or date.min)
    if earlier:
        told = (f"{value.candidate.text} on {spoken_day(value.day, as_of=as_of)}" for value in earlier if value.day)
        numbers = tuple(_cite(value, book) for value in earlier)
        yield Also(f"Earlier: {', '.join(told)}", "earlier", tuple(dict.fromkeys(numbers)))
    for value in settled.differing:
        who = attribution(value.candidate.evidence.hit.article, as_of=as_of, story=value.candidate.evidence.story)
        yield Also(f"{who}: {value.candidate.text}", "differs", (_cite(value, book),))


def _cite(value: Value, book: Citations) -> int:
    return book.cite(value.sentence.evidence, value.sentence.start, value.sentence.end)


def _corrections(cited: Sequence[Citation], as_of: date | None) -> Iterable[Also]:
    """Yield the corrections that the cited articles carry, each once."""
    told: dict[str, Also] = {}
    for item in cited:
        if item.corrections and item.article_id not in told:
            day = f" of {spoken_day(date.fromisoformat(item.published[:10]), as_of=as_of)}" if item.published else ""
            text = f"{item.outlet or 'An outlet'} has corrected its article{day}: “{item.corrections[0]}”"
            told[item.article_id] = Also(text, "correction", (item.number,))
    return told.values()

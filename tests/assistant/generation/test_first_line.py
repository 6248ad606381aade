"""The first line: the value that the newest report has, a verdict, a sentence; and what differs goes below it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from assistant.generation.extractive import extract_answer
from assistant.generation.first_line import decide, settle_value
from assistant.nlp.entailment import Judgement
from assistant.reader.answer_selection import Candidate
from assistant.reader.passages import ReadPassages, Spoken
from assistant.reader.sentence_ranking import Sentence
from assistant.types import AnswerType, Evidence, Form, Question
from corpus import Scope
from tests.assistant.evidence import evidence

EARLY = "Eleven boats were lost in the harbour of Ruun, the coast guard said on Monday."
LATE = "Fourteen boats were lost in the harbour of Ruun, the coast guard said on Wednesday after a second count."
OTHER = "Mayor Tilde Aas opened a museum of boats in Ruun."


def dated(*texts: tuple[str, str]) -> list[Evidence]:
    """Return evidence with a day of publication each."""
    return [
        replace(item, hit=replace(item.hit, article=replace(item.hit.article, published=day)))
        for item, (_, day) in zip(evidence(*(text for text, _ in texts)), texts, strict=True)
    ]


def read(held: Sequence[Evidence], *values: tuple[int, str, float], spoken: Sequence[Spoken] = ()) -> ReadPassages:
    """Return passages that were read: of each value the place of its passage, its words and its weight."""
    sentences = [
        Sentence(item, 0, len(item.hit.article.text), item.hit.article.text, 1.0 - at / 20, coverage=0.8, reader=0.4)
        for at, item in enumerate(held)
    ]
    short = [
        Candidate(words, held[at], start := held[at].hit.article.text.index(words), start + len(words), weight, weight)
        for at, words, weight in values
    ]
    return ReadPassages(sentences, short, 1.0, spoken)


def asked(text: str, form: Form = "fact", wanted: AnswerType | None = None) -> Question:
    return Question(text, text, text, Scope(as_of=date(2025, 5, 30)), form=form, answer_type=wanted)


def test_the_figure_of_the_newest_report_is_the_answer_and_the_earlier_one_stands_below() -> None:
    held = dated((EARLY, "2025-05-05"), (LATE, "2025-05-07"))
    passages = read(held, (0, "Eleven boats", 0.8), (1, "Fourteen boats", 0.5))
    answer = extract_answer(asked("How many boats were lost in Ruun?", wanted="number"), passages, doubtful=False)
    assert answer.answer is not None
    assert (answer.answer.text, answer.answer.kind, answer.answer.as_of) == ("Fourteen boats", "span", date(2025, 5, 7))
    assert [(line.relation, line.text) for line in answer.also] == [("earlier", "Earlier: Eleven boats on 5 May")]
    numbers = {citation.number for citation in answer.citations}
    assert {number for line in answer.also for number in line.citations} <= numbers


def test_a_name_is_not_replaced_by_a_newer_one_that_is_less_likely() -> None:
    held = dated((OTHER, "2025-05-05"), ("Harbour master Jorn Eide closed the port of Ruun to boats.", "2025-05-09"))
    settled = settle_value(read(held, (0, "Tilde Aas", 0.9), (1, "Jorn Eide", 0.4)))
    assert settled is not None
    assert settled.value.candidate.text == "Tilde Aas"
    assert (settled.earlier, settled.differing) == ((), ())


def test_another_source_of_the_same_day_is_told_beside() -> None:
    held = dated((LATE, "2025-05-07"), (EARLY, "2025-05-07"))
    settled = settle_value(read(held, (0, "Fourteen boats", 0.8), (1, "Eleven boats", 0.5)))
    assert settled is not None
    assert settled.value.candidate.text == "Fourteen boats"
    assert [value.candidate.text for value in settled.differing] == ["Eleven boats"]


def test_the_same_figure_in_other_words_is_no_difference() -> None:
    held = dated((LATE, "2025-05-07"), (LATE.replace("Fourteen", "14"), "2025-05-08"))
    settled = settle_value(read(held, (0, "Fourteen", 0.8), (1, "14", 0.7)))
    assert settled is not None
    assert (settled.earlier, settled.differing) == ((), ())


def test_a_reason_is_a_sentence_and_never_a_few_words() -> None:
    held = dated((EARLY, "2025-05-05"))
    answer = extract_answer(
        asked("Why were boats lost?", wanted="reason"), read(held, (0, "Ruun", 0.9)), doubtful=False
    )
    assert answer.answer is not None
    assert (answer.answer.kind, answer.answer.text) == ("sentence", EARLY)


def says(item: Evidence, yes: float, no: float) -> Spoken:
    return Spoken(item, Judgement(yes, no, 1 - yes - no))


def test_the_newest_passage_that_speaks_to_it_decides_yes_or_no() -> None:
    early, late = dated((EARLY, "2025-05-05"), (LATE, "2025-05-07"))
    decided = decide([says(early, 0.9, 0.05), says(late, 0.1, 0.8)])
    assert decided is not None
    assert (decided.verdict, decided.spoken.evidence, [each.says_yes for each in decided.against]) == (
        "no",
        late,
        [True],
    )
    assert decide([says(early, 0.4, 0.3), says(late, 0.02, 0.01)]) is None, "nobody says so"


def test_there_is_no_verdict_where_the_best_sentence_says_otherwise() -> None:
    (item,) = dated((LATE, "2025-05-07"))
    assert decide([says(item, 0.9, 0.05)], leans_yes=False) is None
    for leans_yes in (True, None):
        assert (decided := decide([says(item, 0.9, 0.05)], leans_yes=leans_yes)) is not None
        assert decided.verdict == "yes"


def test_sources_that_differ_on_one_day_are_said_to_differ() -> None:
    one, two = dated((EARLY, "2025-05-05"), (LATE, "2025-05-05"))
    other = replace(two, hit=replace(two.hit, article=replace(two.hit.article, outlet="The Ruun Post")))
    spoken = [says(one, 0.9, 0.05), says(other, 0.05, 0.85)]
    assert (decided := decide(spoken)) is not None
    assert decided.verdict == "differ"
    answer = extract_answer(asked("Were boats lost?", "yes or no"), read([one, other], spoken=spoken), doubtful=False)
    assert answer.headline == "Sources differ"
    assert len(answer.statements) == 2

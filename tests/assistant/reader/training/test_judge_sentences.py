"""Single sentences: the one that holds the answer answers, those that share the question's words do not."""

from __future__ import annotations

from assistant.nlp.lexical import content_words
from assistant.reader.training.judge.sentences import make_sentence_groups
from assistant.reader.training.judge.types import ANSWERED, UNANSWERED, Group, Item
from corpus import sentence_spans

PASSAGE = (
    "Judge Ilse Kovar leads the inquiry into the ferry. The inquiry opened in Ruun on Monday and will sit for a month. "
    "It will call 64 witnesses. Kovar is 63 years old."
)


def asked(question: str, answer: str | None) -> Item:
    if answer is None:
        return Item(question, UNANSWERED)
    start = PASSAGE.index(answer)
    return Item(question, ANSWERED, (start, start + len(answer)))


def read(*items: Item) -> dict[str, list[Item]]:
    groups = make_sentence_groups(
        [Group(PASSAGE, items, "Inquiry (2025-05-05)")], sentence_spans, content_words, seed=1
    )
    return {group.passage: list(group.items) for group in groups}


def test_only_the_sentence_with_the_answer_answers() -> None:
    found = read(asked("How many witnesses will the inquiry hear?", "64 witnesses"))
    labels = {sentence: items[0].label for sentence, items in found.items()}
    assert labels.pop("It will call 64 witnesses.") == ANSWERED
    assert set(labels.values()) == {UNANSWERED}
    (item,) = found["It will call 64 witnesses."]
    assert item.span is not None
    assert "It will call 64 witnesses."[slice(*item.span)] == "64 witnesses"


def test_a_near_miss_is_answered_by_no_sentence() -> None:
    found = read(asked("Which university did Judge Kovar attend?", None))
    assert {item.label for items in found.values() for item in items} == {UNANSWERED}
    assert "Judge Ilse Kovar leads the inquiry into the ferry." in found


def test_a_sentence_with_the_answers_words_in_another_place_is_left_out() -> None:
    found = read(asked("Whom does the ferry's inquiry have at its head?", "Kovar"))
    assert "Kovar is 63 years old." not in found

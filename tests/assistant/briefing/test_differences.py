"""What sources differ on, on invented articles of a sentence or two."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
import pytest
from numpy.typing import NDArray

from assistant.briefing.denials import denials
from assistant.briefing.differences import Differing, differences
from assistant.briefing.documents import Reading, Sentence
from assistant.briefing.figures.figure_groups import Slot, slots
from assistant.briefing.name_variants import misnamed
from assistant.nlp.lexical import content_words
from assistant.types import Evidence
from corpus import Article, Hit, Passage

Told = tuple[str, str, str]
"""Outlet, day, text: one paragraph a line."""


def encode(texts: Sequence[str]) -> NDArray[np.float32]:
    """Return vectors whose cosine is the share of words that two texts have in common."""
    words = sorted({word for text in texts for word in content_words(text)} | {""})
    rows = np.array([[word in content_words(text) for word in words] for text in texts], dtype=np.float32)
    rows[:, 0] = 0.01
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(rows / lengths, dtype=np.float32)


def reading(*articles: Told, topic: str = "harbour") -> Reading:
    sentences: list[Sentence] = []
    for number, (outlet, day, text) in enumerate(articles):
        article = Article(id=f"a{number}", title="", text=text, outlet=outlet, published=day)
        item = Evidence(number + 1, Hit(Passage(f"p{number}", article.id, 1, 0, 0, len(text), text), article))
        for place, line in enumerate(re.split(r"\n+|(?<=[.?!\"]) (?=[A-Z\"])", text)):
            start = text.index(line)
            sentences.append(Sentence(item, start, start + len(line), line, place, 1.0))
    core = {stem: 1.0 for sentence in sentences for stem in content_words(sentence.text)}
    kept = {sentence.article.id: sentence.article for sentence in sentences}
    items = {sentence.article.id: sentence.evidence for sentence in sentences}
    weighed = dict.fromkeys(content_words(topic), 1.0)
    return Reading(topic, weighed, core, tuple(kept.values()), tuple(items.values()), tuple(sentences))


def told(*articles: Told) -> list[Differing]:
    read = reading(*articles)
    return differences(read, slots(read, encode), [], encode)


def of_kind(found: Sequence[Slot], kind: str) -> list[list[tuple[str, str]]]:
    return [[(v.best.quantity.shown, v.state) for v in slot.values] for slot in found if slot.kind == kind]


@pytest.mark.parametrize(
    ("said", "denied"),
    [
        ("The harbour firm is accused of paying smugglers.", "It denies the charges."),
        (
            "The harbour firm broke the safety rules, inspectors found.",
            "The firm denies that safety rules were broken.",
        ),
        ('"The harbour pumps failed on Friday," says a worker.', "The firm denies it."),
    ],
)
def test_a_denial_stands_with_what_it_denies(said: str, denied: str) -> None:
    other = "Boats lay idle.\n" if "rules" in said else ""
    (found,) = denials(reading(("A", "2025-03-01", f"{said}\n{other}\n{denied}")), encode)
    assert (found.said.text, found.denied.text) == (said, denied)


@pytest.mark.parametrize(
    "text",
    [
        "The harbour was rebuilt in May.\nThe minister denied that the army had fired on Kestrel.",
        "The firm was accused of fraud.\nThe minister did not deny the charges.",
        "The minister spoke of a plan.\nHe would neither confirm nor deny it.",
        "Sailors asked for help at the harbour.\nThey were denied entry to the port.",
        "Was the firm accused of fraud?\nWho denies the charges?",
    ],
)
def test_what_another_sentence_says_or_nobody_denies_is_no_denial(text: str) -> None:
    assert denials(reading(("A", "2025-03-01", text)), encode) == []


def test_a_bare_denial_is_told_by_what_its_speaker_says_next() -> None:
    text = (
        '"The harbour alarm went off on Friday," says a clerk. "We were sent home."\n\nThe firm denies it. '
        '"The fault was found on Saturday," says a spokesman.'
    )
    (found,) = told(("A", "2025-03-01", text))
    assert found.kind == "yes or no"
    assert [side.sentence.text[:20] for side in found.sides] == ['"The harbour alarm w', '"The fault was found']


def test_a_yes_and_a_no_are_updated_where_the_yes_comes_later() -> None:
    no = "Passports are not among the stolen harbour papers, the port says."
    yes = "The stolen harbour papers include 90 passports, the police said."
    (later,) = (each for each in told(("A", "2025-03-01", no), ("B", "2025-03-20", yes)) if each.kind == "yes or no")
    assert (later.relation, [side.sentence.text for side in later.sides]) == ("updated", [no, yes])
    (same,) = (each for each in told(("A", "2025-03-01", no), ("B", "2025-03-02", yes)) if each.kind == "yes or no")
    assert same.relation == "disputed"
    unsure = yes.replace("include", "might include")
    assert not [each for each in told(("A", "2025-03-01", no), ("B", "2025-03-20", unsure)) if each.kind == "yes or no"]


@pytest.mark.parametrize(
    ("one", "other", "about"),
    [
        ("The chief executive, Clara Weiss, spoke.", "Chief executive Klara Weis was silent.", "name of Clara Weiss"),
        ("Sheriff Carmine Marcino said so.", "The sheriff, Carmine Marceno, said no.", "name of Carmine Marceno"),
        ("Olga Brand, 74, was saved.", "Olga Brand, 47, was saved.", "age of Olga Brand"),
        ("The 34-year-old Pia Holt fled.", "Pia Holt, 36, fled.", "age of Pia Holt"),
        ("Colonel Bram Tesk spoke.", "Major Bram Tesk spoke.", "rank of Bram Tesk"),
        ("The mayor of Dravno, Ulla Brand, wept.", "The mayor of Dravno, Jon Kell, wept.", "mayor"),
    ],
)
def test_names_ages_and_ranks_that_differ_are_told(one: str, other: str, about: str) -> None:
    (found,) = misnamed(reading(("A", "2025-03-01", one), ("B", "2025-03-02", other)))
    assert found.about == about
    assert [side.sentence.text for side in found.sides] == [one, other]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The chief executive, Clara Weiss, spoke.", "Clara Weiss's chief executive spoke."),
        ("Sailor Alex Moor spoke.", "Sailor Alexander Moor spoke."),
        ("Judge Anna Berg ruled.", "Engineer Hanna Berg fell."),
        ("Olga Brand, 74, was saved.", "Olga Brand, 75, was saved."),
        ("General Bram Tesk spoke.", "Lieutenant General Bram Tesk spoke."),
        ("The former mayor of Dravno, Ulla Brand, wept.", "The mayor of Dravno, Jon Kell, wept."),
        ("The mayor of Dravno, Ulla Brand, wept.", "The mayor of Merrin, Jon Kell, wept."),
    ],
)
def test_what_can_be_of_two_people_or_of_one_is_no_difference(one: str, other: str) -> None:
    assert misnamed(reading(("A", "2025-03-01", one), ("B", "2025-03-02", other))) == []


def test_two_spellings_in_one_article_are_two_people() -> None:
    text = "Judge Anna Berg ruled.\nJudge Anne Berg agreed."
    assert misnamed(reading(("A", "2025-03-01", text), ("B", "2025-03-02", "Judge Anna Berg ruled."))) == []


def test_two_shares_side_by_side_are_of_two_things() -> None:
    text = "The harbour jobless rate was between 2% and 8% in 2024, up from the year before."
    assert not [each for each in told(("A", "2025-03-01", text)) if each.kind == "figure"]


def test_a_count_of_another_place_does_not_take_the_place_of_this() -> None:
    one = ("A", "2025-03-01", "There are 80 confirmed cases in Norrmark so far.")
    other = ("B", "2025-03-09", "There are 95 confirmed cases in Kestria so far.")
    again = ("B", "2025-03-09", "There are 95 confirmed cases in Norrmark so far.")
    assert not [each for each in told(one, other) if each.kind == "figure"]
    assert of_kind(slots(reading(one, again), encode), "cas") == [
        [("80 confirmed cases", "superseded"), ("95 confirmed cases", "current")]
    ]


def test_the_dead_of_another_disaster_are_none_of_this() -> None:
    one = ("A", "2025-03-01", "The harbour blast killed 19 people.")
    other = ("B", "2025-03-04", "The 2011 Sandholm blast killed 26 people.")
    more = ("B", "2025-03-04", "The harbour blast killed 26 people.")
    assert len(of_kind(slots(reading(one, other), encode), "deaths")) == 2
    assert of_kind(slots(reading(one, more), encode), "deaths") == [
        [("19 people", "superseded"), ("26 people", "current")]
    ]


def test_a_part_of_the_dead_is_no_other_count() -> None:
    one = ("A", "2025-03-01", "The harbour blast killed 19 children.")
    other = ("B", "2025-03-04", "The harbour blast killed 21 people.")
    assert not [each for each in told(one, other) if each.kind == "figure"]


def test_a_far_lower_count_is_of_something_else() -> None:
    one = ("A", "2025-03-01", "The harbour shipped 9,000 crates of vaccine.")
    other = ("B", "2025-03-14", "The harbour shipped 4,000 crates of vaccine.")
    near = ("B", "2025-03-14", "The harbour shipped 7,000 crates of vaccine.")
    states = [state for slot in of_kind(slots(reading(one, other), encode), "crat") for _, state in slot]
    assert states == ["current", "current"]
    (values,) = of_kind(slots(reading(one, near), encode), "crat")
    assert values == [("9,000 crates", "superseded"), ("7,000 crates", "current")]


def test_shares_of_two_questions_of_a_poll_do_not_differ() -> None:
    one = ("A", "2025-03-01", "In a harbour poll 51% say rather than think that they support the port.")
    other = ("B", "2025-03-02", "In a harbour poll 57% say rather than think that they support the port.")
    assert not [each for each in told(one, other) if each.kind == "figure"]


def test_the_toll_of_a_town_is_a_part_of_the_whole() -> None:
    one = ("A", "2025-03-01", "The harbour blast killed 19 people.")
    other = ("B", "2025-03-04", "The toll rose from the city's announced death toll of 42.")
    assert not [each for each in told(one, other) if each.kind == "figure"]

"""What a sentence's main clause does, and which of its times is told in passing."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.nlp.clauses import beside, in_passing, tells_an_act
from assistant.nlp.temporal.anchors import anchor, headed_years, under_heading
from assistant.nlp.temporal.mentions import mentions

THURSDAY = date(2025, 3, 13)


@pytest.mark.parametrize(
    "text",
    [
        "The board has accepted the offer, the company said.",
        "After months of quarrels, the two firms signed the contract.",
        "The harbour master, who is ill, resigned in the evening.",
        "Two people are dead.",
        "The ferry will not sail before June, a spokesman said.",
        "The mayor is to open the bridge.",
        "The king, a keen angler, died at home.",
        "At least three people were hurt when the roof gave way.",
    ],
)
def test_news_tells_an_act(text: str) -> None:
    assert tells_an_act(text)


@pytest.mark.parametrize(
    "text",
    [
        "Two years after the ferry sank, the future of the line has never looked less certain.",
        "The bridge is the longest in the country.",
        "A belief has emerged that ferries are safe.",
        "The harbour has been described as a maze.",
        "If all goes to plan, the town will have a bridge.",
        "The crisis that the mayor is facing might be his last.",
        "A retired baker has become the town's best-known man.",
        "There are days on which nobody works.",
    ],
)
def test_a_lead_in_tells_how_things_are(text: str) -> None:
    assert not tells_an_act(text)


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("The gate that should have opened in March had rusted.", "March"),
        ("He thanked the people killed in the blast on Monday.", "Monday"),
        ("The captain, who left in June, said nothing.", "June"),
        ("She pointed to a May 2 report.", "May 2"),
        ("He linked to a May 2 Wire report.", "May 2"),
        ("They met in the village that the troops took on 9 January.", "9 January"),
    ],
)
def test_a_time_on_a_noun_is_told_in_passing(text: str, time: str) -> None:
    start = text.index(time)
    assert in_passing(text, start, start + len(time))


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("She said that the troops took the village on 9 January.", "9 January"),
        ("The gate broke in March.", "March"),
        ("The union said in a letter that it would strike on Friday.", "Friday"),
        ("The captain left on Monday, who knows why.", "Monday"),
    ],
)
def test_the_time_of_what_is_told_is_not(text: str, time: str) -> None:
    start = text.index(time)
    assert not in_passing(text, start, start + len(time))


def test_words_set_off_by_a_comma_have_their_own_day() -> None:
    text = "The truce, signed by the king on Friday, began today."
    assert beside(text, text.index("Friday"))
    assert not beside(text, text.index("today"))


def test_a_clause_before_the_main_one_has_its_own_day() -> None:
    text = "After the fair on Sunday, the board met on Monday."
    assert beside(text, text.index("Sunday"))
    assert not beside(text, text.index("Monday"))


def test_a_text_that_was_written_anew_has_no_day_to_count_from() -> None:
    assert anchor("He took office on 24 July 2024. Scandals followed: on 6 June 2025 he lost.", THURSDAY) is None
    assert anchor("He took office on 24 July 2024 and resigned on 12 March.", THURSDAY) == THURSDAY


def test_a_text_that_was_kept_up_is_of_its_last_day() -> None:
    assert anchor("It began on 14 March. On 17 March it ended.", THURSDAY) == date(2025, 3, 17)
    assert anchor("He left on May 24, 2019; it took until July 24, then 25 July.", date(2022, 7, 7)) == date(2022, 7, 7)


def test_a_heading_names_the_year_of_what_stands_below() -> None:
    text = "2020: A hard year\n\nShe spoke on 5 April.\n\n2021: The prince dies\n\nHe died on 9 April at home."
    start = text.index("He died")
    found = mentions(text[start:], date(2025, 9, 8))
    assert [mention.when.label for mention in under_heading(found, start, headed_years(text))] == ["9 April 2021"]
    assert [mention.when.label for mention in under_heading(found, 0, headed_years(text))] == ["9 April 2025"]


@pytest.mark.parametrize(
    ("text", "published", "told"),
    [
        ("He resigned on May 24, 2019 and it took until July 24.", THURSDAY, ["24 May 2019", "24 July 2019"]),
        ("The funeral on Monday is a secret.", THURSDAY, ["17 March 2025"]),
        ("She has until 5 p.m. on Friday to pay.", THURSDAY, ["14 March 2025"]),
        (
            "It was signed by one on 5 June and by the other a day later.",
            date(2025, 6, 9),
            ["5 June 2025", "6 June 2025"],
        ),
        ("A day later it rained.", THURSDAY, []),
        ("After Sunday night's fair the board met; May 3: a new one.", THURSDAY, ["3 May 2025"]),
        ("A poll on whether he should “step down” ended early on Monday.", THURSDAY, ["10 March 2025"]),
        ("The report is to be published on Friday.", THURSDAY, ["14 March 2025"]),
        ("He said that he would meet them on Thursday afternoon.", THURSDAY, ["13 March 2025"]),
        ("He attacked her early on Friday.", THURSDAY, ["14 March 2025"]),
        ("The end came at six on Thursday evening.", date(2025, 3, 14), ["13 March 2025"]),
    ],
)
def test_days_that_lean_on_others(text: str, published: date, told: list[str]) -> None:
    assert [mention.when.label for mention in mentions(text, published)] == told


def test_what_is_named_for_tomorrow_in_the_past_is_no_plan() -> None:
    (mention,) = mentions("He attacked her early on Friday.", THURSDAY)
    assert not mention.planned

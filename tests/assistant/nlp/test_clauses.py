"""What a sentence's main clause does, and where its times stand."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.nlp.clauses import read_clauses
from assistant.nlp.temporal.anchors import anchor, headed_years, under_heading
from assistant.nlp.temporal.mentions import mentions

THURSDAY = date(2025, 3, 13)


@pytest.mark.parametrize(
    "text",
    [
        "The board has accepted the offer, the company said.",
        "After months of quarrels, the two firms signed the contract.",
        "The harbour master, who is ill, resigned in the evening.",
        "The ferry will not sail before June, a spokesman said.",
        "The king, a keen angler, died at home.",
        "At least three people were hurt when the roof gave way.",
    ],
)
def test_news_tells_an_act(text: str) -> None:
    assert read_clauses([text])[0].tells_act()


@pytest.mark.parametrize(
    "text",
    [
        "The bridge is the longest in the country.",
        "If all goes to plan, the town will have a bridge.",
        "The crisis that the mayor is facing might be his last.",
        "A retired baker has become the town's best-known man.",
        "There are days on which nobody works.",
        "A truck drives past a pile of logs in the forest near Dorn on September 17, 2024.",
    ],
)
def test_a_lead_in_or_a_caption_tells_how_things_are(text: str) -> None:
    assert not read_clauses([text])[0].tells_act()


@pytest.mark.parametrize(
    ("text", "time", "place"),
    [
        ("The gate that should have opened in March had rusted.", "March", "in passing"),
        ("He thanked the people killed in the blast on Monday.", "Monday", "in passing"),
        ("The captain, who left in June, said nothing.", "June", "in passing"),
        ("She pointed to a May 2 report.", "May 2", "in passing"),
        ("After the fair on Sunday, the board met on Monday.", "Sunday", "beside"),
        ("After the fair on Sunday, the board met on Monday.", "Monday", "main"),
        ("She said that the troops took the village on 9 January.", "9 January", "main"),
        ("The gate broke in March.", "March", "main"),
        ("Protests on Saturday drew thousands.", "Saturday", "main"),
    ],
)
def test_a_time_is_that_of_the_main_clause_or_stands_beside_it(text: str, time: str, place: str) -> None:
    start = text.index(time)
    first, second = read_clauses(["The mayor resigned.", text])
    assert first.tells_act()
    assert second.place_of(start, start + len(time)) == place


@pytest.mark.parametrize(
    ("text", "number", "figure"),
    [
        ("A new prime minister is to be announced by Oct. 28.", "28", False),
        ("The ferry sank on Friday, two people familiar with it said.", "two people", False),
        ("The ferry sank, according to two people.", "two people", False),
        ("The number of people killed rose to 31 on Monday.", "31", True),
        ("Rescuers said that 31 people had died.", "31 people", True),
        ("The insurers put the damage at $40 million.", "$40 million", True),
    ],
)
def test_what_is_a_figure(text: str, number: str, figure: bool) -> None:
    start = text.index(number)
    assert read_clauses([text])[0].is_figure(start, start + len(number), span=False) is figure


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

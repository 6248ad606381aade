from __future__ import annotations

from datetime import date

import pytest

from assistant.nlp.temporal.mentions import mentions

WEDNESDAY = date(2025, 3, 12)


@pytest.mark.parametrize(
    ("text", "published", "told"),
    [
        ("Talvia lost the bridgehead on Tuesday.", WEDNESDAY, ["11 March 2025"]),
        ("The bank said on Wednesday that it would wait.", WEDNESDAY, ["12 March 2025"]),
        ("Last Wednesday he refused.", WEDNESDAY, ["5 March 2025"]),
        ("A strike, which began on Monday of last week, goes on.", WEDNESDAY, ["3 March 2025"]),
        ("The two sides are due to meet again on Friday.", WEDNESDAY, ["14 March 2025"]),
        ("She is to appear before the committee next Tuesday.", WEDNESDAY, ["18 March 2025"]),
        ("It broke on the night of 14 March.", date(2025, 6, 20), ["14 March 2025"]),
        ("He resigned on Dec. 30, 2024, and left.", WEDNESDAY, ["30 December 2024"]),
        ("On Feb. 24 Russian troops crossed the border.", date(2022, 3, 4), ["24 February 2022"]),
        ("Troops crossed on 28 December.", date(2025, 1, 9), ["28 December 2024"]),
        ("The inquiry opens in Brenna Bridge on 5 May.", date(2025, 4, 17), ["5 May 2025"]),
        ("The tax comes into force on 1 July.", date(2025, 3, 28), ["1 July 2025"]),
        ("She warned her superiors last November.", date(2025, 3, 26), ["November 2024"]),
        ("The second round is promised for early May.", date(2025, 4, 24), ["early May 2025"]),
        ("It ran from mid-March in 2019.", WEDNESDAY, ["mid March 2025", "2019"]),
        ("It was shot in September 2018.", WEDNESDAY, ["September 2018"]),
        ("He came yesterday and left this morning.", WEDNESDAY, ["11 March 2025", "12 March 2025"]),
        ("Ten days ago she spoke.", WEDNESDAY, ["2 March 2025"]),
        ("Two weeks ago he refused.", date(2025, 3, 20), ["3 to 9 March 2025"]),
        ("Attacks rose over the weekend.", WEDNESDAY, ["8 to 9 March 2025"]),
        ("At the weekend the town was quiet.", date(2025, 3, 9), ["8 to 9 March 2025"]),
        ("Theresa May said she may march with them on Black Friday.", WEDNESDAY, []),
        ("The Sunday Times reported it; Sheffield Wednesday lost.", WEDNESDAY, []),
        ("The 31 February never comes.", WEDNESDAY, []),
        ("It happened on 29 February.", date(2024, 3, 1), ["29 February 2024"]),
        ("On Friday, people will vote.", WEDNESDAY, ["14 March 2025"]),
        ("He was seen on Tuesday, June 4, 2002, in London.", WEDNESDAY, ["4 June 2002"]),
        ("He agreed to resign on 13 April.", date(2025, 4, 10), ["13 April 2025"]),
        ("She stepped down in November.", date(2022, 10, 27), ["November 2021"]),
        ("The king abdicated on Dec. 10 to marry.", date(2022, 9, 8), []),
        ("Years ago, or 400 weeks ago, who knows.", WEDNESDAY, []),
    ],
)
def test_a_time_is_read_against_the_day_of_its_article(text: str, published: date, told: list[str]) -> None:
    assert [mention.when.label for mention in mentions(text, published)] == told


def test_the_words_are_those_of_the_text() -> None:
    text = "It gave way late on Tuesday evening, not on 3 March."
    for mention in mentions(text, WEDNESDAY):
        assert text[mention.start : mention.end] == mention.when.words


@pytest.mark.parametrize(
    ("text", "bounds"),
    [
        ("Troops have been there since 9 January.", ["since"]),
        ("An answer is wanted by 6 June.", ["until"]),
        ("They crossed on 9 January.", ["at"]),
    ],
)
def test_what_only_bounds_a_state_is_told_apart(text: str, bounds: list[str]) -> None:
    assert [mention.bound for mention in mentions(text, WEDNESDAY)] == bounds


def test_what_is_to_come_is_planned() -> None:
    (mention,) = mentions("Talks are to begin on Thursday.", date(2025, 3, 4))
    assert mention.planned
    assert mention.when.first == date(2025, 3, 6)

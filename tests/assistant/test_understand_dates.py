"""Dates in questions: what becomes a publication window, and what must not."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.understand import understand
from assistant.understand.dates import find_dates, find_windows, joint_window
from assistant.understand.days import label_of
from corpus import Scope, Window

TUESDAY = date(2025, 6, 24)
FRIDAY = date(2022, 6, 17)

# The question, and the window as 'since..until'; an empty side is open. As of Tuesday 24 June 2025.
WINDOWS = [
    # one day
    ("articles from 3 May", "2025-05-03..2025-05-03"),
    ("articles published on May 3rd 2022", "2022-05-03..2022-05-03"),
    ("stories from May 3, 2022", "2022-05-03..2022-05-03"),
    ("articles dated 2022-05-03", "2022-05-03..2022-05-03"),
    ("news from 3rd of May 2022", "2022-05-03..2022-05-03"),
    ("What was reported on 14 March about the bridge?", "2025-03-14..2025-03-14"),
    ("What was reported on Friday 14 March 2025?", "2025-03-14..2025-03-14"),
    ("news of 24 June", "2025-06-24..2025-06-24"),
    ("news of 25 June", "2024-06-25..2024-06-25"),
    ("reports published 14/03/2025", "2025-03-14..2025-03-14"),
    ("reports published on 3.5.2022", "2022-05-03..2022-05-03"),
    ("articles from the 3 May edition", "2025-05-03..2025-05-03"),
    ("What did the Ledger print on Sept. 5, 2024?", "2024-09-05..2024-09-05"),
    ("articles from 29 February", "2024-02-29..2024-02-29"),
    # runs of days and weeks
    ("articles published between 3 and 18 March", "2025-03-03..2025-03-18"),
    ("articles from 3 to 18 March 2024", "2024-03-03..2024-03-18"),
    ("coverage from March 3-18, 2024", "2024-03-03..2024-03-18"),
    ("news from 28 February to 4 March 2025", "2025-02-28..2025-03-04"),
    ("news between 20 December and 5 January", "2024-12-20..2025-01-05"),
    ("news from the week of 3 March", "2025-03-03..2025-03-09"),
    ("news from the first week of May", "2025-05-01..2025-05-07"),
    ("articles between 2025-03-01 and 2025-03-12", "2025-03-01..2025-03-12"),
    # months
    ("news of March", "2025-03-01..2025-03-31"),
    ("news in March", "2025-03-01..2025-03-31"),
    ("coverage in May", "2025-05-01..2025-05-31"),
    ("coverage of May 2022", "2022-05-01..2022-05-31"),
    ("articles from July", "2024-07-01..2024-07-31"),
    ("articles from June", "2025-06-01..2025-06-24"),
    ("articles from 2022-05", "2022-05-01..2022-05-31"),
    ("What did the Ledger report in April about the strike?", "2025-04-01..2025-04-30"),
    ("In May 2024, what was reported about the flood?", "2024-05-01..2024-05-31"),
    ("news about Talvia in March", "2025-03-01..2025-03-31"),
    ("articles from March to May 2025", "2025-03-01..2025-05-31"),
    ("articles from November to February", "2024-11-01..2025-02-28"),
    ("articles published between November 2023 and January 2024", "2023-11-01..2024-01-31"),
    ("news in March and April", "2025-03-01..2025-04-30"),
    ("articles published in early May", "2025-05-01..2025-05-10"),
    ("stories published in late May 2022", "2022-05-22..2022-05-31"),
    ("March coverage of the strike", "2025-03-01..2025-03-31"),
    ("the March 2025 articles on the strike", "2025-03-01..2025-03-31"),
    ("what made headlines in mid-March", "2025-03-11..2025-03-21"),
    # longer
    ("articles from Q3 2024", "2024-07-01..2024-09-30"),
    ("articles from Q3 2025", ""),
    ("articles from the second quarter of 2025", "2025-04-01..2025-06-24"),
    ("news from the first half of 2024", "2024-01-01..2024-06-30"),
    ("articles from summer 2024", "2024-06-01..2024-08-31"),
    ("coverage in the autumn of 2023", "2023-09-01..2023-11-30"),
    ("articles from winter 2024", "2024-12-01..2025-02-28"),
    ("articles from 2024", "2024-01-01..2024-12-31"),
    ("articles published in 2024 about the election", "2024-01-01..2024-12-31"),
    ("articles from 2023 to 2024", "2023-01-01..2024-12-31"),
    ("articles from the 1990s", "1990-01-01..1999-12-31"),
    ("2024 articles about the harbour", "2024-01-01..2024-12-31"),
    # one end open
    ("What has changed since March?", "2025-03-01.."),
    ("since 3 May 2025", "2025-05-03.."),
    ("What has the minister said since Monday?", "2025-06-23.."),
    ("What has happened since last week?", "2025-06-16.."),
    ("since yesterday", "2025-06-23.."),
    ("since the start of the year", "2025-01-01.."),
    ("articles until 12 June", "..2025-06-12"),
    ("articles before 3 May", "..2025-05-02"),
    ("articles after 3 May", "2025-05-04.."),
    ("What happened after March?", "2025-04-01.."),
    ("What was known before 3 May?", "..2025-05-02"),
    ("news as of 3 May 2025", "..2025-05-03"),
    ("What has been published since 2019?", "2019-01-01.."),
    # relative: what happened then may be printed until the as-of day
    ("What happened today?", "2025-06-24..2025-06-24"),
    ("What happened yesterday?", "2025-06-23..2025-06-24"),
    ("What happened the day before yesterday?", "2025-06-22..2025-06-24"),
    ("What did the minister say on Monday?", "2025-06-23..2025-06-24"),
    ("What did the minister say on Tuesday?", "2025-06-24..2025-06-24"),
    ("What did the minister say last Tuesday?", "2025-06-17..2025-06-24"),
    ("What did the council decide on Friday?", "2025-06-20..2025-06-24"),
    ("What was decided at Monday's meeting?", "2025-06-23..2025-06-24"),
    ("What happened three days ago?", "2025-06-21..2025-06-24"),
    ("What happened over the weekend?", "2025-06-21..2025-06-24"),
    ("what happened monday", "2025-06-23..2025-06-24"),
    # relative and printed: exactly then
    ("What was published yesterday?", "2025-06-23..2025-06-23"),
    ("yesterday's news", "2025-06-23..2025-06-23"),
    ("articles from Monday", "2025-06-23..2025-06-23"),
    ("What was reported on Friday?", "2025-06-20..2025-06-20"),
    # relative periods
    ("What happened this week?", "2025-06-18..2025-06-24"),
    ("What happened last week?", "2025-06-16..2025-06-22"),
    ("the week before last", "2025-06-09..2025-06-15"),
    ("the past two weeks", "2025-06-10..2025-06-24"),
    ("in the last 10 days", "2025-06-14..2025-06-24"),
    ("in the past week", "2025-06-17..2025-06-24"),
    ("over the last month", "2025-05-24..2025-06-24"),
    ("in the past 24 hours", "2025-06-23..2025-06-24"),
    ("over the past few weeks", "2025-05-27..2025-06-24"),
    ("over the past couple of months", "2025-04-24..2025-06-24"),
    ("in recent weeks", "2025-05-25..2025-06-24"),
    ("What happened this month?", "2025-06-01..2025-06-24"),
    ("What happened last month?", "2025-05-01..2025-05-31"),
    ("What did the bank decide this quarter?", "2025-04-01..2025-06-24"),
    ("What did the bank decide last quarter?", "2025-01-01..2025-03-31"),
    ("What happened this year?", "2025-01-01..2025-06-24"),
    ("How did prices change so far this year?", "2025-01-01..2025-06-24"),
    ("What happened last year?", "2024-01-01..2024-12-31"),
    ("What happened two weeks ago?", "2025-06-09..2025-06-15"),
    ("What happened two months ago?", "2025-04-01..2025-04-30"),
    ("What happened last summer?", "2024-06-01..2024-08-31"),
    ("What happened last March?", "2025-03-01..2025-03-31"),
    ("What happened last June?", "2024-06-01..2024-06-30"),
    ("What did the Ledger report last week about the flood?", "2025-06-16..2025-06-22"),
    ("Did anything happen between Monday and Wednesday?", "2025-06-16..2025-06-18"),
    ("year to date", "2025-01-01..2025-06-24"),
    ("Show me everything from last month", "2025-05-01..2025-05-31"),
    ("articles older than 3 May", "..2025-05-02"),
    ("articles newer than 3 May", "2025-05-04.."),
    ("everything published up to and including 3 May", "..2025-05-03"),
    ("stories from before March", "..2025-02-28"),
    ("articles from March onwards", "2025-03-01.."),
    ("What did the minister say on Monday about the planned tunnel?", "2025-06-23..2025-06-24"),
    ("What does the article of 12 March say?", "2025-03-12..2025-03-12"),
]

# The same on another day: Friday 17 June 2022.
ON_FRIDAY = [
    ("articles from May 3rd 2022", "2022-05-03..2022-05-03"),
    ("articles from May 2022", "2022-05-01..2022-05-31"),
    ("articles from 2025", ""),
    ("news from 18 June", "2021-06-18..2021-06-18"),
    ("What happened last week?", "2022-06-06..2022-06-12"),
    ("What did he say on Friday?", "2022-06-17..2022-06-17"),
    ("What did he say last Friday?", "2022-06-10..2022-06-17"),
    ("What happened over the weekend?", "2022-06-11..2022-06-17"),
    ("coverage in December", "2021-12-01..2021-12-31"),
    ("since March", "2022-03-01.."),
    ("What happened last winter?", "2021-12-01..2022-02-28"),
]

TRAPS = [
    # the date is what the question is about
    "What caused the 2008 crisis?",
    "Who won the 2024 election?",
    "What happened on 14 March?",
    "How many people died on 14 March?",
    "What happened in March 2025?",
    "What did the National Bank of Talvia decide in February?",
    "What was decided between 3 and 18 March?",
    "articles about the 2008 crisis",
    "articles about the 3 May attack",
    "coverage of the 2024 election",
    "news about what happened on 14 March",
    "Who was mayor in 2019?",
    "Who has led the bank since 2008?",
    "the worst flood since March",
    "Was it the highest rate since 1998?",
    "How many cases were reported in March?",
    "What profit did the company report in 2024?",
    "Why did prices rise compared with last year?",
    "Is inflation lower than last month?",
    "How did the vote differ from last year's election?",
    "Who won last year's election?",
    "What will happen on Friday?",
    "What is planned for next Monday?",
    "What is due next week?",
    "What is expected this weekend?",
    "Who is the mayor of Merrin today?",
    "What changed 20 years ago?",
    "Who was president before 3 May?",
    "What has been written about the crisis in 2008?",
    "What are the May elections about?",
    "What happened in the week after 3 March?",
    "How much are prices up from last year?",
    # no date at all
    "What may happen to the bridge?",
    "Did the protesters march on the capital?",
    "Did Theresa May report the loss?",
    "What did May say about the vote?",
    "articles about Theresa May",
    "What did The Sun report?",
    "Who sat on the second panel?",
    "the March for Life in Washington",
    "news from the March for Life",
    "What happened at the May Day rally?",
    "5 March protesters were arrested",
    "power was cut in 2,000 homes",
    "reported in 2000 homes",
    "articles about 2024 people",
    "a budget of $2024",
    "the 2024-25 season",
    "flight 2019",
    "What was said on Black Friday?",
    "What did the Sunday Times report?",
    "the Sheffield Wednesday match",
    "What did USA Today report?",
    "the Today programme",
    "Friday the 13th sequels",
    "every Monday the market opens",
    "the last Tuesday of the campaign",
    "published on 03/04/2025",
    "published on 31 February 2025",
    "a second chance",
    "5 may be hurt",
    "What is the latest on the strike?",
    # only in the future
    "articles from July 2025",
    "articles from 2026",
    "since August 2025",
    "news between 3 and 18 July 2025",
]


def window_of(question: str, as_of: date) -> Window:
    return joint_window([found.window for found in find_windows(question, as_of)])


def written(window: Window) -> str:
    return f"{window.since or ''}..{window.until or ''}" if window else ""


@pytest.mark.parametrize(("question", "expected"), WINDOWS)
def test_window(question: str, expected: str) -> None:
    assert written(window_of(question, TUESDAY)) == expected


@pytest.mark.parametrize(("question", "expected"), ON_FRIDAY)
def test_window_on_another_day(question: str, expected: str) -> None:
    assert written(window_of(question, FRIDAY)) == expected


@pytest.mark.parametrize("question", TRAPS)
def test_no_false_window(question: str) -> None:
    assert not window_of(question, TUESDAY)


def test_the_tables_are_large() -> None:
    assert len(WINDOWS) + len(ON_FRIDAY) >= 80
    assert len(TRAPS) >= 30


@pytest.mark.parametrize("question", [question for question, _ in WINDOWS] + TRAPS)
@pytest.mark.parametrize("as_of", [date(2024, 2, 29), date(2025, 1, 1), date(2025, 12, 31), date(1999, 3, 8)])
def test_never_after_the_as_of_day(question: str, as_of: date) -> None:
    for found in find_windows(question, as_of):
        window = found.window
        assert window.since is None or window.since <= as_of
        assert window.until is None or window.until <= as_of
        assert window.since is None or window.until is None or window.since <= window.until
        assert 0 <= found.start < found.end <= len(question)


def test_the_date_of_an_event_is_found_without_a_window() -> None:
    (found,) = find_dates("How many people died on 14 March?", TUESDAY)
    assert found.role == "event"
    assert found.period == (date(2025, 3, 14), date(2025, 3, 14))
    assert not found.window


def test_windows_that_overlap_narrow_each_other() -> None:
    one, two = Window(date(2025, 3, 1), date(2025, 3, 31)), Window(since=date(2025, 3, 10))
    assert joint_window([one, two]) == Window(date(2025, 3, 10), date(2025, 3, 31))


def test_windows_apart_are_spanned() -> None:
    one, two = Window(date(2025, 3, 1), date(2025, 3, 31)), Window(date(2025, 5, 1), date(2025, 5, 31))
    assert joint_window([one, two]) == Window(date(2025, 3, 1), date(2025, 5, 31))


@pytest.mark.parametrize(
    ("since", "until", "label"),
    [
        ("2025-03-12", "2025-03-18", "12 to 18 March 2025"),
        ("2025-03-12", "2025-03-12", "12 March 2025"),
        ("2025-03-01", "2025-03-31", "March 2025"),
        ("2024-01-01", "2024-12-31", "2024"),
        ("2025-03-28", "2025-04-02", "28 March to 2 April 2025"),
        ("2024-12-28", "2025-01-02", "28 December 2024 to 2 January 2025"),
        ("2025-03-28", None, "since 28 March 2025"),
        (None, "2025-03-28", "until 28 March 2025"),
    ],
)
def test_label(since: str | None, until: str | None, label: str) -> None:
    window = Window(date.fromisoformat(since) if since else None, date.fromisoformat(until) if until else None)
    assert label_of(window) == label


@pytest.mark.parametrize(
    ("question", "search"),
    [
        ("What did the council decide last week about the flood?", "What did the council decide about the flood?"),
        ("What happened yesterday?", "What happened?"),
        ("articles published in May about the strike", "articles about the strike"),
        ("In May 2024, what was reported about the flood?", "what was reported about the flood?"),
        ("What was decided at Monday's meeting?", "What was decided at the meeting?"),
        ("What happened on 14 March?", "What happened on 14 March?"),
        ("yesterday", "yesterday"),
    ],
)
def test_words_that_became_a_window_are_not_searched_for(question: str, search: str) -> None:
    assert understand(question, as_of=TUESDAY, outlets=()).search == search


def test_a_given_window_wins_and_makes_no_chip() -> None:
    given = Scope(window=Window(date(2025, 1, 1), date(2025, 1, 31)))
    question = understand("What happened last week?", as_of=TUESDAY, outlets=(), given=given)
    assert question.window == given.window
    assert question.chips == ()
    assert question.search == "What happened last week?"


def test_a_window_makes_a_chip_that_can_be_taken_off() -> None:
    question = understand("What happened last week?", as_of=TUESDAY, outlets=())
    (chip,) = question.chips
    assert (chip.kind, chip.label, chip.words) == ("window", "16 to 22 June 2025", "last week")
    again = understand(question.text, as_of=TUESDAY, outlets=(), dismissed=[chip.words])
    assert not again.window
    assert again.search == question.text


def test_the_day_on_which_an_outlet_said_it_is_its_day_of_publication() -> None:
    question = understand("What did the Daily Flash say on 14 March?", as_of=TUESDAY, outlets=("Daily Flash",))
    assert question.window == Window(date(2025, 3, 14), date(2025, 3, 14))
    assert not understand("What did the minister say on 14 March?", as_of=TUESDAY, outlets=("Daily Flash",)).window


def test_the_as_of_day_is_in_the_scope() -> None:
    assert understand("What happened?", as_of=FRIDAY, outlets=()).scope == Scope(as_of=FRIDAY)

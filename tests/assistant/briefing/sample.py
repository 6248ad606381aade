"""A briefing with every kind of line, and with text that was written to break pages."""

from __future__ import annotations

from datetime import date

from assistant.briefing import (
    TITLES,
    Briefing,
    Considered,
    Difference,
    Event,
    Figure,
    Gap,
    Line,
    Section,
    Side,
    Source,
    Voice,
    When,
)
from assistant.briefing.types import SinceLast
from assistant.nlp.temporal.briefing_periods import on
from assistant.types import Citation, SectionName, Statement
from corpus import Coverage, Scope, Window

HOSTILE = "<img src=x onerror=alert(1)> **bold** [link](javascript:alert(1)) </style></html> &lt;b&gt; $x$ | a"
ARABIC = "قال الوزير إن 12 شخصا لقوا حتفهم في الفيضان"
TURNED = "Toll \u202eesrever\u202c rises"
BROKEN = "A bell \x07, a null \x00, a form feed \x0c and a page\ufffe end"
EMOJI = "Crowds cheer 🎉👩🏽‍🚒 in Port Ansel"
TEXTS = (
    "The number of people killed rose to 31.", "The toll was lowered to 29.", ARABIC, HOSTILE, EMOJI, BROKEN,
    "“We were never warned,” said Ana Ruiz, the mayor of Sorrel.", "Insurers put the damage at 2.6 billion talvar.",
)  # fmt: skip
TITLE = (HOSTILE, "Toll lowered", ARABIC, HOSTILE, EMOJI, BROKEN, TURNED, "Damage")
URLS = (
    "https://ledger.example/a?b=1&c=2", "javascript:alert(1)", "https://arab.example/خبر", "http://x.example/\"><script>",
    None, "ftp://files.example/a", "https://merrin.example/ruiz", "data:text/html,<script>alert(1)</script>",
)  # fmt: skip


def said(*numbers: int, text: str = "") -> Statement:
    outlet = "The Harbor Ledger, 12 March"
    return Statement(text or TEXTS[numbers[0] - 1], numbers, "quoted", attribution=outlet)


def section(name: SectionName, *lines: Line) -> Section:
    return Section(name, TITLES[name], lines)


def citation(number: int) -> Citation:
    return Citation(
        number=number, article_id=f"article{number}", passage_id=f"p{number}", title=TITLE[number - 1],
        outlet=None if number == 5 else "The Ledger", url=URLS[number - 1],
        published=None if number == 5 else "2025-03-12T10:00:00+00:00",
        quote=TEXTS[number - 1], start=10, end=10 + len(TEXTS[number - 1]), kind="opinion" if number == 4 else "news",
        corrections=("The toll was 29, not 31. <b>We regret</b> it.",) if number == 1 else (), story=f"article{number}",
    )  # fmt: skip


def source(number: int) -> Source:
    made = citation(number)
    return Source(
        made.article_id, made.outlet, made.title, made.url, made.published, (number,),
        origin="Continental Wire" if number == 2 else None, copies=("Daily Flash",) if number == 2 else (),
        reference="Ruiz, A. (2025). The mayor." if number == 7 else "",
    )  # fmt: skip


def sample() -> Briefing:
    may = When(date(2025, 5, 1), date(2025, 5, 10), "part of month", "early May")
    sides = (Side(shown="31", statement=said(1), day=date(2025, 3, 18), outlets=("Daily Flash",)),
             Side(shown="29", statement=said(2), day=date(2025, 3, 24), outlets=("The Ledger", HOSTILE)))  # fmt: skip
    sections = (
        section("in_brief", Line(statement=said(1), key="b1", mark="new"), Line(statement=said(3), key="b2"),
                Line(statement=said(4), key="b3"), Line(statement=said(5), key="b4", mark="corrected", was=HOSTILE)),
        section("timeline", Event(statement=said(1), when=on(date(2025, 3, 14)), day=date(2025, 3, 14), key="t1"),
                Event(statement=said(6), when=may, day=may.first, key="t2"),
                Event(statement=said(2, 7), when=on(date(2099, 1, 1)), day=date(2099, 1, 1), key="t3", planned=True)),
        section("figures", Figure(statement=said(1), what="people killed", shown="31", value=31.0, state="superseded",
                                  by=("29",), when=on(date(2025, 3, 18)), key="f1"),
                Figure(statement=said(8), what=HOSTILE, shown="2.6 billion talvar", value=2.6e9, key="f2")),
        section("voices", Voice(statement=said(7), speaker="Ana Ruiz", role="the mayor of Sorrel", key="v1",
                                quotes=("We were never warned",))),
        section("differences", Difference(statement=said(1, 2, text="Sources differ on the dead."), key="d1",
                                          about="people killed", kind="figure", relation="updated", sides=sides)),
        section("single_source", Line(statement=said(8), key="s1")),
        section("gaps", Gap(statement=said(2, text="Who decided to keep the gate shut?"), key="g1", why="announced")),
    )  # fmt: skip
    return Briefing(
        topic=HOSTILE,
        scope=Scope(Window(date(2025, 3, 1), None), ("The Ledger",), date(2025, 6, 30)),
        status="answered",
        considered=Considered(9, 8, 3, 7, date(2025, 3, 12), date(2025, 6, 1), (("The Ledger", 5), (HOSTILE, 4)),
                              ("No article between 2 April and 20 May 2025.",)),
        coverage=Coverage(78, 6, date(2025, 1, 9), date(2025, 6, 25)),
        sections=sections,
        citations=tuple(citation(number) for number in range(1, 9)),
        sources=tuple(source(number) for number in range(1, 9)),
        notes=(f"Note: {HOSTILE}",),
        since_last=SinceLast("2025-05-01T09:00:00+00:00", date(2025, 5, 1), new=1, corrected=1,
                             gone=(("in_brief", Line(statement=said(8), mark="withdrawn")),)),
    )  # fmt: skip

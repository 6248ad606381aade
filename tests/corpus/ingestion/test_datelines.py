"""Datelines: place, day and agency as an article's own first and last lines give them."""

from __future__ import annotations

import pytest

from corpus.ingestion.datelines import Dateline, agency_of, dateline_of, place_of
from corpus.types import Article

BODY = "The council of Port Ansel met on Monday and voted for the new quay, which opens in May, said the mayor."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("KYIV, Ukraine (AP) — It", Dateline("KYIV, Ukraine", None, "Associated Press")),
        ("LONDON, March 12 (Reuters) - It", Dateline("LONDON", "March 12", "Reuters")),
        ("MERRIN, 12 March (Continental Wire) - It", Dateline("MERRIN", "12 March", "Continental Wire")),
        ("BEIJING, March 3, 2025 (Xinhua) -- It", Dateline("BEIJING", "March 3, 2025", "Xinhua")),
        ("Berlin (dpa) – Es", Dateline("Berlin", None, "dpa")),
        ("RIO DE JANEIRO (AFP) - It", Dateline("RIO DE JANEIRO", None, "AFP")),
        ("MERRIN (Daily Flash) – It", Dateline("MERRIN", None, None)),
        ("ANSEL (Ansel Free Press) – It", Dateline("ANSEL", None, None)),
        ("New York (CNN Business) It", Dateline("New York")),
        ("Washington CNN —\n\nIt", Dateline("Washington")),
        ("Colombo, Sri Lanka CNN —\n\nIt", Dateline("Colombo, Sri Lanka")),
        ("London\nCNN\n —\nIt", Dateline("London")),
        ("PARIS — It", Dateline("PARIS")),
        ("ROME – It", Dateline("ROME")),
        ("LOUISVILLE, Ky. — It", Dateline("LOUISVILLE, Ky.")),
        ("McALESTER — It", Dateline("McALESTER")),
        ("LONDON - Shares", Dateline("LONDON")),
        ("Reuters —\n\nIt", Dateline(None, None, "Reuters")),
        ("(Reuters) It", Dateline(None, None, "Reuters")),
        ("By Jo Reyes\n\nPARIS — It", Dateline("PARIS")),
    ],
)
def test_a_dateline(text: str, expected: Dateline) -> None:
    assert dateline_of(text) == expected


@pytest.mark.parametrize(
    "text",
    ["CNN —\n\nIt", "(CNN) It", "NASA — the agency", "LIVE — It", "USA TODAY NETWORK – Tennessee", "COVID-19 — It",
     "An October report from BlackRock (BLK) — said", "The US Open – the fourth", BODY, "", "A" * 100_000,
     f"{BODY * 5}\nPARIS — It"],
)  # fmt: skip
def test_no_dateline(text: str) -> None:
    assert dateline_of(text) is None


def agency(text: str = BODY, **facts: object) -> str | None:
    """Return the agency of an article made of these."""
    return agency_of(Article("id", "Quay", text, **facts), dateline_of(text))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"Jo Reyes\n\nAssociated Press\n\nPARIS — {BODY}", "Associated Press"),
        (f"By Jo Reyes | Associated Press\n\n{BODY}", "Associated Press"),
        (f"Jo Reyes, AP\n\n{BODY}", "Associated Press"),
        (f"{BODY} — AFP", "AFP"),
        (f"{BODY}\n\n(Continental Wire)", "Continental Wire"),
        (f"{BODY}\n\n© 2025 AFP", "AFP"),
        (f"{BODY}\n\nThe Associated Press contributed to this report.", None),
        (f"{BODY}\n\nContributing: Jo Reyes, The Associated Press", None),
        (f"{BODY}\n\n– Associated Press", None),
        (f"Reuters\n\n{BODY}", None),
        (f"Jo Reyes/AFP/Getty Images\n\n{BODY}", None),
        (f"{BODY} He told The Associated Press so.", None),
        (f"{BODY}\n\n(Photo)", None),
    ],
)
def test_who_signs(text: str, expected: str | None) -> None:
    assert agency(text) == expected


def test_what_the_source_names_comes_first() -> None:
    text = f"PARIS (AFP) - {BODY}"
    assert agency(text, agency="Reuters") == "Reuters"
    assert agency(text, agency="Continental Wire", outlet="The Merrin Courier") == "Continental Wire"
    assert agency(text, agency="The Merrin Courier", outlet="The Merrin Courier") == "AFP"
    assert agency(authors=("Reuters Staff",)) == "Reuters"
    assert agency(authors=("Jo Reyes, Associated Press",)) == "Associated Press"
    assert agency(authors=("Jo Reyes", "CNN")) is None
    assert agency(outlet="Reuters") == "Reuters"
    assert agency(outlet="The Merrin Courier") is None


@pytest.mark.parametrize(
    ("given", "place"),
    [("KYIV, Ukraine (AP) —", "KYIV, Ukraine"), ("LONDON, March 12", "LONDON"), ("London", "London"), ("☃", "☃")],
)
def test_the_place_of_a_field(given: str, place: str) -> None:
    assert place_of(given) == place

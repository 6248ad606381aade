"""Outlets: one name each, whatever a source calls them; what is not known stays as it is."""

from __future__ import annotations

import pytest

from corpus.ingestion.outlets import agency_named, aliases_of, canonical_outlet

NYT = "The New York Times"


@pytest.mark.parametrize(
    ("name", "where", "outlet"),
    [
        ("NYT", None, NYT),
        ("new york times", None, NYT),
        ("The New York Times", "https://www.nytimes.com/2025/a", NYT),
        ("www.nytimes.com", None, NYT),
        (None, "https://www.nytimes.com/2025/a", NYT),
        ("NYT > World News", None, NYT),
        (None, "edition.cnn.com", "CNN"),
        (None, "https://money.cnn.com:8080/a", "CNN"),
        ("CNN.com - RSS Channel - World", None, "CNN"),
        ("CNN Newsroom", "https://cnn.com/a", "CNN"),
        ("World | Reuters", None, "Reuters"),
        ("Reuters - World", None, "Reuters"),
        ("US news | The Guardian", "https://www.theguardian.com/us-news", "The Guardian"),
        ("Home", "https://www.bbc.com/a", "BBC"),
        ("bbc.co.uk", None, "BBC"),
    ],
)
def test_an_outlet_has_one_name(name: str | None, where: str | None, outlet: str) -> None:
    assert canonical_outlet(name, where) == outlet


@pytest.mark.parametrize(
    ("name", "where", "outlet"),
    [
        ("The Times", "https://www.thetimes.co.uk/a", "The Times"),
        ("The Times", "https://timesofindia.indiatimes.com/a", "The Times of India"),
        ("Times", "https://www.nytimes.com/a", NYT),
        ("The Guardian", "https://guardian.ng/a", "The Guardian (Nigeria)"),
        ("The Post", "https://www.washingtonpost.com/a", "The Washington Post"),
        ("ABC News", "https://www.abc.net.au/news/a", "ABC News (Australia)"),
        ("ABC News", "https://abcnews.go.com/a", "ABC News"),
        ("The Star", "https://www.thestar.com.my/a", "The Star (Malaysia)"),
    ],
)
def test_the_host_says_whose_a_shared_name_is(name: str, where: str, outlet: str) -> None:
    assert canonical_outlet(name, where) == outlet


@pytest.mark.parametrize(
    ("name", "where"),
    [
        ("The Merrin Courier", None),
        ("Merchant & Market", "https://market.example/a"),
        ("The Guardian", "https://guardian.example/a"),
        ("Mirror", "https://mirror.example/a"),
        ("Time Out", None),
        ("Daily Mirror of Kestria", None),
        ("Post", None),
        ("Sky", None),
        ("Harbor Ledger - World", None),
        ("World", "https://ledger.example/a"),
        ("Reuters", "https://www.nytimes.com/a"),
        ("Harbor News Service", "https://www.nytimes.com/a"),
        ("The Independent", "https://news.yahoo.com/a"),
        ("x" * 10_000, "https://cnn.example/a"),
        ("homepage" * 24 + "!", "https://cnn.example/a"),
    ],
)
def test_a_name_that_is_not_the_hosts_stays(name: str, where: str | None) -> None:
    assert canonical_outlet(name, where) == name


@pytest.mark.parametrize(
    ("where", "outlet"),
    [
        ("https://www.ledger.example/a", "ledger.example"),
        ("news.ledger.example", "news.ledger.example"),
        ("https://notcnn.com/a", "notcnn.com"),
        ("https://cnn.com.evil.example/a", "cnn.com.evil.example"),
        ("http://[bad/", None),
        ("localhost", None),
        ("", None),
        (None, None),
    ],
)
def test_an_unknown_host_is_the_name(where: str | None, outlet: str | None) -> None:
    assert canonical_outlet(None, where) == outlet


def test_the_names_of_an_outlet_are_told_without_those_of_others() -> None:
    assert {"NYT", "NY Times", "nytimes.com"} <= set(aliases_of(NYT))
    assert "The Post" not in aliases_of("The Washington Post")
    assert aliases_of("cnn.com")[0] == "CNN International"
    assert aliases_of("The Merrin Courier") == ()


def test_agencies_go_by_their_short_names_too() -> None:
    assert [agency_named(name) for name in ("AP", "The Associated Press", "afp")] == ["Associated Press"] * 2 + ["AFP"]
    assert agency_named("CNN") is None

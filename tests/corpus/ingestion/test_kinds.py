"""Kinds: what the source says counts, then strong signs; everything else is news."""

from __future__ import annotations

import pytest

from corpus.ingestion.kinds import kind_of
from corpus.types import Article

BODY = "The council of Port Ansel met on Monday and voted for the new quay, which opens in May."


def kind(
    given: str = "", *, title: str = "Quay", text: str = BODY, url: str | None = None, section: str | None = None
) -> str:
    """Return the kind of an article made of these."""
    return kind_of(Article("id", title, text, url=url, section=section), given)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("op-ed", "opinion"),
        ("editorial", "opinion"),
        ("OpinionNewsArticle".casefold(), "opinion"),
        ("genre:opinion", "opinion"),
        ("liveblogposting", "live blog"),
        ("live", "live blog"),
        ("press release", "press release"),
        ("q&a", "interview"),
        ("wire", "wire"),
        ("analysis", "news"),
        ("newsarticle", "news"),
        ("photo essay", "news"),
        ("", "news"),
    ],
)
def test_the_word_of_the_source(given: str, expected: str) -> None:
    assert kind(given) == expected


def test_the_word_of_the_source_is_above_all_signs() -> None:
    assert kind("news", url="https://ledger.example/opinion/a", title="Opinion: No quay") == "news"


@pytest.mark.parametrize(
    ("section", "expected"),
    [("Opinion", "opinion"), ("News / Comment", "opinion"), ("Press Releases", "press release"), ("Live", "news"),
     ("Interviews", "interview"), ("Letterpress", "news")],
)  # fmt: skip
def test_the_section(section: str, expected: str) -> None:
    assert kind(section=section) == expected


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/2025/03/12/opinions/a-quay", "opinion"),
        ("/commentisfree/2025/mar/12/a", "opinion"),
        ("/world/live/2025/mar/12/a", "live blog"),
        ("/news/port-live-updates/123", "live blog"),
        ("/europe/live-news/quay-03-12-25", "live blog"),
        ("/interviews/2025/a", "interview"),
        ("/press-releases/a", "press release"),
        ("/music/live-aid-returns", "news"),
        ("/sport/columnist/a", "news"),
        ("/2025/supreme-court-opinion", "news"),
        ("/where-to-live/a", "news"),
    ],
)
def test_the_address(path: str, expected: str) -> None:
    assert kind(url=f"https://ledger.example{path}") == expected


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Live updates: the storm nears", "live blog"),
        ("Storm live updates: the harbour is shut", "live blog"),
        ("Opinion | The quay is too long", "opinion"),
        ("The quay is too long: Column", "opinion"),
        ("Interview: the harbour master", "interview"),
        ("Q&A with the harbour master", "interview"),
        ("Where to live: updates to the list", "news"),
        ("Court's draft opinion: what it says", "news"),
        ("Court opinion leaks", "news"),
        ("Live music returns to the quay", "news"),
    ],
)
def test_the_title(title: str, expected: str) -> None:
    assert kind(title=title) == expected


def test_a_release_says_so() -> None:
    assert kind(text=f"FOR IMMEDIATE RELEASE\n\n{BODY}") == "press release"
    assert kind(text=f"PORT ANSEL, March 12, 2025 /PRNewswire/ -- {BODY}") == "press release"
    assert kind(text=f"{BODY} It was not meant for immediate release.") == "news"


def test_an_author_speaks_for_herself() -> None:
    assert kind(text=f"{BODY}\n\nThe opinions expressed in this article are the author's own.") == "opinion"
    assert kind(text=f"Jo Reyes\n\nOpinion contributor\n\n{BODY}") == "opinion"


def test_a_live_blog_has_its_latest_entry_first_and_a_chronicle_its_last() -> None:
    hours = ["11:05 p.m.", "9:30 p.m.", "2 p.m.", "11:50 a.m.", "9 a.m."]
    assert kind(text="\n\n".join(f"{hour}\n\n{BODY}" for hour in hours)) == "live blog"
    assert kind(text="\n\n".join(f"{hour}: {BODY}" for hour in hours)) == "live blog"
    assert kind(text="\n\n".join(f"{hour}: {BODY}" for hour in reversed(hours))) == "news"
    assert kind(text=" ".join(f"At {hour} it rained." for hour in hours)) == "news"


def test_an_interview_has_somebody_who_answers() -> None:
    asked = [f"Q: Will it open in {month}?" for month in ("May", "June", "July")]
    spoken = "\n\n".join(f"{question}\n\nA: I hope so, and my wife does." for question in asked)
    explained = "\n\n".join(f"{question}\n\nA: The council says so." for question in asked)
    assert kind(text=spoken) == "interview"
    assert kind(text=explained) == "news"
    edited = "This interview has been edited for length.\n\n" + "\n\n".join(f"{q[3:]}\n\nPerhaps." for q in asked)
    assert kind(text=edited) == "interview"


def test_what_an_agency_wrote_is_wire_unless_it_is_more() -> None:
    copy = Article("id", "Quay", BODY, agency="Reuters")
    assert kind_of(copy, "") == "wire"
    assert kind_of(Article("id", "Live updates: quay", BODY, agency="Reuters"), "") == "live blog"

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from assistant.lookup import check_claim
from assistant.lookup.claim_parts import parts
from assistant.lookup.conflicts import conflicts
from corpus import Archive, Scope

AS_OF = Scope(as_of=date(2025, 6, 30))


@pytest.fixture(scope="module")
def archive(demo_home: Path) -> Iterator[Archive]:
    opened = Archive.open(demo_home)
    yield opened
    opened.close()


def test_a_claim_is_supported_by_every_report_of_it(archive: Archive) -> None:
    claim = check_claim(archive, "About 4,200 people have been evacuated.", scope=AS_OF)
    assert claim.verdict == "supported"
    (part,) = claim.parts
    days = [citation.published or "" for citation in part.support]
    assert days == sorted(days, reverse=True)
    assert claim.reports.outlets >= 2
    assert claim.reports.independent == 1, "the courier printed the wire's text"


@pytest.mark.parametrize(
    ("text", "kind", "quoted", "printed"),
    [
        ("About 5,700 people have been evacuated.", "number", "5,700", "4,200"),
        ("I am proud of it.", "negation", "", "not"),
        (
            "Oskar Ferro, head of the operator, Talvian Waterworks, said that the dam was not in danger.",
            "name",
            "Ferro",
            "Lindqvist",
        ),
        (
            "The flood followed the collapse on Monday night of the left wall of the spillway at the Hask Dam.",
            "day",
            "Monday",
            "Friday",
        ),
    ],
)
def test_one_wrong_thing_contradicts_it(archive: Archive, text: str, kind: str, quoted: str, printed: str) -> None:
    claim = check_claim(archive, text, scope=AS_OF)
    assert claim.verdict == "contradicted"
    (conflict,) = claim.parts[0].against[0].conflicts
    assert (conflict.kind, conflict.quoted, conflict.printed) == (kind, quoted, printed)
    assert claim.parts[0].support == ()


def test_a_claim_of_which_only_a_part_is_printed_is_partly_supported(archive: Archive) -> None:
    text = "About 4,200 people have been evacuated. The queen of Ruritania opened a zoo on the moon."
    claim = check_claim(archive, text, scope=AS_OF)
    assert [part.verdict for part in claim.parts] == ["supported", "not in the archive"]
    assert claim.verdict == "partly"


def test_what_nobody_reports_is_not_in_the_archive(archive: Archive) -> None:
    claim = check_claim(archive, "The queen of Ruritania opened a zoo on the moon.", scope=AS_OF)
    assert (claim.verdict, claim.citations) == ("not in the archive", ())
    assert claim.closest


def test_a_figure_and_a_word_in_common_do_not_support(archive: Archive) -> None:
    assert check_claim(archive, "The bridge has 12 zebras.", scope=AS_OF).verdict == "not in the archive"


def test_citations_are_exact(archive: Archive) -> None:
    for text in ("About 4,200 people have been evacuated.", "The body of the dam is not sound."):
        claim = check_claim(archive, text, scope=AS_OF)
        assert [citation.number for citation in claim.citations] == list(range(1, len(claim.citations) + 1))
        for cited in claim.citations:
            assert cited.quote == archive.article(cited.article_id).text[cited.start : cited.end]


def test_a_claim_is_cut_where_two_clauses_stand_by_themselves() -> None:
    assert parts("The dam broke on Friday; the bridge was closed. It rained.") == [
        "The dam broke on Friday",
        "the bridge was closed.",
        "It rained.",
    ]
    assert parts("The dam broke, and it was closed.") == ["The dam broke, and it was closed."]
    assert parts("He said: “We go now; the dam is gone for good.”") == [
        "He said: “We go now; the dam is gone for good.”"
    ]


def test_the_same_figure_in_other_words_is_no_conflict() -> None:
    assert conflicts("The fine was 1.2 million talvar for it", "The fine was 1,200,000 talvar for it") == ()
    claim = "Castane denied all three charges: bribery, abuse of office and money laundering."
    assert not conflicts(claim, "Castane, 58, is charged with bribery, abuse of office and money laundering.")
    assert conflicts("The dam broke on Friday night", "The rate was held at two percent") is None

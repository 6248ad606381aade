"""Files as real systems write them: what ``newsdesk ingest FILE`` makes of each, in one table."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from corpus.archive import Archive
from corpus.settings import Settings
from corpus.storage.reports import IngestReport
from corpus.types import Scope
from tests.fake_encoder import FakeEncoder

INPUTS = Path(__file__).parent / "inputs"


@dataclass(frozen=True, slots=True)
class Outcome:
    """Say what is right for one input.

    Attributes:
        days: Title and day of each article that may be cited; '' stands for none.
        has: Words that stand in them.
        lacks: Words that stand in none.
        told: Words that are told of what was refused, or taken with a remark.
        caveats: Title and caveats of those that have any.
    """

    days: dict[str, str]
    has: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()
    told: tuple[str, ...] = ()
    caveats: dict[str, str] | None = None


_FERRY = "Karsholm ferry line to close in October"
_COLUMNS = Outcome(
    {_FERRY: ""},
    (
        "detour of forty minutes, as the union of seafarers put it.\n\nThe operator lost 14 million crowns",
        "its chief executive, Nils Aker, said in a letter. “We are not a charity,” Aker wrote.",
        "The council votes on 20 April.",
    ),
    ("charity,” Aker wrote. Lindvik",),
)
_TABLE = [
    ("02-feed-foreign-dates/feed.xml", Outcome({
        "Weekday in German": "2018-06-25", "Slashes, no zone": "2016-06-29", "Finnish month": "2013-10-30",
        "Four letter Sept": "2018-09-18", "Month before day": "2020-05-25", "German month": "2020-05-13",
        "German December": "2020-12-10", "Russian month": "2020-02-05", "French month": "2019-08-14",
        "Two-digit year": "2020-08-06",
    })),
    ("05-feed-same-guid/feed.xml", Outcome({
        "Mail desk opens in Karsholm": "2025-03-03", "Mail desk closes in Lindvik": "2025-03-04",
        "Union protests": "2025-03-05", "Minister answers union": "2025-03-06",
    })),
    ("07-wxr-drafts/export.xml", Outcome(
        {"Bakery wins prize": "2025-01-07"}, ("Monday.\n\nIt beat forty", "jury said.\n\nThe prize"), ("<hr", "resign"),
        ('its status is "draft"', 'its status is "private"', 'its status is "trash"', "a part of the site"),
    )),
    ("10-live-blog/page.html", Outcome(
        {"Storm Ada: what we know": "2025-01-20"},
        ("15:00\nBridge shut\n\nThe Lindvik bridge", "11:20\nTwo hurt", "08:05\nSchools closed", "06:00\nGood morning"),
    )),
    ("11-section-page/section.html", Outcome({}, told=("a page that leads to 5 of them",))),
    ("13-paywall-stub/page.html", Outcome(
        {"Inside the bridge deal": "2025-04-05"}, ("the price had doubled",), ("subscri", "Log in", "9 crowns"),
        ("not free to read",), {"Inside the bridge deal": "incomplete"},
    )),
    ("15-updated-date/page.html", Outcome({"Ferry company fined": "2025-03-14"})),
    ("15-updated-date/no-meta-date.html", Outcome({"Ferry inspector named": "2025-03-14"})),
    ("15-updated-date/slashes-ld.html", Outcome({"Ferry talks on": "2025-04-05"})),
    ("15-updated-date/visible-german.html", Outcome({"Fähre: Strafe für Reederei": "2025-03-14"})),
    ("15-updated-date/ago.html", Outcome({"Ferry union reacts": ""})),
    ("18-warc/wrong-length.warc", Outcome(
        dict.fromkeys(("Before the trouble", "Length too small", "After the trouble"), "2025-03-12"),
        ("longer than its record says", "readers was 22"), told=("its length is wrong (332 bytes)",),
    )),
    ("18-warc/mixed.warc", Outcome(
        dict.fromkeys((
            "Brotli page", "Chunked and gzipped page", "Headers say gzip, body is plain",
            "Headers say chunked, body is not", "Wrong HTTP length", "Truncated by the crawler",
        ), "2025-03-12"),
        told=("cut off by the crawler (length)",), caveats={"Truncated by the crawler": "incomplete"},
    )),
    ("18-warc/wget.warc", Outcome({"Angle brackets": "2025-03-12"})),
    ("20-csv/quotes-in-text.csv", Outcome(
        {"Mayor speaks": "2025-02-20", "Mayor speaks again": "2025-02-21", "Unclosed": ""}, ('"why now"',),
        told=("the file ends in the middle of its row",), caveats={"Unclosed": "incomplete"},
    )),
    ("20-csv/excel-serial.csv", Outcome({"Ferry fined twice": "2025-03-17", "Ferry sold": "2025-03-18"})),
    ("20-csv/dmy.csv", Outcome(
        {"One": "2025-04-03", "Two": "2025-04-25", "Three": "2025-05-05"}, told=("03/04/2025 read as day before month",)
    )),
    ("21-json/dates.jsonl", Outcome(
        {f"D{n}": "2025-02-14" for n in range(22)} | {"D0": "2025-02-12"}
        | dict.fromkeys(("D10", "D11", "D15", "D19", "D20"), ""),
        told=('"February 2025" is not a date', '"12 hours ago" is not a date', '"0000-00-00" is not a date'),
    )),
    ("21-json/nested.json", Outcome(
        {"Eight - Fjord Herald": "2025-02-06"}, ("has offered to pay for…",), ("chars]", "[Removed]"),
        ("2113 more characters",), {"Eight - Fjord Herald": "incomplete"},
    )),
    ("22-pdf/two-columns-by-column.pdf", _COLUMNS),
    ("22-pdf/two-columns-by-row.pdf", _COLUMNS),
    ("22-pdf/two-columns-right-first.pdf", _COLUMNS),
    ("22-pdf/ligatures.pdf", Outcome({"Union weighs offer": ""}, ("The final offer of the fleet office",))),
    ("23-newsml-unmarked/item.xml", Outcome(
        {"Soccer-County league results and standings": "2025-01-30"},
        ("Karsholm 2 Lindvik 0\nFjordby 5 Aker United 1\n", "\nHolm v Moen (1815)\nBrandt v Sund (2015)"),
    )),
    ("24-nitf-status", Outcome(
        dict.fromkeys(("EMBARGOED: COUNTY TO BUY THREE FERRIES", "COUNTY WEIGHS TOLL ON BRIDGE"), "2025-04-02"),
        ("Cars | 20 crowns",), ("arrested",),
        ("a kill", "under embargo until 2025-04-02T23:01:00Z"),
    )),
    ("31-markdown-drafts", Outcome(
        {"Bakery wins prize": "2025-01-07"}, lacks=("deputy clerk", "resign", "hotel firm"),
        told=("draft is true", "published is false"),
    )),
    ("46-hidden-text/page.html", Outcome(
        {"Harbour budget approved": "2025-04-21"}, ("485 million", "new quay"),
        ("1 million", "2 million crowns", "3 million", "4 million"),
    )),
    ("46-hidden-text/budget.pdf", Outcome({"Harbour budget approved": ""}, ("485 million",), ("resigned",))),
]  # fmt: skip


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    opened = Archive.open(settings=Settings(tmp_path / "home"), encoder=FakeEncoder())
    yield opened
    opened.close()


@pytest.mark.parametrize(("name", "right"), _TABLE, ids=[name for name, _ in _TABLE])
def test_ingest_makes_of_a_file_what_is_right(name: str, right: Outcome, archive: Archive) -> None:
    report = archive.ingest([INPUTS / name], fetch=None)
    found = archive.listing(Scope(), limit=100)
    assert {a.title: a.published[:10] if a.published else "" for a in found} == right.days
    texts = "\n\n".join(article.text for article in found)
    assert [words for words in right.has if words not in texts] == []
    assert [words for words in right.lacks if words.casefold() in texts.casefold()] == []
    assert [words for words in right.told if words not in _told(report)] == []
    if right.caveats is not None:
        assert {a.title: ", ".join(a.caveats) for a in found if a.caveats} == right.caveats
    again = archive.ingest([INPUTS / name], fetch=None)
    assert (again.added, again.changed) == (0, 0)


def _told(report: IngestReport) -> str:
    return "\n".join(note.reason for note in (*report.refusals, *report.remarks))

"""Kills as items of their own, in either order, and embargoes in words: what may be cited, and what is told."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from corpus.archive import Archive
from corpus.ingestion.embargoes import bar, is_kill_notice
from corpus.settings import Settings
from corpus.types import Article, Scope
from tests.fake_encoder import FakeEncoder

INPUTS = Path(__file__).parent / "inputs"
NEWS: dict[str, object] = {
    "guid": "T1-1", "title": "Ferry boss arrested over missing millions", "outlet": "Press Example",
    "text": "The head of the Karsholm ferry line was arrested on Wednesday over four million crowns, police said.",
    "date": "2025-04-02T09:15:00+01:00", "slugline": "FERRY-ARREST-1",
}  # fmt: skip


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    opened = Archive.open(settings=Settings(tmp_path / "home"), encoder=FakeEncoder())
    yield opened
    opened.close()


def _citable(archive: Archive) -> set[str]:
    return {article.title for article in archive.listing(Scope(), limit=100)}


def _ingest(archive: Archive, folder: Path, *records: dict[str, object]) -> list[str]:
    """Ingest records, a file each, in their order; return what was told."""
    told: list[str] = []
    for record in records:
        path = folder / f"{len(list(folder.iterdir()))}.json"
        path.write_text(json.dumps([record]))
        report = archive.ingest([path])
        told += [note.reason for note in (*report.refusals, *report.remarks)]
    return told


@pytest.mark.parametrize("names", [("first.xml", "kill-slug.xml"), ("kill-slug.xml", "first.xml")])
def test_a_kill_of_a_wire_takes_the_article_out_in_either_order(
    names: tuple[str, str], archive: Archive, tmp_path: Path
) -> None:
    for name in names:
        archive.ingest([shutil.copy(INPUTS / "24-nitf-status" / name, tmp_path)])
    assert _citable(archive) == set()
    archive.ingest([INPUTS / "24-nitf-status" / "first.xml"])  # read again
    assert _citable(archive) == set()


_KILLS = [
    # title, note, text
    ("KILL KILL KILL: FERRY BOSS ARRESTED OVER MISSING MILLIONS", "", "The story is wrong. A new one follows."),
    ("MANDATORY KILL", "", "Kill Ferry boss arrested over missing millions. The man was not arrested."),
    ("Ferry boss", "BULLETIN KILL. Kill item T1-1, it is wrong.", "Editors, do not use the story of this morning."),
    ("Advisory", "KILL: FERRY-ARREST-1", "Do not use what was sent this morning, the man was not arrested."),
    ("Note to desks", "", "EDITORS: please kill the story slugged FERRY-ARREST-1, it is wrong."),
    ("BULLETIN KILL", "", "ATTENTION EDITORS: kill all versions of “Ferry boss arrested over missing millions”."),
    ("KILLED: Ferry boss", "", "Our item T1-1 of this morning is wrong and must not be used by anybody."),
    ("STORY KILL—FERRY", "", "Ferry boss, arrested over missing millions: the man was not arrested at all."),
]


@pytest.mark.parametrize("kill_first", [False, True])
@pytest.mark.parametrize(("title", "note", "text"), _KILLS)
def test_a_kill_names_what_it_takes_out(
    title: str, note: str, text: str, kill_first: bool, archive: Archive, tmp_path: Path
) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    kill: dict[str, object] = {"guid": "T1-2", "title": title, "note": note, "text": text, "outlet": "Press Example",
            "date": "2025-04-02T10:00:00+01:00"}  # fmt: skip
    told = _ingest(archive, folder, *((kill, NEWS) if kill_first else (NEWS, kill)))
    assert _citable(archive) == set()
    assert any("kill" in reason for reason in told)


_LEFT: list[dict[str, object]] = [
    {**NEWS, "outlet": "Fjord Herald"},  # another outlet's
    {**NEWS, "date": "2025-04-02T12:00:00+01:00", "guid": "T1-3"},  # the new version that follows
    {**NEWS, "title": "Ferry timetable", "guid": "T9-1", "slugline": "FERRY-TIMES"},
]


@pytest.mark.parametrize("left", _LEFT)
def test_a_kill_takes_nothing_else_out(left: dict[str, object], archive: Archive, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    kill: dict[str, object] = {
            "guid": "T1-2", "title": f"KILL KILL: {NEWS['title']}", "text": "The story is wrong, the man is free.",
            "outlet": "Press Example", "date": "2025-04-02T10:00:00+01:00"}  # fmt: skip
    _ingest(archive, folder, kill, left)
    assert _citable(archive) == {left["title"]}


@pytest.mark.parametrize(
    "title",
    ["Kill Bill returns to cinemas", "Killed: three in a crash", "Mandatory kill shelter closed",
     "Editors' choice: Kill Bill", "Kill switch for cars", "Two killed", "Ministers want to kill the bill"],
)  # fmt: skip
def test_news_about_killing_is_news(title: str) -> None:
    text = "The council said so on Monday, and the paper of the town printed it."
    assert not is_kill_notice(Article("x", title, text))


_EMBARGOES = [
    ("EMBARGOED TO 0001 THURSDAY APRIL 3", "2025-04-02T23:01:00Z"),
    ("EMBARGOED UNTIL FRIDAY", "2025-04-04T23:00:00Z"),
    ("Embargoed until 6 a.m. EDT Friday, April 4, 2025", "2025-04-04T10:00:00Z"),
    ("EMBARGOED FOR RELEASE AT 10:00 GMT, 5 April 2025", "2025-04-05T10:00:00Z"),
    ("STRICTLY EMBARGOED UNTIL 00.01 HRS BST MONDAY 7 APRIL", "2025-04-06T23:01:00Z"),
    ("EMBARGO: noon Thursday", "2025-04-03T11:00:00Z"),
    ("Sperrfrist: 3. April 2025, 0.01 Uhr", "2025-04-02T23:01:00Z"),
    ("NOT FOR RELEASE BEFORE 2200 GMT WEDNESDAY", "2025-04-02T22:00:00Z"),
    ("EMBARGOED UNTIL 2025-04-03T05:00:00Z", "2025-04-03T05:00:00Z"),
    ("EMBARGOED TO 0600 APRIL 3", "2025-04-03T05:00:00Z"),
    ("Embargo until Friday 13.30 CET", "2025-04-04T12:30:00Z"),
    ("EMBARGOED UNTIL TOMORROW 5PM", "2025-04-03T16:00:00Z"),
    ("UNDER EMBARGO UNTIL FURTHER NOTICE", None),
    ("EMBARGOED: COUNTY TO BUY THREE FERRIES", None),
    ("HOLD FOR RELEASE until told", None),
    ("Embargoed until: 04/03/2025 9am", None),
]
_COUNTY = Article(
    "x", "County to buy three ferries", "The county will buy three ferries.", published="2025-04-02T09:15:00+01:00"
)


@pytest.mark.parametrize("part", ["note", "title", "text"])
@pytest.mark.parametrize(("words", "until"), _EMBARGOES)
def test_an_embargo_in_words_holds(words: str, until: str | None, part: str) -> None:
    given = {"note": words, "title": words, "text": f"({words}) The county will buy three ferries."}
    found = bar(replace(_COUNTY, **{part: given[part]}))  # type: ignore[arg-type]
    assert (found.embargo, found.pubstatus) == (until, "usable" if until else "withheld")
    assert found.remarks


@pytest.mark.parametrize(
    "words", ["Embargo on Cuba to be lifted Friday", "The embargo until 1975 hurt the island", "Oil embargo"]
)
def test_news_about_an_embargo_is_news(words: str) -> None:
    assert bar(replace(_COUNTY, title=words, text=f"{words}, the ministry said.")).pubstatus == "usable"


def test_an_embargo_of_a_file_is_told(archive: Archive) -> None:
    report = archive.ingest([INPUTS / "24-nitf-status" / "advisory.xml"])
    assert [note.reason for note in report.remarks] == [
        'under embargo until 2025-04-02T23:01:00Z by its words "EMBARGOED TO 0001 THURSDAY APRIL 3"'
    ]

"""Saved searches over what comes in: with the real judge and encoder, and what became of what was told before."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.monitoring.matching import Matcher
from assistant.monitoring.searching import Desk, replay_watch, run_watches
from assistant.monitoring.storage import watch_records
from assistant.monitoring.storage.database import Database
from assistant.monitoring.types import Item, Watch
from assistant.reader.judge import bundled_judge
from corpus import Archive, Scope, Settings
from tests.assistant.monitoring.conftest import Clock
from tests.writing import article, write

STRIKE = (
    "Dockers in Port Ansel walked off the job on Monday in a dispute over pay and night shifts. The dock strike left "
    "forty ships waiting outside the harbour, the port authority said. The union said that talks would begin on "
    "Friday."
)
RATES = (
    "The central bank of Kestria raised its main interest rate by half a point to four per cent on Tuesday. "
    "The governor said that inflation had fallen more slowly than expected, and that prices for food were still rising."
)
ROUND_UP = (
    "Here is what you need to know today. The central bank raised its main rate, and households pay more for loans."
    "\n\nA lynx was seen in the Brenna hills for the first time in a hundred years, and wardens ask people to stay "
    "away."
    "\n\nThe Mariners won the derby in the last minute before a record crowd, and the coach spoke of a miracle "
    "in the rain."
    "\n\nDockers went on strike in Port Ansel."
    "\n\nThe opera opens its season with a new staging, and the first night was sold out within the hour, the "
    "house said."
)


class Watched:
    """Hold an archive and run searches over it."""

    def __init__(self, home: Path, folder: Path, clock: Clock) -> None:
        self.archive = Archive(Settings(home=home))
        self.db, self.clock, self._folder = Database(home), clock, folder
        self.desk = Desk(self.archive, self.db, Matcher(self.archive, bundled_judge()), clock)

    def add(self, kind: str, text: str, **more: object) -> Watch:
        watch = Watch(kind, kind, text, seen=self.archive.intake().last_number(), **more)  # type: ignore[arg-type]
        watch_records.add_watch(self.db, watch, self.clock())
        return watch

    def comes(self, *records: dict[str, object]) -> None:
        self.archive.ingest([write(self._folder / "records.jsonl", *records)])

    def run(self) -> list[Item]:
        before = {item.number for item in self._all()}
        run_watches(self.desk, watch_records.list_watches(self.db))
        return [item for item in self._all() if item.number not in before]

    def _all(self) -> list[Item]:
        watches = watch_records.list_watches(self.db)
        return [item for watch in watches for item in watch_records.items_of(self.db, watch.id)]


@pytest.fixture
def watched(home: Path, tmp_path: Path, clock: Clock) -> Iterator[Watched]:
    desk = Watched(home, tmp_path, clock)
    yield desk
    desk.archive.close()
    desk.db.close()


def test_a_topic_tells_of_reports_on_it_each_story_once(watched: Watched) -> None:
    watched.comes(article("Dockers walk out", STRIKE, 3))
    watched.add("topic", "dock strike")
    assert watched.run() == []  # it looks at what comes in from now on
    watched.comes(
        article("Dock strike: forty ships wait", STRIKE, 4, outlet="Ledger"),
        article("Bank raises rates", RATES, 4),
        article("Your morning", ROUND_UP, 4, outlet="Ledger"),
    )
    (item,) = watched.run()
    assert (item.kind, item.citation.title) == ("new report", "Dock strike: forty ships wait")
    assert item.citation.quote in STRIKE
    assert "strike" in item.citation.quote
    assert watched.run() == []
    watched.comes(article("Dock strike: forty ships wait", STRIKE, 5, outlet="Mail"))
    assert watched.run() == []  # a copy
    other = (
        STRIKE.replace("Dockers", "Crane drivers").replace("forty ships", "sixty tankers") + " Shops ran out of fruit."
    )
    begins = "In the second week of the dock strike, the minister offered to mediate between the union and the port."
    text = f"{begins} {other}"
    watched.comes(article("Minister offers to mediate in dock strike", text[:420], 12, outlet="Mail"))
    (further,) = watched.run()
    assert (further.kind, further.note) == ("further report", "independent report no. 2")


def test_the_threshold_can_be_moved(watched: Watched) -> None:
    watched.add("topic", "dock strike", threshold=0.99)
    watched.comes(article("Dockers walk out", STRIKE, 3))
    assert watched.run() == []
    watch_records.set_threshold(watched.db, "topic", 0.3)
    watched.comes(article("Port pilots join dock strike", f"{STRIKE} The pilots of the harbour joined them.", 9))
    assert len(watched.run()) == 1


def test_what_became_of_an_article_that_was_told_of(watched: Watched) -> None:
    watched.add("question", "Why did the dockers strike in Port Ansel?")
    url = "https://courier.example/strike"
    watched.comes(article("Dockers strike over pay", STRIKE, 3, url=url))
    assert [item.kind for item in watched.run()] == ["new report"]
    watched.comes(article("Dockers strike over pay", STRIKE.replace("forty ships", "52 ships"), 3, url=url))
    (changed,) = watched.run()
    assert changed.kind == "changed"
    assert changed.note.startswith("a figure changed; was: “The dock strike left forty ships")
    assert "52 ships" in changed.citation.quote
    known = watched.archive.listing(Scope())[0]
    assert known.text[changed.citation.start : changed.citation.end] == changed.citation.quote
    correction = "Correction: An earlier version of this article misstated the number of ships."
    text = f"{STRIKE.replace('forty ships', '52 ships')}\n\n{correction}"
    watched.comes(article("Dockers strike over pay", text, 3, url=url))
    assert {item.kind for item in watched.run()} == {"changed", "corrected"}
    watched.archive.withdraw(known.id)
    (withdrawn,) = watched.run()
    assert (withdrawn.kind, withdrawn.note) == ("withdrawn", "withdrawn")


def test_a_claim_is_told_with_who_says_so_and_who_says_otherwise(watched: Watched) -> None:
    watched.add("claim", "The central bank raised its main interest rate to four per cent.")
    watched.comes(article("Bank raises rates", RATES, 4))
    (item,) = watched.run()
    assert item.note == "says so"


def test_a_tracked_quote_that_is_printed_again_or_altered(watched: Watched) -> None:
    watched.add("quote", "We will not negotiate while shells fall on Dravno")
    watched.comes(
        article("Velic firm", f'"We will not negotiate while shells fall on Dravno," Velic told reporters. {RATES}', 4),
        article("Velic", f'"We will never negotiate while shells fall on Dravno," the minister said. {STRIKE}', 5),
        article("Nothing", ROUND_UP, 5),
    )
    printed, altered = watched.run()
    assert (printed.kind, printed.note) == ("quote printed", "verbatim")
    assert altered.kind == "quote altered"
    assert "“not” is “never” there" in altered.note


def test_a_saved_results_citations_are_looked_after(watched: Watched, tmp_path: Path) -> None:
    watched.comes(article("Dockers walk out", STRIKE, 3))
    known = watched.archive.listing(Scope())[0]
    cited = {
        "number": 1, "article_id": known.id, "passage_id": f"{known.id}.1.0", "outlet": known.outlet,
        "title": known.title, "url": known.url, "published": known.published, "quote": STRIKE[:60], "start": 0,
        "end": 60,
    }  # fmt: skip
    draft = tmp_path / "draft.json"
    draft.write_text(json.dumps({"citations": [cited]}))
    watched.add("saved result", str(draft))
    watched.comes(article("Bank raises rates", RATES, 4))
    assert watched.run() == []
    watched.archive.withdraw(known.id)
    (item,) = watched.run()
    assert (item.kind, item.note) == ("citation fallen", "[1] Courier: withdrawn")
    assert watched.run() == []


def test_a_past_day_gives_the_same_again(watched: Watched) -> None:
    from datetime import date

    watched.comes(article("Dockers walk out", STRIKE, 3), article("Bank raises rates", RATES, 4))
    watch = watched.add("topic", "dock strike")
    for _ in range(2):
        days = (date(2025, 3, 1), date(2025, 3, 7))
        found = replay_watch(watched.archive, watched.desk.matcher, watch, days, watched.clock)
        assert [item.citation.title for item in found] == ["Dockers walk out"]
    empty = (date(2025, 3, 4), date(2025, 3, 7))
    assert replay_watch(watched.archive, watched.desk.matcher, watch, empty, watched.clock) == []

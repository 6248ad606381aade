"""A kill -9 between any two steps: nothing is lost, nothing is sent twice."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Iterator, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller

from assistant.assistant import Assistant
from assistant.monitoring import matching, service
from assistant.monitoring.storage import source_records, watch_records
from assistant.monitoring.storage.database import Database
from assistant.monitoring.types import Watch
from assistant.nlp.entailment import Judgement, Premise
from assistant.settings import MailSettings
from corpus import Archive, Limits, Scope, Settings, Source
from tests.assistant.monitoring.conftest import Clock, feed, free_port, page
from tests.corpus.web_server import Site
from tests.fake_encoder import FakeEncoder

_PROCESSES = multiprocessing.get_context("forkserver")
"""Each round is a process of its own that can be killed; what it needs is loaded once, not by each."""
_PROCESSES.set_forkserver_preload([__name__])


class Sure:
    """Judge that everything is about everything."""

    def judge(self, premise: Premise, statements: Sequence[str]) -> list[Judgement]:
        return [Judgement(0.95, 0.0, 0.05) for _ in statements]


def _die(*_: object, **__: object) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _go_round(home: Path, port: int, step: tuple[str, str, str] | None) -> None:
    """Go one round over an archive, and be killed before or after a step."""
    if step is not None:
        owner, name, when = import_module(step[0]), step[1], step[2]
        inner = getattr(owner, name)

        def done_then_die(*given: Any, **named: Any) -> None:
            inner(*given, **named)
            _die()

        setattr(owner, name, _die if when == "before" else done_then_die)
    setattr(matching, "_NEAR", -1.0)  # noqa: B010 - the encoder here knows no meaning
    setattr(matching, "_WHOLE", -1.0)  # noqa: B010
    setattr(service, "bundled_judge", Sure)  # noqa: B010
    archive, db = Archive(Settings(home=home), encoder=FakeEncoder()), Database(home)
    mail = MailSettings(f"smtp://127.0.0.1:{port}", "desk@newsdesk.example")
    limits = Limits(size=200_000, wait=5.0, total=10.0, pause=0.0)
    desk = service.Service(Assistant(archive), db, now=Clock(), mail=mail, limits=limits)
    with db.running():
        done = desk.go_round()
    assert not done.problems, done.problems


_M = "assistant.monitoring"
STEPS = {
    "before the first page is asked for": (f"{_M}.filling", "_visit", "before"),
    "between fetching and storing": (f"{_M}.filling", "_store", "before"),
    "between storing and noting it": (f"{_M}.storage.source_records", "keep_visit", "before"),
    "between noting it and searching": (f"{_M}.service", "run_watches", "before"),
    "between searching and keeping what was found": (f"{_M}.storage.watch_records", "keep_found", "before"),
    "between keeping what was found and reporting": (f"{_M}.service", "deliver", "before"),
    "between reporting and sending": (f"{_M}.storage.outbox", "due_deliveries", "before"),
    "between noting that it is sent and sending": (f"{_M}.delivery.sending", "send_mail", "before"),
    "after it was noted as sent": (f"{_M}.storage.outbox", "end_sending", "after"),
}
TAKEN = (f"{_M}.storage.outbox", "end_sending", "before")


class Inbox:
    """Take mails."""

    def __init__(self) -> None:
        self.mails: list[bytes] = []

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802 - aiosmtpd calls it so
        self.mails.append(envelope.content)
        return "250 taken"


@pytest.fixture
def inbox() -> Iterator[tuple[Inbox, int]]:
    taker, port = Inbox(), free_port()
    controller = Controller(taker, hostname="127.0.0.1", port=port, ready_timeout=20)
    controller.start()
    yield taker, port
    controller.stop()


@pytest.fixture
def ready(tmp_path: Path, site: Site, clock: Clock) -> Path:
    """Return the folder of an archive with a source and a search."""
    home = tmp_path / "home"
    home.mkdir()
    site.put("/a", page("Dock strike"))
    site.put("/feed", feed(site, "/a"), kind="application/xml", ETag='"1"')
    db = Database(home)
    source_records.add_source(db, Source("courier", "feed", site.base + "/feed", private=True), clock())
    watch_records.add_watch(db, Watch("strike", "topic", "dock strike", channels=("mailto:you@desk.example",)), clock())
    db.close()
    return home


def _round(home: Path, port: int, step: tuple[str, str, str] | None = None) -> int | None:
    process = _PROCESSES.Process(target=_go_round, args=(home, port, step))
    process.start()
    process.join(120)
    return process.exitcode


def _check(home: Path) -> None:
    """Say that there is one article, one item, and one report that was sent."""
    archive, db = Archive(Settings(home=home)), Database(home)
    assert len(archive.listing(Scope())) == 1
    assert archive.check().problems == ()
    assert len(watch_records.items_of(db, "strike")) == 1
    assert db.rows("SELECT state FROM deliveries") == [("sent",)]
    archive.close()
    db.close()


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.replace(" ", "-"))
def test_after_a_kill_the_next_round_does_what_was_left(ready: Path, inbox: tuple[Inbox, int], step: str) -> None:
    taker, port = inbox
    assert _round(ready, port, STEPS[step]) == -signal.SIGKILL
    assert _round(ready, port) == 0
    _check(ready)
    assert len(taker.mails) == 1


def test_a_mail_that_was_taken_just_before_a_kill_comes_again_under_its_own_name(
    ready: Path, inbox: tuple[Inbox, int]
) -> None:
    """Nobody can know whether it arrived: it is sent again, and its Message-ID lets mail systems show it once."""
    taker, port = inbox
    assert _round(ready, port, TAKEN) == -signal.SIGKILL
    assert _round(ready, port) == 0
    _check(ready)
    names = {line for mail in taker.mails for line in mail.splitlines() if line.lower().startswith(b"message-id")}
    assert (len(taker.mails), len(names)) == (2, 1)

"""Delivery through real servers on this machine, on a clock that is set by hand."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import feedparser
import pytest
from aiosmtpd.controller import Controller
from standardwebhooks.webhooks import Webhook, WebhookVerificationError

from assistant.errors import AssistantError, MonitoringError
from assistant.monitoring.delivery.files import feed_paths
from assistant.monitoring.delivery.sending import Sender, deliver, read_report
from assistant.monitoring.delivery.webhook import make_secret
from assistant.monitoring.scheduling import next_digest
from assistant.monitoring.storage import outbox, watch_records
from assistant.monitoring.storage.database import Database
from assistant.monitoring.types import Item, Rhythm, Watch
from assistant.settings import MailSettings
from assistant.types import Citation
from tests.assistant.monitoring.conftest import Clock, free_port


class Inbox:
    """Take mails as a server does; ``refuses`` makes it say no."""

    def __init__(self) -> None:
        self.mails: list[Message] = []
        self.refuses = False

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802 - aiosmtpd calls it so
        if self.refuses:
            return "451 try later"
        self.mails.append(message_from_bytes(envelope.content))
        return "250 taken"


@pytest.fixture
def inbox() -> Iterator[tuple[Inbox, MailSettings]]:
    taker = Inbox()
    port = free_port()
    controller = Controller(taker, hostname="127.0.0.1", port=port, ready_timeout=20)
    controller.start()
    yield taker, MailSettings(f"smtp://127.0.0.1:{port}", "desk@newsdesk.example")
    controller.stop()


@pytest.fixture
def hook() -> Iterator[tuple[str, list[tuple[dict[str, str], bytes]], list[int]]]:
    """Take webhooks; the statuses of the answers are taken from a list, then 204."""
    taken: list[tuple[dict[str, str], bytes]] = []
    statuses: list[int] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"]))
            taken.append(({name.lower(): value for name, value in self.headers.items()}, body))
            self.send_response(statuses.pop(0) if statuses else 204)
            self.end_headers()

        def log_message(self, *_: Any) -> None: ...

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}/hook", taken, statuses
    server.shutdown()
    server.server_close()


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    home = tmp_path / "home"
    home.mkdir()
    memory = Database(home)
    yield memory
    memory.close()


def texts_of(mail: Message) -> list[str]:
    """Return the texts of a mail: plain, then HTML."""
    bodies: list[Any] = [part.get_payload(decode=True) for part in mail.walk() if not part.is_multipart()]
    return [body.decode() for body in bodies]


AddWatch = Callable[..., Watch]


@pytest.fixture
def add(db: Database, clock: Clock) -> AddWatch:
    def added(name: str, *channels: str, rhythm: Rhythm = "at once", hour: int = 7, zone: str = "UTC") -> Watch:
        given = Watch(name, "topic", name, (), 0.5, channels, rhythm, hour, zone, secret=make_secret())
        watch_records.add_watch(db, given, clock())
        return watch_records.get_watch(db, name)

    return added


def cited(title: str, quote: str = "Forty ships wait outside the harbour.") -> Citation:
    return Citation(
        1, title, f"{title}.1.0", "Courier", title, "https://courier.example/a", "2026-03-04", quote, 0, 37,
        also_in=("Ledger",), story=title,
    )  # fmt: skip


def find(db: Database, watch: Watch, clock: Clock, *titles: str, note: str = "") -> None:
    items = [Item(watch.id, f"report:{title}", "new report", clock(), cited(title), note) for title in titles]
    watch_records.keep_found(db, items, [watch], seen=1)


def test_a_mail_at_once_cited_and_never_twice(
    db: Database, add: AddWatch, clock: Clock, inbox: tuple[Inbox, MailSettings]
) -> None:
    taker, mail = inbox
    watch = add("dock strike", "mailto:editor@desk.example")
    sender = Sender(db, clock, mail)
    assert deliver(sender) == []
    find(db, watch, clock, "Dockers <walk> out", "Talks fail")
    (delivery,) = deliver(sender)
    assert delivery.state == "sent"
    assert deliver(sender) == []
    find(db, watch, clock, "Talks fail")  # found again: the same key
    assert deliver(sender) == []
    (mail_sent,) = taker.mails
    assert mail_sent["To"] == "editor@desk.example"
    text, html = texts_of(mail_sent)
    assert "“Forty ships wait outside the harbour.”" in text
    assert "Courier, 2026-03-04; also in Ledger" in text
    assert "https://courier.example/a" in text
    assert "Dockers &lt;walk&gt; out" in html
    find(db, watch, clock, "A third report")
    deliver(sender)
    assert len(taker.mails) == 2
    assert "Talks fail" not in texts_of(taker.mails[1])[0]


def test_what_is_not_taken_is_tried_again_with_longer_pauses_and_shown(
    db: Database, add: AddWatch, clock: Clock, inbox: tuple[Inbox, MailSettings]
) -> None:
    taker, mail = inbox
    watch = add("dock strike", "mailto:editor@desk.example")
    sender = Sender(db, clock, mail)
    taker.refuses = True
    find(db, watch, clock, "Dockers walk out")
    (failed,) = deliver(sender)
    assert (failed.state, failed.attempts) == ("failed", 1)
    assert "451" in failed.error or "try later" in failed.error
    assert [each.error for each in outbox.list_deliveries(db)] == [failed.error]
    assert deliver(sender) == []  # not before its pause is over
    clock.forward(minutes=1)
    (again,) = deliver(sender)
    assert (again.due - clock()).total_seconds() == 180
    taker.refuses = False
    clock.forward(minutes=3)
    (sent,) = deliver(sender)
    assert (sent.state, sent.attempts, len(taker.mails)) == ("sent", 3, 1)


def test_without_a_mail_server_a_mail_waits_and_says_why(db: Database, add: AddWatch, clock: Clock) -> None:
    find(db, add("dock strike", "mailto:editor@desk.example"), clock, "Dockers walk out")
    (delivery,) = deliver(Sender(db, clock))
    assert (delivery.state, "NEWSDESK_SMTP" in delivery.error) == ("failed", True)


def test_a_webhook_is_signed_and_keeps_its_id_at_each_try(
    db: Database, add: AddWatch, clock: Clock, hook: tuple[str, list[tuple[dict[str, str], bytes]], list[int]]
) -> None:
    address, taken, statuses = hook
    clock.moment = datetime.now(UTC)  # the reference refuses what is five minutes old
    watch = add("dock strike", address)
    statuses.append(500)
    find(db, watch, clock, "Dockers walk out")
    assert deliver(Sender(db, clock))[0].state == "failed"
    clock.forward(minutes=1)
    assert deliver(Sender(db, clock))[0].state == "sent"
    (first, _), (second, body) = taken
    assert first["webhook-id"] == second["webhook-id"]
    told: Any = Webhook(watch.secret).verify(body, second)
    (item,) = told["searches"][0]["items"]
    assert item["citation"]["quote"] == "Forty ships wait outside the harbour."
    with pytest.raises(WebhookVerificationError):
        Webhook(make_secret()).verify(body, second)
    with pytest.raises(WebhookVerificationError):
        Webhook(watch.secret).verify(body + b" ", second)


def test_feeds_hold_what_was_found(db: Database, add: AddWatch, clock: Clock) -> None:
    watch = add("dock strike", "feed")
    find(db, watch, clock, "Dockers & <crews>", note="a\x00b")
    for _ in range(2):
        deliver(Sender(db, clock))
    rss, feed = feed_paths(db.home, watch.id)
    parsed = feedparser.parse(rss.read_bytes())
    assert not parsed.bozo
    assert [entry.title for entry in parsed.entries] == ["New report: Dockers & <crews>"]
    assert parsed.entries[0].link == "https://courier.example/a"
    told = json.loads(feed.read_text())
    assert told["version"] == "https://jsonfeed.org/version/1.1"
    assert [item["id"] for item in told["items"]] == ["dock strike/report:Dockers & <crews>"]


def test_a_file_a_report_and_a_folder_that_is_not_there_yet(
    db: Database, add: AddWatch, clock: Clock, tmp_path: Path
) -> None:
    watch = add("dock strike", f"file:{tmp_path / 'desk'}")
    find(db, watch, clock, "Dockers walk out")
    deliver(Sender(db, clock))
    (file,) = (tmp_path / "desk").iterdir()
    assert "Dockers walk out" in file.read_text()


def test_a_digest_comes_at_its_hour_in_its_time_zone_one_for_all_searches(
    db: Database, add: AddWatch, clock: Clock, inbox: tuple[Inbox, MailSettings]
) -> None:
    taker, mail = inbox
    named = ("mailto:editor@desk.example",)
    one = add("dock strike", *named, rhythm="daily", hour=7, zone="America/New_York")
    other = add("interest rates", *named, rhythm="daily", hour=7, zone="America/New_York")
    summary = Sender(db, clock, mail, summarise=lambda watch, items: [(f"All of {watch.text}.", items[0].citation)])
    find(db, one, clock, "Dockers walk out")  # 8:00 UTC, 3:00 in New York
    find(db, other, clock, "Rates rise")
    assert deliver(summary) == []
    clock.forward(hours=3, minutes=59)
    assert deliver(summary) == []
    clock.forward(minutes=1)
    (delivery,) = deliver(summary)
    assert delivery.subject == "Newsdesk: 2 things on 2 searches"
    assert "All of dock strike. (Courier, 2026-03-04; also in Ledger)" in texts_of(taker.mails[0])[0]
    assert deliver(summary) == []
    clock.forward(hours=24)
    assert deliver(summary) == []  # nothing new, nothing sent
    find(db, one, clock, "Talks fail")
    clock.forward(hours=24)
    deliver(summary)
    report = read_report(outbox.list_deliveries(db)[0])
    assert [item.citation.title for part in report.parts for item in part.items] == ["Talks fail"]
    assert len(taker.mails) == 2


def test_hourly_reports_come_once_an_hour(
    db: Database, add: AddWatch, clock: Clock, inbox: tuple[Inbox, MailSettings]
) -> None:
    taker, mail = inbox
    clock.forward(minutes=10)
    watch = add("dock strike", "mailto:editor@desk.example", rhythm="hourly")
    find(db, watch, clock, "Dockers walk out")
    assert deliver(Sender(db, clock, mail)) == []
    clock.forward(minutes=50)
    deliver(Sender(db, clock, mail))
    find(db, watch, clock, "Talks fail")
    clock.forward(minutes=59)
    assert deliver(Sender(db, clock, mail)) == []
    assert len(taker.mails) == 1


def test_a_digest_is_due_once_on_days_when_clocks_change() -> None:
    forward = datetime(2026, 3, 29, 0, 30, tzinfo=UTC)  # 2:00 becomes 3:00 in Berlin
    first = next_digest(forward, 2, "Europe/Berlin")
    assert first.astimezone(UTC) <= datetime(2026, 3, 30, 0, 0, tzinfo=UTC)
    back = datetime(2026, 10, 24, 12, 0, tzinfo=UTC)  # 3:00 becomes 2:00
    once = next_digest(back, 2, "Europe/Berlin")
    after = next_digest(once, 2, "Europe/Berlin")
    assert (once.date().isoformat(), after.date().isoformat()) == ("2026-10-25", "2026-10-26")
    with pytest.raises(MonitoringError, match="no time zone"):
        next_digest(back, 2, "Mars/Olympus")


def test_what_was_taken_back_stands_first(db: Database, add: AddWatch, clock: Clock, tmp_path: Path) -> None:
    watch = add("dock strike", f"file:{tmp_path}")
    find(db, watch, clock, "Dockers walk out")
    gone = Item(watch.id, "barred:1", "withdrawn", clock(), cited("Old report"), "withdrawn")
    watch_records.keep_found(db, [gone], [watch], seen=2)
    deliver(Sender(db, clock))
    (part,) = read_report(outbox.list_deliveries(db)[0]).parts
    assert [item.kind for item in part.items] == ["withdrawn", "new report"]


def test_a_removed_search_leaves_nothing_behind(db: Database, add: AddWatch, clock: Clock) -> None:
    watch = add("dock strike", "mailto:editor@desk.example")
    find(db, watch, clock, "Dockers walk out")
    deliver(Sender(db, clock))
    watch_records.remove_watch(db, watch.id)
    assert (watch_records.list_watches(db), outbox.list_deliveries(db)) == ([], [])


def test_the_mail_server_is_named_in_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    assert MailSettings.from_environment() is None
    monkeypatch.setenv("NEWSDESK_SMTP", "smtp://me@mail.example:587")
    monkeypatch.setenv("NEWSDESK_SMTP_PASSWORD", "hidden")
    settings = MailSettings.from_environment()
    assert settings is not None
    assert (settings.sender, "hidden" in repr(settings)) == ("newsdesk@mail.example", False)
    assert replace(settings, sender="x").password == "hidden"
    monkeypatch.setenv("NEWSDESK_SMTP", "mail.example")
    with pytest.raises(AssistantError, match="write smtp://"):
        MailSettings.from_environment()

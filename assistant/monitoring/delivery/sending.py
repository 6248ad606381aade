"""Make reports of what was found, and send them until they are taken: nothing is lost, nothing is told twice."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from assistant.errors import MonitoringError
from assistant.json_store import decode, encode
from assistant.monitoring.delivery.files import write_feeds, write_file
from assistant.monitoring.delivery.mail import send_mail
from assistant.monitoring.delivery.webhook import send_webhook
from assistant.monitoring.reports import Part, Report, arrange_items, make_report
from assistant.monitoring.scheduling import next_digest
from assistant.monitoring.storage import outbox, watch_records
from assistant.monitoring.storage.database import Database
from assistant.monitoring.types import Delivery, Item, Now, Watch
from assistant.settings import MailSettings
from assistant.types import Citation

_FIRST_PAUSE, _LONGEST = timedelta(minutes=1), timedelta(hours=6)
"""Pause after a failed try, three times as long after each further one, and the longest."""

Summarise = Callable[[Watch, Sequence[Item]], Sequence[tuple[str, Citation]]]


@dataclass(frozen=True, slots=True)
class Sender:
    """Hold what reports are sent with.

    Attributes:
        summarise: Sums up what is new of a search in a few cited sentences, for digests; None leaves that out.
    """

    db: Database
    now: Now
    mail: MailSettings | None = None
    summarise: Summarise | None = None


def deliver(sender: Sender) -> list[Delivery]:
    """Make the reports that are due and send what waits; return what was tried, as it stands now."""
    make_due_reports(sender)
    tried = [_try(sender, delivery) for delivery in outbox.due_deliveries(sender.db, sender.now())]
    for watch in watch_records.list_watches(sender.db):
        if "feed" in watch.channels:
            write_feeds(sender.db.home, watch, watch_records.items_of(sender.db, watch.id))
    return tried


def make_due_reports(sender: Sender) -> None:
    """Make a report for each channel of the searches that are due; one digest for all that go the same way.

    That a report is made and which items it tells is kept in one transaction.
    """
    now = sender.now()
    due = [watch for watch in watch_records.list_watches(sender.db) if is_due(watch, now)]
    ways: dict[tuple[str, str], list[Watch]] = {}
    for watch in due:
        for channel in watch.channels:
            if channel != "feed":
                own = watch.id if watch.rhythm == "at once" else ""  # what comes at once comes by itself
                ways.setdefault((channel, own), []).append(watch)
    made = [(channel, *_parts(sender, channel, watches)) for (channel, _), watches in ways.items()]
    with sender.db.transaction():
        for channel, parts, items in made:
            if parts:
                since = min((part.watch.digested or "" for part in parts), default="")
                report = make_report(parts, channel, since=since, until=now)
                content = json.dumps(encode(report), ensure_ascii=False)
                name = parts[0].watch.id if len(parts) == 1 else ""
                fresh = Delivery(report.key, name, channel, now, now, "waiting", 0, "", report.title, content)
                outbox.keep_report(sender.db, fresh, items)
        outbox.set_digested(sender.db, due, now)


def is_due(watch: Watch, now: datetime) -> bool:
    """Say whether a report on a search may be made now."""
    if watch.paused or watch.digested is None:
        return False
    last = datetime.fromisoformat(watch.digested)
    if watch.rhythm == "hourly":
        return now.replace(minute=0, second=0, microsecond=0) > last
    return watch.rhythm == "at once" or next_digest(last, watch.hour, watch.zone) <= now


def read_report(delivery: Delivery) -> Report:
    """Return the report of a delivery, as it was made."""
    stored: dict[str, Any] = json.loads(delivery.content)
    parts = tuple(_decode_part(part) for part in stored["parts"])
    return Report(stored["key"], stored["title"], stored["since"], datetime.fromisoformat(stored["until"]), parts)


def _decode_part(part: dict[str, Any]) -> Part:
    items = [
        Item(**item | {"at": datetime.fromisoformat(item["at"]), "citation": decode(Citation, item["citation"])})
        for item in part["items"]
    ]
    said = tuple((sentence, decode(Citation, cited)) for sentence, cited in part["brief"])
    return Part(decode(Watch, part["watch"]), tuple(items), said, part["more"])


def _parts(sender: Sender, channel: str, watches: Sequence[Watch]) -> tuple[list[Part], list[Item]]:
    """Return what there is to tell through a channel, and all items that count as told then."""
    parts, told = [], []
    for watch in watches:
        items = outbox.waiting_items(sender.db, watch, channel)
        if items:
            brief = sender.summarise(watch, items) if sender.summarise and watch.rhythm == "daily" else ()
            parts.append(arrange_items(watch, items, brief))
            told += items
    return parts, told


def _try(sender: Sender, delivery: Delivery) -> Delivery:
    """Send one report; what goes wrong is kept with it, and it is tried again later."""
    outbox.begin_sending(sender.db, delivery.key)
    try:
        _send(sender, delivery)
    except MonitoringError as error:
        pause: timedelta = _FIRST_PAUSE * 3.0 ** min(delivery.attempts, 8)
        outbox.fail_sending(sender.db, delivery.key, str(error), sender.now() + min(pause, _LONGEST))
    else:
        outbox.end_sending(sender.db, delivery.key)
    return outbox.get_delivery(sender.db, delivery.key)


def _send(sender: Sender, delivery: Delivery) -> None:
    """Send a report the way that its channel names.

    Raises:
        MonitoringError: It was not taken.
    """
    report, channel = read_report(delivery), delivery.channel
    if channel.startswith("mailto:"):
        send_mail(sender.mail, channel, report)
    elif channel.startswith(("http://", "https://")):
        secret = next(part.watch.secret for part in report.parts)
        send_webhook(channel, report, secret, moment=int(sender.now().timestamp()))
    elif channel.startswith("file:"):
        write_file(channel, report)
    else:
        raise MonitoringError(f"{channel} is no way to send a report")

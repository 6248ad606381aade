"""The commands `newsdesk watch …`: saved searches over what comes in, and how they are told of."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from assistant.cli.console import parse_day, print_json, say, warn
from assistant.cli.options import Home, Json, open_assistant

if TYPE_CHECKING:
    from assistant.monitoring.service import Round, Service
    from assistant.monitoring.storage.database import Database
    from assistant.monitoring.types import Watch, WatchKind

watch_app = typer.Typer(help="Saved searches over what comes in, and their delivery.", no_args_is_help=True)

_KINDS: tuple[WatchKind, ...] = ("topic", "question", "name", "quote", "claim", "saved result")
_CHANNEL = re.compile(r"mailto:[^@\s]+@[^@\s]+|https?://\S+|file:.+|feed")
Name = Annotated[str, typer.Argument(metavar="NAME", help="Name of the search, as `newsdesk watch list` shows it.")]
Text = Annotated[str, typer.Argument(help="What to watch for; of a saved result its id or file.")]
Kind = Annotated[str, typer.Option(help=f"{', '.join(_KINDS)}.")]
To = Annotated[
    list[str] | None,
    typer.Option("--to", help="mailto:you@desk.example, https://… (webhook), feed, file:FOLDER; may be given again."),
]
When = Annotated[str, typer.Option(help="at-once, hourly, or daily (a digest at --hour).")]
Zone = Annotated[str | None, typer.Option(help="Time zone of the hour (Europe/Berlin); else this machine's.")]
Threshold = Annotated[float, typer.Option(min=0, max=1, help="How sure it must be that an article is about it.")]
OnlyOutlets = Annotated[list[str] | None, typer.Option("--outlet", help="Only this outlet; may be given again.")]


@watch_app.command("add", epilog='Example: newsdesk watch add "dock strike" --to mailto:you@desk.example --when daily')
def add_search(
    text: Text,
    kind: Kind = "topic",
    name: Annotated[str | None, typer.Option(help="Short name; else made of the words.")] = None,
    to: To = None,
    when: When = "at-once",
    hour: Annotated[int, typer.Option(min=0, max=23, help="Hour of the day of a daily digest.")] = 7,
    zone: Zone = None,
    outlet: OnlyOutlets = None,
    threshold: Threshold = 0.4,
    home: Home = None,
) -> None:
    """Save a search: it is run on what comes in from now on."""
    from assistant.monitoring import scheduling
    from assistant.monitoring.fallen_citations import citations_of
    from assistant.monitoring.identification import name_search
    from assistant.monitoring.service import read_clock
    from assistant.monitoring.storage import watch_records
    from assistant.monitoring.types import Watch

    archive, db = open_assistant(home).archive, _open(home)
    rhythm = {"at-once": "at once", "at once": "at once", "hourly": "hourly", "daily": "daily"}.get(when.lower())
    if rhythm is None or kind.lower() not in _KINDS or not text.strip():
        raise typer.BadParameter(f"--when is at-once, hourly or daily; --kind is one of: {', '.join(_KINDS)}")
    if wrong := [channel for channel in to or () if not _CHANNEL.fullmatch(channel)]:
        raise typer.BadParameter(f"{wrong[0]!r} is no way to deliver: mailto:…, https://…, feed or file:FOLDER")
    named = zone or scheduling.own_zone()
    scheduling.read_zone(named)
    watch = Watch(
        name or name_search(text), kind.lower(), text.strip(), tuple(outlet or ()), threshold, tuple(to or ()), rhythm,  # type: ignore[arg-type]
        hour, named, seen=archive.intake().last_number(), secret=_secret_for(db, to or ()),
    )  # fmt: skip
    if watch.kind == "saved result":
        citations_of(archive, watch)
    watch_records.add_watch(db, watch, read_clock())
    say(f"Added {watch.id}: {watch.kind}, {watch.rhythm}. `newsdesk watch serve` keeps watch.")
    if any(channel.startswith("http") for channel in watch.channels):
        say(f"Webhooks are signed with {watch.secret}")


@watch_app.command("list", epilog="Example: newsdesk watch list")
def list_searches(home: Home = None, as_json: Json = False) -> None:
    """Show the saved searches, what each found, and deliveries that failed."""
    from dataclasses import asdict

    from assistant.monitoring.storage import outbox, watch_records

    db = _open(home)
    watches = watch_records.list_watches(db)
    failed = [delivery for delivery in outbox.list_deliveries(db) if delivery.state == "failed"]
    if as_json:
        shown = [asdict(watch) | {"items": len(watch_records.items_of(db, watch.id))} for watch in watches]
        for one in shown:
            del one["secret"]
        print_json({"watches": shown, "failed": [_delivery_json(delivery) for delivery in failed]})
        return
    for watch in watches:
        items = watch_records.items_of(db, watch.id)
        when = f"daily at {watch.hour}:00 {watch.zone}" if watch.rhythm == "daily" else watch.rhythm
        state = "paused" if watch.paused else when
        say(f"{watch.id}  {watch.kind}: {watch.text} ({state}; {len(items)} found; from {watch.threshold} on)")
        say(f"    to {', '.join(watch.channels) or 'the page'}")
    for delivery in failed:
        tries = "1 try" if delivery.attempts == 1 else f"{delivery.attempts} tries"
        say(
            f"Not delivered to {delivery.channel} ({tries}): {delivery.error}. Tried again at {delivery.due:%H:%M} UTC."
        )
    if not watches:
        say('There are no saved searches yet; `newsdesk watch add "dock strike"` adds one.')


@watch_app.command("show", epilog="Example: newsdesk watch show dock-strike")
def show_search(name: Name, home: Home = None, as_json: Json = False) -> None:
    """Show what a saved search has found, each with the words that it rests on."""
    from assistant.monitoring.reports import arrange_items, as_text, item_json, make_report
    from assistant.monitoring.service import read_clock
    from assistant.monitoring.storage import watch_records

    db = _open(home)
    watch = watch_records.get_watch(db, name)
    items = watch_records.items_of(db, name)
    if as_json:
        print_json({"name": name, "items": [item_json(item) for item in items]})
    else:
        say(as_text(make_report([arrange_items(watch, items)], "page", since="", until=read_clock())))


@watch_app.command("set", epilog="Example: newsdesk watch set dock-strike --threshold 0.6")
def set_search(
    name: Name,
    threshold: Annotated[float | None, typer.Option(min=0, max=1, help="How sure it must be.")] = None,
    pause: Annotated[bool | None, typer.Option("--pause/--resume", help="Run it no more, or again.")] = None,
    home: Home = None,
) -> None:
    """Change how sure a saved search must be, pause it or resume it."""
    from assistant.monitoring.storage import watch_records

    db = _open(home)
    if threshold is not None:
        watch_records.set_threshold(db, name, threshold)
    if pause is not None:
        watch_records.pause_watch(db, name, paused=pause)
    say(f"{watch_records.get_watch(db, name).id} is changed.")


@watch_app.command("remove", epilog="Example: newsdesk watch remove dock-strike")
def remove_search(name: Name, home: Home = None) -> None:
    """Forget a saved search with what it found."""
    from assistant.monitoring.storage import watch_records

    watch_records.remove_watch(_open(home), name)
    say(f"{name} is removed.")


@watch_app.command("run", epilog="Example: newsdesk watch run")
def run_once(home: Home = None, as_json: Json = False) -> None:
    """Look at the sources that are due, run all searches, and deliver, once."""
    service, db = _service(home)
    with db.running():
        done = service.go_round()
    if as_json:
        print_json(
            {
                "items": done.items,
                "sources": len(done.runs),
                "deliveries": [_delivery_json(delivery) for delivery in done.deliveries],
                "problems": list(done.problems),
            }
        )
    else:
        say(_round_line(done))
    if done.problems:
        raise typer.Exit(1)


@watch_app.command("serve", epilog="Example: newsdesk watch serve")
def serve_watch(
    every: Annotated[int, typer.Option(min=5, help="Seconds between two looks at what is due.")] = 60,
    home: Home = None,
) -> None:
    """Keep watch until it is ended: sources by their schedules, searches on what comes in, reports when due."""
    from assistant.monitoring import scheduling

    service, db = _service(home)

    def work() -> None:
        done = service.go_round()
        if done.runs or done.items or done.deliveries or done.problems:
            warn(_round_line(done))

    with db.running():
        scheduling.serve(work, every=every)


@watch_app.command("digest", epilog="Example: newsdesk watch digest dock-strike --as-of 2025-03-12")
def make_digest(
    name: Annotated[list[str] | None, typer.Argument(metavar="[NAME]…", help="Searches; else all.")] = None,
    as_of: Annotated[str | None, typer.Option("--as-of", metavar="DAY", help="The day; else today.")] = None,
    days: Annotated[int, typer.Option(min=1, help="How many days, the last one being --as-of.")] = 1,
    home: Home = None,
    as_json: Json = False,
) -> None:
    """Make the digest of any day again, from what was published then; nothing is sent."""
    from assistant.monitoring.reports import arrange_items, as_text, make_report, report_json
    from assistant.monitoring.searching import replay_watch
    from assistant.monitoring.storage import watch_records

    service, db = _service(home)
    assistant = service.assistant
    until = parse_day(as_of) or assistant.today_as_of()
    since = until - timedelta(days=days - 1)
    end = _end_of(until)
    watches = [watch_records.get_watch(db, one) for one in name] if name else watch_records.list_watches(db)
    parts = []
    for watch in watches:
        found = replay_watch(assistant.archive, service.matcher, watch, (since, until), lambda: end)
        if found:
            parts.append(arrange_items(watch, found, service.sum_up(watch, found)))
    if not parts:
        say(f"Nothing on {until}." if days == 1 else f"Nothing from {since} to {until}.")
        return
    report = make_report(parts, "digest", since=since.isoformat(), until=end)
    if as_json:
        print_json(report_json(report))
    else:
        say(as_text(report))


def _end_of(day: date) -> Any:
    from datetime import UTC, datetime, time

    return datetime.combine(day, time(23, 59), tzinfo=UTC)


def _open(home: Path | None) -> Database:
    from assistant.cli.sources import open_memory

    return open_memory(home)


def _service(home: Path | None) -> tuple[Service, Database]:
    from assistant.monitoring.service import Service
    from assistant.settings import MailSettings

    db = _open(home)
    return Service(open_assistant(home), db, mail=MailSettings.from_environment()), db


def _secret_for(db: Database, channels: list[str] | tuple[()]) -> str:
    """Return the key that signs what goes to some channels: the one that they have already, else a new one."""
    from assistant.monitoring.delivery.webhook import make_secret
    from assistant.monitoring.storage import watch_records

    known: list[Watch] = watch_records.list_watches(db)
    hooks = {channel for channel in channels if channel.startswith("http")}
    return next((watch.secret for watch in known if hooks.intersection(watch.channels)), "") or make_secret()


def _round_line(done: Round) -> str:
    sent = sum(delivery.state == "sent" for delivery in done.deliveries)
    failed = [delivery for delivery in done.deliveries if delivery.state == "failed"]
    told = "".join(f"; not delivered to {delivery.channel}: {delivery.error}" for delivery in failed)
    problems = "".join(f"; {problem}" for problem in done.problems)
    new = sum(run.added for run in done.runs)
    return f"{len(done.runs)} sources, {new} new articles; {done.items} new items; {sent} reports sent{told}{problems}"


def _delivery_json(delivery: Any) -> dict[str, Any]:
    return {
        "key": delivery.key,
        "channel": delivery.channel,
        "state": delivery.state,
        "attempts": delivery.attempts,
        "error": delivery.error,
        "subject": delivery.subject,
        "due": delivery.due.isoformat(),
    }

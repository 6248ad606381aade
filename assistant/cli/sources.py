"""The commands `newsdesk sources …`: where articles come from by themselves."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from assistant.cli.console import print_json, say, warn
from assistant.cli.options import Home, Json, home_or_given, open_archive

if TYPE_CHECKING:
    from assistant.monitoring.storage.database import Database
    from assistant.monitoring.types import Health, Run
    from corpus import SourceKind

sources_app = typer.Typer(help="Sources that fill the archive by themselves.", no_args_is_help=True)

_KINDS: tuple[SourceKind, ...] = ("feed", "sitemap", "section", "folder", "mailbox", "remote folder")
_MINUTES = {"m": 1, "h": 60, "d": 1440}
Name = Annotated[str, typer.Argument(metavar="NAME", help="Name of the source, as `newsdesk sources list` shows it.")]


Place = Annotated[str, typer.Argument(help="Feed, sitemap, section's page, folder, imaps://user@host/INBOX, s3://…")]
Pages = Annotated[int, typer.Option("--pages-an-hour", min=1, help="Pages of it that are asked for in an hour.")]
Secret = Annotated[Path | None, typer.Option(help="File with a mailbox's password, or fsspec's options.")]
Names = Annotated[list[str] | None, typer.Argument(metavar="[NAME]…", help="Only these; else all that are due.")]


@sources_app.command("add", epilog="Example: newsdesk sources add https://courier.example/feed.xml --every 15m")
def add_source(
    address: Place,
    name: Annotated[str | None, typer.Option(help="Short name; else made of the address.")] = None,
    kind: Annotated[str | None, typer.Option(help=f"{', '.join(_KINDS)}; else found out.")] = None,
    outlet: Annotated[str | None, typer.Option(help="Name of the outlet that its articles get.")] = None,
    language: Annotated[str | None, typer.Option(help="Their language, as ISO 639-1 has it (en).")] = None,
    every: Annotated[str, typer.Option(help="Time between two looks: 15m, 2h, 1d.")] = "30m",
    pages: Pages = 240,
    secret_file: Secret = None,
    private: Annotated[bool, typer.Option("--private", help="It may be in one's own network.")] = False,
    home: Home = None,
) -> None:
    """Add a source; robots.txt is kept to, and only what has changed is asked for."""
    from assistant.monitoring.identification import find_kind, name_source
    from assistant.monitoring.storage import source_records
    from corpus import Source

    chosen = _kind_named(kind) if kind is not None else find_kind(address, private=private)
    if chosen == "folder":
        address = str(Path(address).expanduser().absolute())
    secret = str(secret_file.expanduser().absolute()) if secret_file else None
    named, minutes = name or name_source(address), _minutes(every)
    source = Source(named, chosen, address, outlet, language, minutes, pages, secret, private)
    source_records.add_source(open_memory(home), source, datetime.now(UTC))
    say(f"Added {source.id}: {source.kind}, every {every}. `newsdesk sources run` looks at it now.")


@sources_app.command("list", epilog="Example: newsdesk sources list")
def list_sources(home: Home = None, as_json: Json = False) -> None:
    """Show how each source is doing: its last run, what is new, what was refused and why, and which are silent."""
    from assistant.monitoring.health import check_sources

    found = check_sources(open_memory(home), datetime.now(UTC))
    if as_json:
        print_json({"sources": [_as_json(health) for health in found]})
        return
    for health in found:
        _print_health(health)
    if not found:
        say("There are no sources yet; `newsdesk sources add ADDRESS` adds one.")


@sources_app.command("pause", epilog="Example: newsdesk sources pause courier.example-feed")
def pause_source(name: Name, home: Home = None) -> None:
    """Leave a source alone until it is resumed."""
    _set_paused(name, home, paused=True)
    say(f"{name} is paused.")


@sources_app.command("resume", epilog="Example: newsdesk sources resume courier.example-feed")
def resume_source(name: Name, home: Home = None) -> None:
    """Look at a paused source again."""
    _set_paused(name, home, paused=False)
    say(f"{name} is looked at again.")


@sources_app.command("remove", epilog="Example: newsdesk sources remove courier.example-feed")
def remove_source(name: Name, home: Home = None) -> None:
    """Forget a source; its articles stay in the archive."""
    from assistant.monitoring.storage import source_records

    source_records.remove_source(open_memory(home), name)
    say(f"{name} is removed; its articles stay.")


@sources_app.command("run", epilog="Example: newsdesk sources run")
def run_due(
    names: Names = None,
    everything: Annotated[bool, typer.Option("--all", help="All that are not paused, due or not.")] = False,
    home: Home = None,
    as_json: Json = False,
) -> None:
    """Look at the sources that are due, or at those that are named, and store what is new."""
    from assistant.monitoring.filling import run_sources
    from assistant.monitoring.storage import source_records

    archive, db = open_archive(home), open_memory(home)
    if names:
        chosen = [source_records.get_source(db, name) for name in names]
    elif everything:
        chosen = [source for source in source_records.list_sources(db) if not source.paused]
    else:
        chosen = source_records.due_sources(db, datetime.now(UTC))
    with db.running():
        runs = run_sources(archive, db, chosen, now=lambda: datetime.now(UTC), tell=lambda run: warn(run_line(run)))
    if as_json:
        print_json({"runs": [_run_json(run) for run in runs]})
    elif not runs:
        say("No source is due; --all looks at every one.")
    else:
        broken = sum(bool(run.error) for run in runs)
        told = f"; {broken} could not be read" if broken else ""
        say(f"{len(runs)} sources: {sum(run.added for run in runs)} new articles, "
            f"{sum(run.changed for run in runs)} changed, {sum(run.gone for run in runs)} gone{told}.")  # fmt: skip


def open_memory(home: Path | None) -> Database:
    """Return what the watch over the archive remembers."""
    from assistant.monitoring.storage.database import Database
    from corpus import Settings

    folder = Settings.from_environment(home_or_given(home)).home
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return Database(folder)


def _set_paused(name: str, home: Path | None, *, paused: bool) -> None:
    from assistant.monitoring.storage import source_records

    source_records.pause_source(open_memory(home), name, paused=paused, now=datetime.now(UTC))


def _kind_named(named: str) -> SourceKind:
    for kind in _KINDS:
        if kind == named.lower():
            return kind
    raise typer.BadParameter(f"{named!r} is no kind of source; there are: {', '.join(_KINDS)}")


def _minutes(every: str) -> int:
    found = re.fullmatch(r"(\d{1,5})\s*([mhd])", every.strip().lower())
    minutes = int(found[1]) * _MINUTES[found[2]] if found else 0
    if not minutes:
        raise typer.BadParameter(f"{every!r} is no time between two looks; write 15m, 2h or 1d")
    return minutes


def _print_health(health: Health) -> None:
    source = health.source
    state = "paused" if source.paused else "broken" if health.failures else "silent" if health.silent else "well"
    say(f"{source.id}  {source.kind}, {source.outlet or 'outlet as it says'}: {state}")
    say(f"    {source.address}")
    usual = f"; usually {health.usual:.0f} a day" if health.usual is not None and not health.silent else ""
    said = f"{health.added} articles so far{usual}"
    say(f"    {run_line(health.last, named=False)}; {said}" if health.last else f"    never run; {said}")
    if health.silent:
        say(f"    {health.silent}")
    for cause, count in health.refusals.items():
        say(f"    refused {count}: {cause}")


def run_line(run: Run, *, named: bool = True) -> str:
    """Return what a run brought, in one line."""
    what = f"{run.added} new, {run.changed} changed, {run.gone} gone, {sum(run.refusals.values())} refused"
    told = f"not read: {run.error}" if run.error else what
    return f"{run.source_id}: {told}" if named else f"{run.at.astimezone():%Y-%m-%d %H:%M}: {told}"


def _as_json(health: Health) -> dict[str, Any]:
    from dataclasses import asdict

    given = asdict(health) | {"last": _run_json(health.last) if health.last else None}
    given["last_new"] = health.last_new.isoformat() if health.last_new else None
    given["due"] = health.due.isoformat()
    return given


def _run_json(run: Run) -> dict[str, Any]:
    from dataclasses import asdict

    return asdict(run) | {"at": run.at.isoformat()}

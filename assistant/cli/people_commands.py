"""The commands for the people of a team: their login, what is kept of them, what they did."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from assistant.cli.console import print_json, say, warn
from assistant.cli.options import Home, Json, open_archive

people_app = typer.Typer(help="Let a team log in, see what it did, forget somebody.", no_args_is_help=True)


@people_app.command(
    "provider",
    epilog="Example: newsdesk people provider https://login.example.org --client-id desk --may admin=ana@example.org",
)
def name_provider(
    issuer: Annotated[str, typer.Argument(help="Address of the OpenID Connect provider.")],
    client_id: Annotated[str, typer.Option("--client-id", help="Under which it knows this archive.")],
    secret_file: Annotated[
        Path | None,
        typer.Option("--client-secret-file", help="A file with its secret; - for standard input."),
    ] = None,
    page: Annotated[
        str, typer.Option("--page", help="Address of the page; register it with /oauth2callback behind it.")
    ] = "http://localhost:8501",
    may: Annotated[
        list[str] | None,
        typer.Option("--may", metavar="RIGHT=WHO", help="read, write or admin = ana@example.org or @example.org."),
    ] = None,
    home: Home = None,
) -> None:
    """Name the login provider: from now on the page asks for a login, and the API for its tokens or a key.

    Without a --may read=… all whom the provider knows may come in and read.
    """
    from assistant.server.access.callers import RIGHTS
    from assistant.server.access.logins import Logins
    from assistant.server.access.provider import Provider

    given = [each.partition("=")[::2] for each in may or ()]
    if wrong := [right for right, who in given if right not in RIGHTS or not who]:
        raise typer.BadParameter(f"{wrong[0]!r}: --may takes RIGHT=WHO, and the rights are {', '.join(RIGHTS)}")
    secret = _read_secret(secret_file) if secret_file else ""
    members, writers, admins = (tuple(who for right, who in given if right == wanted) for wanted in RIGHTS)
    Logins(open_archive(home).home).set(Provider(issuer, client_id, secret, page, "", members, writers, admins))
    say(f"{issuer} is the login of this archive.")
    warn(f"Register {page.rstrip('/')}/oauth2callback there, and start `newsdesk app` and `newsdesk serve` anew.")


def _read_secret(path: Path) -> str:
    if path == Path("-"):
        return sys.stdin.readline().strip()
    return path.read_text(encoding="utf-8").strip()


@people_app.command("forget", epilog="Example: newsdesk people forget ana@example.org")
def forget_person(
    who: Annotated[str, typer.Argument(help="Address of a person, or key:ID.")],
    home: Home = None,
    as_json: Json = False,
) -> None:
    """Delete what is kept of somebody: conversations, briefings, grants, and their name and texts in the audit log."""
    from dataclasses import asdict

    from assistant.server.access.people import forget

    named = who if who.startswith(("key:", "person:")) else f"person:{who.lower()}"
    gone = forget(open_archive(home).home, named)
    if as_json:
        print_json(asdict(gone))
    else:
        say(f"{gone.files} files deleted; {gone.entries} lines of the audit log name {who} no more.")


@people_app.command("log", epilog="Example: newsdesk people log --who person:ana@example.org")
def show_log(
    who: Annotated[str, typer.Option("--who", help="Only of this key:ID or person:ADDRESS.")] = "",
    home: Home = None,
    as_json: Json = False,
) -> None:
    """Show the audit log: who asked, added, withdrew and read what, and when."""
    from assistant.server.access.audit import AuditLog

    entries = list(AuditLog(open_archive(home).home).entries(who))
    if as_json:
        print_json({"entries": entries})
        return
    for entry in entries:
        what = ", ".join(str(entry[name]) for name in ("article", "briefing", "text") if name in entry)
        say(f"{entry['at'][:19]}  {entry['who']}  {entry['action']}{f': {what}' if what else ''}")

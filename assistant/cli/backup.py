"""The commands that put an archive into one file and back: ``backup``, ``restore``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.cli.console import print_json, progress, say, warn
from assistant.cli.options import Home, Json, home_or_given

if TYPE_CHECKING:
    from corpus import BackupReport

backup_app = typer.Typer()


@backup_app.command(epilog="Example: newsdesk backup ~/backups/archive.newsdesk")
def backup(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Where to; an earlier backup there is replaced.")],
    home: Home = None,
    as_json: Json = False,
) -> None:
    """Put the whole archive into one file, also while others read it and add to it.

    With it go articles and vectors, conversations, briefings, research, sources, saved searches, collections, feeds,
    the audit log, hashes of keys, and the secrets of the login and of webhooks: keep the file as you keep a password.
    Not in it are both indexes, which are made again from it, compiled models, what `newsdesk evaluate` built, and files
    elsewhere, such as those that --secret-file names.
    """
    from corpus import Settings, make_backup

    report = make_backup(Settings.from_environment(home_or_given(home)).home, file)
    for each in report.left_out:
        warn(f"left out: {each}")
    _show(report, f"backed up to {report.file}", as_json=as_json)


@backup_app.command(epilog="Example: newsdesk restore ~/backups/archive.newsdesk --home ~/restored")
def restore(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A file that `newsdesk backup` made.")],
    replace: Annotated[
        bool, typer.Option("--replace", help="Take the place of the archive that is there, which is deleted then.")
    ] = False,
    check: Annotated[bool, typer.Option("--check", help="Only read the file from end to end; write nothing.")] = False,
    home: Home = None,
    as_json: Json = False,
) -> None:
    """Put an archive back from its backup, all of it or nothing.

    A file that is damaged or foreign is refused before anything is written. The indexes are made again without
    embedding. End the page, the server and the watch of an archive before you replace it.
    """
    from corpus import Settings, check_backup, restore_backup

    if check:
        _show(check_backup(file), "in it; it is whole", as_json=as_json)
        return
    settings = Settings.from_environment(home_or_given(home))
    with progress() as tell:
        report = restore_backup(file, settings, replace=replace, tell=tell, notice=warn)
    _show(report, f"restored to {settings.home}", as_json=as_json)


def _show(report: BackupReport, done: str, *, as_json: bool) -> None:
    from dataclasses import asdict

    if as_json:
        print_json(asdict(report))
        return
    others = report.files - 1
    say(
        f"{report.articles} articles and {others} other file{'' if others == 1 else 's'} {done} "
        f"({report.size / 1e6:.1f} MB, made {report.made[:16].replace('T', ' ')} UTC by Newsdesk {report.newsdesk})."
    )

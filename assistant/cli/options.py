"""Options that several commands share, and how they open the archive."""

from __future__ import annotations

from collections.abc import Sequence
from contextvars import ContextVar
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.cli.console import parse_day, warn

if TYPE_CHECKING:
    from assistant.assistant import Assistant
    from corpus import Archive, Window

Home = Annotated[Path | None, typer.Option("--home", help="Folder of the archive (else NEWSDESK_HOME).")]
Json = Annotated[bool, typer.Option("--json", help="Print one JSON object.")]
AsOf = Annotated[str | None, typer.Option("--as-of", metavar="DAY", help="Use nothing published after this day.")]
Since = Annotated[str | None, typer.Option("--since", metavar="DAY", help="Published on this day or later.")]
Until = Annotated[str | None, typer.Option("--until", metavar="DAY", help="Published on this day or before.")]
Outlets = Annotated[list[str] | None, typer.Option("--outlet", help="Only this outlet; may be given again.")]
Kinds = Annotated[
    list[str] | None,
    typer.Option("--kind", help="Only this kind (news, opinion, live blog, …); may be given again."),
]
Model = Annotated[
    str | None,
    typer.Option("--model", metavar="NAME", help="Chat model, 'provider:name' or a name (else NEWSDESK_MODEL)."),
]
ArticleId = Annotated[str, typer.Argument(metavar="ID", help="Id of an article, as `newsdesk articles` lists it.")]


_HOME: ContextVar[Path | None] = ContextVar("home", default=None)


def set_home(home: Path | None) -> None:
    """Keep the folder that was named before the command, for where none is named behind it."""
    _HOME.set(home)


def home_or_given(home: Path | None) -> Path | None:
    """Return the folder named behind the command, else the one before it."""
    return _HOME.get() if home is None else home


def open_archive(home: Path | None) -> Archive:
    """Open the archive; what a person should know goes to stderr."""
    from corpus import Archive

    return Archive.open(home_or_given(home), notice=warn)


def open_assistant(home: Path | None, model: str | None = None) -> Assistant:
    """Open the assistant over the archive, with a chat model (None: the environment's); say what leaves the machine."""
    from assistant.assistant import Assistant

    assistant = Assistant.open(home_or_given(home), notice=warn, model=model)
    if assistant.model and assistant.model.disclosure:
        warn(assistant.model.disclosure)
    return assistant


def kinds_of(named: Sequence[str] | None) -> tuple[str, ...]:
    """Return the kinds of article that an option names; wrong usage where there is no such kind."""
    from corpus import KINDS

    wrong = [name for name in named or () if name.lower() not in KINDS]
    if wrong:
        raise typer.BadParameter(f"{wrong[0]!r} is no kind of article; there are: {', '.join(KINDS)}")
    return tuple(dict.fromkeys(name.lower() for name in named or ()))


def named_outlets(archive: Archive, named: Sequence[str] | None) -> tuple[str, ...]:
    """Return the archive's own names of the outlets that an option names."""
    from assistant.query.archive_outlets import outlets_of

    return outlets_of(archive, named)


def window_of(since: str | None, until: str | None) -> Window | None:
    """Return the window that two options name, None where both are left out."""
    from corpus import Window

    return Window(parse_day(since), parse_day(until)) or None

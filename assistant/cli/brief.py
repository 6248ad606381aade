"""The command `newsdesk brief`."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.cli.console import parse_day, print_json, say, warn
from assistant.cli.lookup import Reference, print_references
from assistant.cli.options import (
    AsOf,
    Home,
    Json,
    Kinds,
    Model,
    Outlets,
    Since,
    Until,
    kinds_of,
    named_outlets,
    open_assistant,
    window_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assistant.assistant import Assistant
    from assistant.briefing import BriefEvent, Briefing
    from assistant.types import SectionName

brief_app = typer.Typer()


class Part(StrEnum):
    """Name the sections of a briefing as they are asked for."""

    IN_BRIEF = "in-brief"
    TIMELINE = "timeline"
    FIGURES = "figures"
    VOICES = "voices"
    DIFFERENCES = "differences"
    SINGLE_SOURCE = "single-source"
    GAPS = "gaps"


@brief_app.command(epilog='Example: newsdesk brief "the Brenna flood" --until 2025-04-30 -o flood.md')
def brief(
    topic: Annotated[str, typer.Argument(help="In quotes.")],
    since: Since = None,
    until: Until = None,
    as_of: AsOf = None,
    outlet: Outlets = None,
    kind: Kinds = None,
    only: Annotated[list[Part] | None, typer.Option(help="Only this section, in full; may be given again.")] = None,
    since_last: Annotated[
        bool,
        typer.Option("--since-last", help="Mark what is new since it was last made so, and keep it."),
    ] = False,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="File to write: .md, .html, .docx or .json.")
    ] = None,
    reference: Reference = None,
    model: Model = None,
    home: Home = None,
    as_json: Json = False,
) -> None:
    """Prepare a cited briefing on a topic.

    In brief, timeline, figures, voices, where sources differ, single-source claims, open questions and sources; every
    line is cited.
    """
    from assistant.briefing import as_json as briefing_json
    from assistant.briefing import as_markdown
    from assistant.briefing.export import format_of, write
    from assistant.briefing.export.references import check_style, referenced

    if since_last and only:
        raise typer.BadParameter("--since-last compares whole briefings: leave out --only")
    if output is not None:
        format_of(output)  # before the work, not after it
        check_style(reference)
    kinds, window = kinds_of(kind), window_of(since, until)
    assistant = open_assistant(home, model)
    wanted: list[SectionName] = [part.value.replace("-", "_") for part in only or ()]  # type: ignore[misc]
    briefing = _told(
        assistant.stream_brief(
            topic,
            as_of=parse_day(as_of),
            window=window,
            outlets=named_outlets(assistant.archive, outlet),
            kinds=kinds,
            only=wanted,
        )
    )
    if since_last:
        briefing = _compared(assistant, briefing)
    if output is not None:
        write(referenced(briefing, assistant.archive, reference) if reference else briefing, output)
        say(f"Written to {output}.")
    elif reference is not None:
        print_references(assistant.archive, briefing.citations, reference)
    elif as_json:
        print_json(briefing_json(briefing))
    else:
        say(as_markdown(briefing))


def _told(events: Iterator[BriefEvent]) -> Briefing:
    """Return a briefing, saying on a terminal's stderr what is being done."""
    from assistant.briefing import Finished, Stage
    from assistant.errors import AssistantError

    shown = sys.stderr.isatty()
    for event in events:
        if isinstance(event, Stage) and shown:
            print(f"\r\033[K{event.step}/{event.steps} {event.name}", end="", file=sys.stderr, flush=True)
        if isinstance(event, Finished):
            if shown:
                print("\r\033[K", end="", file=sys.stderr, flush=True)
            return event.briefing
    raise AssistantError("the briefing ended without a result; please report this")


def _compared(assistant: Assistant, briefing: Briefing) -> Briefing:
    """Return a briefing marked against the one that was kept last, and keep it for the next time."""
    from assistant.briefing.comparison import since_last
    from assistant.briefing.store import Briefings
    from assistant.verification.revalidation import fallen

    shelf = Briefings(assistant.archive.home)
    last = shelf.last(briefing.topic, briefing.scope)
    shelf.keep(briefing)
    if last is None:
        warn("This is the first briefing on it that is kept: the next one with --since-last is held against it.")
        return briefing
    down = fallen(assistant.archive, last.briefing.citations)
    return since_last(briefing, last.briefing, written=last.written, fallen=down)

"""The command ``newsdesk research``: a question in, a report out, watched while it is made."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.cli.console import parse_day, print_json, say, warn
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
    from assistant.research import Reports, Research, ResearchReport

research_app = typer.Typer()


@research_app.command(epilog='Example: newsdesk research "Why did Harrow resign, and what followed?" -o harrow.md')
def research(
    question: Annotated[str, typer.Argument(metavar="[QUESTION]", help="In quotes.")] = "",
    carry_on: Annotated[str, typer.Option("--continue", metavar="ID", help="Carry on what was broken off.")] = "",
    show: Annotated[str, typer.Option("--show", metavar="ID", help="Print a report that was made.")] = "",
    calls: Annotated[int, typer.Option(min=1, help="Calls of the chat model while it searches.")] = 12,
    tokens: Annotated[int, typer.Option(min=1000, help="Tokens, read and written, in all.")] = 100_000,
    seconds: Annotated[float, typer.Option(min=1, help="Seconds until the writing begins.")] = 300.0,
    as_of: AsOf = None,
    since: Since = None,
    until: Until = None,
    outlet: Outlets = None,
    kind: Kinds = None,
    output: Annotated[Path | None, typer.Option("--output", "-o", help="File to write: .md or .json.")] = None,
    model: Model = None,
    home: Home = None,
    as_json: Json = False,
) -> None:
    """Research a question: search several times, read, and write a cited report with sections and open questions.

    Every sentence is checked; the log says what was searched for. Ctrl-C ends the search, and what was found is
    written up. Without a chat model a fixed plan makes the same kind of report in the articles' own words. With neither
    a question nor an id it lists what was kept.
    """
    from assistant.research import Limits, Reports, Research
    from assistant.research.export import as_markdown, report_json

    kinds, window = kinds_of(kind), window_of(since, until)
    assistant = open_assistant(home, model)
    reports = Reports(assistant.archive.home)
    limits = Limits(calls, tokens, seconds)
    if show or not (question or carry_on):
        report = reports.get(show).report if show else None
        if report is None:
            _list(reports)
            return
    elif carry_on:
        report = _watched(Research.carry_on(assistant, carry_on, limits=limits))
    else:
        fields = {"as_of": parse_day(as_of), "window": window, "kinds": kinds,
                  "outlets": named_outlets(assistant.archive, outlet)}  # fmt: skip
        report = _watched(Research(assistant, question, limits=limits, **fields))
    if output is not None:
        _write(report, output)
    elif as_json:
        print_json(report_json(report))
    else:
        say(as_markdown(report))


def _watched(making: Research) -> ResearchReport:
    """Return the report; each look goes to stderr as it is made."""
    from assistant.errors import AssistantError
    from assistant.research import Reported, Step, Writing

    written = False
    events = making.run()
    while True:
        try:
            event = next(events)
        except KeyboardInterrupt:
            making.stop()
            warn("Stopping; what was found is written up. Press Ctrl-C again to leave it: newsdesk research "
                 f"--continue {making.id}")  # fmt: skip
            events = making.run()
            continue
        except StopIteration:
            raise AssistantError("the research ended without a report; please report this") from None
        if isinstance(event, Step):
            asked = f": {event.looked.asked}" if event.looked.asked else ""
            warn(f"{event.looked.tool}{asked} ({event.looked.found})")
        if isinstance(event, Writing) and not written and sys.stderr.isatty():
            written = True
            warn("writing the report …")
        if isinstance(event, Reported):
            if making.trouble:
                warn(f"It is not kept: {making.trouble}")
            return event.report


def _list(reports: Reports) -> None:
    kept = reports.all()
    for one in kept:
        state = f"{len(one.report.sections)} sections" if one.report else "broken off"
        say(f"{one.id}  {one.question} ({state})")
    if not kept:
        say('None. Ask something: newsdesk research "…"')


def _write(report: ResearchReport, output: Path) -> None:
    import json

    from assistant.errors import ExportError
    from assistant.research.export import as_markdown, report_json

    if output.suffix not in (".md", ".json"):
        raise ExportError(f"{output.name}: name a file that ends in .md or .json")
    text = (
        as_markdown(report) if output.suffix == ".md" else json.dumps(report_json(report), ensure_ascii=False, indent=1)
    )
    try:
        output.write_text(text, encoding="utf-8")
    except OSError as error:
        raise ExportError(f"{output} cannot be written: {error.strerror or error}") from error
    say(f"Written to {output}.")

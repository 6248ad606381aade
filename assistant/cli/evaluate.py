"""The command ``newsdesk evaluate``: how good the answers are, on questions whose answers are known."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from assistant.cli.console import print_json, progress, say, warn
from assistant.cli.options import Home, Json, home_or_given, open_assistant
from assistant.errors import AssistantError

if TYPE_CHECKING:
    from assistant.assistant import Assistant
    from assistant.evaluation.dataset import Case
    from assistant.evaluation.metrics import Outcome

evaluate_app = typer.Typer()

_NAMED = ("conversation", "question", "reason")
"""What is told of a rated question."""

_ASKED_TWICE = 200
"""Questions that are asked again with their answer hidden."""


@evaluate_app.command(epilog="Example: newsdesk evaluate realtimeqa ~/realtimeqa_public --year 2022 --half report")
def evaluate(
    questions: Annotated[
        str,
        typer.Argument(help="JSON Lines (question, articles, answers, unanswerable, as_of), or the word realtimeqa."),
    ] = "",
    checkout: Annotated[
        Path | None, typer.Argument(help="With realtimeqa: a checkout of its public repository.")
    ] = None,
    year: Annotated[int, typer.Option(help="With realtimeqa: the year.")] = 2022,
    half: Annotated[
        Literal["tune", "report", "all"], typer.Option(help="With realtimeqa: odd weeks, even weeks, or all.")
    ] = "report",
    from_feedback: Annotated[
        bool, typer.Option("--from-feedback", help="Ask again what was rated in saved conversations.")
    ] = False,
    ablate: Annotated[bool, typer.Option("--ablate", help="Show what each part of the ranking gives.")] = False,
    home: Home = None,
    as_json: Json = False,
) -> None:
    """Measure answers on questions with known answers.

    RealTimeQA asks real news questions, each on its own day, of an archive of the year's articles that is built once.
    """
    if from_feedback != (not questions) or (questions == "realtimeqa") != (checkout is not None):
        ways = "a file of questions, or realtimeqa CHECKOUT, or --from-feedback alone"
        raise typer.BadParameter(f"give one of these: {ways}")
    if from_feedback:
        _from_feedback(open_assistant(home), as_json=as_json)
        return
    if checkout is None:
        assistant, cases = _own(Path(questions), home)
        absent: list[Case] = []
    else:
        assistant, cases, absent = _realtimeqa(checkout, home, year=year, half=half)
    if ablate:
        _print_ablation(assistant, cases, as_json=as_json)
        return
    outcomes = _ask(assistant, cases)
    _print_figures(assistant, outcomes, _ask(assistant, absent), as_json=as_json)


def _own(path: Path, home: Path | None) -> tuple[Assistant, list[Case]]:
    from assistant.evaluation.dataset import read_cases

    cases = read_cases(path)
    return open_assistant(home), cases


def _realtimeqa(
    checkout: Path, home: Path | None, *, year: int, half: Literal["tune", "report", "all"]
) -> tuple[Assistant, list[Case], list[Case]]:
    """Build or reuse the archive of a year; return it with its questions, and those that are asked both ways."""
    from assistant.evaluation.realtimeqa import read_year, year_of
    from assistant.evaluation.unanswerable import both_ways, drawn
    from corpus import Scope, Settings, canonical_url

    folder = year_of(checkout.expanduser(), year)
    where = home_or_given(home) or Settings.from_environment().home / "evaluation" / f"realtimeqa-{year}"
    assistant = open_assistant(where)
    with progress() as tell:
        report = assistant.archive.ingest([folder], fetch=None, tell=tell)
    warn(f"{where}: {report.added} added, {report.unchanged} unchanged, {len(report.refusals)} refused")
    articles = assistant.archive.listing(Scope(), limit=10_000_000)
    known = {url: article.id for article in articles if (url := canonical_url(article.url))}
    cases = read_year(folder, half=half, known=known)
    if not cases:
        raise AssistantError(f"{folder} has no questions in this half")
    return assistant, cases, both_ways(drawn(cases, _ASKED_TWICE), articles)


def _ask(assistant: Assistant, cases: Sequence[Case]) -> list[Outcome]:
    from assistant.evaluation.runner import run
    from corpus import Progress

    with progress() as tell:
        return run(assistant, cases, tell=lambda done: tell(Progress("ask", done, len(cases))))


def _print_figures(
    assistant: Assistant, outcomes: Sequence[Outcome], absent: Sequence[Outcome], *, as_json: bool
) -> None:
    from assistant.evaluation.report import absence, figures, footprint

    measured = figures(outcomes) | (absence(absent) if absent else {}) | footprint(assistant.archive.status())
    if as_json:
        print_json(measured)
    else:
        _print_rows(measured)


def _print_rows(measured: Mapping[str, float | int | None]) -> None:
    from assistant.evaluation.report import in_words

    for name, value in measured.items():
        say(f"{name:<52}{in_words(value):>12}")


def _from_feedback(assistant: Assistant, *, as_json: bool) -> None:
    """Ask again what was rated, and print what came of it, each question that is not as its rating wants it named."""
    from assistant.conversations import Conversations
    from assistant.evaluation.feedback import holds, read_feedback
    from assistant.evaluation.report import feedback, figures

    given = read_feedback(Conversations(assistant.archive.home))
    for told in given.damaged:
        warn(told)
    if not given.cases and not given.lacking:
        raise AssistantError("no answer has been rated yet: the thumbs below an answer do it, or /good in the chat")
    outcomes = _ask(assistant, given.cases)
    measured = feedback(outcomes, len(given.lacking))
    measured |= figures([o for o in outcomes if not o.case.unwanted]) if outcomes else {}
    failed = [(o.case.id.partition("/")[0], o.case.question, "") for o in outcomes if not holds(o)]
    lacking = [(one.conversation, one.question, one.reason) for one in given.lacking]
    if as_json:
        named = {"not as rated": failed, "without an expectation": lacking}
        rows = {n: [dict(zip(_NAMED, one, strict=True)) for one in each] for n, each in named.items()}
        print_json(measured | rows)
        return
    _print_rows(measured)
    for heading, rated in (("Not as rated", failed), ("Say what was expected of", lacking)):
        for conversation, question, reason in rated:
            say(f"{heading}: {question} ({conversation}{f': {reason}' if reason else ''})")


def _print_ablation(assistant: Assistant, cases: Sequence[Case], *, as_json: bool) -> None:
    from assistant.evaluation.ablation import ablation
    from assistant.evaluation.report import in_words
    from corpus import Progress

    with progress() as tell:
        rows = ablation(assistant, cases, tell=lambda done: tell(Progress("ask", done, len(cases))))
    if as_json:
        print_json(rows)
        return
    columns = list(next(iter(rows.values())))
    say(f"{'':<40}" + "".join(f"{column:>17}" for column in columns))
    for name, row in rows.items():
        say(f"{name:<40}" + "".join(f"{in_words(row[column]):>17}" for column in columns))

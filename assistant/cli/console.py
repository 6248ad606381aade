"""What the commands print: plain text for people, JSON for programs, progress on a terminal only."""

from __future__ import annotations

import json
import re
import sys
import textwrap
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING, Any

import typer

from assistant.citations import place_and_caveats
from assistant.types import ABOUT, Part

if TYPE_CHECKING:
    from assistant.types import Answer, Citation
    from corpus import Archive, Progress

_WIDTH = 96
_STYLES = ("\x1b[1m", "\x1b[0m")
_STYLED = re.compile("(\x1b\\[[01]m)")
_STEERING_JSON = re.compile("[\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""What JSON does not write as an escape by itself, and a terminal takes for more than a letter."""
_STEPS = {"read": "Reading", "words": "Indexing words", "embed": "Embedding", "ask": "Asking"}


def say(text: str) -> None:
    """Print a line."""
    typer.echo(_printable(text))


def warn(text: str) -> None:
    """Print a line on stderr."""
    typer.echo(_printable(text), err=True)


def print_json(value: Any) -> None:
    """Print one JSON object."""
    written = json.dumps(value, ensure_ascii=False, indent=2)
    typer.echo(_STEERING_JSON.sub(lambda found: f"\\u{ord(found[0]):04x}", written))


def _printable(text: str) -> str:
    """Return a line that steers the terminal by nothing but our own bold type."""
    from corpus import without_steering  # here, because help prints nothing and comes at once

    return "".join(part if part in _STYLES else without_steering(part) for part in _STYLED.split(text))


def parse_day(text: str | None) -> date | None:
    """Read a day as options give it; wrong usage where it is none."""
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(f"{text!r} is not a day; write it as 2025-03-31") from None


@contextmanager
def progress() -> Iterator[Callable[[Progress], None]]:
    """Show bars with rate and time left on a terminal; show nothing elsewhere."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn, TimeRemainingColumn
    from rich.progress import Progress as Bars

    columns = (
        TextColumn("{task.description:<14}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
    )
    with Bars(*columns, console=Console(stderr=True)) as bars:
        tasks: dict[str, Any] = {}

        def tell(state: Progress) -> None:
            if state.step not in tasks:
                tasks[state.step] = bars.add_task(_STEPS.get(state.step, state.step), total=state.total, rate="")
            task = bars.tasks[bars.task_ids.index(tasks[state.step])]
            rate = f"{state.done / task.elapsed:,.0f}/s" if task.elapsed else ""
            bars.update(task.id, completed=state.done, total=state.total, rate=rate)

        yield tell


def held(articles: int, outlets: int) -> str:
    """Return how many articles of how many outlets there are, in words."""
    what = "1 article" if articles == 1 else f"{articles} articles"
    if not outlets:
        return what if not articles else f"{what}, outlet unknown"
    return f"{what} of {'1 outlet' if outlets == 1 else f'{outlets} outlets'}"


def print_answer(answer: Answer) -> None:
    """Print an answer with its sources."""
    if answer.question.form in ABOUT:
        for line in answer.lead.splitlines():
            say(wrap(line, ""))
        return
    for line in _scope_lines(answer):
        say(line)
    if answer.status == "abstained":
        say("Not in this archive.")
        print_closest(answer.closest, "Closest, not an answer:")
    else:
        _print_statements(answer)
        say("")
        for citation in answer.citations:
            say(source_line(citation))
    for note in answer.notes:
        say(f"\nNote: {note}")
    if answer.usage:
        say(f"\n{answer.model or 'The model'}: {answer.usage.told}.")


def _scope_lines(answer: Answer) -> Iterator[str]:
    coverage, question = answer.coverage, answer.question
    span = f", {coverage.first} to {coverage.last}" if coverage.first else ""
    yield f"As of {answer.as_of}: {held(coverage.articles, coverage.outlets)}{span}."
    for chip in question.chips:
        yield f"{chip.reason}." if chip.kind in ("as_of", "wording") else f"Only {chip.label} ({chip.reason})."
    if question.standalone != question.text:
        yield f"Asked as: {question.standalone}"
    yield ""


def _print_statements(answer: Answer) -> None:
    if answer.headline:
        say(typer.style(answer.headline, bold=True) + "\n")
    if answer.lead:
        say(answer.lead)
    for part in answer.parts or (Part("", tuple(range(len(answer.statements)))),):
        if part.asked and part.statements:
            say("\n".join(filter(None, (part.asked, part.short_answer, part.lead))))
        for statement in (answer.statements[place] for place in part.statements):
            if statement.verdict != "unsupported":
                numbers = "".join(f"[{number}]" for number in statement.citations)
                source = f" ({statement.attribution})" if statement.attribution else ""
                lines = wrap(f"{statement.text} {numbers}{source}", "  ")
                at = answer.short_answer_in(statement)
                say(_bold(lines, statement.text[slice(*at)]) if at else lines)
    for line in answer.also:
        numbers = "".join(f"[{number}]" for number in line.citations)
        say(wrap(f"{line.text} {numbers}", "  "))
    struck = [statement for statement in answer.statements if statement.verdict == "unsupported"]
    if struck:
        say("\nNot supported by the archive, taken out:")
    for statement in struck:
        say(wrap(f"{statement.text} ({statement.reason})", "  "))


def _bold(lines: str, words: str) -> str:
    """Return folded text with some words of it in bold, where they stand first; a terminal alone shows it."""
    inside = r"\s+".join(map(re.escape, words.split()))
    return re.sub(inside, lambda found: typer.style(found.group(), bold=True), lines, count=1)


def wrap(text: str, indent: str) -> str:
    """Fold a text to the width of a page; the lines after the first are as far in as the first."""
    return textwrap.fill(text, _WIDTH, initial_indent=indent, subsequent_indent=" " * len(indent))


def print_closest(citations: Sequence[Citation], heading: str) -> None:
    """Print the nearest misses, where there are any."""
    if citations:
        say(f"\n{heading}")
    for citation in citations:
        say(wrap(f"“{citation.quote}”", "  ") + f"\n    {source_line(citation)}")


def source_line(citation: Citation) -> str:
    """Return a citation's source in one line."""
    where = citation.outlet or "outlet unknown"
    when = citation.published[:10] if citation.published else "date unknown"
    also = f" (also in {', '.join(citation.also_in)})" if citation.also_in else ""
    address = f" <{citation.url}>" if citation.url else ""
    told = f" ({inside})" if (inside := place_and_caveats(citation)) else ""
    return f"[{citation.number}] {where}, {when}: {citation.title}{told}{address}{also}"


def print_status(figures: dict[str, Any]) -> None:
    """Print what the archive holds, and who answers."""
    say(f"Archive   {figures['home']} ({figures['size'] / 1e6:.0f} MB)")
    span = f", {figures['first']} to {figures['last']}" if figures["first"] else ""
    say(f"Articles  {held(figures['articles'], figures['outlets'])}{span}")
    say(f"Passages  {figures['passages']}: {figures['by_words']} found by words, {figures['by_meaning']} by meaning")
    lag = {name: figures["passages"] - figures[f"by_{name}"] for name in ("words", "meaning")}
    if any(lag.values()):
        say(f"Waiting   {lag['words']} for the word index, {lag['meaning']} for a vector: `newsdesk embed` goes on")
    say(f"Encoder   {figures['encoder']}")
    say(f"As of     {figures['as_of']}")
    if not figures["model"]:
        say("Model     none: the articles' own words (NEWSDESK_MODEL names one)")
        return
    say(f"Model     {figures['model']} at {figures['model_server']}")
    say(f"          {figures['model_problem'] or 'It can be reached.'}")


def add_demo(archive: Archive) -> None:
    """Give an empty archive the demonstration articles, or finish what an earlier run left undone."""
    from corpus.demo import ARTICLES

    state = archive.status()
    if state.articles and state.by_meaning == state.passages:
        return
    if not state.articles:
        warn("The archive is empty: adding the demonstration articles (fiction, of an invented country).")
    with progress() as tell:
        archive.ingest([] if state.articles else [ARTICLES], tell=tell)

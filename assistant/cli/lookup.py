"""The command `newsdesk lookup`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.cli.console import parse_day, print_json, say
from assistant.cli.options import AsOf, Home, Json, Outlets, Since, Until, named_outlets, open_assistant, window_of
from corpus import Scope, Window

if TYPE_CHECKING:
    from assistant.types import Citation
    from corpus import Archive

lookup_app = typer.Typer()

_WRONG = 3
"""Exit code where a draft has something altered or contradicted: it can guard a publishing pipeline."""


class Form(StrEnum):
    """Name the forms of a reference."""

    APA = "apa"
    MLA = "mla"
    CHICAGO = "chicago"
    HARVARD = "harvard"
    IEEE = "ieee"
    BIBTEX = "bibtex"
    RIS = "ris"
    CSL_JSON = "csl-json"
    WIKIPEDIA = "wikipedia"


Reference = Annotated[Form | None, typer.Option(help="Print the references to what is cited, in this form, instead.")]


@lookup_app.command(epilog='Example: newsdesk lookup "We will not negotiate while shells fall on Dravno"')
def lookup(
    text: Annotated[str | None, typer.Argument(help="A quote or a claim, in quotes.")] = None,
    file: Annotated[Path | None, typer.Option("--file", help="A draft: Markdown, text or DOCX.")] = None,
    output: Annotated[Path | None, typer.Option("--output", "-o", help="Write a draft's report as Markdown.")] = None,
    reference: Reference = None,
    as_of: AsOf = None,
    since: Since = None,
    until: Until = None,
    outlet: Outlets = None,
    home: Home = None,
    as_json: Json = False,
) -> None:
    """Find who printed a quote, and how; check a claim or a draft.

    Word for word, shortened or altered; who says it; where first; what differs; and the reference. What is not
    printed so is checked as a claim. A draft in which something is altered or contradicted ends with exit code 3.
    """
    if (text is None) == (file is None):
        raise typer.BadParameter("give a quote or a claim, or a draft with --file")
    assistant = open_assistant(home)
    scope = Scope(window_of(since, until) or Window(), named_outlets(assistant.archive, outlet), parse_day(as_of))
    if file is not None:
        _draft(assistant.archive, file, scope, output, as_json=as_json)
    else:
        _text(assistant.archive, text or "", scope, reference, as_json=as_json)


def _text(archive: Archive, text: str, scope: Scope, form: Form | None, *, as_json: bool) -> None:
    from assistant.cli.lookup_formatting import print_claim, print_lookup
    from assistant.server.results import look_up_json, look_up_or_check

    found, claim = look_up_or_check(archive, text, scope)
    if form is not None:
        cited = [finding.citation for finding in found.findings] or list(claim.citations if claim else ())
        print_references(archive, cited, form)
    elif as_json:
        print_json(look_up_json(found, claim))
    else:
        print_lookup(found)
        if claim is not None and claim.verdict != "not in the archive":
            print_claim(claim)


def print_references(archive: Archive, citations: Sequence[Citation], form: Form) -> None:
    """Print the references to what is cited, each article once."""
    from assistant.lookup import cited_articles, cited_places, references

    articles, places = cited_articles(archive, citations), cited_places(citations)
    made = references(articles, form.value, accessed=date.today(), places=places)
    say(made if articles else "There is nothing to refer to.")


def _draft(archive: Archive, path: Path, scope: Scope, output: Path | None, *, as_json: bool) -> None:
    from assistant.lookup.drafts import check_draft, read_draft, report
    from assistant.lookup.export import draft_json, draft_markdown

    draft = report(path.name, scope, list(check_draft(archive, read_draft(path), scope=scope)))
    if output is not None:
        output.write_text(draft_markdown(draft), encoding="utf-8")
    if as_json:
        print_json(draft_json(draft))
    elif output is None:
        say(draft_markdown(draft))
    else:
        say(f"Written to {output}.")
    if draft.wrong:
        raise typer.Exit(_WRONG)

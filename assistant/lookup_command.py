"""The command `newsdesk lookup`."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.options import AsOf, Home, Json, Outlets, Since, Until, open_assistant, outlets_of, window_of
from assistant.terminal import parse_day, print_json, say

if TYPE_CHECKING:
    from assistant.assistant import Assistant
    from assistant.lookup import LookUp

lookup_app = typer.Typer()


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


@lookup_app.command(epilog='Example: newsdesk lookup "We will not negotiate while shells fall on Dravno"')
def lookup(
    text: Annotated[str, typer.Argument(help="A quote or a sentence, in quotes.")],
    reference: Annotated[Form | None, typer.Option(help="Print the references to what was found instead.")] = None,
    as_of: AsOf = None,
    since: Since = None,
    until: Until = None,
    outlet: Outlets = None,
    home: Home = None,
    as_json: Json = False,
) -> None:
    """Find who printed a quote, and how.

    Word for word, shortened or altered; who says it; where first; what differs; and the reference.
    """
    from assistant.lookup import as_json as lookup_json
    from assistant.lookup_print import print_lookup

    assistant = open_assistant(home)
    outlets = outlets_of(assistant.archive, outlet)
    found = assistant.look_up(text, as_of=parse_day(as_of), window=window_of(since, until), outlets=outlets)
    if reference is not None:
        _print_references(assistant, found, reference)
    elif as_json:
        print_json(lookup_json(found))
    else:
        print_lookup(found)


def _print_references(assistant: Assistant, found: LookUp, form: Form) -> None:
    from assistant.lookup.references import cited_articles, references

    cited = cited_articles(assistant.archive, [finding.citation for finding in found.findings])
    say(references(cited, form.value, accessed=date.today()) or "Not found: there is nothing to refer to.")

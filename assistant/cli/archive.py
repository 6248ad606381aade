"""The commands that fill, list and mend the archive."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from assistant.cli.console import print_json, progress, say, warn
from assistant.cli.options import (
    ArticleId,
    Home,
    Json,
    Outlets,
    Since,
    Until,
    named_outlets,
    open_archive,
    open_assistant,
    window_of,
)

if TYPE_CHECKING:
    from corpus import IngestReport, Story

archive_app = typer.Typer()


@archive_app.command(epilog="Example: newsdesk ingest ~/articles press.zip https://www.example.org/feed.xml")
def ingest(
    sources: Annotated[
        list[str], typer.Argument(metavar="SOURCE…", help="Files, folders, web addresses, - for standard input.")
    ],
    mapping: Annotated[
        list[str] | None, typer.Option("--map", metavar="FIELD=COLUMN", help="Where a field is not recognised.")
    ] = None,
    strict: Annotated[bool, typer.Option("--strict", help="Stop at the first refused record.")] = False,
    no_vectors: Annotated[
        bool, typer.Option("--no-vectors", help="Index words only; `newsdesk embed` does the rest later.")
    ] = False,
    no_fetch: Annotated[
        bool, typer.Option("--no-fetch", help="Ask the web for nothing, nor for the full text of a feed's entries.")
    ] = False,
    allow_private: Annotated[
        bool, typer.Option("--allow-private", help="Fetch from addresses of your own network, too.")
    ] = False,
    home: Home = None,
    as_json: Json = False,
) -> None:
    """Add articles from files, folders and the web.

    Feeds, pages, ninjs, NewsML-G2, NITF, WARC, PDF, DOCX, e-mail, JSON, CSV, Parquet, Markdown, text, zip; what is
    known already is not added again.
    """
    pairs = dict(pair.partition("=")[::2] for pair in mapping or [])
    if not all(pairs.values()):
        raise typer.BadParameter("--map takes FIELD=COLUMN, such as --map text=story")
    archive = open_archive(home)
    with progress() as tell:
        report = archive.ingest(
            sources,
            mapping=pairs or None,
            strict=strict,
            vectors=not no_vectors,
            fetch=None if no_fetch else "private" if allow_private else "public",
            tell=tell,
        )
    for refusal in (*report.remarks, *report.refusals):
        warn(f"{refusal.place}: {refusal.reason}")
    if as_json:
        from assistant.server.results import report_json

        print_json(report_json(report))
    else:
        say(
            f"{report.added} added, {report.changed} changed, {report.unchanged} unchanged, "
            f"{len(report.refusals)} refused; {_also(report)}{report.passages} passages made searchable."
        )
        if no_vectors:
            say("Found by words only; `newsdesk embed` makes them searchable by meaning.")


def _also(report: IngestReport) -> str:
    """Say what does not happen at each ingest."""
    copies = f"{report.copies} copies of other articles; " if report.copies else ""
    changed = f"{report.status_changes} recalled or let back in by their source; " if report.status_changes else ""
    return copies + changed


@archive_app.command(epilog="Example: newsdesk embed")
def embed(home: Home = None, as_json: Json = False) -> None:
    """Make searchable by meaning what was added with --no-vectors."""
    archive = open_archive(home)
    with progress() as tell:
        done = archive.embed(tell)
    if as_json:
        print_json({"passages": done})
    else:
        say(f"{done} passages made searchable by meaning.")


@archive_app.command(epilog="Example: newsdesk articles --outlet 'The Harbor Ledger' --since 2025-03-01 --limit 20")
def articles(
    query: Annotated[str, typer.Argument(help="Words to search for; none lists the newest.")] = "",
    since: Since = None,
    until: Until = None,
    outlet: Outlets = None,
    limit: Annotated[int, typer.Option(min=1, help="Most articles to list.")] = 50,
    stories: Annotated[bool, typer.Option("--stories", help="List the articles that are copies of one text.")] = False,
    home: Home = None,
    as_json: Json = False,
) -> None:
    """List articles, the newest first, or by words."""
    from assistant.serialization import article_json
    from corpus import Scope, Window

    archive = open_archive(home)
    scope = Scope(window_of(since, until) or Window(), named_outlets(archive, outlet))
    if stories:
        _list_stories(archive.stories(scope, limit=limit), as_json=as_json)
        return
    found = archive.listing(scope, query=query, limit=limit)
    if as_json:
        print_json({"articles": [article_json(article, text=False) for article in found]})
        return
    for article in found:
        day = article.published[:10] if article.published else "date unknown"
        say(f"{article.id}  {day:<12}  {article.outlet or 'outlet unknown'}: {article.title}")


def _list_stories(found: Sequence[Story], *, as_json: bool) -> None:
    from assistant.cli.article_formatting import print_stories
    from assistant.server.results import story_json

    if as_json:
        print_json({"stories": [story_json(story) for story in found]})
    else:
        print_stories(found)


@archive_app.command(epilog="Example: newsdesk show 3f2a9c0d1e4b5a67 --json")
def show(
    article_id: ArticleId,
    versions: Annotated[bool, typer.Option("--versions", help="Show what each version changed.")] = False,
    home: Home = None,
    as_json: Json = False,
) -> None:
    """Show one article, its text as citations count it."""
    from assistant.cli.article_formatting import print_article, print_versions
    from assistant.server.results import shown_article

    archive = open_archive(home)
    article = archive.article(article_id)
    if as_json:
        print_json(shown_article(archive, article_id, versions=versions))
    elif versions:
        print_versions(archive.versions(article_id))
    else:
        print_article(archive, article)


@archive_app.command(epilog="Example: newsdesk remove 3f2a9c0d1e4b5a67")
def remove(article_id: ArticleId, home: Home = None) -> None:
    """Delete an article with all its versions."""
    open_archive(home).remove(article_id)
    say(f"{article_id} removed.")


@archive_app.command(epilog="Example: newsdesk withdraw 3f2a9c0d1e4b5a67 --undo")
def withdraw(
    article_id: ArticleId,
    undo: Annotated[bool, typer.Option("--undo", help="Let it back in.")] = False,
    home: Home = None,
) -> None:
    """Take an article out of every answer, its text kept."""
    archive = open_archive(home)
    archive.withdraw(article_id, undo=undo)
    barred = archive.standings([article_id])[article_id].barred
    say(f"{article_id} {f'stays out of answers: {barred}' if undo and barred else 'is back' if undo else 'withdrawn'}.")


@archive_app.command(epilog="Example: newsdesk status --json")
def status(home: Home = None, as_json: Json = False) -> None:
    """Say what the archive holds and who answers."""
    from assistant.cli.console import print_status
    from assistant.server.results import status_figures

    figures: dict[str, Any] = status_figures(open_assistant(home))
    if as_json:
        print_json(figures)
    else:
        print_status(figures)


@archive_app.command(epilog="Example: newsdesk check --repair")
def check(
    repair: Annotated[bool, typer.Option("--repair", help="Make the indexes anew from the catalog.")] = False,
    cited: Annotated[
        Path | None,
        typer.Option("--cited", metavar="FILE", help="Check what a saved result cites: --json, or brief -o."),
    ] = None,
    home: Home = None,
    as_json: Json = False,
) -> None:
    """Check that nothing is lost, doubled or damaged, or that what was cited may still be cited.

    Exit code 1 where something is, or may not.
    """
    from dataclasses import asdict

    archive = open_archive(home)
    if cited is not None:
        from assistant.cli.saved_results import print_fallen

        raise typer.Exit(print_fallen(archive, cited, as_json=as_json))
    if repair:
        with progress() as tell:
            report = archive.repair(tell)
    else:
        report = archive.check()
    if as_json:
        print_json(asdict(report))
    else:
        say(
            f"{report.articles} articles, {report.passages} passages: {report.in_words} found by words, "
            f"{report.in_chroma} by meaning, {report.pending} pending."
        )
        for problem in report.problems:
            warn(f"problem: {problem}")
        say("The archive needs `newsdesk check --repair`." if report.problems else "No problems found.")
    if report.problems:
        raise typer.Exit(1)

"""The commands that fill, list and mend the archive."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from assistant.options import (
    ArticleId,
    Home,
    Json,
    Outlets,
    Since,
    Until,
    open_archive,
    open_assistant,
    window_of,
)
from assistant.terminal import print_json, progress, say, warn

archive_app = typer.Typer()


@archive_app.command(epilog="Example: newsdesk ingest ~/articles archive.jsonl --map text=story")
def ingest(
    sources: Annotated[list[str], typer.Argument(metavar="SOURCE…", help="Files or folders.")],
    mapping: Annotated[
        list[str] | None, typer.Option("--map", metavar="FIELD=COLUMN", help="Where a field is not recognised.")
    ] = None,
    strict: Annotated[bool, typer.Option("--strict", help="Stop at the first refused record.")] = False,
    home: Home = None,
    as_json: Json = False,
) -> None:
    """Add articles from files and folders.

    JSON Lines, JSON, CSV, Parquet, Markdown, plain text, saved pages; what is known already is not added again.
    """
    pairs = dict(pair.partition("=")[::2] for pair in mapping or [])
    if not all(pairs.values()):
        raise typer.BadParameter("--map takes FIELD=COLUMN, such as --map text=story")
    archive = open_archive(home)
    with progress() as tell:
        report = archive.ingest(sources, mapping=pairs or None, strict=strict, tell=tell)
    for refusal in report.refusals:
        warn(f"{refusal.place}: {refusal.reason}")
    figures = {name: getattr(report, name) for name in ("added", "changed", "unchanged", "passages")}
    if as_json:
        refused = [{"place": refusal.place, "reason": refusal.reason} for refusal in report.refusals]
        print_json({**figures, "refused": refused})
    else:
        say(
            f"{report.added} added, {report.changed} changed, {report.unchanged} unchanged, "
            f"{len(report.refusals)} refused; {report.passages} passages made searchable."
        )


@archive_app.command(epilog="Example: newsdesk articles --outlet 'The Harbor Ledger' --since 2025-03-01 --limit 20")
def articles(
    query: Annotated[str, typer.Argument(help="Words to search for; none lists the newest.")] = "",
    since: Since = None,
    until: Until = None,
    outlet: Outlets = None,
    limit: Annotated[int, typer.Option(min=1, help="Most articles to list.")] = 50,
    home: Home = None,
    as_json: Json = False,
) -> None:
    """List articles, the newest first, or by words."""
    from assistant.objects import article_json
    from corpus import Scope, Window

    scope = Scope(window_of(since, until) or Window(), tuple(outlet or ()))
    found = open_archive(home).listing(scope, query=query, limit=limit)
    if as_json:
        print_json({"articles": [article_json(article, text=False) for article in found]})
        return
    for article in found:
        day = article.published[:10] if article.published else "date unknown"
        say(f"{article.id}  {day:<12}  {article.outlet or 'outlet unknown'}: {article.title}")


@archive_app.command(epilog="Example: newsdesk show 3f2a9c0d1e4b5a67 --json")
def show(article_id: ArticleId, home: Home = None, as_json: Json = False) -> None:
    """Show one article, its text as citations count it."""
    from assistant.objects import article_json

    article = open_archive(home).article(article_id)
    if as_json:
        print_json(article_json(article))
        return
    say(article.title)
    say(f"{article.outlet or 'outlet unknown'}, {article.published or 'date unknown'}, version {article.version}")
    say(f"{article.url or ''}\n\n{article.text}")


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
    open_archive(home).withdraw(article_id, undo=undo)
    say(f"{article_id} {'is back' if undo else 'withdrawn'}.")


@archive_app.command(epilog="Example: newsdesk status --json")
def status(home: Home = None, as_json: Json = False) -> None:
    """Say what the archive holds and who answers."""
    from assistant.terminal import print_status, status_figures

    figures: dict[str, Any] = status_figures(open_assistant(home))
    if as_json:
        print_json(figures)
    else:
        print_status(figures)


@archive_app.command(epilog="Example: newsdesk check --repair")
def check(
    repair: Annotated[bool, typer.Option("--repair", help="Make the indexes anew from the catalog.")] = False,
    home: Home = None,
    as_json: Json = False,
) -> None:
    """Check that nothing is lost, doubled or damaged.

    Exit code 1 where something is.
    """
    from dataclasses import asdict

    archive = open_archive(home)
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

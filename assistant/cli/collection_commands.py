"""The commands that divide the archive into collections, and say who may see them."""

from __future__ import annotations

from typing import Annotated

import typer

from assistant.cli.console import print_json, say
from assistant.cli.options import Home, Json, open_archive
from corpus import Collection

collections_app = typer.Typer(
    help="Divide the archive into named parts, and say who may see which.", no_args_is_help=True
)

Name = Annotated[str, typer.Argument(help="Of the collection.")]
Who = Annotated[
    str, typer.Argument(help="An address (ana@example.org), group:NAME of the login provider, or everyone.")
]
Outlets = Annotated[list[str] | None, typer.Option("--outlet", help="All articles of this outlet.")]
Desks = Annotated[list[str] | None, typer.Option("--desk", help="All articles of this section.")]
Sources = Annotated[
    list[str] | None, typer.Option("--source", help="All articles read from here: a folder or an address.")
]
Articles = Annotated[list[str] | None, typer.Option("--article", help="This article, by its id.")]


@collections_app.command("add", epilog="Example: newsdesk collections add wire --outlet 'Agency X'")
def add_to(
    name: Name,
    outlet: Outlets = None,
    desk: Desks = None,
    source: Sources = None,
    article: Articles = None,
    home: Home = None,
) -> None:
    """Put articles into a collection, which is made where it is not there.

    An article that is in a collection is seen by those alone who may see it or another one that it is in.
    """
    archive = open_archive(home)
    what = Collection(name, *(tuple(each or ()) for each in (outlet, desk, source, article)))
    archive.collections.create(name)
    archive.collections.put(what)
    say(f"{name} holds {archive.over_collections([name]).status().articles} articles.")


@collections_app.command("take", epilog="Example: newsdesk collections take wire --article 3f2a9c0d1e4b5a67")
def take_from(
    name: Name,
    outlet: Outlets = None,
    desk: Desks = None,
    source: Sources = None,
    article: Articles = None,
    home: Home = None,
) -> None:
    """Take articles out of a collection; what is in none then, everyone sees."""
    archive = open_archive(home)
    archive.collections.take_out(Collection(name, *(tuple(each or ()) for each in (outlet, desk, source, article))))
    say(f"{name} holds {archive.over_collections([name]).status().articles} articles.")


@collections_app.command("delete", epilog="Example: newsdesk collections delete wire")
def delete_collection(name: Name, home: Home = None) -> None:
    """Delete a collection; its articles stay, and everyone sees them who saw what is in no collection."""
    open_archive(home).collections.delete(name)
    say(f"{name} is deleted; its articles stay.")


@collections_app.command("grant", epilog="Example: newsdesk collections grant wire ana@example.org")
def grant(name: Name, who: Who, home: Home = None) -> None:
    """Let somebody see a collection; 'common' names what is in none."""
    from assistant.server.access.grants import Grants

    archive = open_archive(home)
    archive.collections.require([name])
    Grants(archive.home).give(_named(who), name)
    say(f"{who} may see {name}.")


@collections_app.command("deny", epilog="Example: newsdesk collections deny common everyone")
def deny(name: Name, who: Who, home: Home = None) -> None:
    """Take back what `grant` gave."""
    from assistant.server.access.grants import Grants

    Grants(open_archive(home).home).take(_named(who), name)
    say(f"{who} may no longer see {name}, unless a group of theirs, or everyone, may.")


@collections_app.command("list", epilog="Example: newsdesk collections list --json")
def list_collections(home: Home = None, as_json: Json = False) -> None:
    """List the collections, what is in them, and who may see them."""
    from dataclasses import asdict

    from assistant.server.access.grants import COMMON, Grants

    archive = open_archive(home)
    known, seen = archive.collections.listed(), Grants(archive.home).listed()
    counts = {name: archive.over_collections([name]).status().articles for name in [*(c.name for c in known), COMMON]}
    who = {name: [each for each, names in seen.items() if name in names] for name in counts}
    if as_json:
        told = [asdict(each) | {"count": counts[each.name], "seen_by": who[each.name]} for each in known]
        print_json({"collections": told, "common": {"count": counts[COMMON], "seen_by": who[COMMON]}})
        return
    for name, count in counts.items():
        say(f"{name}: {count} articles; seen by {', '.join(who[name]) or 'admins alone'}")


def _named(who: str) -> str:
    return who if who == "everyone" or who.startswith("group:") else f"person:{who.removeprefix('person:').lower()}"

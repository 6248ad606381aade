"""The commands ``newsdesk conversations …``: what was asked and answered, listed, shown, exported, deleted."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from assistant.cli.console import print_json, say
from assistant.cli.options import Home, Json, open_archive

if TYPE_CHECKING:
    from assistant.conversations import Conversations, Shelf
    from corpus import Archive

conversations_app = typer.Typer(
    help="List, show, search, rename, delete and export the saved conversations.",
    epilog="Example: newsdesk conversations search flood",
    rich_markup_mode=None,
    invoke_without_command=True,
)

_Id = Annotated[str, typer.Argument(metavar="ID", help="Id of a conversation; its beginning will do.")]


@conversations_app.callback()
def _default(context: typer.Context, home: Home = None, as_json: Json = False) -> None:
    if context.invoked_subcommand is None:
        _list(home, "", as_json=as_json)


@conversations_app.command("list", epilog="Example: newsdesk conversations list --json")
def list_all(home: Home = None, as_json: Json = False) -> None:
    """List them, the last changed first."""
    _list(home, "", as_json=as_json)


@conversations_app.command(epilog="Example: newsdesk conversations search 'dock strike'")
def search(
    words: Annotated[str, typer.Argument(help="Words of the title, a question or an answer; all have to stand.")],
    home: Home = None,
    as_json: Json = False,
) -> None:
    """List those in which the words stand."""
    _list(home, words, as_json=as_json)


@conversations_app.command(epilog="Example: newsdesk conversations show 3f2a --json")
def show(conversation_id: _Id, home: Home = None, as_json: Json = False) -> None:
    """Show one, and which of its citations no longer stand."""
    from assistant.cli.conversation_formatting import print_exchange, print_standing
    from assistant.conversations.export import as_json as conversation_json

    archive, store = _opened(home)
    conversation = store.get(store.resolve(conversation_id))
    if as_json:
        print_json(conversation_json(conversation) | _standing(archive, conversation_json(conversation)))
        return
    say(f"{conversation.title}\n{conversation.id}, {conversation.created[:10]} to {conversation.changed[:10]}")
    for exchange in conversation.exchanges:
        print_exchange(exchange)
        print_standing(archive, exchange)


@conversations_app.command(epilog="Example: newsdesk conversations rename 3f2a 'The Brenna flood'")
def rename(conversation_id: _Id, title: Annotated[str, typer.Argument(help="In quotes.")], home: Home = None) -> None:
    """Give one a name."""
    from assistant.conversations import now

    store = _opened(home)[1]
    renamed = store.rename(store.resolve(conversation_id), title, moment=now())
    say(f"{renamed.id} is named: {renamed.title}")


@conversations_app.command(epilog="Example: newsdesk conversations delete 3f2a")
def delete(conversation_id: _Id, home: Home = None) -> None:
    """Delete one for good."""
    store = _opened(home)[1]
    found = store.resolve(conversation_id)
    store.delete(found)
    say(f"{found} deleted.")


@conversations_app.command(epilog="Example: newsdesk conversations export 3f2a -o flood.md")
def export(
    conversation_id: _Id,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="File; .json writes JSON, else Markdown.")
    ] = None,
    home: Home = None,
    as_json: Json = False,
) -> None:
    """Write one with its sources and receipts, as Markdown or JSON."""
    from assistant.cli.chat_loop import write_export
    from assistant.conversations.export import as_json as conversation_json
    from assistant.conversations.export import as_markdown

    store = _opened(home)[1]
    conversation = store.get(store.resolve(conversation_id))
    if output is not None:
        write_export(conversation, output)
    elif as_json:
        print_json(conversation_json(conversation))
    else:
        say(as_markdown(conversation))


def _opened(home: Path | None) -> tuple[Archive, Conversations]:
    from assistant.conversations import Conversations

    archive = open_archive(home)
    return archive, Conversations(archive.home)


def _list(home: Path | None, words: str, *, as_json: bool) -> None:
    from assistant.cli.conversation_formatting import print_shelf

    shelf = _opened(home)[1].shelf(words)
    if as_json:
        print_json(_shelf_json(shelf))
    else:
        print_shelf(shelf)


def _shelf_json(shelf: Shelf) -> dict[str, Any]:
    from assistant.json_store import encode

    return {"conversations": encode(shelf.summaries), "damaged": list(shelf.damaged)}


def _standing(archive: Archive, shown: dict[str, Any]) -> dict[str, Any]:
    """Return which citations of an exported conversation no longer stand, and whose articles were changed since."""
    from assistant.verification.revalidation import changed_since, fallen
    from assistant.verification.saved_citations import citations_in

    cited = [c for one in shown["exchanges"] for c in citations_in((one["answer"] or {}).get("citations"))]
    told = {"fallen": fallen(archive, cited), "changed": changed_since(archive, cited)}
    return {name: [{"number": n, "why": why} for n, why in each.items()] for name, each in told.items()}

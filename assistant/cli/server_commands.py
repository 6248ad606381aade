"""The commands that open the archive to programs and to a team: ``serve``, ``mcp``, ``keys``."""

from __future__ import annotations

from typing import Annotated

import typer

from assistant.cli.console import print_json, say, warn
from assistant.cli.options import Home, Json, open_archive, open_assistant
from assistant.errors import AssistantError

serving_app = typer.Typer()
keys_app = typer.Typer(help="Give out and take back keys for programs.", no_args_is_help=True)
serving_app.add_typer(keys_app, name="keys")

_EXTRA = "this needs more packages: pip install 'newsdesk[server]'"


@serving_app.command(epilog="Example: newsdesk serve --port 8600")
def serve(
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65_535, help="Its port.")] = 8600,
    open_to_all: Annotated[
        bool, typer.Option("--open", help="Let everybody read who can reach the address, without a key.")
    ] = False,
    write: Annotated[bool, typer.Option("--write", help="Let MCP's tools add and withdraw articles, too.")] = False,
    home: Home = None,
) -> None:
    """Serve the archive to programs: HTTP, OpenAI's protocol, MCP.

    Without keys or a login it listens on this machine alone. /docs describes every route.
    """
    from dataclasses import replace

    from assistant.server.settings import ServerSettings

    try:
        from assistant.server import serving
    except ModuleNotFoundError as error:
        raise AssistantError(f"{_EXTRA} ({error.name} is missing)") from error
    settings = replace(ServerSettings.from_environment(), write=write)
    serving.serve(open_assistant(home), settings, host=host, port=port, open_to_all=open_to_all, say=warn)


@serving_app.command("mcp", epilog="Example: newsdesk mcp --home ~/archive")
def serve_mcp(
    write: Annotated[bool, typer.Option("--write", help="Let tools add and withdraw articles, too.")] = False,
    home: Home = None,
) -> None:
    """Offer the archive to a desktop assistant: the Model Context Protocol over standard input and output."""
    from dataclasses import replace

    from assistant.server.settings import ServerSettings

    try:
        from assistant.server.mcp_server import make_mcp
        from assistant.server.service import Service
    except ModuleNotFoundError as error:
        raise AssistantError(f"{_EXTRA} ({error.name} is missing)") from error
    settings = replace(ServerSettings.from_environment(), write=write)
    make_mcp(Service.over(open_assistant(home), settings)).run("stdio")


@keys_app.command("create", epilog="Example: newsdesk keys create 'wiki bot' --right read --collection wire")
def create_key(
    name: Annotated[str, typer.Argument(help="What it is for, in quotes.")],
    right: Annotated[
        list[str] | None, typer.Option(help="read (usual), write or admin; each includes the ones before.")
    ] = None,
    collection: Annotated[
        list[str] | None, typer.Option(help="It sees these collections alone; may be given again.")
    ] = None,
    home: Home = None,
    as_json: Json = False,
) -> None:
    """Make a key for a program. It is shown once, and kept as a hash."""
    from assistant.server.access.callers import RIGHTS
    from assistant.server.access.keys import Keys

    rights = [known for known in RIGHTS if known in (right or ["read"])]
    if wrong := set(right or []) - set(RIGHTS):
        raise typer.BadParameter(f"{sorted(wrong)[0]!r} is no right; there are: {', '.join(RIGHTS)}")
    archive = open_archive(home)
    archive.collections.require(collection or ())
    key, secret = Keys(archive.home).create(name, rights=rights, collections=collection)
    if as_json:
        print_json({"id": key.id, "name": key.name, "rights": list(key.rights), "key": secret})
        return
    say(secret)
    warn(f"This is the key {key.id} ({', '.join(key.rights)}). It is not shown again.")


@keys_app.command("list", epilog="Example: newsdesk keys list")
def list_keys(home: Home = None, as_json: Json = False) -> None:
    """List the keys, without what opens anything."""
    from assistant.server.access.keys import Keys

    keys = Keys(open_archive(home).home).listed()
    if as_json:
        names = ("id", "name", "rights", "collections", "created", "revoked")
        print_json({"keys": [{name: getattr(key, name) for name in names} for key in keys]})
        return
    for key in keys:
        seen = "everything it may" if key.collections is None else ", ".join(key.collections)
        state = f"revoked {key.revoked[:10]}" if key.revoked else f"made {key.created[:10]}"
        say(f"{key.id}  {key.name}: {', '.join(key.rights)}; sees {seen}; {state}")


@keys_app.command("revoke", epilog="Example: newsdesk keys revoke 3f2a9c0d")
def revoke_key(
    key: Annotated[str, typer.Argument(metavar="ID", help="Id or name of a key, as `newsdesk keys list` shows it.")],
    home: Home = None,
) -> None:
    """Take a key back: it opens nothing from now on."""
    from assistant.server.access.keys import Keys

    gone = Keys(open_archive(home).home).revoke(key)
    say(f"{gone.id} ({gone.name}) is revoked.")

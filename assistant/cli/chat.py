"""The command ``newsdesk chat``: a conversation in the terminal, kept and carried on."""

from __future__ import annotations

from typing import Annotated

import typer

from assistant.cli.console import parse_day
from assistant.cli.options import (
    AsOf,
    Home,
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

chat_app = typer.Typer()


@chat_app.command(epilog="Example: newsdesk chat --continue")
def chat(
    conversation: Annotated[
        str, typer.Argument(metavar="[ID]", help="Conversation to carry on; the beginning of its id will do.")
    ] = "",
    carry_on: Annotated[
        bool, typer.Option("--continue", "-c", help="Carry on the conversation ID, else the last one.")
    ] = False,
    no_save: Annotated[bool, typer.Option("--no-save", help="Keep nothing of it (or NEWSDESK_SAVE=no).")] = False,
    as_of: AsOf = None,
    since: Since = None,
    until: Until = None,
    outlet: Outlets = None,
    kind: Kinds = None,
    model: Model = None,
    home: Home = None,
) -> None:
    """Ask and follow up in the terminal.

    It is kept in the archive's folder. In it, /help tells what else can be typed; an empty line ends it.
    """
    from assistant.cli.chat_loop import Chat
    from assistant.conversations import Conversations, Filters
    from assistant.settings import keeps_conversations

    day, window, kinds = parse_day(as_of), window_of(since, until), kinds_of(kind)
    assistant = open_assistant(home, model)
    filters = Filters(day, window, named_outlets(assistant.archive, outlet), kinds)
    kept = Conversations(assistant.archive.home)
    talk = Chat(assistant, kept, filters=filters, saving=not no_save and keeps_conversations())
    if conversation or carry_on:
        talk.carry_on(conversation)
    talk.run()

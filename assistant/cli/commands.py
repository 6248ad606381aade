"""The commands of ``newsdesk``. Each loads what it needs when it runs, so that help comes at once."""

from __future__ import annotations

import errno
import os
import signal
import sys
from typing import Annotated

import typer

from assistant.cli.archive import archive_app
from assistant.cli.backup import backup_app
from assistant.cli.brief import brief_app
from assistant.cli.chat import chat_app
from assistant.cli.collection_commands import collections_app
from assistant.cli.console import parse_day, print_json, warn
from assistant.cli.conversations import conversations_app
from assistant.cli.evaluate import evaluate_app
from assistant.cli.lookup import Reference, lookup_app, print_references
from assistant.cli.model import model_app
from assistant.cli.options import (
    AsOf,
    Home,
    Json,
    Kinds,
    Model,
    Outlets,
    Since,
    Until,
    kinds_of,
    named_outlets,
    open_archive,
    open_assistant,
    set_home,
    window_of,
)
from assistant.cli.people_commands import people_app
from assistant.cli.research import research_app
from assistant.cli.server_commands import serving_app
from assistant.cli.sources import sources_app
from assistant.cli.watch import watch_app
from assistant.errors import AssistantError
from corpus import CorpusError

app = typer.Typer(
    name="newsdesk",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,  # plain help comes in half the time
    context_settings={"help_option_names": ["-h", "--help"]},
)

_NO_MEMORY = ("can't start new thread", "bad alloc", "bad_alloc", "cannot allocate memory", "out of memory")
"""How Python, OpenVINO and the system say it, lower case."""

app.add_typer(archive_app)
app.add_typer(backup_app)
app.add_typer(brief_app)
app.add_typer(chat_app)
app.add_typer(collections_app, name="collections")
app.add_typer(conversations_app, name="conversations")
app.add_typer(evaluate_app)
app.add_typer(lookup_app)
app.add_typer(people_app, name="people")
app.add_typer(serving_app)
app.add_typer(model_app, name="model")
app.add_typer(research_app)
app.add_typer(sources_app, name="sources")
app.add_typer(watch_app, name="watch")


@app.callback()
def choose_home(home: Home = None) -> None:
    """Ask a news archive: every sentence of an answer is cited, word for word. Begin with: newsdesk app"""  # noqa: D415
    set_home(home)


def run() -> None:
    """Run the command; what goes wrong is said in a sentence on stderr, with exit code 1."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # as Ctrl-C does: an ingest ends in good order
    if hasattr(signal, "SIGHUP") and signal.getsignal(signal.SIGHUP) is signal.SIG_DFL:
        signal.signal(signal.SIGHUP, lambda *_: sys.exit(129))  # the terminal was closed
    try:
        app()
    except (CorpusError, AssistantError) as error:
        warn(f"newsdesk: {error}")
        sys.exit(1)
    except BrokenPipeError:
        # Whoever read our output has gone (`newsdesk articles | head`): not a fault.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except (MemoryError, RuntimeError, OSError) as error:
        if not is_out_of_memory(error):
            raise
        warn(f"newsdesk: this machine has too little memory left ({error or 'no more of it'}); end other programs, "
             "and run the same command again: nothing that was stored is lost")  # fmt: skip
        sys.exit(1)


def is_out_of_memory(error: BaseException) -> bool:
    """Say whether an error means that there is no memory, or no thread, left."""
    if isinstance(error, MemoryError) or (isinstance(error, OSError) and error.errno == errno.ENOMEM):
        return True
    told = str(error).lower()
    return any(words in told for words in _NO_MEMORY)


@app.command("app", epilog="Example: newsdesk app --port 8600 --headless")
def open_app(
    port: Annotated[int | None, typer.Option(help="Port of the page; 8501 where free.")] = None,
    headless: Annotated[bool, typer.Option("--headless", help="Do not open a browser.")] = False,
    host: Annotated[str, typer.Option(help="Address to listen on; another one needs a login.")] = "127.0.0.1",
    open_to_all: Annotated[
        bool, typer.Option("--open", help="Let everybody in who can reach the address, without a login.")
    ] = False,
    home: Home = None,
) -> None:
    """Open the chat in the browser.

    An empty archive gets the demonstration articles first.
    """
    from assistant.cli.console import add_demo
    from assistant.ui import launch

    archive = open_archive(home)
    add_demo(archive)
    archive.close()
    code = launch.run(port, headless, home=archive.home, host=host, open_to_all=open_to_all)
    raise typer.Exit(code)


@app.command(epilog='Example: newsdesk ask "What did Norrmark urge Velic to do?" --as-of 2025-03-01')
def ask(
    question: Annotated[str, typer.Argument(help="In quotes.")],
    as_of: AsOf = None,
    since: Since = None,
    until: Until = None,
    outlet: Outlets = None,
    kind: Kinds = None,
    reference: Reference = None,
    model: Model = None,
    home: Home = None,
    as_json: Json = False,
) -> None:
    """Answer one question, each sentence cited."""
    from assistant.cli.console import print_answer
    from assistant.serialization import answer_json

    kinds, window = kinds_of(kind), window_of(since, until)
    assistant = open_assistant(home, model)
    outlets = named_outlets(assistant.archive, outlet)
    answer = assistant.ask(question, as_of=parse_day(as_of), window=window, outlets=outlets, kinds=kinds)
    if reference is not None:
        print_references(assistant.archive, answer.citations, reference)
    elif as_json:
        print_json(answer_json(answer))
    else:
        print_answer(answer)

"""A conversation in the terminal: questions, and what begins with a slash."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import typer

from assistant.assistant import Assistant
from assistant.cli.console import parse_day, say, warn
from assistant.cli.conversation_formatting import print_exchange, print_shelf, print_standing
from assistant.conversations import Conversation, Conversations, Exchange, Filters, Talk
from assistant.conversations.export import as_json, as_markdown
from assistant.errors import AssistantError

_HELP = """\
/list [WORDS]    saved conversations, or those in which the words stand
/open ID         carry on another one        /new            begin another one
/rename TITLE    name this one               /delete         delete this one
/export FILE     write it: .md or .json
/good [REASON]   rate the last answer        /bad REASON
/again [TEXT]    ask the last question again, with TEXT as its full form
/off [WORDS]     take off the filter that was read from WORDS, and ask again
/as-of [DAY]     ask as of this day from now on; none: the usual one
An empty line ends the chat."""


class Chat:
    """Ask, print and keep; each line is a question or a command."""

    def __init__(self, assistant: Assistant, store: Conversations, *, filters: Filters, saving: bool) -> None:
        """Begin a new conversation.

        Args:
            assistant: Answers.
            store: Where the conversations are.
            filters: What every question keeps to.
            saving: Keep this one, too.
        """
        self._assistant = assistant
        self._store = store
        self._filters = filters
        self._saving = saving
        self._talk = Talk(store if saving else None)
        self._commands: dict[str, Callable[[str], None]] = {
            "/help": lambda _: say(_HELP),
            "/list": lambda words: print_shelf(self._store.shelf(words)),
            "/open": self.carry_on,
            "/new": lambda _: self._begin(),
            "/rename": self._rename,
            "/delete": lambda _: self._delete(),
            "/export": self._export,
            "/good": lambda reason: self._rate(True, reason),
            "/bad": lambda reason: self._rate(False, reason),
            "/again": self._again,
            "/off": self._off,
            "/as-of": self._as_of,
        }

    def run(self) -> None:
        """Ask until an empty line."""
        saved = "" if self._saving else " Nothing of it is kept."
        say(f"As of {self._filters.as_of or self._assistant.today_as_of()}. /help tells what else can be typed.{saved}")
        with suppress(ImportError):
            import readline  # noqa: F401 - lines can be edited, and earlier ones called back
        while line := _typed():
            word, _, rest = line.partition(" ")
            try:
                if word in self._commands:
                    self._commands[word](rest.strip())
                elif line.startswith("/"):
                    say(f"{word} is no command; /help lists them.")
                else:
                    self._answer(self._talk.ask(line, self._filters))
            except (AssistantError, typer.BadParameter) as error:
                warn(str(error))
        if self._saving and self._talk.exchanges:
            say(f"Kept as {self._talk.conversation.id}; `newsdesk chat --continue` carries it on.")

    def carry_on(self, name: str) -> None:
        """Open a conversation, by the beginning of its id; empty opens the last one."""
        if name:
            conversation = self._store.get(self._store.resolve(name))
        else:
            shelf = self._store.shelf()
            if not shelf.summaries:
                raise AssistantError("there is no conversation to carry on yet; `newsdesk chat` begins one")
            conversation = self._store.get(shelf.summaries[0].id)
        self._talk = Talk(self._store if self._saving else None, conversation)
        say(conversation.title)
        for exchange in conversation.exchanges:
            print_exchange(exchange)
            print_standing(self._assistant.archive, exchange)

    def _answer(self, exchange_id: str) -> None:
        for _ in self._talk.answer(self._assistant, exchange_id):
            pass
        exchange = self._talk.exchange(exchange_id)
        if exchange:
            print_exchange(exchange, echo=False)
        if self._talk.trouble:
            warn(self._talk.trouble)

    def _begin(self) -> None:
        self._talk = Talk(self._store if self._saving else None)
        say("A new conversation.")

    def _last(self) -> Exchange:
        if not self._talk.exchanges:
            raise AssistantError("nothing has been asked yet")
        return self._talk.exchanges[-1]

    def _rename(self, title: str) -> None:
        if not title:
            raise AssistantError("give the name, too: /rename The flood")
        self._last()
        self._talk.rename(title)
        say(f"Named: {self._talk.conversation.title}")

    def _delete(self) -> None:
        self._last()
        if self._saving:
            self._store.delete(self._talk.conversation.id)
        self._begin()

    def _export(self, name: str) -> None:
        write_export(self._talk.conversation, Path(name or f"{self._talk.conversation.id}.md"))

    def _rate(self, good: bool, reason: str) -> None:
        if not good and not reason:
            raise AssistantError("say what is wrong with it, too: /bad about another flood")
        if self._last().answer is None:
            raise AssistantError("the last question has no answer to rate")
        self._talk.rate(self._last().id, good, reason)
        say("Thank you. `newsdesk evaluate --from-feedback` asks it again.")

    def _again(self, text: str) -> None:
        last = self._last()
        self._talk.ask_again(last.id, standalone=text or None)
        self._answer(last.id)

    def _off(self, words: str) -> None:
        last = self._last()
        chips = last.answer.question.chips if last.answer else ()
        off = tuple(chip for chip in chips if not words or words.casefold() in (chip.words + chip.label).casefold())
        if not off:
            raise AssistantError(
                "no filter was read from these words" if words else "no filter was read from its words"
            )
        self._talk.ask_again(last.id, removed=(*last.removed, *off))
        self._answer(last.id)

    def _as_of(self, day: str) -> None:
        self._filters = replace(self._filters, as_of=parse_day(day or None))
        say(f"As of {self._filters.as_of or self._assistant.today_as_of()}.")


def write_export(conversation: Conversation, path: Path) -> None:
    """Write a conversation to a file, as JSON where its name says so, else as Markdown.

    Raises:
        AssistantError: The file cannot be written.
    """
    if path.suffix.lower() == ".json":
        text = json.dumps(as_json(conversation), ensure_ascii=False, indent=2) + "\n"
    else:
        text = as_markdown(conversation)
    try:
        path.write_text(text, encoding="utf-8", errors="replace")
    except OSError as error:
        raise AssistantError(f"{path} cannot be written: {error.strerror or error}") from error
    say(f"Written to {path}.")


def _typed() -> str:
    try:
        return input("\n> ").strip()
    except (EOFError, KeyboardInterrupt):
        return ""

"""Saved conversations as the commands print them."""

from __future__ import annotations

from assistant.cli.console import print_answer, say, warn
from assistant.conversations import Exchange, Shelf
from assistant.verification.revalidation import changed_since, fallen
from corpus import Archive


def print_shelf(shelf: Shelf) -> None:
    """List conversations, the last changed first."""
    for one in shelf.summaries:
        count = "1 question" if one.questions == 1 else f"{one.questions} questions"
        say(f"{one.id}  {one.changed[:10]}  {one.title} ({count})")
    if not shelf.summaries:
        say("No conversation.")
    for told in shelf.damaged:
        warn(told)


def print_exchange(exchange: Exchange, *, echo: bool = True) -> None:
    """Print a question, where it is not on the screen already, and its answer."""
    if echo:
        say(f"\n> {exchange.text}")
    if exchange.answer:
        print_answer(exchange.answer)
    else:
        say(exchange.problem or "Broken off before the answer was finished.")
    if exchange.rating:
        said = f": {exchange.rating.reason}" if exchange.rating.reason else ""
        say(f"\nRated {'good' if exchange.rating.good else 'bad'}{said}")


def print_standing(archive: Archive, exchange: Exchange) -> None:
    """Print which of an answer's citations no longer stand, and whose articles were changed since."""
    cited = exchange.answer.citations if exchange.answer else ()
    told = changed_since(archive, cited) | {n: f"{why}; it may not be cited any more" for n, why in
                                            fallen(archive, cited).items()}  # fmt: skip
    for number, why in sorted(told.items()):
        say(f"\n[{number}] {why}.")

"""How often follow-ups find their article: the assistant's forms against forms written by hand.

Printed for each kind: follow-ups; those whose form by hand finds a right article among the first three; those whose own
form does; the share of the former that the own form finds, and that the words as typed find; and how many of the words
of the form by hand the own form has.

    python -m tests.benchmarks.dialogues HOME [--file demo|real] [--half 0|1] [--all]

HOME is the folder of an archive with the demonstration articles, or with the articles that ``real.jsonl`` names.
"""

from __future__ import annotations

import argparse
from collections import defaultdict

from assistant.assistant import Assistant
from corpus import Archive
from tests.assistant.query.dialogues import DEMO, REAL, Played, load, play, share


def main() -> None:
    """Play the dialogues and print a line for each kind."""
    asked = argparse.ArgumentParser(description="Play dialogues and count the follow-ups that find their article.")
    asked.add_argument("home", help="folder of the archive")
    asked.add_argument("--file", choices=("demo", "real"), default="demo")
    asked.add_argument("--half", type=int, choices=(0, 1), help="0: those for tuning, 1: those for the report")
    asked.add_argument("--all", action="store_true", help="print every follow-up, not only those that went wrong")
    given = asked.parse_args()
    archive = Archive.open(given.home)
    dialogues = load(DEMO if given.file == "demo" else REAL, half=given.half)
    played = list(play(Assistant(archive), dialogues))
    archive.close()
    for turn in played:
        if given.all or (turn.by_hand and not turn.found):
            print(f"{'ok ' if turn.found else 'BAD'} {turn.line.text!r} -> {turn.asked!r} ({turn.line.standalone!r})")
    _table(played)


def _table(played: list[Played]) -> None:
    kinds: dict[str, list[Played]] = defaultdict(list)
    for turn in played:
        kinds[turn.kind].append(turn)
    print(f"\n{'kind':<12} {'follow-ups':>10} {'by hand':>8} {'found':>6} {'share':>6} {'typed':>6} {'words':>6}")
    for kind, turns in [*sorted(kinds.items()), ("all", played)]:
        by_hand, found = sum(turn.by_hand for turn in turns), sum(turn.found for turn in turns)
        words = sum(turn.words for turn in turns) / len(turns)
        shares = f"{share(turns):>6.0%} {share(turns, as_typed=True):>6.0%} {words:>6.0%}"
        print(f"{kind:<12} {len(turns):>10} {by_hand:>8} {found:>6} {shares}")


if __name__ == "__main__":
    main()

"""What Newsdesk adds to a chat model's own time: until its first words are on the screen, and for checking at the end.

The scripted server writes hand-made answers at twenty words a second, as hosted models do::

    python -m tests.benchmarks.chat.delays HOME
"""

from __future__ import annotations

import json
import statistics
import sys
from pathlib import Path
from time import perf_counter

from assistant.assistant import Assistant
from assistant.generation.events import Done, Found, Token
from assistant.settings import ModelSettings
from corpus import Archive
from tests.assistant.scripted_server import Script, ScriptedServer
from tests.benchmarks.chat.survival import ANSWERS

_PAUSE = 0.05


def main(home: Path) -> None:
    """Print medians over the hand-made answers."""
    archive = Archive.open(home)
    first: list[float] = []
    after: list[float] = []
    share: list[float] = []
    with ScriptedServer({}) as server:
        asking = Assistant(archive, model=ModelSettings(model="m", base_url=server.base_url, timeout=60.0))
        for line in ANSWERS.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            text = " ".join(f"{one[:-1]} [1]." for one in row["good"])
            server.scripts["m"] = Script(tuple(f"{word} " for word in text.split(" ")), pause=_PAUSE)
            server.scripts["m repair"] = Script(("1. DROP",))
            found = last = 0.0
            pieces = 0
            for event in asking.stream(row["question"]):
                now = perf_counter()
                if isinstance(event, Found):
                    found = now
                if isinstance(event, Token):
                    first += [1000 * (now - server.first)] if not pieces else []
                    pieces, last = pieces + 1, now
                if isinstance(event, Done) and pieces:
                    after.append(now - last)
                    share.append((now - last) / (last - found))
    archive.close()
    print(f"{len(first)} answers; first words {statistics.median(first):.0f} ms after the model's first piece")
    print(
        f"checked {statistics.median(after):.2f} s after its last, {100 * statistics.median(share):.0f} % of its time"
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]))

"""How briefings on the demonstration archive hold against the hand-made keys of its running stories.

python -m tests.benchmarks.briefings [--story NAME] [--half tune|report] [--section NAME] [--verbose]
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from assistant.briefing import Briefing, Difference, Event, Figure, Voice, brief
from corpus import Archive, Scope, Settings
from tests.assistant.briefing.keys import (
    Key,
    Score,
    keys,
    score_differences,
    score_events,
    score_figures,
    score_voices,
)

ARTICLES = Path(__file__).parents[2] / "corpus" / "demo" / "articles"
AS_OF = date(2025, 6, 30)
SECTIONS = ("timeline", "figures", "differences", "voices")


def scores(archive: Archive, key: Key, briefing: Briefing | None = None) -> dict[str, Score]:
    """Return the scores of one story's briefing, by section; it is made where it is not given."""
    briefing = briefing or brief(archive, key.topic, scope=Scope(), as_of=AS_OF)
    said = brief(archive, key.topic, scope=Scope(), as_of=AS_OF, only=["voices"])
    lines = [line for section in briefing.sections for line in section.lines]
    told = [line for section in said.sections for line in section.lines]
    return {
        "timeline": score_events([line for line in lines if isinstance(line, Event)], key),
        "figures": score_figures([line for line in lines if isinstance(line, Figure)], key),
        "differences": score_differences([line for line in lines if isinstance(line, Difference)], key),
        "voices": score_voices([line for line in told if isinstance(line, Voice)], key),
    }


def table(found: dict[str, tuple[str, dict[str, Score]]]) -> Iterator[str]:
    """Yield the lines of the table: a story a line, then the halves and all."""
    yield f"{'story':24}" + "".join(f"{name + ' (recall, precision)':>32}" for name in SECTIONS)
    for name, (_, scored) in found.items():
        yield _row(name, scored)
    for half in ("tune", "report", "all"):
        chosen = [scored for told, scored in found.values() if half in (told, "all")]
        if chosen:
            yield _row(half.upper(), {part: sum((s[part] for s in chosen), Score(0, 0, 0, 0)) for part in SECTIONS})


def _row(name: str, scored: dict[str, Score]) -> str:
    cells = [
        f"{s.recall:.2f} ({s.found}/{s.wanted}) {s.precision:.2f} ({s.right}/{s.shown})"
        for s in (scored[part] for part in SECTIONS)
    ]
    return f"{name:24}" + "".join(f"{cell:>32}" for cell in cells)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--story")
    parser.add_argument("--half")
    parser.add_argument("--section", choices=SECTIONS)
    parser.add_argument("--home", type=Path, help="An archive of the demonstration articles; else one is made.")
    parser.add_argument("--verbose", action="store_true", help="Print what was missed and what was wrong.")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        archive = Archive.open(settings=Settings(home=asked.home or Path(folder) / "home"))
        if asked.home is None:
            archive.ingest([ARTICLES])
        chosen = {
            name: key for name, key in keys().items() if asked.story in (None, name) and asked.half in (None, key.half)
        }
        found = {name: (key.half, scores(archive, key)) for name, key in chosen.items()}
        archive.close()
    for name, (_, scored) in found.items() if asked.verbose else ():
        for part in [asked.section] if asked.section else SECTIONS:
            print(f"\n{name}: {part}")
            for line in scored[part].missed:
                print(f"  missed {line}")
            for line in scored[part].wrong:
                print(f"  wrong  {line[:400]}")
    print("\n".join(table(found)))


if __name__ == "__main__":
    main()

"""One compared system in a process of its own: fills its store, answers all questions, or starts and answers one.

``__main__.py`` starts it as ``python -m tests.benchmarks.peers.run fill|quick|ask|start SYSTEM FOLDER``. FOLDER holds
``articles.jsonl`` and ``questions.jsonl``; the store goes into it under the system's name, figures as ``STEP.json``.
``quick`` fills through the compiled encoder, see ``quick.py``.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any

from tests.benchmarks.peers.quick import compiled_documents
from tests.benchmarks.peers.types import Found, System, read_given

SYSTEMS = {
    "LangChain recipe": ("langchain", "LangChain"),
    "LlamaIndex": ("llamaindex", "LlamaIndex"),
    "Haystack": ("haystack", "Haystack"),
    "txtai": ("txtai", "Txtai"),
    "Newsdesk": ("newsdesk", "Newsdesk"),
}
_TOP = 10
"""Passages asked for: Haystack's default, and a question's figures look at ten articles."""
_DEEPER = 8
"""How many times as many are asked for while fewer than ten articles are found."""
_DEEPEST = _TOP * _DEEPER**3
_WARM_UP = 3
_PASSAGES = 5


@dataclass(frozen=True, slots=True)
class Asked:
    """Hold a question and the day that it was asked on."""

    text: str
    day: date


def main() -> None:
    """Do one step, and write down what came of it."""
    step, name, folder = sys.argv[1], sys.argv[2], Path(sys.argv[3])
    module, kind = SYSTEMS[name]
    system = getattr(import_module(f"tests.benchmarks.peers.{module}"), kind)(folder / module)
    questions = [
        Asked(record["text"], date.fromisoformat(record["day"]))
        for record in map(json.loads, (folder / "questions.jsonl").read_text(encoding="utf-8").splitlines())
    ]
    if step == "start":
        system.find(questions[0].text, limit=_TOP, as_of=questions[0].day)
        print("ready", flush=True)
        return
    if step == "ask":
        done = _ask(system, name, questions, folder)
    else:
        with compiled_documents(folder / "models") if step == "quick" else nullcontext():
            done = _fill(system, folder / "articles.jsonl")
    (folder / f"{step}.json").write_text(json.dumps(done), encoding="utf-8")


def _fill(system: System, source: Path) -> dict[str, Any]:
    """Return passages and seconds."""
    articles = list(read_given(source))
    system.prepare()
    begun = time.perf_counter()
    passages = system.fill(articles, source)
    return {"passages": passages, "seconds": time.perf_counter() - begun}


def _ask(system: System, name: str, questions: Sequence[Asked], folder: Path) -> dict[str, Any]:
    """Return the seconds of each question, and by row what was found for each."""
    for one in questions[:_WARM_UP]:
        system.find(one.text, limit=_TOP, as_of=one.day)
    seconds = []
    for one in questions:
        begun = time.perf_counter()
        system.find(one.text, limit=_TOP, as_of=one.day)
        seconds.append(time.perf_counter() - begun)
    days = {given.url: given.published[:10] for given in read_given(folder / "articles.jsonl")}

    def earlier(found: Found, one: Asked) -> bool:
        return days[found.url] <= one.day.isoformat()

    def any_day(found: Found, one: Asked) -> bool:
        return True

    rows: dict[str, tuple[bool, Callable[[Found, Asked], bool]]]
    if name == "Newsdesk":
        rows = {"asked as of the question's day": (True, any_day), "the day not told": (False, any_day)}
    else:
        rows = {"as documented": (False, any_day), "with later articles removed": (False, earlier)}
    return {
        "seconds": seconds,
        "rows": {row: [_ranked(system, one, told, keep) for one in questions] for row, (told, keep) in rows.items()},
    }


def _ranked(system: System, one: Asked, told: bool, keep: Callable[[Found, Asked], bool]) -> dict[str, Any]:
    """Return the first ten articles in the order of their best passage, and the first passages.

    More passages are asked for until ten articles are there. What a shallower search found stays in front, because the
    depth changes the order where lists are fused.
    """
    found: dict[Found, None] = {}
    limit = _TOP
    while limit <= _DEEPEST:
        hits = system.find(one.text, limit=limit, as_of=one.day if told else None)
        found |= dict.fromkeys(hit for hit in hits if keep(hit, one))
        if len({hit.url for hit in found}) >= _TOP or len(hits) < limit:
            break
        limit *= _DEEPER
    urls = list(dict.fromkeys(hit.url for hit in found))
    return {"urls": urls[:_TOP], "passages": [hit.text for hit in found][:_PASSAGES]}


if __name__ == "__main__":
    main()

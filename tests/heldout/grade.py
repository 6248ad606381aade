"""Ask every question of a held-out set and count what is right: ``python -m tests.heldout.grade --help``."""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Final

from assistant.assistant import Assistant
from assistant.types import Answer, Turn
from tests.heldout.archives import build_demo_archive, build_real_archive
from tests.heldout.articles import find_data
from tests.heldout.verdicts import OUTCOMES, HeldoutQuestion, Judgement, Shown, judge_answer, read_questions

_HERE: Final = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Case:
    """Hold one question with what was answered and how that was judged."""

    question: HeldoutQuestion
    shown: Shown
    judgement: Judgement
    seconds: float


def main(arguments: Sequence[str] | None = None) -> int:
    """Build the archive where there is none, ask, and print the totals."""
    options = _parse(arguments)
    questions = [
        question
        for question in read_questions(find_set(options.set))
        if options.split in ("all", question.split) and options.kind in (None, question.kind)
    ]
    home = options.home or Path(tempfile.gettempdir()) / f"newsdesk-heldout-{options.set}"
    if options.home is None or not (home / "catalog.sqlite3").exists():
        _build_archive(home, options)
    cases = list(ask_all(Assistant.open(home), questions))
    print(json.dumps(tell_json(cases), ensure_ascii=False) if options.json else tell_text(cases))
    return 0


def _parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--set", choices=("demo", "real"), required=True)
    parser.add_argument("--split", choices=("tune", "report", "all"), default="tune")
    parser.add_argument("--kind", help="only this kind of question")
    parser.add_argument("--home", type=Path, help="folder of the archive: taken as it is, or made")
    parser.add_argument("--data", type=Path, help="folder of the real articles (else NEWSDESK_DATA, else ../shared)")
    parser.add_argument("--json", action="store_true")
    return parser.parse_args(arguments)


def find_set(name: str) -> Path:
    """Return the file of a set of questions."""
    return _HERE / f"{name}_questions.jsonl"


def _build_archive(home: Path, options: argparse.Namespace) -> None:
    if options.set == "demo":
        build_demo_archive(home)
    else:
        sources = {url for question in read_questions(find_set("real")) for url in question.sources}
        build_real_archive(home, find_data(options.data), sources)


def ask_all(assistant: Assistant, questions: Sequence[HeldoutQuestion]) -> Iterator[Case]:
    """Ask each question, with its earlier turns where it has any, and judge what comes."""
    for count, question in enumerate(questions, 1):
        started = time.perf_counter()
        shown = read_answer(ask_question(assistant, question))
        yield Case(question, shown, judge_answer(question, shown), time.perf_counter() - started)
        if count % 50 == 0:
            print(f"{count} of {len(questions)}", file=sys.stderr)


def ask_question(assistant: Assistant, question: HeldoutQuestion) -> Answer:
    """Ask the turns of a conversation one after the other and return the last answer."""
    as_of = date.fromisoformat(question.as_of) if question.as_of else None
    history: list[Turn] = []
    for text in question.turns:
        answer = assistant.ask(text, as_of=as_of, history=history)
        history.append(Turn(text, " ".join(_read_sentences(answer)), answer.question.standalone))
    return assistant.ask(question.text, as_of=as_of, history=history)


def read_answer(answer: Answer) -> Shown:
    """Return what a reader sees of an answer."""
    return Shown(
        status=answer.status,
        lead=answer.lead,
        short_answer=answer.headline or "",
        sentences=_read_sentences(answer),
        notes=answer.notes,
        cited=len(answer.citations),
        lines=tuple(f"{part.short_answer or ''} {part.lead}".strip() for part in answer.parts),
    )


def _read_sentences(answer: Answer) -> tuple[str, ...]:
    return tuple(statement.text for statement in answer.statements if statement.verdict != "unsupported")


def count_kinds(cases: Sequence[Case]) -> dict[str, Counter[str]]:
    """Count the outcomes of each kind of question, and of all of them."""
    counts: dict[str, Counter[str]] = {}
    for case in cases:
        for name in (case.question.kind, "all"):
            count = counts.setdefault(name, Counter())
            count.update(["asked", case.judgement.outcome, *(["on top"] if case.judgement.on_top else [])])
    counts["all"] = counts.pop("all", Counter())
    return counts


def tell_json(cases: Sequence[Case]) -> dict[str, object]:
    """Return the totals, and each case of the part that may be looked at."""
    listed = [
        {
            "id": case.question.id,
            "text": case.question.text,
            **asdict(case.judgement),
            "first": case.shown.first,
            "status": case.shown.status,
            "answers": case.question.answers,
        }
        for case in cases
        if case.question.split == "tune"
    ]
    return {"kinds": {kind: dict(count) for kind, count in count_kinds(cases).items()}, "cases": listed}


def tell_text(cases: Sequence[Case]) -> str:
    """Return a table of the totals, below each case of the tuning part that is not right."""
    lines = [_tell_case(case) for case in cases if case.question.split == "tune" and case.judgement.outcome != "right"]
    names = ("asked", *OUTCOMES, "on top")
    lines += ["", "| kind | " + " | ".join(names) + " |", "| --- |" + " ---: |" * len(names)]
    for kind, count in count_kinds(cases).items():
        lines.append(f"| {kind} | " + " | ".join(str(count[name]) for name in names) + " |")
    seconds = sorted(case.seconds for case in cases) or [0.0]
    lines.append(f"\nSeconds a question: median {seconds[len(seconds) // 2]:.2f}, slowest {seconds[-1]:.2f}")
    return "\n".join(lines)


def _tell_case(case: Case) -> str:
    question = case.question
    turns = "".join(f"{turn} / " for turn in question.turns)
    wanted = " | ".join(question.answers) or "nothing"
    return (
        f"{case.judgement.outcome:8} {question.id}: {turns}{question.text}\n"
        f"         wanted: {wanted}\n         read first: {case.shown.first[:200] or case.shown.status}"
    )


if __name__ == "__main__":
    sys.exit(main())

"""The questions of a checkout of RealTimeQA (Kasai et al., NeurIPS 2023), as cases."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any, Literal

from assistant.errors import AssistantError
from assistant.evaluation.dataset import Case
from corpus import canonical_url

Half = Literal["tune", "report", "all"]
_LINK = re.compile(r"""href=\\?["']([^"'\\]+)""")


def year_of(checkout: Path, year: int) -> Path:
    """Return the folder with a year's files in a checkout.

    Raises:
        AssistantError: There is none.
    """
    for folder in (checkout / "past" / str(year), checkout / str(year), checkout):
        if any(folder.glob(f"{year}*_qa.jsonl")):
            return folder
    raise AssistantError(f"{checkout} holds no questions of {year}; give a checkout with past/{year}/*_qa.jsonl")


def read_year(folder: Path, *, half: Half, known: Mapping[str, str]) -> list[Case]:
    """Read the questions of a year in the order of its weeks.

    Args:
        folder: With the ``*_qa.jsonl`` and ``*_gold.jsonl``.
        half: The weeks that have questions, counted in their order from 1: ``tune`` takes the odd ones, ``report`` the
            even ones.
        known: Article ids by canonical URL; what a question links to counts only where the archive has it.

    Raises:
        AssistantError: A line is not a question; it says which.
    """
    weeks = sorted(folder.glob("*_qa.jsonl"))
    chosen = {"tune": weeks[0::2], "report": weeks[1::2], "all": weeks}[half]
    return [case for week in chosen for case in _week(week, known)]


def _week(path: Path, known: Mapping[str, str]) -> list[Case]:
    gold = _gold(path.with_name(path.name.replace("_qa.jsonl", "_gold.jsonl")))
    cases = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        try:
            cases.append(_case(json.loads(line), gold, known))
        except (ValueError, KeyError, TypeError, IndexError) as error:
            raise AssistantError(f"{path}:{number}: not a RealTimeQA question ({error!r})") from error
    return cases


def _case(record: Mapping[str, Any], gold: Mapping[str, set[str]], known: Mapping[str, str]) -> Case:
    links: set[str | None] = {canonical_url(link) for link in _LINK.findall(record.get("evidence") or "")}
    links |= gold.get(record["question_id"], set())
    return Case(
        question=record["question_sentence"],
        articles=tuple(sorted({known[link] for link in links if link is not None and link in known})),
        answers=(record["choices"][int(record["answer"][0])],),
        as_of=date.fromisoformat(record["question_date"].replace("/", "-")),
        id=record["question_id"],
    )


def _gold(path: Path) -> dict[str, set[str]]:
    """Return the canonical URLs of the articles that a quiz itself links, by question."""
    if not path.exists():
        return {}
    found: dict[str, set[str]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        urls = {canonical_url(result.get("url")) for result in record["search_result"]}
        found[record["question_id"]] = {url for url in urls if url}
    return found

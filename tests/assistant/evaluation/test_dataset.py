"""Questions of one's own, read from a file."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from assistant.errors import AssistantError
from assistant.evaluation.dataset import Case, read_cases


@pytest.mark.parametrize(
    ("record", "case"),
    [
        ({"question": "Who won?"}, Case("Who won?")),
        ({"question": "Who won?", "articles": "https://a.example/1"}, Case("Who won?", ("https://a.example/1",))),
        ({"question": "Who won?", "article": "1f", "answer": "Low"}, Case("Who won?", ("1f",), ("Low",))),
        ({"question": "How many?", "answers": [17, "seventeen"]}, Case("How many?", (), ("17", "seventeen"))),
        ({"question": "How many?", "answer": 0}, Case("How many?", (), ("0",))),
        ({"question": "Why?", "unanswerable": True}, Case("Why?", answerable=False)),
        ({"question": "Why?", "answerable": False, "articles": []}, Case("Why?", answerable=False)),
        ({"question": "Why?", "as_of": "2025-03-16"}, Case("Why?", as_of=date(2025, 3, 16))),
    ],
)
def test_a_line_is_a_case(tmp_path: Path, record: dict[str, object], case: Case) -> None:
    file = tmp_path / "questions.jsonl"
    file.write_text(f"\n{json.dumps(record)}\n", encoding="utf-8")
    assert read_cases(file) == [case]


@pytest.mark.parametrize(
    "line",
    ["{", "[]", "5", '{"q": "Who?"}', '{"question": "Who?", "as_of": "March"}', '{"question": "Who?", "as_of": 5}'],
)
def test_what_is_no_case_is_named_with_its_line(tmp_path: Path, line: str) -> None:
    file = tmp_path / "questions.jsonl"
    file.write_text(f'{{"question": "Who?"}}\n{line}\n', encoding="utf-8")
    with pytest.raises(AssistantError, match=r"questions\.jsonl:2: not a case .*a case is"):
        read_cases(file)


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(AssistantError, match="cannot be read"):
        read_cases(tmp_path / "none.jsonl")

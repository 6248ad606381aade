"""The demonstration corpus: articles that we wrote, all of them fiction, and questions about them."""

from __future__ import annotations

from pathlib import Path

ARTICLES = Path(__file__).parent / "articles"
QUESTIONS = Path(__file__).parent / "questions.jsonl"

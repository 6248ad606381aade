"""The demonstration corpus: articles that we wrote, all of them fiction, and questions about them."""

from __future__ import annotations

from pathlib import Path, PurePath

ARTICLES = Path(__file__).parent / "articles"
QUESTIONS = Path(__file__).parent / "questions.jsonl"
OUTLETS = (
    "Continental Wire", "Daily Flash", "Merchant & Market", "Radio Norrmark International", "The Harbor Ledger",
    "The Merrin Courier",
)  # fmt: skip
"""Who publishes them."""


def is_demo(source: str) -> bool:
    """Say whether an article comes from here, by where it was read from (``Article.source``)."""
    return PurePath(source).parent.parts[-3:] == ("corpus", "demo", "articles")

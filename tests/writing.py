"""Write small sources for tests."""

from __future__ import annotations

import json
from pathlib import Path


def article(
    title: str, text: str, day: int | None = 12, *, outlet: str | None = "Courier", url: str | None = None
) -> dict[str, object]:
    """Return a record; ``day`` is one of March 2025."""
    return {
        "url": url or f"https://courier.example/{'-'.join(title.split())}",
        "title": title,
        "text": text,
        "outlet": outlet,
        "published": None if day is None else f"2025-03-{day:02}",
    }


def write(path: Path, *records: dict[str, object]) -> Path:
    """Write records as JSON Lines."""
    path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    return path

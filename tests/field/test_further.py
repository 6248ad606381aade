"""Further inputs of each kind: what may be cited of each, and what is told; one table, in ``further/``."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from corpus.archive import Archive
from corpus.readers import read_sources
from corpus.settings import Settings
from corpus.types import Article, Refusal, Scope
from tests.fake_encoder import FakeEncoder
from tests.field.further import days, incomplete, people, shapes, together, unpublished
from tests.field.further.rows import Row

_TABLES = {
    "unpublished": unpublished.ROWS,
    "together": together.ROWS,
    "incomplete": incomplete.ROWS,
    "days": days.ROWS,
    "people": people.ROWS,
    "shapes": shapes.ROWS,
}


@pytest.mark.parametrize(
    "row", [pytest.param(row, id=f"{kind}: {row.what}") for kind, rows in _TABLES.items() for row in rows]
)
def test_a_file_gives_what_is_right(row: Row, tmp_path: Path) -> None:
    path = tmp_path / row.name
    path.write_bytes(row.content if isinstance(row.content, bytes) else row.content.encode())
    found, told = _stored(path) if row.stored else _read(path)
    texts = "\n\n".join(article.text for article in found)
    wrong: list[object] = [] if len(found) == row.count else [f"{len(found)} articles"]
    wrong += [f"lacks {words!r}" for words in row.has if words not in texts]
    wrong += [f"has {words!r}" for words in row.lacks if words.casefold() in texts.casefold()]
    wrong += [f"does not tell {words!r}" for words in row.told if words not in told]
    for name, right in row.facts.items():
        wrong += [(name, getattr(article, name)) for article in found[:1] if getattr(article, name) != right]
    caveats = tuple(", ".join(article.caveats) for article in found)
    wrong += [] if row.caveats in (None, caveats) else [caveats]
    assert not wrong, f"{wrong} TOLD {told} TEXTS {texts[:600]}"


def _read(path: Path) -> tuple[list[Article], str]:
    """Return the articles of a file that may be cited, and all that is told."""
    records = list(read_sources([path]))
    articles = [record for record in records if isinstance(record, Article)]
    told = [record.reason for record in records if isinstance(record, Refusal)]
    told += [remark for article in articles for remark in article.remarks]
    now = datetime.now(UTC).isoformat()
    return [a for a in articles if a.pubstatus in ("", "usable") and (a.embargo or "") < now], "\n".join(told)


def _stored(path: Path) -> tuple[list[Article], str]:
    """Return the same by way of an archive."""
    archive = Archive.open(settings=Settings(path.parent / "home"), encoder=FakeEncoder())
    report = archive.ingest([path], fetch=None, vectors=False)
    found = archive.listing(Scope(), limit=100)
    archive.close()
    return found, "\n".join(note.reason for note in (*report.refusals, *report.remarks))

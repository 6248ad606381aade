"""Citations of saved briefings, answers and drafts that no longer stand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path

from assistant.briefing.store import Briefings
from assistant.errors import AssistantError
from assistant.monitoring.types import Item, Watch
from assistant.types import Citation
from assistant.verification.revalidation import changed_since, fallen, recalled_elsewhere
from assistant.verification.saved_citations import read_citations
from corpus import Archive, Change

_TELLING = ("changed", "corrected", "barred", "removed", "gone")


def citations_of(archive: Archive, watch: Watch) -> list[Citation]:
    """Return the citations of a saved result.

    Raises:
        AssistantError: It cannot be read.
    """
    path = Path(watch.text).expanduser()
    if path.is_file():
        return read_citations(path)
    return list(Briefings(archive.home).get(watch.text).briefing.citations)


def fallen_items(archive: Archive, watch: Watch, changes: Sequence[Change], now: datetime) -> Iterator[Item]:
    """Yield the citations of a saved result that changes of the archive took the ground from, each change once."""
    try:
        cited = citations_of(archive, watch)
    except AssistantError:
        return  # deleted meanwhile: nothing is left to look after
    ids = {citation.article_id for citation in cited}
    stories = archive.stories_of(list(ids)).values()
    copies = {copy.article.id for story in stories for copy in (*story.copies, *story.barred)}
    if not any(change.what in _TELLING and change.article_id in ids | copies for change in changes):
        return
    told = recalled_elsewhere(archive, cited) | changed_since(archive, cited) | fallen(archive, cited)
    by_number = {citation.number: citation for citation in cited}
    for number, why in sorted(told.items()):
        citation = by_number[number]
        key = f"fallen:{number}:{citation.article_id}:{why[:120]}"
        yield Item(watch.id, key, "citation fallen", now, citation, f"[{number}] {why}")

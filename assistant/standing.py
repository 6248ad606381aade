"""Whether what an answer or a briefing cited may still be cited: withdrawn, canceled, changed or gone since."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.types import Citation
from corpus import Archive, ArticleNotFound


def fallen(archive: Archive, citations: Sequence[Citation]) -> dict[int, str]:
    """Return, by the number of each citation that no longer stands, why it does not.

    Args:
        archive: As it is now.
        citations: As they were made, maybe long ago.
    """
    standings = archive.standings(list({item.article_id for item in citations}))
    found: dict[int, str] = {}
    for item in citations:
        standing = standings[item.article_id]
        if standing.barred:
            found[item.number] = f"{item.outlet or 'its article'}: {standing.barred}"
        elif standing.version != _version(item) and not _still_says(archive, item):
            found[item.number] = f"{item.outlet or 'its article'}: changed since, the quoted words are no longer in it"
    return found


def _version(item: Citation) -> int:
    """Return the version that was cited: passages are named ``article.version.ordinal``."""
    number = item.passage_id.rpartition(".")[0].rpartition(".")[2]
    return int(number) if number.isdecimal() else 0


def _still_says(archive: Archive, item: Citation) -> bool:
    try:
        return item.quote in archive.article(item.article_id).text
    except ArticleNotFound:  # removed between the two looks
        return False

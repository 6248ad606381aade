"""Whether what an answer or a briefing cited may still be cited: withdrawn, canceled, changed or gone since."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.citations import recall
from assistant.types import Citation
from corpus import Archive, ArticleNotFound


def fallen(archive: Archive, citations: Sequence[Citation]) -> dict[int, str]:
    """Return, by the number of each citation that no longer stands, why it does not.

    A text that has been taken back by whose it is falls in every copy.

    Args:
        archive: As it is now.
        citations: As they were made, maybe long ago.
    """
    ids = list({item.article_id for item in citations})
    standings, stories = archive.standings(ids), archive.stories_of(ids)
    found: dict[int, str] = {}
    for item in citations:
        standing, story = standings[item.article_id], stories.get(item.article_id)
        recalled = [told for own, told in recall(story, None) if own] if story else []
        if why := standing.barred or (recalled[0] if recalled else ""):
            found[item.number] = f"{item.outlet or 'its article'}: {why}"
        elif standing.version != _version(item) and not _still_says(archive, item):
            found[item.number] = f"{item.outlet or 'its article'}: changed since, the quoted words are no longer in it"
    return found


def changed_since(archive: Archive, citations: Sequence[Citation]) -> dict[int, str]:
    """Return, by number, which cited articles were corrected or changed since; what was quoted may stand all the same.

    Args:
        archive: As it is now.
        citations: As they were made.
    """
    found: dict[int, str] = {}
    for item in citations:
        try:
            article = archive.article(item.article_id)
        except ArticleNotFound:
            continue
        told = [notice for notice in article.corrections if notice not in item.corrections]
        if told:
            found[item.number] = f"{item.outlet or 'its article'}: corrected since: “{told[-1]}”"
        elif article.version != _version(item) and item.quote in article.text:
            found[item.number] = f"{item.outlet or 'its article'}: changed since, the quoted words are still in it"
    return found


def recalled_elsewhere(archive: Archive, citations: Sequence[Citation]) -> dict[int, str]:
    """Return, by number, which cited texts another outlet has taken its copy of back: they stand, but a person asks."""
    stories = archive.stories_of(list({item.article_id for item in citations}))
    found: dict[int, str] = {}
    for item in citations:
        story = stories.get(item.article_id)
        others = [told for own, told in recall(story, None) if not own] if story else []
        if others and all(copy.article.id != item.article_id for copy in (story.barred if story else ())):
            found[item.number] = f"{item.outlet or 'its article'}: {others[0]}"
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

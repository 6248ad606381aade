"""What a new version or a correction of an article means to a search that told of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from assistant.monitoring.types import Item, Watch
from assistant.nlp.lexical import content_words
from assistant.nlp.quantities import find_numbers
from assistant.types import Citation
from assistant.version_diff import Change, changes
from corpus import Archive, Article, ArticleNotFound, Passage

_SHOWN = 240  # characters of a sentence


def tell_change(archive: Archive, watch: Watch, item: Item, number: int) -> Iterator[Item]:
    """Yield what a new version changed: figures and statements of the search first; nothing where it says the same.

    Args:
        archive: With the versions.
        watch: Whose words make a change more telling.
        item: What is to be told, with the citation that was told before.
        number: Of the new version.
    """
    known = {version.number: version for version in archive.versions(item.citation.article_id)}
    if number not in known or number - 1 not in known:
        return
    found = sorted(changes(known[number - 1], known[number]), key=lambda one: _weight(one, watch), reverse=True)
    if not found:
        return
    telling = found[0]
    was, now = _short(telling.before), _short(telling.after)
    figures = "a figure changed" if _figures(telling.before) != _figures(telling.after) and was and now else ""
    words = f"was: “{was}”, now: “{now}”" if was and now else f"added: “{now}”" if now else f"taken out: “{was}”"
    more = f"{len(found) - 1} more changes" if len(found) > 1 else ""
    cited = _cite_sentence(archive, item.citation, telling.after)
    yield replace(item, citation=cited, note="; ".join(filter(None, (figures, words, more))))


def tell_correction(archive: Archive, item: Item) -> Iterator[Item]:
    """Yield the newest correction notice of an article."""
    try:
        article = archive.article(item.citation.article_id)
    except ArticleNotFound:
        return
    if article.corrections and article.corrections != item.citation.corrections:
        cited = replace(item.citation, corrections=article.corrections)
        yield replace(item, citation=cited, note=article.corrections[-1])


def _weight(change: Change, watch: Watch) -> tuple[bool, int]:
    """Order changes: those of figures first, then by the words of the search that they hold."""
    wanted = set(content_words(watch.text))
    held = wanted.intersection(content_words(f"{change.before} {change.after}"))
    return _figures(change.before) != _figures(change.after) and bool(change.before and change.after), len(held)


def _figures(sentence: str) -> list[str]:
    return [sentence[figure.start : figure.end] for figure in find_numbers(sentence)]


def _cite_sentence(archive: Archive, before: Citation, sentence: str) -> Citation:
    """Return the citation of a sentence of the article as it is now, else of its first passage's beginning."""
    try:
        article = archive.article(before.article_id)
    except ArticleNotFound:
        return before
    start = article.text.find(sentence) if sentence else -1
    if start < 0:
        start = article.text.find(before.quote)
        sentence = before.quote
    if start < 0:
        return before
    return _cite(archive, article, before, start, start + len(sentence))


def _cite(archive: Archive, article: Article, before: Citation, start: int, end: int) -> Citation:
    passages: list[Passage] = archive.passages_of([article])
    inside = next((passage for passage in passages if passage.start <= start < passage.end), None)
    passage_id = inside.id if inside else before.passage_id
    return replace(
        before, passage_id=passage_id, title=article.title, quote=article.text[start:end],
        start=start, end=end, corrections=article.corrections, caveats=article.caveats,
    )  # fmt: skip


def _short(sentence: str) -> str:
    return sentence if len(sentence) <= _SHOWN else f"{sentence[:_SHOWN].rstrip()}…"

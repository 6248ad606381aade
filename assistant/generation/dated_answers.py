"""Which days an article means by 'Wednesday' or 'last month', for a reader who asks on another day; pure."""

from __future__ import annotations

from assistant.nlp.temporal.mentions import Mention, mentions
from assistant.reader.sentence_ranking import Sentence


def date_answer(text: str, sentence: Sentence, start: int) -> str:
    """Return a short answer, with the day that it means in brackets where its words name none in full.

    Args:
        text: The answer, as the sentence has it.
        sentence: Where it stands.
        start: Offset of its first character in the article's text.
    """
    begin = start - sentence.start
    meant = [each for each in _relative(sentence) if each.start < begin + len(text) and begin < each.end]
    return f"{text} [{meant[0].when.label}]" if len(meant) == 1 else text


def explain_day(sentence: Sentence) -> str:
    """Return what a sentence's one relative day means; empty where it has none, or more of them."""
    found = _relative(sentence)
    if len(found) != 1:
        return ""
    mention = found[0]
    return f"“{sentence.text[mention.start : mention.end]}” is {mention.when.label} here."


def _relative(sentence: Sentence) -> list[Mention]:
    """Return the times of a sentence that can be told by the day of publication alone."""
    published = sentence.evidence.hit.article.day
    if published is None:
        return []
    found = mentions(sentence.text, published)
    return [each for each in found if not any(c.isdigit() for c in sentence.text[each.start : each.end])]

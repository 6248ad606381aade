"""Questions to ask next: of a whole archive from its main stories, and after an answer from what it stands on."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from assistant.briefing.topic.main_stories import MainStory, main_stories
from assistant.briefing.topic.phrases import asked_about, find_talkers
from assistant.errors import AssistantError
from assistant.types import ABOUT, Answer
from corpus import Archive, ArticleNotFound, CorpusError

if TYPE_CHECKING:
    from assistant.assistant import Assistant

_READ = 2500
"""Characters of an article in which people are looked for."""
_TRIED = 10
"""Questions that are tried at most; one takes about a second."""


def suggest_questions(assistant: Assistant, *, limit: int = 4) -> list[str]:
    """Return questions about an archive's main stories, each on a story of its own and seen to be answered."""
    stories = main_stories(assistant.archive, limit=limit + 2)
    chosen: dict[str, str] = {}
    for number, (story, question) in enumerate(_by_turns(stories)):
        if len(chosen) == limit or number == _TRIED:
            break
        if story.topic not in chosen and _is_answered(assistant, question):
            chosen[story.topic] = question
    return list(chosen.values())


def _by_turns(stories: list[MainStory]) -> Iterator[tuple[MainStory, str]]:
    """Yield the first question of each story, then the others; neighbouring stories begin with different ones."""
    drafts = [list(_on_story(story)) for story in stories]
    turned = [own[place % len(own) :] + own[: place % len(own)] for place, own in enumerate(drafts)]
    for place in range(max(map(len, turned), default=0)):
        yield from ((story, own[place]) for story, own in zip(stories, turned, strict=True) if place < len(own))


def _on_story(story: MainStory) -> Iterator[str]:
    yield f"What is the latest on {story.topic}?"
    for speaker in find_talkers(article.text[:_READ] for article in story.articles[:4])[:1]:
        yield f"What did {speaker} say about {story.topic}?"
    yield f"Where do sources differ on {story.topic}?"


def _is_answered(assistant: Assistant, question: str) -> bool:
    try:
        return assistant.ask(question).status == "answered"
    except (CorpusError, AssistantError):
        return False


def topic_of(answer: Answer) -> str:
    """Return what a question was about, as the topic of a briefing."""
    told = " ".join(f"{citation.title}. {citation.quote}" for citation in answer.citations)
    question = answer.question.standalone
    return asked_about(question, told) or answer.question.search or question


def related_questions(
    archive: Archive, answer: Answer, *, asked: Collection[str] = (), limit: int = 3
) -> tuple[str, ...]:
    """Return what one may ask after an answer: who else speaks in its sources, and what a briefing would tell.

    Args:
        archive: Holds the articles.
        answer: With citations; one without leads nowhere.
        asked: Questions of the same conversation.
        limit: Questions at most.
    """
    if answer.status != "answered" or answer.question.form in ABOUT or not answer.citations:
        return ()
    known = {question.casefold() for question in (*asked, answer.question.standalone)}
    found = dict.fromkeys(question for question in _after(archive, answer) if question.casefold() not in known)
    return tuple(found)[:limit]


def _after(archive: Archive, answer: Answer) -> Iterator[str]:
    topic, question = topic_of(answer), answer.question.standalone
    speakers = [name for name in find_talkers(_texts(archive, answer)) if name.split()[-1] not in question]
    yield from (f"What did {name} say about {topic}?" for name in speakers[:1])
    if answer.question.form != "latest":
        yield f"What is the latest on {topic}?"
    if any(line.relation != "earlier" for line in answer.also):
        yield f"Where do sources differ on {topic}?"
    yield from (f"Who is {name}?" for name in speakers[1:2])
    yield f"Give me the timeline of {topic}"
    yield f"Who said what about {topic}?"


def _texts(archive: Archive, answer: Answer) -> Iterator[str]:
    for article_id in dict.fromkeys(citation.article_id for citation in answer.citations):
        try:
            yield archive.article(article_id).text[:_READ]
        except ArticleNotFound:
            continue

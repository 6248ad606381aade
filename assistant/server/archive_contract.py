"""The JSON contract of the commands that fill and list the archive, as types; see ``contract``."""

from __future__ import annotations

from dataclasses import fields
from typing import Any, get_type_hints

from pydantic import create_model

from assistant.server.contract import Contract
from assistant.version_diff import Change
from corpus import Article


def _article(name: str, *, without: tuple[str, ...] = (), **more: Any) -> type[Contract]:
    hints = get_type_hints(Article)
    made: dict[str, Any] = {each.name: (hints[each.name], ...) for each in fields(Article) if each.name not in without}
    told = f"Show an article{'' if 'text' in made else ' without its text'}."
    return create_model(name, __base__=Contract, __doc__=told, **made, day_confidence=(str | None, ...), **more)


ListedArticle = _article("ListedArticle", without=("text",))
ArticleObject = _article("ArticleObject", barred=(str | None, ...))


class ArticleList(Contract):
    """Show articles, as ``newsdesk articles --json`` prints them."""

    articles: list[ListedArticle]  # type: ignore[valid-type]


class VersionObject(Contract):
    """Show one state of an article's text, with what it changed of the one before."""

    article_id: str
    number: int
    title: str
    text: str
    added: str
    changes: list[Change]


class VersionList(Contract):
    """Show the versions of an article, the first one first."""

    versions: list[VersionObject]


class StoryCopy(Contract):
    """Show one copy of a text."""

    article_id: str
    outlet: str | None
    title: str
    published: str | None
    of: str | None
    how: str
    alike: float


class StoryObject(Contract):
    """Show the articles that are copies of one text."""

    id: str
    origin: str | None
    outlets: list[str]
    copies: list[StoryCopy]


class StoryList(Contract):
    """Show stories, as ``newsdesk articles --stories --json`` prints them."""

    stories: list[StoryObject]


class RefusedRecord(Contract):
    """Show what was not taken, or what a person should know of what was."""

    place: str
    reason: str


class IngestObject(Contract):
    """Show what an ingest did, as ``newsdesk ingest --json`` prints it."""

    added: int
    changed: int
    unchanged: int
    status_changes: int
    copies: int
    passages: int
    refused: list[RefusedRecord]
    remarks: list[RefusedRecord]


class StatusObject(Contract):
    """Show what the archive holds and who answers, as ``newsdesk status --json`` prints it."""

    home: str
    articles: int
    passages: int
    by_words: int
    by_meaning: int
    outlets: int
    first: str
    last: str
    encoder: str
    fingerprint: str
    size: int
    as_of: str
    model: str | None
    model_server: str | None
    model_reachable: bool | None
    model_problem: str | None

"""``/v1/articles``: search, read, versions; withdraw and remove; and ``/v1/passages`` for chains of one's own."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from pydantic import Field
from starlette.responses import JSONResponse, Response

from assistant.json_store import decode, encode
from assistant.retrieval.ranking import Ranking
from assistant.retrieval.search import RANKED, USUAL, find
from assistant.serialization import article_json
from assistant.server.archive_contract import ArticleList, ArticleObject, StoryList, VersionList
from assistant.server.inputs import TEXT, FilterInput, PassageInput
from assistant.server.results import shown_article, story_json, versions_json
from assistant.server.service import Reading, Visit, Writing

router = APIRouter(tags=["articles"])
_MOST = 500
"""Articles that one call lists at the most."""


class ListInput(FilterInput):
    """Say which articles to list."""

    query: str = Field(default="", max_length=TEXT, description="Words to search for; none lists the newest.")
    limit: int = Field(default=50, ge=1, le=_MOST)
    offset: int = Field(default=0, ge=0, le=1_000_000)
    until: date | None = Field(default=None, description="Published on this day or before.")


@router.get("/v1/articles", response_model=ArticleList, summary="Search articles")
async def list_articles(asked: Annotated[ListInput, Query()], visit: Reading, request: Request) -> Response:
    """List articles without their texts, the newest first, or by words."""
    if asked.query:
        request.state.deed.note("search", asked.query)

    def found() -> dict[str, Any]:
        archive = visit.assistant.archive
        listed = archive.listing(asked.scope(archive), query=asked.query, limit=asked.limit, offset=asked.offset)
        return {"articles": [article_json(article, text=False) for article in listed]}

    return JSONResponse(await _read(visit, found))


@router.get("/v1/stories", response_model=StoryList, summary="List what is copies of one text")
async def list_stories(asked: Annotated[ListInput, Query()], visit: Reading) -> Response:
    """List the stories of two and more copies, the newest first."""

    def found() -> dict[str, Any]:
        archive = visit.assistant.archive
        stories = archive.stories(asked.scope(archive), limit=asked.limit, offset=asked.offset)
        return {"stories": [story_json(story) for story in stories]}

    return JSONResponse(await _read(visit, found))


@router.get("/v1/articles/{article_id}", response_model=ArticleObject, summary="Read an article")
async def get_article(article_id: str, visit: Reading, request: Request, versions: bool = False) -> Response:
    """Return an article, its text as citations count it (``text[start:end]`` in code points)."""
    request.state.deed.note("read", article=article_id)
    return JSONResponse(
        await _read(visit, lambda: shown_article(visit.assistant.archive, article_id, versions=versions))
    )


@router.get("/v1/articles/{article_id}/versions", response_model=VersionList, summary="Read an article's versions")
async def get_versions(article_id: str, visit: Reading, request: Request) -> Response:
    """Return every version of an article with what it changed, the first one first."""
    request.state.deed.note("read", article=article_id, versions=True)

    def found() -> dict[str, Any]:
        archive = visit.assistant.archive
        archive.article(article_id)
        return {"versions": versions_json(archive.versions(article_id))}

    return JSONResponse(await _read(visit, found))


@router.post("/v1/articles/{article_id}/withdraw", status_code=204, summary="Take an article out of every answer")
async def withdraw(article_id: str, visit: Writing, request: Request, undo: bool = False) -> None:
    """Take an article out of every answer at once, its text kept; ``undo`` lets it back in."""
    request.state.deed.note("let back in" if undo else "withdraw", article=article_id)

    def done() -> None:
        visit.assistant.archive.article(article_id)  # what one may not see is not there
        visit.service.views.whole.archive.withdraw(article_id, undo=undo)

    await _read(visit, done)


@router.delete("/v1/articles/{article_id}", status_code=204, summary="Delete an article")
async def remove(article_id: str, visit: Writing, request: Request) -> None:
    """Delete an article with all its versions."""
    request.state.deed.note("remove", article=article_id)

    def done() -> None:
        visit.assistant.archive.article(article_id)
        visit.service.views.whole.archive.remove(article_id)

    await _read(visit, done)


@router.post("/v1/passages", summary="Search passages")
async def search_passages(asked: PassageInput, visit: Reading, request: Request) -> Response:
    """Return the passages to read for a question, best first, with their articles: what ``NewsRetriever`` gives."""
    request.state.deed.note("search", asked.query)

    def found() -> dict[str, Any]:
        archive = visit.assistant.archive
        ranking = decode(Ranking, asked.ranking) if asked.ranking else USUAL
        hits = find(archive, asked.query, asked.scope(archive), limit=asked.limit or RANKED, ranking=ranking)
        return {"hits": [encode(hit) for hit in hits]}

    return JSONResponse(await _read(visit, found))


async def _read(visit: Visit, work: Any) -> Any:
    return await visit.service.workers.run(work, limit=visit.service.settings.limits.read)

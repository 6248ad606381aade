"""The steps of the pipeline: requests, the retriever that it calls, the chain that begins with it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from assistant.assistant import Assistant
from assistant.errors import AssistantError, ModelRefused
from assistant.generation.events import Found
from assistant.llm.chat_model import build_chat_model, check_model
from assistant.query.types import AskRequest, to_request
from assistant.retrieval import retriever
from assistant.retrieval.retriever import JoinedRetriever, NewsRetriever, hits_of
from assistant.retrieval.search import find
from assistant.settings import ModelSettings
from corpus import Archive, Hit, Scope
from tests.assistant.scripted_server import Script, ScriptedServer


@pytest.fixture(scope="module")
def archive(demo_home: Path) -> Iterator[Archive]:
    archive = Archive.open(demo_home)
    yield archive
    archive.close()


def test_a_question_is_asked_as_text_or_as_a_request(archive: Archive) -> None:
    request = AskRequest("Who is the mayor of Sorrel?", as_of=date(2025, 4, 20))
    assert to_request("Who?", {"as_of": date(2025, 4, 20)}) == AskRequest("Who?", as_of=date(2025, 4, 20))
    assert to_request(request, {"kinds": ("opinion",)}).kinds == ("opinion",)
    by_request, by_text = Assistant(archive).ask(request), Assistant(archive).ask(request.text, as_of=request.as_of)
    assert by_request.question == by_text.question
    assert by_request.statements == by_text.statements


def test_a_search_that_was_just_made_is_not_made_again(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def count(archive: Archive, search: str, scope: Scope, *, limit: int, ranking: object) -> list[Hit]:
        asked.append(search)
        return find(archive, search, scope, limit=limit)

    monkeypatch.setattr(retriever, "find", count)
    flood, strike = (NewsRetriever(archive=archive, scope=Scope(as_of=date(2025, 6, 25)), limit=3) for _ in range(2))
    joined = JoinedRetriever(parts=[(flood, "the flood in Sorrel"), (strike, "the dock strike")])
    found = hits_of(flood.invoke("the flood in Sorrel"))
    assert hits_of(joined.invoke("both"))[:3] == found
    assert asked == ["the flood in Sorrel", "the dock strike"]


def test_the_chain_shows_the_model_what_the_retriever_found(archive: Archive) -> None:
    with ScriptedServer({"scripted": Script(("Nothing [1].",))}) as server:
        settings = ModelSettings(model="scripted", base_url=server.base_url, timeout=5.0)
        events = list(Assistant(archive, model=settings).stream("What did Norrmark urge Velic to do?"))
        sent = server.requests[0]["messages"][-1]["content"]
    found = next(event for event in events if isinstance(event, Found))
    assert [item.hit.article.title for item in found.evidence if item.hit.article.title not in sent] == []


def test_a_provider_that_nobody_knows_is_refused_in_a_sentence() -> None:
    with pytest.raises(ModelRefused, match="NEWSDESK_MODEL"):
        build_chat_model(ModelSettings("large", provider="nobody"))
    assert check_model(ModelSettings("large", provider="nobody"), timeout=1.0) is None


@pytest.mark.parametrize(
    ("named", "address", "provider", "name"),
    [
        ("gpt-5-mini", None, "openai", "gpt-5-mini"),
        ("openai:gpt-5-mini", None, "openai", "gpt-5-mini"),
        ("anthropic:claude-x", None, "anthropic", "claude-x"),
        ("llama3:8b", "http://127.0.0.1:1/v1", "openai", "llama3:8b"),
    ],
)
def test_a_model_is_named_with_its_provider(
    monkeypatch: pytest.MonkeyPatch, named: str, address: str | None, provider: str, name: str
) -> None:
    monkeypatch.setenv("NEWSDESK_MODEL", named)
    if address:
        monkeypatch.setenv("NEWSDESK_BASE_URL", address)
    settings = ModelSettings.from_environment()
    assert settings is not None
    assert (settings.provider, settings.model) == (provider, name)


def test_the_whole_chain_is_one_runnable_that_streams(archive: Archive) -> None:
    text = "Norrmark would go on supplying air defence equipment, Ms Halvard said [1]. It gave 900 tanks [1]."
    with ScriptedServer({"scripted": Script(tuple(text.partition("supplying")))}) as server:
        settings = ModelSettings(model="scripted", base_url=server.base_url, timeout=5.0)
        chain = Assistant(archive, model=settings).chain()
        pieces = list(chain.stream("What did Norrmark urge Velic to do?"))
        whole = chain.invoke("What did Norrmark urge Velic to do?")
    assert list(dict.fromkeys(name for piece in pieces for name in piece)) == ["question", "evidence", "text", "answer"]
    assert sum("text" in piece for piece in pieces) >= 3
    assert whole["text"] == text
    assert [statement.verdict for statement in whole["answer"].statements][1] == "unsupported"
    cited = whole["answer"].citations[0]
    assert archive.article(cited.article_id).text[cited.start : cited.end] == cited.quote


def test_a_chain_without_a_model_says_what_to_do(archive: Archive) -> None:
    with pytest.raises(AssistantError, match="NEWSDESK_MODEL"):
        Assistant(archive).chain()

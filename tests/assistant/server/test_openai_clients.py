"""The OpenAI-compatible door, driven by OpenAI's own client and by LangChain's."""

from __future__ import annotations

import openai
import pytest
from langchain_openai import ChatOpenAI
from openai import OpenAI
from pydantic import SecretStr

from assistant.assistant import Assistant

QUESTION = "What did Norrmark urge Velic to do?"


@pytest.fixture(scope="module")
def chat(address: str) -> OpenAI:
    return OpenAI(base_url=f"{address}/v1", api_key="none", max_retries=0, timeout=120)


def test_the_models_are_listed(chat: OpenAI) -> None:
    assert [model.id for model in chat.models.list()] == ["newsdesk", "newsdesk-brief"]
    assert chat.models.retrieve("newsdesk").id == "newsdesk"
    with pytest.raises(openai.NotFoundError, match="gpt-4"):
        chat.models.retrieve("gpt-4")


def test_an_answer_comes_whole_with_its_citations(chat: OpenAI, opened: Assistant) -> None:
    reply = chat.chat.completions.create(
        model="newsdesk", messages=[{"role": "user", "content": QUESTION}], temperature=0.2
    )
    answer = opened.ask(QUESTION)
    message, more = reply.choices[0].message, reply.model_extra or {}
    assert message.content and answer.statements[0].text in message.content and reply.choices[0].finish_reason == "stop"
    assert len(more["citations"]) == len(answer.citations) > 0
    assert [result["title"] for result in more["search_results"]] == [item.title for item in answer.citations]
    for noted in message.annotations or []:
        place = noted.url_citation
        number = int(message.content[place.start_index + 1 : place.end_index - 1])
        assert place.url == more["citations"][number - 1]
    assert message.annotations
    for item in more["newsdesk"]["citations"]:
        assert opened.archive.article(item["article_id"]).text[item["start"] : item["end"]] == item["quote"]


def test_a_stream_ends_with_what_the_whole_says(chat: OpenAI) -> None:
    whole = chat.chat.completions.create(model="newsdesk", messages=[{"role": "user", "content": QUESTION}])
    chunks = list(
        chat.chat.completions.create(
            model="newsdesk",
            messages=[{"role": "user", "content": [{"type": "text", "text": QUESTION}]}],
            stream=True,
            stream_options={"include_usage": True},
        )
    )
    said = "".join(chunk.choices[0].delta.content or "" for chunk in chunks if chunk.choices)
    assert said == whole.choices[0].message.content
    assert [chunk.choices[0].finish_reason for chunk in chunks if chunk.choices][-1] == "stop"
    assert (chunks[0].model_extra or {})["citations"] == (whole.model_extra or {})["citations"]
    assert chunks[-1].usage is not None


def test_a_follow_up_is_understood_from_the_messages_before(chat: OpenAI) -> None:
    first = chat.chat.completions.create(model="newsdesk", messages=[{"role": "user", "content": QUESTION}])
    reply = chat.chat.completions.create(
        model="newsdesk",
        messages=[
            {"role": "system", "content": "You are a pirate."},
            {"role": "user", "content": QUESTION},
            {"role": "assistant", "content": first.choices[0].message.content or ""},
            {"role": "user", "content": "And what did he say about that?"},
        ],
    )
    assert "Velic" in (reply.choices[0].message.content or "").split("\n")[0]


def test_what_is_not_there_is_said_so(chat: OpenAI) -> None:
    reply = chat.chat.completions.create(
        model="newsdesk", messages=[{"role": "user", "content": "Who won the chess olympiad in Tallinn?"}]
    )
    assert "Not in this archive" in (reply.choices[0].message.content or "")
    assert (reply.model_extra or {})["citations"] == []


def test_errors_reach_the_client_in_words(chat: OpenAI) -> None:
    with pytest.raises(openai.UnprocessableEntityError, match="role 'user'"):
        chat.chat.completions.create(model="newsdesk", messages=[{"role": "system", "content": "Hello"}])
    with pytest.raises(openai.UnprocessableEntityError, match="Martian"):
        chat.chat.completions.create(
            model="newsdesk",
            messages=[{"role": "user", "content": QUESTION}],
            extra_body={"newsdesk": {"outlets": ["The Martian Herald"]}},
        )


def test_a_briefing_is_a_model_too(chat: OpenAI) -> None:
    reply = chat.chat.completions.create(
        model="newsdesk-brief", messages=[{"role": "user", "content": "the Brenna flood"}]
    )
    assert "Timeline" in (reply.choices[0].message.content or "")
    assert (reply.model_extra or {})["citations"]


def test_langchain_talks_to_an_archive(address: str) -> None:
    model = ChatOpenAI(model="newsdesk", base_url=f"{address}/v1", api_key=SecretStr("none"), timeout=120)
    whole = model.invoke(QUESTION)
    streamed = "".join(str(chunk.content) for chunk in model.stream(QUESTION))
    assert "[1]" in str(whole.content) and streamed == whole.content

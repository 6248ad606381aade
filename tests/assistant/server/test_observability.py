"""Figures, traces and logs: there where they are asked for, and without questions' texts."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator

import httpx
import pytest
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from assistant.assistant import Assistant
from assistant.clock import Clock, watch_stages
from assistant.server.observability import observe
from assistant.server.service import Service
from assistant.server.settings import ServerSettings
from tests.assistant.server.conftest import running

QUESTION = "What did Norrmark urge Velic to do?"


@pytest.fixture(autouse=True)
def unwatched() -> Iterator[None]:
    """Leave nothing watching behind."""
    from contextlib import nullcontext

    yield
    watch_stages(nullcontext)


def test_figures_are_off_unless_asked_for(client: httpx.Client) -> None:
    assert client.get("/metrics").status_code == 404


@pytest.mark.parametrize("texts", [False, True])
def test_figures_and_logs_have_no_texts_unless_asked_for(
    opened: Assistant, caplog: pytest.LogCaptureFixture, texts: bool
) -> None:
    service = Service.over(opened, ServerSettings(rate="", metrics=True, log_texts=texts))
    with caplog.at_level(logging.INFO, "newsdesk.server"), running(service) as url:
        assert httpx.post(f"{url}/v1/ask", json={"question": QUESTION}, timeout=120).status_code == 200
        httpx.get(f"{url}/v1/articles/0000")
        told = httpx.get(f"{url}/metrics").text
    assert 'newsdesk_calls_total{route="/v1/ask",status="200"} 1.0' in told
    assert 'newsdesk_calls_total{route="/v1/articles/{article_id}",status="404"} 1.0' in told
    assert 'newsdesk_stage_seconds_count{stage="retrieve"} 1.0' in told
    assert "Norrmark" not in told
    entries = [json.loads(record.getMessage()) for record in caplog.records if record.name == "newsdesk.server"]
    assert (entries[0]["path"], entries[0]["status"], entries[0]["who"]) == ("/v1/ask", 200, "owner")
    assert entries[0].get("text") == (QUESTION if texts else None)


def test_a_trace_has_the_stages_and_langchains_calls(opened: Assistant) -> None:
    spans = InMemorySpanExporter()
    observe(ServerSettings(traces=True), spans)
    with Clock()("outermost"):
        opened.ask(QUESTION)
    found = {span.name: span for span in spans.get_finished_spans()}
    assert {"outermost", "understand", "retrieve", "read", "retriever"} <= set(found)
    assert found["retriever"].parent is not None and found["retrieve"].context is not None
    assert found["retriever"].parent.span_id == found["retrieve"].context.span_id
    assert "Norrmark" not in "".join(span.to_json() for span in found.values())

"""Articles that a chat model is never shown: by their usage terms, or by NEWSDESK_REDACT."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from assistant.assistant import Assistant
from assistant.retrieval.permissions import forbids_generation, shown_to
from assistant.settings import ModelSettings
from assistant.types import Evidence
from corpus import Archive, Scope
from tests.assistant.evidence import evidence
from tests.assistant.scripted_server import Script, ScriptedServer

HOSTED = ModelSettings(model="m", api_key="k", redact=("outlet 2",))
LOCAL = ModelSettings(model="m", base_url="http://127.0.0.1:8000/v1", redact=("outlet 2",))


def with_terms(item: Evidence, terms: str) -> Evidence:
    return replace(item, hit=replace(item.hit, article=replace(item.hit.article, terms=terms)))


@pytest.mark.parametrize(
    "terms",
    [
        "© 2025 Agency. May not be used to train or prompt generative AI without written permission.",
        "tdm-reservation: 1",
        "The rightsholder reserves the right of text and data mining (Article 4, Directive 2019/790).",
        "No machine learning. Editorial use only.",
        "noai, noimageai",
    ],
)
def test_terms_that_reserve_generative_use(terms: str) -> None:
    assert forbids_generation(terms)


@pytest.mark.parametrize(
    "terms",
    [None, "", "https://creativecommons.org/licenses/by/4.0/", "NO ARCHIVAL USE", "© 2025 Said Naidu", "AIR only"],
)
def test_other_terms_do_not(terms: str | None) -> None:
    assert not forbids_generation(terms)


def test_reserved_articles_reach_no_model_and_redacted_outlets_no_hosted_one() -> None:
    first, second, third = evidence("One.", "Two.", "Three.")
    given = [with_terms(first, "No generative use"), second, third]
    kept, notes = shown_to(HOSTED, given)
    assert kept == (third,)
    assert ["Outlet 1" in notes[0], "Outlet 2" in notes[1]] == [True, True]
    kept, notes = shown_to(LOCAL, given)
    assert kept == (second, third)
    assert len(notes) == 1


@pytest.mark.parametrize(
    ("settings", "leaves"),
    [
        (ModelSettings(model="gpt"), True),
        (ModelSettings(model="claude", provider="anthropic"), True),
        (ModelSettings(model="m", base_url="http://10.0.0.7:8000/v1"), True),
        (ModelSettings(model="m", base_url="http://localhost:8000/v1"), False),
        (ModelSettings(model="m", base_url="http://[::1]:8000/v1"), False),
        (ModelSettings(model="qwen3", provider="ollama"), False),
        (ModelSettings(model="m.gguf", provider="local"), False),
    ],
)
def test_what_leaves_this_machine_is_told(settings: ModelSettings, leaves: bool) -> None:
    assert settings.leaves_machine is leaves
    assert (settings.server in settings.disclosure) is leaves


def test_the_answer_says_that_they_were_left_out(home: Path) -> None:
    archive = Archive.open(home)
    folder = home.parent / "articles"
    folder.mkdir()
    for name, outlet, terms, text in (
        ("a", "Open Post", "", "The bridge of Orl was closed on Monday after a crack was found in its deck."),
        ("b", "Closed Wire", "No generative use.", "The bridge of Orl was closed on Monday, the council said."),
    ):
        head = f"title: Bridge of Orl closed {name}\noutlet: {outlet}\ndate: 2025-03-0{3 + len(terms) % 2}\n"
        told = f"usage_terms: {terms}\n" if terms else ""
        (folder / f"{name}.md").write_text(f"---\n{head}{told}---\n{text}\n")
    archive.ingest([folder])
    assert {article.terms for article in archive.listing(Scope())} == {None, "No generative use."}
    with ScriptedServer({"m": Script(("The bridge of Orl was closed on Monday [1][2].",))}) as server:
        model = ModelSettings(model="m", base_url=server.base_url, timeout=5.0)
        answer = Assistant(archive, model=model).ask("When was the bridge of Orl closed?", as_of=date(2025, 3, 9))
        sent = "".join(str(request["messages"]) for request in server.requests)
    archive.close()
    assert answer.model == "m"
    assert "Open Post" in sent
    assert "Closed Wire" not in sent
    assert any("Closed Wire" in note and "usage terms" in note for note in answer.notes)
    assert answer.usage is not None
    assert answer.usage.read > 100

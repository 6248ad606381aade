from __future__ import annotations

import pytest

from assistant.errors import AssistantError
from assistant.settings import ModelSettings


def test_no_model_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NEWSDESK_MODEL", raising=False)
    assert ModelSettings.from_environment() is None


def test_a_local_server(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEWSDESK_MODEL", "openai:qwen3:8b")
    monkeypatch.setenv("NEWSDESK_BASE_URL", "http://127.0.0.1:11434/v1")
    monkeypatch.setenv("NEWSDESK_API_KEY", "sk-secret")
    monkeypatch.setenv("NEWSDESK_TIMEOUT", "12.5")
    settings = ModelSettings.from_environment()
    assert settings is not None
    assert (settings.model, settings.base_url, settings.timeout) == ("qwen3:8b", "http://127.0.0.1:11434/v1", 12.5)
    assert "sk-secret" not in repr(settings)


@pytest.mark.parametrize("seconds", ["soon", "0", "-3", "inf", "nan"])
def test_a_timeout_that_is_none_is_refused_by_name(monkeypatch: pytest.MonkeyPatch, seconds: str) -> None:
    monkeypatch.setenv("NEWSDESK_MODEL", "m")
    monkeypatch.setenv("NEWSDESK_TIMEOUT", seconds)
    with pytest.raises(AssistantError, match="NEWSDESK_TIMEOUT"):
        ModelSettings.from_environment()

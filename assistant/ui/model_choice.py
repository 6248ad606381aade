"""The chat model that is chosen on the page: tested, put to use, remembered without its key."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from assistant.assistant import Assistant
from assistant.errors import ModelError
from assistant.settings import ModelSettings
from assistant.ui import preferences

_REMEMBERED, _SERVICE = "model", "newsdesk"
_PATIENCE = 5.0
"""Seconds that the test waits: a server that is there lists its models in a fraction of one."""


def settle_model(assistant: Assistant) -> bool:
    """Put the remembered model to use where the environment names none; return whether it names one.

    It is done once a process: what is chosen later stays.
    """
    return _settle(assistant, str(assistant.archive.home))


@st.cache_resource(show_spinner=False, max_entries=4)
def _settle(_assistant: Assistant, home: str) -> bool:
    if _assistant.model is not None:
        return True
    kept = preferences.recall(_REMEMBERED)
    if isinstance(kept, dict) and kept.get("model"):
        named = ModelSettings(str(kept["model"]), kept.get("base_url"), provider=str(kept.get("provider") or "openai"))
        _assistant.model = replace(named, api_key=read_key(named))
    return False


def find_fault(model: ModelSettings) -> str | None:
    """Return why a model cannot be used, for people; None where it can."""
    from assistant.llm.chat_model import build_chat_model, check_model

    try:
        build_chat_model(model)
        return check_model(model, timeout=_PATIENCE)
    except (ModelError, ValueError) as error:
        return str(error)


def use(assistant: Assistant, model: ModelSettings | None) -> None:
    """Let a model answer from now on, in every tab; its key is not remembered."""
    assistant.model = model
    names = ("model", "base_url", "provider")
    preferences.remember(_REMEMBERED, {name: getattr(model, name) for name in names} if model else {})


def keep_key(model: ModelSettings) -> str:
    """Keep a model's key in the system's keyring; return why that cannot be done, '' where it was."""
    import keyring
    from keyring.errors import KeyringError

    try:
        keyring.set_password(_SERVICE, model.server, model.api_key or "")
    except (KeyringError, RuntimeError) as error:
        return str(error).splitlines()[0] or type(error).__name__
    return ""


def read_key(model: ModelSettings) -> str | None:
    """Return the key that the keyring has for a model's server; None where it has none."""
    import keyring
    from keyring.errors import KeyringError

    try:
        return keyring.get_password(_SERVICE, model.server) or None
    except (KeyringError, RuntimeError):
        return None


def said() -> str:
    """Return what became of the last choice, once."""
    return str(st.session_state.pop(_SERVICE, ""))


def tell(message: str) -> None:
    """Say what became of a choice the next time that the settings are shown."""
    st.session_state[_SERVICE] = message

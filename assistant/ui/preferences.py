"""What the page remembers from one visit to the next: one small file in the archive's folder."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import streamlit as st

from assistant.bibliography.references import FORMATS
from assistant.errors import AssistantError, ConversationUnsaved
from assistant.json_store import held, read_json, write_json

_FILE, _FORMAT = "preferences.json", 1
_STYLE = "reference_style"
_HELD = "preferences"


def reference_style() -> str:
    """Return the style that references are written in."""
    style = _read().get(_STYLE)
    return style if style in FORMATS else FORMATS[0]


def choose_reference_style(style: str) -> None:
    """Write references in a style from now on."""
    remember(_STYLE, style)


def recall(name: str) -> Any:
    """Return what was remembered under a name; None where nothing was."""
    return _read().get(name)


def remember(name: str, value: object) -> None:
    """Remember a value; in an archive that cannot be written, for this session alone."""
    kept = {**_read(), name: value}
    st.session_state[_HELD] = kept
    path = _path()
    try:
        with held(path.parent, ConversationUnsaved):
            write_json(path, {"format": _FORMAT, **kept})
    except AssistantError:
        return


def _read() -> dict[str, Any]:
    if _HELD not in st.session_state:
        try:
            st.session_state[_HELD] = read_json(_path(), newest=_FORMAT, what="preferences")
        except (OSError, AssistantError, ValueError):
            st.session_state[_HELD] = {}
    kept: dict[str, Any] = st.session_state[_HELD]
    return {name: value for name, value in kept.items() if name != "format"}


def _path() -> Path:
    from assistant.ui import state  # which needs what is remembered of the model

    return state.own_folder() / "preferences" / _FILE

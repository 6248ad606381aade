"""The page's own script: what Streamlit has no part for, see ``scripts/page.js``."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st

from assistant.ui import preferences
from assistant.ui.wording import say

_SCRIPT = Path(__file__).parent.with_name("scripts") / "page.js"
_BOXES = {
    "": ".st-key-asking textarea",
    "brief": ".st-key-brief-form input, .st-key-brief input",
    "lookup": ".st-key-lookup textarea",
    "library": ".st-key-library input",
}


def show(path: str) -> None:
    """Run the script for a page, named by its path."""
    data = {
        "page": path,
        "box": _BOXES.get(path, _BOXES[""]),
        "skip": say("page.skip"),
        "theme": preferences.recall("theme"),
        "gone": say("page.gone"),
    }
    with st.container(key="page-script"):
        _component()(key="page-helper", data=data)


@cache
def _component() -> Any:
    return st.components.v2.component("newsdesk_page", js=_SCRIPT.read_text(encoding="utf-8"))

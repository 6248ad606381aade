"""A button that copies a text: Streamlit has one inside its code blocks alone."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st

_HTML = '<button type="button"><span aria-hidden="true"></span><b></b></button>'
_CSS = """
button { font: inherit; font-size: .875rem; color: var(--st-text-color); background: none; border: 0; min-height: 2rem;
  border-radius: 8px; padding: 0 .5rem 0 .2rem; margin: 0; cursor: pointer; display: flex; gap: .45rem; align-items: center; }
b { font-weight: 400; } button:hover { color: var(--st-primary-color); }
button:focus-visible { outline: 2px solid var(--st-primary-color); }
span { width: .7rem; height: .85rem; border: 1.5px solid currentColor; border-radius: 2px; box-shadow: 3px -3px 0 -1px currentColor; }
"""  # noqa: E501
_SCRIPT = Path(__file__).parent.with_name("scripts") / "copy.js"


def show(key: str, label: str, done: str, text: str) -> None:
    """Show the button.

    Args:
        key: Tells it from others on the page.
        label: What it says.
        done: What it says once the text is copied.
        text: What it copies.
    """
    _component()(key=key, data={"label": label, "done": done, "text": text}, width="content")


@cache
def _component() -> Any:
    return st.components.v2.component("newsdesk_copy", html=_HTML, css=_CSS, js=_SCRIPT.read_text(encoding="utf-8"))

"""Putting articles into the archive from the page: files, an address or a feed, a pasted text."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from assistant.assistant import Assistant
from assistant.ui.components import adding
from assistant.ui.wording import say

if TYPE_CHECKING:
    from streamlit.runtime.uploaded_file_manager import UploadedFile

_FORMATS = [
    *("jsonl", "ndjson", "json", "csv", "tsv", "parquet", "md", "markdown", "txt", "html", "htm", "xml", "rss", "atom"),
    *("pdf", "docx", "eml", "mbox", "zip", "gz", "warc", "srt", "vtt"),
]
_WAYS = ("files", "address", "paste")
_ROUND = "adding-round"
_LEAST_TEXT = 40
"""Characters of a pasted text: a shorter one is no article."""


def show(assistant: Assistant) -> None:
    """Offer the ways in which articles get in, and say what became of those that were given last."""
    adding.show_report()
    way = st.segmented_control(
        say("add.way"), _WAYS, default=_WAYS[0], key="add-way", required=True, label_visibility="collapsed",
        format_func=lambda name: say(f"add.{name}"),
    )  # fmt: skip
    turn = st.session_state.setdefault(_ROUND, 0)
    shown = {"files": _files, "address": _address, "paste": _paste}[way or _WAYS[0]]
    if shown(assistant, turn):
        st.session_state[_ROUND] = turn + 1  # a form is emptied by giving its fields other keys
        st.rerun()


def _files(assistant: Assistant, turn: int) -> bool:
    files = st.file_uploader(say("add.formats"), type=_FORMATS, accept_multiple_files=True, key=f"files-{turn}")
    if not files or not st.button(say("add.take_files", count=len(files)), key="add-files", type="primary"):
        return False
    with tempfile.TemporaryDirectory(prefix="newsdesk-") as folder:
        return adding.take(_copies(files, Path(folder)), strip=folder)


def _copies(files: Sequence[UploadedFile], folder: Path) -> list[Path]:
    """Write the files under their own names, each into a folder of its own."""
    paths = []
    for place, file in enumerate(files):
        path = folder / str(place) / (Path(file.name).name or "upload")
        path.parent.mkdir()
        path.write_bytes(file.getvalue())
        paths.append(path)
    return paths


def _address(assistant: Assistant, turn: int) -> bool:
    with st.form(f"add-address-{turn}", border=False):
        given = st.text_area(
            say("add.addresses"), key=f"addresses-{turn}", height="content", placeholder="https://example.org/news/rss"
        )
        own = st.toggle(say("add.own_network"), key=f"own-network-{turn}", help=say("add.own_network_help"))
        pressed = st.form_submit_button(say("add.fetch"), key="add-address", type="primary")
    addresses = [_web(line) for line in (given or "").split() if line]
    if pressed and not addresses:
        adding.refuse(say("add.no_address"))
    return pressed and bool(addresses) and adding.take(addresses, private=bool(own))


def _web(address: str) -> str:
    return address if "://" in address else f"https://{address}"


def _paste(assistant: Assistant, turn: int) -> bool:
    with st.form(f"add-paste-{turn}", border=False):
        text = st.text_area(say("add.text"), key=f"text-{turn}", height=160)
        title = st.text_input(say("add.title"), key=f"title-{turn}")
        left, right = st.columns(2)
        outlet = left.text_input(say("add.outlet"), key=f"outlet-{turn}")
        day = right.date_input(say("add.day"), value=None, key=f"day-{turn}", format="YYYY-MM-DD")
        pressed = st.form_submit_button(say("add.take_paste"), key="add-paste", type="primary")
    if not pressed:
        return False
    words = (text or "").strip()
    if len(words) < _LEAST_TEXT or not (title or "").strip():
        adding.refuse(say("add.paste_lacks"))
        return False
    record = {"title": (title or "").strip(), "text": words, "outlet": (outlet or "").strip() or None}
    record["published"] = day.isoformat() if isinstance(day, date) else None
    with tempfile.TemporaryDirectory(prefix="newsdesk-") as folder:
        path = Path(folder) / "0" / "pasted.jsonl"
        path.parent.mkdir()
        kept = {name: value for name, value in record.items() if value}
        path.write_text(json.dumps(kept, ensure_ascii=False), encoding="utf-8", errors="replace")
        return adding.take([path], strip=folder)

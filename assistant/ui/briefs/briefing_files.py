"""A briefing to take home: as a document with its sources in a style, and its tables for a spreadsheet."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import streamlit as st

from assistant.assistant import Assistant
from assistant.briefing.edits import arranged
from assistant.briefing.export import FORMATS, Format, export, file_name
from assistant.briefing.export.references import STYLES, referenced
from assistant.briefing.export.tables import SHEETS, tables, to_csv, to_xlsx
from assistant.briefing.export.text import APP
from assistant.briefing.types import Briefing
from assistant.types import SectionName
from assistant.ui import preferences, state
from assistant.ui.briefs import briefing_state
from assistant.ui.wording import say

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def show(assistant: Assistant, place: str) -> None:
    """Offer the briefing in each format; each is made when it is asked for, of what is shown then."""
    shelf = briefing_state.open_one()
    address, style = state.app_address() or APP, preferences.reference_style()

    def arranged_now() -> Briefing:
        made = arranged(shelf.briefing)
        return referenced(made, assistant.archive, style, accessed=date.today()) if style in STYLES else made

    with st.container(key=f"brief-files-{place}", horizontal=True, gap="xsmall", vertical_alignment="center"):
        for form in FORMATS:
            _download(
                form.name, place, _writer(arranged_now, form, address), file_name(shelf.briefing, form), form.mime
            )
        found = [name for name in SHEETS if name in {one.name for one in shelf.briefing.sections}]
        if found:
            with st.popover(say("brief.tables"), key=f"tables-{place}", icon=":material/table:", type="tertiary"):
                stem = file_name(shelf.briefing, FORMATS[0]).rpartition(".")[0]
                for section in found:
                    label = say("brief.as_csv", section=say(f"brief.table_{section}"))
                    name = f"{stem}-{section}.csv"
                    _download(label, place, _table(arranged_now, section), name, "text/csv")
                _download("XLSX", place, lambda: to_xlsx(tables(arranged_now())), f"{stem}.xlsx", _XLSX)


def _writer(arranged_now: Callable[[], Briefing], form: Format, address: str) -> Callable[[], bytes]:
    return lambda: export(arranged_now(), form, app=address)


def _table(arranged_now: Callable[[], Briefing], name: SectionName) -> Callable[[], bytes]:
    return lambda: to_csv(tables(arranged_now()).get(name, []))


def _download(label: str, place: str, make: Callable[[], bytes], name: str, mime: str) -> None:
    st.download_button(
        label, make, name, mime, key=f"file-{place}-{name}", icon=":material/download:", type="tertiary",
        on_click="ignore", help=say("brief.download", name=label),
    )  # fmt: skip

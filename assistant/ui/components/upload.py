"""Putting articles into the archive from the page: files, progress, and what was refused."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from assistant.assistant import Assistant
from assistant.errors import NotAllowed
from assistant.ui import formatting, state
from assistant.ui.components import notices
from corpus import CorpusError, IngestReport, Progress

if TYPE_CHECKING:
    from streamlit.runtime.uploaded_file_manager import UploadedFile

_FORMATS = [
    *("jsonl", "ndjson", "json", "csv", "tsv", "parquet", "md", "markdown", "txt", "html", "htm", "xml", "rss", "atom"),
    *("pdf", "docx", "eml", "mbox", "zip", "gz", "warc"),
]
_STEPS = {"read": "articles read", "words": "found by words", "embed": "by meaning"}
"""What a step is called; the steps go on at the same time."""
_REPORT, _ROUND = "ingest-report", "upload-round"
_SHOWN = 20
"""Refused records that are listed; the rest are counted."""


def form(assistant: Assistant) -> None:
    """Take files and put their articles into the archive."""
    turn = st.session_state.setdefault(_ROUND, 0)
    files = st.file_uploader(
        "JSON, CSV, Parquet, Markdown, text, saved pages, feeds, ninjs, NewsML, NITF, PDF, DOCX, e-mail, WARC, zip",
        type=_FORMATS,
        accept_multiple_files=True,
        key=f"files-{turn}",
    )
    if files and st.button(f"Add {formatting.count(len(files), 'file')}", key="add-files", type="primary"):
        with tempfile.TemporaryDirectory(prefix="newsdesk-") as folder:
            taken = ingest(assistant, _copies(files, Path(folder)), strip=folder)
        if taken:
            st.session_state[_ROUND] = turn + 1  # an uploader is emptied by giving it another key
            st.rerun()
    report = st.session_state.pop(_REPORT, None)
    if report:
        _report(*report)


def has_report() -> bool:
    """Say whether the last upload left a report that has not been shown."""
    return _REPORT in st.session_state


def _copies(files: Sequence[UploadedFile], folder: Path) -> list[Path]:
    """Write the files under their own names, each into a folder of its own."""
    paths = []
    for place, file in enumerate(files):
        path = folder / str(place) / (Path(file.name).name or "upload")
        path.parent.mkdir()
        path.write_bytes(file.getvalue())
        paths.append(path)
    return paths


def ingest(assistant: Assistant, sources: Sequence[Path], *, strip: str = "") -> bool:
    """Put sources into the archive with a progress bar; False where it could not be done, which is then shown.

    Args:
        assistant: Whose archive it is.
        sources: Files and folders.
        strip: Folder that is left out where a refused record is named.
    """
    bar = st.progress(0.0, text="Reading")
    reached: dict[str, Progress] = {}
    shown = 0.0

    def tell(progress: Progress) -> None:
        nonlocal shown
        reached[progress.step] = progress
        shown = max(shown, _share(reached.get("embed")))  # the total grows while there is more to read
        bar.progress(shown, text=", ".join(_said(one) for one in reached.values()))

    try:
        report = state.whole("write").archive.ingest(sources, tell=tell)
    except (CorpusError, NotAllowed) as error:
        notices.problem("The articles could not be added", str(error))
        return False
    finally:
        bar.empty()
    st.session_state[_REPORT] = (report, strip)
    return True


def _share(embedded: Progress | None) -> float:
    """Return how much of the work is done, by what takes nearly all of the time."""
    return min(embedded.done / embedded.total, 1.0) if embedded and embedded.total else 0.0


def _said(progress: Progress) -> str:
    of = f" of {progress.total:,}" if progress.total else ""
    return f"{progress.done:,}{of} {_STEPS.get(progress.step, progress.step)}"


def _report(report: IngestReport, strip: str) -> None:
    figures = f"{report.added:,} added, {report.changed:,} changed, {report.unchanged:,} unchanged"
    refused = f", {len(report.refusals):,} refused" if report.refusals else ""
    refused += f"; {formatting.count(report.copies, 'article')} known from elsewhere" if report.copies else ""
    st.html(f'<div class="nd-note" role="status"><strong>{figures}{refused}.</strong>{_refusals(report, strip)}</div>')


def _refusals(report: IngestReport, strip: str) -> str:
    told = (*report.refusals, *report.remarks)
    rows = "".join(
        f"<li><code>{formatting.escape(_place(refusal.place, strip))}</code> {formatting.escape(refusal.reason)}</li>"
        for refusal in told[:_SHOWN]
    )
    more = len(told) - _SHOWN
    rows += f"<li>and {more:,} more</li>" if more > 0 else ""
    return f"<ul>{rows}</ul>" if rows else ""


def _place(place: str, strip: str) -> str:
    """Return the place in a file that was uploaded without the folder that it was copied to."""
    if strip and place.startswith(strip):
        return place.removeprefix(strip).lstrip("/\\").partition("/")[2] or place
    return place

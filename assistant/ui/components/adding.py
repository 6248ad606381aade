"""Taking articles in with a progress bar, and saying afterwards what was taken, what was refused, and why."""

from __future__ import annotations

import re
import time
from collections.abc import Sequence
from pathlib import Path

import streamlit as st

from assistant.errors import NotAllowed
from assistant.ui import state
from assistant.ui.components import notices
from assistant.ui.formatting import escape
from assistant.ui.wording import say
from corpus import CorpusError, IngestReport, Progress, Refusal

_REPORT = "ingest-report"
_SHOWN = 20
"""Refused records that are listed; the rest are counted."""
_TOLD_AFTER = 3.0
"""Seconds after which the time that is left can be told."""
_FLAG = re.compile(r"\s*(?:[;(][^;()]*|, or give )--(allow-private|map|kind)\b[^;)]*\)?")
"""The part of a reason that names an option of the command."""


def take(sources: Sequence[Path | str], *, strip: str = "", private: bool = False) -> bool:
    """Put sources into the archive with a progress bar; False where it could not be done, which is then shown.

    Args:
        sources: Files, folders and addresses.
        strip: Folder that is left out where a refused record is named.
        private: Addresses of one's own network may be asked, too.
    """
    bar = st.progress(0.0, text=say("add.reading"))
    reached: dict[str, Progress] = {}
    began, shown = time.monotonic(), 0.0

    def tell(progress: Progress) -> None:
        nonlocal shown
        reached[progress.step] = progress
        shown = max(shown, _share(reached.get("embed")))  # the total grows while there is more to read
        bar.progress(shown, text=_said(list(reached.values()), shown, time.monotonic() - began))

    try:
        report = state.whole("write").archive.ingest(sources, tell=tell, fetch="private" if private else "public")
    except (CorpusError, NotAllowed) as error:
        notices.problem(say("add.failed"), in_page_words(str(error)))
        return False
    finally:
        bar.empty()
    st.session_state[_REPORT] = (report, strip)
    return True


def refuse(reason: str) -> None:
    """Say why nothing was taken."""
    notices.problem(say("add.failed"), reason)


def _share(embedded: Progress | None) -> float:
    """Return how much of the work is done, by what takes nearly all of the time."""
    return min(embedded.done / embedded.total, 1.0) if embedded and embedded.total else 0.0


def _said(steps: Sequence[Progress], share: float, seconds: float) -> str:
    """Return how far the steps have come, and the time that is left once it can be told."""
    told = []
    for progress in steps:
        of = say("add.of", total=progress.total) if progress.total else ""
        told.append(f"{progress.done:,}{of} {say(f'add.step_{progress.step}')}")
    if share > 0 and seconds > _TOLD_AFTER:
        left = round(seconds / share - seconds)
        told.append(say("add.left", count=max(left, 1)))
    return ", ".join(told)


def has_report() -> bool:
    """Say whether there is something to say of what was given last."""
    return _REPORT in st.session_state


def show_report() -> None:
    """Say what became of what was given last, once."""
    report, strip = st.session_state.pop(_REPORT, (None, ""))
    if report is None:
        return
    parts = [say(f"add.{name}", count=getattr(report, name)) for name in ("added", "changed", "unchanged")]
    parts += [say("add.refused", count=len(report.refusals))] * bool(report.refusals)
    parts += [say("add.copies", count=report.copies)] * bool(report.copies)
    told = escape(", ".join(parts))
    st.html(f'<div class="nd-note" role="status"><strong>{told}.</strong>{_refusals(report, strip)}</div>')


def _refusals(report: IngestReport, strip: str) -> str:
    told = (*report.refusals, *report.remarks)
    rows = "".join(f"<li>{_refusal(refusal, strip)}</li>" for refusal in told[:_SHOWN])
    rows += f"<li>{say('add.more', count=len(told) - _SHOWN)}</li>" * (len(told) > _SHOWN)
    return f"<ul>{rows}</ul>" if rows else ""


def _refusal(refusal: Refusal, strip: str) -> str:
    return f"<code>{escape(_place(refusal.place, strip))}</code> {escape(in_page_words(refusal.reason))}"


def in_page_words(reason: str) -> str:
    """Return a reason with what to do on the page in the place of an option of the command."""
    flag = _FLAG.search(reason)
    if flag is None:
        return reason
    return f"{_FLAG.sub('', reason).rstrip(' ;,')}. {say('add.do_' + flag[1].replace('-', '_'))}"


def _place(place: str, strip: str) -> str:
    """Return the place in a file that was uploaded without the folder that it was copied to."""
    if strip and place.startswith(strip):
        return place.removeprefix(strip).lstrip("/\\").partition("/")[2] or place
    return place

"""A question in, a report out: searched several times, read, written in sections, every sentence checked."""

from __future__ import annotations

from assistant.research.pipeline import Research
from assistant.research.store import Reports
from assistant.research.types import (
    Limits,
    Looked,
    Reported,
    ReportSection,
    ResearchEvent,
    ResearchReport,
    Step,
    Writing,
)

__all__ = [
    "Limits", "Looked", "ReportSection", "Reported", "Reports", "Research", "ResearchEvent", "ResearchReport", "Step",
    "Writing",
]  # fmt: skip

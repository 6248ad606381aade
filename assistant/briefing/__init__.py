"""A topic and a period in; a cited briefing out."""

from __future__ import annotations

from assistant.briefing.export.json import as_json
from assistant.briefing.export.markdown import as_markdown
from assistant.briefing.pipeline import BriefEvent, Finished, Made, Stage, brief, stream
from assistant.briefing.types import (
    TITLES,
    Briefing,
    Considered,
    Difference,
    Event,
    Figure,
    Gap,
    Line,
    Section,
    Side,
    Source,
    Voice,
)
from assistant.nlp.temporal.briefing_periods import When

__all__ = [
    "TITLES", "BriefEvent", "Briefing", "Considered", "Difference", "Event", "Figure", "Finished", "Gap", "Line",
    "Made", "Section", "Side", "Source", "Stage", "Voice", "When", "as_json", "as_markdown", "brief",
    "stream",
]  # fmt: skip

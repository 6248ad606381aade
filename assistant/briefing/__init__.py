"""A topic and a period in; a cited briefing out."""

from __future__ import annotations

from assistant.briefing.brief import brief, stream
from assistant.briefing.events import BriefEvent, Finished, Made, Stage
from assistant.briefing.export_markdown import as_markdown
from assistant.briefing.json_form import as_json
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
from assistant.briefing.when import When

__all__ = [
    "TITLES", "BriefEvent", "Briefing", "Considered", "Difference", "Event", "Figure", "Finished", "Gap", "Line",
    "Made", "Section", "Side", "Source", "Stage", "Voice", "When", "as_json", "as_markdown", "brief",
    "stream",
]  # fmt: skip

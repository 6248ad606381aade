"""A topic and a period in; a cited briefing out."""

from __future__ import annotations

from assistant.briefing.brief import brief
from assistant.briefing.export import as_json, as_markdown
from assistant.briefing.types import Briefing, Line, Section, Source

__all__ = ["Briefing", "Line", "Section", "Source", "as_json", "as_markdown", "brief"]

"""Which section of a briefing a question asks for, as in 'timeline of the flood'; pure."""

from __future__ import annotations

import re

from assistant.types import SectionName

_TOPIC = r"(?P<topic>[^?]+?)[\s?.!]*$"
_FORMS: tuple[tuple[SectionName, str], ...] = (
    ("timeline", rf"(?:a |the )?(?:timeline|chronology)(?: of events)? (?:of|for|on|about|in) {_TOPIC}"),
    ("timeline", rf"what happened when (?:in|during|with|on) {_TOPIC}"),
    ("differences", rf"(?:where|on what|how|in what) do (?:they|the )?(?:sources|outlets|papers|reports|accounts)? ?"
                    rf"(?:differ|disagree|contradict (?:each other|one another)) (?:on|about|over) {_TOPIC}"),
    ("differences", rf"(?:the )?(?:differences|disagreements|contradictions) (?:on|about|over|in) {_TOPIC}"),
    ("figures", rf"(?:the |all |key )*(?:figures|numbers|statistics) (?:on|about|of|for|in) {_TOPIC}"),
    ("voices", rf"who (?:has )?said what (?:on|about|of|over) {_TOPIC}"),
    ("voices", rf"(?:the |all |key )*(?:quotes|quotations|voices|statements) (?:on|about|of|over) {_TOPIC}"),
)  # fmt: skip
_ASKING = (
    r"^(?:(?:please )?(?:give|show|make|write|tell|list|get|prepare|create)(?: me| us)? |can you (?:give|show) me )?"
)
_COMPILED = tuple((name, re.compile(_ASKING + form, re.IGNORECASE)) for name, form in _FORMS)


def asked(text: str) -> tuple[SectionName, str] | None:
    """Return the section that a question asks for and its topic, None where it asks for no section."""
    for name, pattern in _COMPILED:
        match = pattern.match(" ".join(text.split()))
        if match:
            return name, match["topic"].strip()
    return None

"""Characters that do something to a terminal or an editor instead of being seen."""

from __future__ import annotations

import re

_STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def without_steering(text: str) -> str:
    """Return text without control characters but tab and newline, and without marks that overrule a direction.

    Joiners and the plain direction marks stay: emoji and right-to-left text need them.
    """
    return _STEERING.sub("", text)

"""A quote or a sentence in; who printed it, where first, word for word or not, out."""

from __future__ import annotations

from assistant.lookup.export import as_json
from assistant.lookup.look_up import look_up
from assistant.lookup.types import Difference, Finding, LookUp, LookUpVerdict, Print

__all__ = ["Difference", "Finding", "LookUp", "LookUpVerdict", "Print", "as_json", "look_up"]

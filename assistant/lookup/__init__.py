"""A quote, a claim or a draft in; who printed it, where first, word for word or not, and the reference, out."""

from __future__ import annotations

from assistant.bibliography.references import cited_articles, cited_places, references
from assistant.lookup.claims import check_claim
from assistant.lookup.drafts import check_draft
from assistant.lookup.export import as_json
from assistant.lookup.quotes import look_up
from assistant.lookup.types import Claim, Difference, Finding, LookUp, LookUpVerdict, Print

__all__ = [
    "Claim",
    "Difference",
    "Finding",
    "LookUp",
    "LookUpVerdict",
    "Print",
    "as_json",
    "check_claim",
    "check_draft",
    "cited_articles",
    "cited_places",
    "look_up",
    "references",
]

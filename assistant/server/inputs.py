"""What is sent to the server, as types: checked before anything is done."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, model_validator

from assistant.query.archive_outlets import outlets_of
from assistant.query.types import ScopeFields
from assistant.types import SectionName, Turn
from corpus import KINDS, Archive, Scope, Window

TEXT, DRAFT = 4_000, 200_000
"""Characters of a question, topic or quote, and of a draft, at the most."""
_HISTORY = 50
"""Earlier turns that may be sent with a question."""
Text = Annotated[str, Field(min_length=1, max_length=TEXT)]


class Input(BaseModel):
    """Stand for what is sent: a field that is not known is an error, not a filter that is silently left out."""

    model_config = ConfigDict(extra="forbid")


class FilterInput(Input):
    """Set filters; what is left out is not filtered by."""

    as_of: date | None = Field(default=None, description="Use nothing published after this day.")
    since: date | None = Field(default=None, description="Published on this day or later.")
    until: date | None = Field(default=None, description="Published on this day or before.")
    outlets: list[str] = Field(default=[], max_length=100, description="Only these outlets.")
    kinds: list[str] = Field(default=[], max_length=len(KINDS), description=f"Only these kinds: {', '.join(KINDS)}.")

    @model_validator(mode="after")
    def _known_kinds(self) -> FilterInput:
        if wrong := [name for name in self.kinds if name not in KINDS]:
            raise ValueError(f"{wrong[0]!r} is no kind of article; there are: {', '.join(KINDS)}")
        return self

    @property
    def window(self) -> Window | None:
        """Return the days of publication, None where neither end is set."""
        return Window(self.since, self.until) or None

    def fields(self) -> ScopeFields:
        """Return the filters by the names that the assistant has for them."""
        return ScopeFields(as_of=self.as_of, window=self.window, outlets=self.outlets, kinds=self.kinds)

    def scope(self, archive: Archive) -> Scope:
        """Return the filters as a scope, outlets under the archive's own names."""
        outlets = outlets_of(archive, self.outlets)
        return Scope(self.window or Window(), outlets, self.as_of, kinds=tuple(self.kinds))


class TurnInput(Input):
    """Give an earlier exchange of the conversation."""

    question: Text
    answer: str = Field(default="", max_length=20 * TEXT)
    standalone: str = Field(default="", max_length=TEXT)


class AskInput(FilterInput):
    """Ask a question."""

    question: Text
    history: list[TurnInput] = Field(default=[], max_length=_HISTORY, description="Earlier turns, the oldest first.")
    dismissed: list[str] = Field(default=[], max_length=100, description="Filters read from the words, taken off.")
    standalone: str | None = Field(default=None, max_length=TEXT, description="What to ask in place of a follow-up.")
    stream: bool = Field(default=False, description="Send each stage as it is reached (server-sent events).")

    def turns(self) -> Sequence[Turn]:
        """Return the earlier turns."""
        return [Turn(turn.question, turn.answer, turn.standalone) for turn in self.history]


class BriefInput(FilterInput):
    """Ask for a briefing."""

    topic: Text
    only: list[SectionName] = Field(default=[], description="The sections to keep to; empty for all.")
    save: bool = Field(default=False, description="Keep it among one's own briefings.")
    stream: bool = Field(default=False, description="Send each stage and section as it is made (server-sent events).")


class LookUpInput(FilterInput):
    """Look up a quote or a claim, or check a draft."""

    text: Text | None = Field(default=None, description="A quote or a claim.")
    draft: str | None = Field(default=None, min_length=1, max_length=DRAFT, description="A draft, as plain text.")
    name: str = Field(default="", max_length=200, description="What the draft is called in its report.")

    @model_validator(mode="after")
    def _one_of_both(self) -> LookUpInput:
        if (self.text is None) == (self.draft is None):
            raise ValueError("give 'text', a quote or a claim, or 'draft'")
        return self


class PassageInput(FilterInput):
    """Search for passages, as a chain of one's own does."""

    query: Text
    limit: int | None = Field(default=8, ge=1, le=200, description="None for as many as an answer is chosen from.")
    ranking: dict[str, Any] | None = Field(default=None, description="Weights, as `NewsRetriever.ranking`.")


class AddressInput(Input):
    """Add what stands at addresses of the web: feeds and pages."""

    addresses: list[Annotated[str, Field(pattern=r"^https?://", max_length=2_000)]] = Field(
        min_length=1, max_length=500
    )

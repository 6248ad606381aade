"""Articles, their versions and their copies, printed for people and as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from assistant.cli.console import say, warn, wrap
from assistant.version_diff import changes
from corpus import Archive, Article, Story, Version

_MARKS = 12
"""Places of a text that are listed; a recording has one a cue."""


def print_article(archive: Archive, article: Article) -> None:
    """Print an article with what is known about it."""
    say(article.title)
    for fact in _facts(article):
        say(fact)
    if barred := archive.standings([article.id])[article.id].barred:
        warn(f"Not cited: {barred}.")
    say(f"\n{article.text}")


def _facts(article: Article) -> Sequence[str]:
    dated = f" ({article.day_confidence} confidence: {article.dated_by})" if article.published else ""
    when = f"{article.published or 'date unknown'}{dated}"
    said = [
        f"{article.outlet or 'outlet unknown'}, {when}, version {article.version}",
        ", ".join(article.authors),
        " · ".join(part for part in (article.kind, article.language, article.section, article.dateline) if part),
        f"text of {article.agency}" if article.agency and article.agency != article.outlet else "",
        f"updated {article.updated}" if article.updated else "",
        *_editing(article),
        f"terms: {article.terms}" if article.terms else "",
        *(f"correction: {notice}" for notice in article.corrections),
        f"note to editors: {article.note}" if article.note else "",
        _places(article),
        f"careful: {', '.join(article.caveats)}" if article.caveats else "",
        *(f"when it was read: {remark}" for remark in article.remarks),
        article.url or "",
        f"read from {article.source}" if article.source else "",
    ]
    return [line for line in said if line]


def _editing(article: Article) -> Sequence[str]:
    """Return what its source says to editors."""
    urgency = f"urgency {article.urgency}" if article.urgency is not None else ""
    revision = f"revision {article.revision} of its source" if article.revision is not None else ""
    slugline = f"slugline {article.slugline}" if article.slugline else ""
    return (
        " · ".join(part for part in (slugline, urgency, revision) if part),
        f"subjects: {', '.join(article.subjects)}" if article.subjects else "",
        f"{article.pubstatus} by its source" if article.pubstatus != "usable" else "",
        f"embargo until {article.embargo}" if article.embargo else "",
    )


def _places(article: Article) -> str:
    """Return the places that the source names in the text, with the character at which each begins."""
    shown = [f"{mark.kind} {mark.label} at {mark.start:,}" for mark in article.marks[:_MARKS]]
    more = [f"{len(article.marks) - _MARKS:,} more"] if len(article.marks) > _MARKS else []
    return f"places: {', '.join([*shown, *more])}" if shown else ""


def print_versions(versions: Sequence[Version]) -> None:
    """Print what each version changed, the first one first."""
    say(f"Version 1, {versions[0].added[:10]}: {versions[0].title}")
    for old, new in pairwise(versions):
        say(f"\nVersion {new.number}, {new.added[:10]}")
        for change in changes(old, new):
            if change.before:
                say(wrap(change.before, "  - "))
            if change.after:
                say(wrap(change.after, "  + "))
    if len(versions) == 1:
        say("It has not changed since.")


def print_stories(stories: Sequence[Story]) -> None:
    """Print what was grouped with what, and how alike."""
    for story in stories:
        copies, outlets = len(story.copies), len(story.outlets)
        say(f"\n{story.copies[0].article.title}")
        say(f"  {copies} copies, {outlets} {'outlet' if outlets == 1 else 'outlets'}, from {story.origin or 'unknown'}")
        for copy in story.copies:
            day = copy.article.published[:10] if copy.article.published else "date unknown"
            alike = "" if copy.of is None else f", {copy.how}, {copy.alike:.0%} of the words of {copy.of}"
            say(f"  {copy.article.id}  {day}  {copy.article.outlet or 'outlet unknown'}: {copy.article.title}{alike}")
    if not stories:
        say("No article in this scope is a copy of another.")

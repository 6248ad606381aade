"""What `newsdesk lookup` prints for people."""

from __future__ import annotations

from assistant.lookup import Difference, Finding, LookUp
from assistant.terminal import print_closest, say, source_line, wrap


def print_lookup(found: LookUp) -> None:
    """Print what became of a quote."""
    say(f"{found.verdict.capitalize()}.")
    for finding in found.findings:
        _print_finding(finding)
    further = found.prints[sum(finding.verdict == "verbatim" for finding in found.findings) :]
    if further:
        say("\nAlso printed word for word:")
    for printed in further:
        when = printed.published[:10] if printed.published else "date unknown"
        say(f"  {printed.outlet or 'outlet unknown'}, {when}: {printed.title}")
    print_closest(found.closest, "Closest:")
    for note in found.notes:
        say(f"\nNote: {note}")


def _print_finding(finding: Finding) -> None:
    say(f"\n{finding.verdict}: {source_line(finding.citation)}")
    say(wrap(finding.context.quote, "  "))
    if finding.speaker:
        say(f"    {finding.speaker}, “{finding.how}”")
    for difference in finding.differences:
        say(f"    {spoken(difference)}")
    for notice in finding.corrections:
        say(wrap(f"Corrected: {notice}", "    "))


def spoken(difference: Difference) -> str:
    """Return a difference in words."""
    printed, quoted = (f"“{words}”" for words in (difference.printed, difference.quoted))
    said = {"changed": f"{quoted} for {printed}", "added": quoted, "left out": printed}
    return f"{difference.kind}: {said[difference.kind]}{' (marked)' if difference.marked else ''}"

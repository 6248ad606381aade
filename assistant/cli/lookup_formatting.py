"""What `newsdesk lookup` prints for people."""

from __future__ import annotations

from assistant.cli.console import print_closest, say, source_line, wrap
from assistant.lookup import Claim, Finding, LookUp
from assistant.lookup.export import conflict_words, difference_words


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
        say(f"    {difference_words(difference)}")
    for notice in finding.corrections:
        say(wrap(f"Corrected: {notice}", "    "))


def print_claim(claim: Claim) -> None:
    """Print what the archive says of a claim."""
    say(f"\nAs a claim: {claim.verdict}.")
    for part in claim.parts:
        say(wrap(f"{part.verdict}: {part.text}", "  "))
        if part.support:
            count = part.reports.independent
            say(f"    For it, {count} independent report{'' if count == 1 else 's'}:")
        for citation in part.support:
            say(wrap(f"“{citation.quote}”", "      ") + f"\n      {source_line(citation)}")
            for notice in citation.corrections:
                say(wrap(f"Corrected: {notice}", "      "))
        if part.against:
            say("    Against it:")
        for held in part.against:
            say(wrap(f"“{held.citation.quote}”", "      ") + f"\n      {source_line(held.citation)}")
            for conflict in held.conflicts:
                say(f"      {conflict_words(conflict)}")
    print_closest(claim.closest, "Closest:")

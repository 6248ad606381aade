"""A saved answer, briefing or look-up, and which of its citations no longer stand.

Read is what ``--json`` printed, and a briefing in Markdown, which carries its citations in a comment at its end.
"""

from __future__ import annotations

from pathlib import Path

from assistant.cli.console import print_json, say
from assistant.verification.revalidation import changed_since, fallen, recalled_elsewhere
from assistant.verification.saved_citations import read_citations
from corpus import Archive


def print_fallen(archive: Archive, path: Path, *, as_json: bool) -> int:
    """Print which citations of a saved result no longer stand; return the exit code, 1 where there are some.

    Raises:
        SavedResultError: The file is no such result.
    """
    citations = read_citations(path)
    found = fallen(archive, citations)
    remarks = changed_since(archive, citations) | recalled_elsewhere(archive, citations)
    # A look-up gives the words that it found and the sentence around them under one number: that is one citation.
    count = len({(item.number, item.article_id) for item in citations})
    if as_json:
        told = {name: [{"number": n, "why": why} for n, why in each.items()]
                for name, each in (("fallen", found), ("remarks", remarks))}  # fmt: skip
        print_json({"citations": count} | told)
    else:
        for number, why in (found | {n: why for n, why in remarks.items() if n not in found}).items():
            say(f"[{number}] {why}")
        say(f"{count - len(found)} of {count} citations stand.")
    return 1 if found else 0

"""What became of a quote or a claim, on the page: verdict, differences in colour and in words, sources, references."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

import streamlit as st

from assistant.lookup.drafts import Checked, Draft
from assistant.lookup.export import conflict_words, difference_words
from assistant.lookup.types import Claim, Finding, LookUp, Part
from assistant.types import Citation
from assistant.ui import formatting
from assistant.ui.components import citation_buttons, source_cards
from assistant.ui.wording import say

_SHOWN = 3
"""Findings of one quote whose words are shown in full; the further ones stand in the list of prints."""
_SIGNS = {
    "verbatim": "✓", "shortened": "…", "altered": "≠", "not found": "?", "supported": "✓", "contradicted": "✗",
    "partly": "½", "not in the archive": "?",
}  # fmt: skip


def _words(verdict: str) -> str:
    """Return a verdict as the page says it."""
    return say(f"lookup.{'not_in_archive' if verdict == 'not in the archive' else verdict.replace(' ', '_')}")


def summary(draft: Draft) -> str:
    """Return how many of each verdict there are, the worst first, as HTML."""
    counts = Counter(item.verdict for item in draft.checked)
    verdicts = ", ".join(f"{number} {_words(verdict).lower()}" for verdict, number in counts.items())
    told = say("lookup.summary", results=say("count.results", count=len(draft.checked)), verdicts=verdicts)
    return f'<p class="nd-label">{formatting.escape(told)}</p>'


def item(key: str, checked: Checked) -> None:
    """Show one quotation or sentence with what became of it."""
    with st.container(key=f"item-{key}", gap="small"):
        st.html(
            f'<section class="nd-found nd-trouble-{checked.trouble}"><p class="nd-found-verdict">'
            f"{_badge(checked.verdict)}<span>{_as_what(checked)}</span></p>"
            f'<p class="nd-found-text">{formatting.escape(checked.text)}</p></section>'
        )
        if isinstance(checked.found, LookUp):
            _quote(key, checked.found)
        else:
            _claim(key, checked.found)


def _badge(verdict: str) -> str:
    return f'<strong><span aria-hidden="true">{_SIGNS[verdict]}</span> {_words(verdict)}</strong>'


def _as_what(checked: Checked) -> str:
    what = say("lookup.as_quote" if checked.kind == "quote" else "lookup.as_claim")
    return say("lookup.line", what=what, line=checked.line) if checked.line > 1 else what


def _quote(key: str, found: LookUp) -> None:
    for finding in found.findings[:_SHOWN]:
        st.html(f'<div class="nd-finding">{_finding(found.text, finding)}</div>')
    for note in found.notes:
        st.html(f'<p class="nd-made">{formatting.escape(note)}</p>')
    if further := found.prints[_SHOWN:]:
        who = ", ".join(f"{formatting.outlet(p.outlet)} ({formatting.published(p.published)})" for p in further)
        st.html(f'<p class="nd-made">{formatting.escape(say("lookup.printed_too", who=who))}</p>')
    if found.findings:
        cited = [finding.citation for finding in found.findings]
        _sources(key, cited)
    else:
        source_cards.show(key, source_cards.quoted(found.closest), found.closest, nearest=True)


def _sources(key: str, cited: Sequence[Citation]) -> None:
    """Offer the sources of what stands above; their words are there already."""
    with st.container(key=f"sources-{key}", gap="xxsmall"):
        for citation in cited:
            citation_buttons.show_source(key, citation, cited)


def _finding(quoted: str, finding: Finding) -> str:
    """Return one print: who says it there and, where it differs, both wordings with the differing words marked."""
    cited = finding.citation
    where = f"{formatting.outlet(cited.outlet)}, {formatting.published(cited.published)}"
    head = say("lookup.printed_in", verdict=_words(finding.verdict), where=where)
    who = f" · {_attributed(finding.speaker, finding.how)}" if finding.speaker else ""
    made = f'<p class="nd-finding-head">{cited.number}. {formatting.escape(head + who)}</p>'
    if finding.differences:
        mine = _marked(quoted, [d.quoted for d in finding.differences], "del")
        theirs = _marked(finding.context.quote, [d.printed for d in finding.differences], "ins")
        told = "".join(f"<li>{formatting.escape(difference_words(d))}</li>" for d in finding.differences)
        made += f"<dl><dt>{say('lookup.looked_up')}</dt><dd>{mine}</dd>"
        made += f"<dt>{say('lookup.printed')}</dt><dd>{theirs}</dd></dl><ul>{told}</ul>"
    else:
        made += f"<blockquote>{formatting.escape(finding.context.quote)}</blockquote>"
    return made + "".join(f'<p class="nd-correction">{formatting.escape(notice)}</p>' for notice in finding.corrections)


def _attributed(speaker: str, how: str) -> str:
    """Return who says it in the words of the print: 'Lena Oske told reporters', 'according to Lena Oske'."""
    return f"{how} {speaker}" if how.endswith(" to") else f"{speaker} {how}".strip()


def _marked(whole: str, stretches: Sequence[str], tag: str) -> str:
    """Return a text with some stretches of it, in their order, in an element."""
    made, at = "", 0
    for stretch in stretches:
        place = whole.find(stretch, at) if stretch else -1
        if place >= 0:
            made += f"{formatting.escape(whole[at:place])}<{tag}>{formatting.escape(stretch)}</{tag}>"
            at = place + len(stretch)
    return made + formatting.escape(whole[at:])


def _claim(key: str, claim: Claim) -> None:
    for part in claim.parts:
        st.html(f'<div class="nd-finding">{_part(part, alone=len(claim.parts) == 1)}</div>')
    if claim.citations:
        _sources(key, claim.citations)
    else:
        source_cards.show(key, source_cards.quoted(claim.closest), claim.closest, nearest=True)


def _part(part: Part, *, alone: bool) -> str:
    made = "" if alone else f'<p class="nd-finding-head">{_badge(part.verdict)}: {formatting.escape(part.text)}</p>'
    if part.support:
        count = part.reports.independent
        made += f"<p>{say('lookup.for_it', reports=say('count.reports', count=count))}</p>"
        made += "".join(f"<blockquote>{_said(citation)}</blockquote>" for citation in part.support)
        notices = dict.fromkeys(notice for citation in part.support for notice in citation.corrections)
        made += "".join(f'<p class="nd-correction">{formatting.escape(notice)}</p>' for notice in notices)
    made += f"<p>{say('lookup.against')}</p>" if part.against else ""
    for held in part.against:
        parted = [conflict for conflict in held.conflicts if conflict.kind != "sense"]  # the quote itself shows that
        told = "".join(f"<li>{formatting.escape(conflict_words(conflict))}</li>" for conflict in parted)
        made += f"<blockquote>{_said(held.citation, [conflict.printed for conflict in parted])}</blockquote>"
        made += f"<ul>{told}</ul>" if told else ""
    return made


def _said(citation: Citation, differing: Sequence[str] = ()) -> str:
    source = f"{formatting.outlet(citation.outlet)}, {formatting.published(citation.published)}"
    return f"{_marked(citation.quote, differing, 'ins')} <cite>{formatting.escape(source)} [{citation.number}]</cite>"


def citations(found: Sequence[LookUp | Claim]) -> Iterator[Citation]:
    """Yield what is cited of what was looked up."""
    for each in found:
        if isinstance(each, LookUp):
            yield from (finding.citation for finding in each.findings)
        else:
            yield from each.citations

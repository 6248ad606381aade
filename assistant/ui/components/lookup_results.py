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
from assistant.ui.components import article_pane

_SHOWN = 3
"""Findings of one quote whose words are shown in full; the further ones stand in the list of prints."""
_SIGNS = {
    "verbatim": ("✓", "Word for word"), "shortened": ("…", "Shortened"), "altered": ("≠", "Altered"),
    "not found": ("?", "Not found"), "supported": ("✓", "Supported"), "contradicted": ("✗", "Contradicted"),
    "partly": ("½", "Only partly supported"), "not in the archive": ("?", "Not in the archive"),
}  # fmt: skip


def summary(draft: Draft) -> str:
    """Return how many of each verdict there are, the worst first, as HTML."""
    counts = Counter(item.verdict for item in draft.checked)
    told = ", ".join(f"{number} {_SIGNS[verdict][1].lower()}" for verdict, number in counts.items())
    return f'<p class="nd-label">{formatting.count(len(draft.checked), "result")}: {formatting.escape(told)}</p>'


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
    sign, words = _SIGNS[verdict]
    return f'<strong><span aria-hidden="true">{sign}</span> {words}</strong>'


def _as_what(checked: Checked) -> str:
    what = "as a quote" if checked.kind == "quote" else "as a claim"
    return f"{what}, line {checked.line}" if checked.line > 1 else what


def _quote(key: str, found: LookUp) -> None:
    for finding in found.findings[:_SHOWN]:
        st.html(f'<div class="nd-finding">{_finding(found.text, finding)}</div>')
    for note in found.notes:
        st.html(f'<p class="nd-made">{formatting.escape(note)}</p>')
    if further := found.prints[_SHOWN:]:
        who = ", ".join(f"{formatting.outlet(p.outlet)} ({formatting.published(p.published)})" for p in further)
        st.html(f'<p class="nd-made">Also printed word for word: {formatting.escape(who)}</p>')
    if found.findings:
        article_pane.cards(key, [finding.citation for finding in found.findings])
    else:
        article_pane.cards(key, found.closest, nearest=True)


def _finding(quoted: str, finding: Finding) -> str:
    """Return one print: who says it there and, where it differs, both wordings with the differing words marked."""
    cited = finding.citation
    head = f"{_SIGNS[finding.verdict][1]} in {formatting.outlet(cited.outlet)}, {formatting.published(cited.published)}"
    who = f" · {finding.speaker}, ‘{finding.how}’" if finding.speaker else ""
    made = f'<p class="nd-finding-head">{cited.number}. {formatting.escape(head + who)}</p>'
    if finding.differences:
        mine = _marked(quoted, [d.quoted for d in finding.differences], "del")
        theirs = _marked(finding.context.quote, [d.printed for d in finding.differences], "ins")
        told = "".join(f"<li>{formatting.escape(difference_words(d))}</li>" for d in finding.differences)
        made += f"<dl><dt>Looked up</dt><dd>{mine}</dd><dt>Printed</dt><dd>{theirs}</dd></dl><ul>{told}</ul>"
    else:
        made += f"<blockquote>{formatting.escape(finding.context.quote)}</blockquote>"
    return made + "".join(f'<p class="nd-correction">{formatting.escape(notice)}</p>' for notice in finding.corrections)


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
        article_pane.cards(key, claim.citations)
    else:
        article_pane.cards(key, claim.closest, nearest=True)


def _part(part: Part, *, alone: bool) -> str:
    made = "" if alone else f'<p class="nd-finding-head">{_badge(part.verdict)}: {formatting.escape(part.text)}</p>'
    if part.support:
        count = part.reports.independent
        made += f"<p>For it, {formatting.count(count, 'independent report')}:</p>"
        made += "".join(f"<blockquote>{_said(citation)}</blockquote>" for citation in part.support)
        notices = dict.fromkeys(notice for citation in part.support for notice in citation.corrections)
        made += "".join(f'<p class="nd-correction">{formatting.escape(notice)}</p>' for notice in notices)
    made += "<p>Against it:</p>" if part.against else ""
    for held in part.against:
        told = "".join(f"<li>{formatting.escape(conflict_words(conflict))}</li>" for conflict in held.conflicts)
        printed = _said(held.citation, [conflict.printed for conflict in held.conflicts])
        made += f"<blockquote>{printed}</blockquote><ul>{told}</ul>"
    return made


def _said(citation: Citation, differing: Sequence[str] = ()) -> str:
    source = f"{formatting.outlet(citation.outlet)}, {formatting.published(citation.published)}"
    return f"{_marked(citation.quote, differing, 'ins')} <cite>{citation.number}. {formatting.escape(source)}</cite>"


def citations(found: Sequence[LookUp | Claim]) -> Iterator[Citation]:
    """Yield what is cited of what was looked up."""
    for each in found:
        if isinstance(each, LookUp):
            yield from (finding.citation for finding in each.findings)
        else:
            yield from each.citations

"""The chips of a question: what it was kept to. Each can be taken off or changed, which asks again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import streamlit as st

from assistant.assistant import Assistant
from assistant.conversations import Exchange, Filters
from assistant.types import Chip, Question
from assistant.ui import formatting, state
from assistant.ui.wording import say
from corpus import KINDS, Window


@dataclass(frozen=True, slots=True)
class _Given:
    """Hold one filter that was set by hand, and the filters without it."""

    label: str
    without: Filters


def read_only(exchange: Exchange, chips: Sequence[Chip]) -> str:
    """Return the chips as HTML while the answer is on its way."""
    labels = [given.label for given in _given(exchange.filters)] + [chip.label for chip in _left(exchange, chips)]
    day = formatting.in_words(exchange.filters.as_of) if exchange.filters.as_of else say("filters.today")
    read = "".join(f'<span class="nd-chip">{formatting.escape(label)}</span>' for label in labels)
    return (
        f'<p class="nd-scope"><span class="nd-as-of">{formatting.escape(say("scope.as_of", day=day))}</span>{read}</p>'
    )


def show(assistant: Assistant, index: int, exchange: Exchange) -> None:
    """Show how a question was asked, what it was kept to, and how to change either."""
    assert exchange.answer is not None
    question = exchange.answer.question
    if question.standalone != question.text:
        st.html(f'<p class="nd-asked">{say("filters.asked_as")} <q>{formatting.escape(question.standalone)}</q></p>')
    with st.container(key=f"chips-{index}", horizontal=True, gap="small", vertical_alignment="center"):
        _as_of(assistant, index, exchange)
        for place, given in enumerate(_given(exchange.filters)):
            help_ = say("filters.given")
            _button(f"given-{index}-{place}", given.label, help_, exchange, filters=given.without)
        for place, chip in enumerate(_left(exchange, question.chips)):
            read = chip.reason or say("filters.read_from", words=chip.words)
            help_ = say("filters.taken_off", read=read)
            _button(f"chip-{index}-{place}", chip.label, help_, exchange, removed=(*exchange.removed, chip))
        for place, chip in enumerate(exchange.removed):
            others = tuple(other for other in exchange.removed if other != chip)
            _button(
                f"back-{index}-{place}", chip.label, say("filters.put_back", words=chip.words), exchange, removed=others
            )
        _change(assistant, exchange, question)


def _as_of(assistant: Assistant, index: int, exchange: Exchange) -> None:
    """Show the as-of day; one that was set can be taken off, and one that the words name has a chip of its own."""
    assert exchange.answer is not None
    if any(chip.kind == "as_of" for chip in exchange.answer.question.chips):
        return
    label = say("scope.as_of", day=formatting.in_words(exchange.answer.as_of))
    if exchange.filters.as_of in (None, assistant.today_as_of()):
        st.html(f'<p class="nd-scope"><span class="nd-as-of">{formatting.escape(label)}</span></p>', width="content")
    else:
        usual = replace(exchange.filters, as_of=None)
        _button(f"as-of-{index}", label, say("filters.as_of_help"), exchange, filters=usual)


def _given(filters: Filters) -> Iterator[_Given]:
    """Yield the filters that were set by hand, one by one."""
    if filters.window:
        yield _Given(say("filters.published", window=formatting.window(filters.window)), replace(filters, window=None))
    for name in filters.outlets:
        others = tuple(other for other in filters.outlets if other != name)
        yield _Given(name, replace(filters, outlets=others))
    for kind in filters.kinds:
        others = tuple(other for other in filters.kinds if other != kind)
        yield _Given(kind, replace(filters, kinds=others))


def _left(exchange: Exchange, chips: Sequence[Chip]) -> list[Chip]:
    off = {chip.words for chip in exchange.removed}
    return [chip for chip in chips if chip.words not in off]


def _button(
    key: str,
    label: str,
    help_: str,
    exchange: Exchange,
    *,
    filters: Filters | None = None,
    removed: tuple[Chip, ...] | None = None,
) -> None:
    st.button(
        formatting.markdown(label),
        key=key,
        icon=":material/add:" if key.startswith("back") else ":material/close:",
        icon_position="right",
        help=formatting.markdown(help_),
        on_click=state.ask_again,
        args=(exchange.id,),
        kwargs={"filters": filters, "removed": removed},
    )


def _change(assistant: Assistant, exchange: Exchange, question: Question) -> None:
    """Offer all of it in one form."""
    key = _key(exchange)
    with st.popover(say("filters.change"), key=f"change-{key}", icon=":material/tune:", on_change="rerun") as popover:
        if popover.open:
            with st.form(f"form-{key}", border=False):
                _fields(assistant, key, question)
                st.form_submit_button(
                    say("answer.again"), type="primary", on_click=_changed, args=(exchange, question), width="stretch"
                )


def _key(exchange: Exchange) -> str:
    """Return a key that changes with each asking, so that the form is closed then, and begins anew."""
    return f"{exchange.id}-{''.join(sign for sign in exchange.asked if sign.isalnum())}"


def _fields(assistant: Assistant, key: str, question: Question) -> None:
    scope = question.scope
    st.text_area(say("filters.asked_as"), question.standalone, key=f"asked-{key}", height="content", max_chars=2000)
    st.date_input(say("scope.as_of_label"), scope.as_of, key=f"day-{key}", format="YYYY-MM-DD")
    since, until = st.columns(2, gap="small", wrap=False)
    since.date_input(say("scope.since"), scope.window.since, key=f"since-{key}", format="YYYY-MM-DD")
    until.date_input(say("scope.until"), scope.window.until, key=f"until-{key}", format="YYYY-MM-DD")
    names = [name for name, _ in assistant.archive.outlets()]
    chosen = [name for name in scope.outlets if name in names]
    st.multiselect(say("scope.outlets"), names, chosen, key=f"outlets-{key}", placeholder=say("scope.all_outlets"))
    held = {kind for kind, _ in assistant.archive.kinds()} | set(scope.kinds)
    kinds = [kind for kind in KINDS if kind in held]
    st.multiselect(say("scope.kinds"), kinds, list(scope.kinds), key=f"kinds-{key}", placeholder=say("scope.all_kinds"))


def _changed(exchange: Exchange, question: Question) -> None:
    """Ask again with what the form says."""
    get, key = st.session_state.get, _key(exchange)
    bounds = sorted(day for day in (get(f"since-{key}"), get(f"until-{key}")) if day)
    window = Window(*bounds) if len(bounds) == 2 else Window(get(f"since-{key}"), get(f"until-{key}"))
    filters = Filters(get(f"day-{key}"), window, tuple(get(f"outlets-{key}") or ()), tuple(get(f"kinds-{key}") or ()))
    filters, removed = by_hand(exchange, question, wanted=filters)
    asked = " ".join((get(f"asked-{key}") or "").split())
    edited = asked and asked != question.standalone
    state.ask_again(exchange.id, filters=filters, removed=removed, standalone=asked if edited else None)


def by_hand(exchange: Exchange, question: Question, *, wanted: Filters) -> tuple[Filters, tuple[Chip, ...]]:
    """Return the filters to set and the chips to take off, so that a question keeps to what is wanted and no more.

    What the question's words say already is left to them; what they say and is not wanted is taken off.
    """
    scope, old = question.scope, exchange.filters
    kept = {
        "window": bool(wanted.window),
        "outlet": bool(wanted.outlets),
        "kind": bool(wanted.kinds),
        "as_of": wanted.as_of == scope.as_of,
    }
    off = [chip for chip in question.chips if not kept.get(chip.kind, True)]
    removed = tuple(dict.fromkeys([*exchange.removed, *off]))
    said = any(chip.kind == "as_of" for chip in question.chips) and kept["as_of"]
    filters = Filters(
        as_of=old.as_of if said else wanted.as_of,
        window=old.window if wanted.window == scope.window else wanted.window or None,
        outlets=old.outlets if set(wanted.outlets) == set(scope.outlets) else wanted.outlets,
        kinds=old.kinds if set(wanted.kinds) == set(scope.kinds) else wanted.kinds,
    )
    return filters, removed

"""The page 'Settings': which model answers, the style of references, theme and language, what is kept."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from assistant.assistant import Assistant
from assistant.bibliography.references import FORMATS, NAMES
from assistant.settings import ModelSettings
from assistant.ui import login, model_choice, preferences, state, wording
from assistant.ui.components import notices
from assistant.ui.formatting import escape
from assistant.ui.wording import say

_OWN, _OPENAI, _OTHER = "own", "openai", "another"
_THEMES = ("System", "Light", "Dark")


def page() -> None:
    """Show the settings; each takes effect at once."""
    assistant = state.assistant()
    with st.container(key="settings", gap="medium"):
        st.html(f'<header class="nd-head"><h1>{say("settings.title")}</h1></header>')
        if login.visitor(assistant.archive).may("admin"):
            _model(state.whole("admin"))
        _looks()
        _conversations()


def _model(assistant: Assistant) -> None:
    st.html(f'<h2 class="nd-section">{say("settings.model")}</h2><p>{say("settings.model_why")}</p>')
    if told := model_choice.said():
        notices.quiet(told)
    now = assistant.model
    in_use = say("settings.in_use", model=now.model, server=now.server) if now else say("settings.not_in_use")
    st.html(f'<p class="nd-model-now"><strong>{escape(in_use)}</strong></p>')
    if now and now.disclosure:
        notices.quiet(now.disclosure)
    if model_choice.settle_model(assistant):
        notices.quiet(say("settings.from_environment"))
    kinds = (_OWN, _OPENAI, _OTHER)
    kind = st.segmented_control(
        say("settings.provider"), kinds, default=_kind(now), key="model-kind", required=True,
        format_func=lambda name: say(f"settings.{name}"),
    )  # fmt: skip
    with st.form("model-form", border=False):
        given = _fields(now, kind or _OWN)
        keyring = st.toggle(say("settings.keyring"), key="model-keyring", help=say("settings.keyring_help"))
        if st.form_submit_button(say("settings.use"), key="model-use", type="primary"):
            _take(assistant, given, keyring=bool(keyring))
    if now and st.button(say("settings.none"), key="model-none"):
        model_choice.use(assistant, None)
        model_choice.tell(say("settings.stopped"))
        st.rerun()


def _kind(now: ModelSettings | None) -> str:
    if now is None or now.base_url:
        return _OWN
    return _OPENAI if now.provider == _OPENAI else _OTHER


def _fields(now: ModelSettings | None, kind: str) -> ModelSettings | str:
    """Show the fields of a kind of provider; return the model that they name, or what they lack."""
    address, provider = "", _OPENAI
    if kind == _OWN:
        kept = (now.base_url if now else "") or ""
        address = st.text_input(
            say("settings.address"), kept, key="model-address", placeholder=say("settings.address_hint")
        )
    elif kind == _OTHER:
        kept = now.provider if now and now.provider != _OPENAI else ""
        hint = say("settings.other_hint")
        provider = st.text_input(say("settings.other_name"), kept, key="model-provider", placeholder=hint).strip()
    name = st.text_input(
        say("settings.name"), now.model if now else "", key="model-name", placeholder=say("settings.name_hint")
    )
    key = st.text_input(
        say("settings.key"), type="password", key="model-key", autocomplete="off",
        placeholder=say("settings.key_kept") if now and now.api_key else "",
    )  # fmt: skip
    if not name.strip() or not provider:
        return say("settings.lacks_name")
    if kind == _OWN and not address.strip():
        return say("settings.lacks_address")
    held = key.strip() or (now.api_key if now else None)
    chosen = ModelSettings(name.strip(), address.strip() or None, held or None, provider=provider)
    kept_to = {field: getattr(now, field) for field in ("timeout", "redact")} if now else {}
    return replace(chosen, **kept_to)  # what may not leave this machine stays so


def _take(assistant: Assistant, given: ModelSettings | str, *, keyring: bool) -> None:
    if isinstance(given, str):
        notices.problem(say("settings.works_not"), given)
        return
    with st.spinner(say("settings.testing")):
        fault = model_choice.find_fault(given)
    if fault:
        notices.problem(say("settings.works_not"), fault)
        return
    why = model_choice.keep_key(given) if keyring and given.api_key else ""
    model_choice.use(assistant, given)
    model_choice.tell(say("settings.no_keyring", why=why) if why else say("settings.works"))
    st.rerun()


def _looks() -> None:
    st.html(f'<h2 class="nd-section">{say("settings.reading")}</h2>')
    kept = preferences.reference_style()
    style = st.selectbox(
        say("settings.style"), FORMATS, FORMATS.index(kept), key="style-kept", format_func=NAMES.__getitem__
    )
    if style != kept:
        preferences.choose_reference_style(style)
    theme = preferences.recall("theme") or _THEMES[0]
    chosen = st.segmented_control(
        say("settings.theme"), _THEMES, default=theme, key="theme-kept", required=True,
        format_func=lambda name: say(f"settings.theme_{name}"),
    )  # fmt: skip
    if chosen and chosen != theme:
        preferences.remember("theme", chosen)
        st.rerun()
    spoken = wording.languages()
    language = st.selectbox(
        say("settings.language"), list(spoken), list(spoken).index(wording.language()), key="language-kept",
        format_func=spoken.__getitem__,
    )  # fmt: skip
    if language != wording.language():
        preferences.remember("language", language)
        st.rerun()


def _conversations() -> None:
    st.html(f'<h2 class="nd-section">{say("settings.chats")}</h2>')
    kept = st.toggle(say("settings.keep"), value=state.saving(), key="keep-chats")
    if kept != state.saving():
        state.save(kept)
    st.html(f'<p class="nd-facts">{escape(say("settings.keep_where", folder=state.store().folder))}</p>')

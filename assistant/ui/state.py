"""What a session of the page remembers: its own conversation, the opened article and the filters beside the box."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import streamlit as st

from assistant.assistant import Assistant
from assistant.conversations import Conversations, Exchange, Filters, Talk, now
from assistant.errors import ConversationError
from assistant.server.access.callers import Right
from assistant.server.access.views import Views
from assistant.settings import keeps_conversations
from assistant.types import Chip
from assistant.ui import login, model_choice
from corpus import Settings, Window

if TYPE_CHECKING:
    from streamlit.navigation.page import Page

_TALK, _OPENED, _LATEST, _PAGE, _PAGES, _SAID = "talk", "opened", "latest", "page", "pages", "said"
AS_OF, OUTLETS, KINDS, SINCE, UNTIL, SAVING = "as_of", "outlets", "kinds", "since", "until", "saving"
_SHOWN = "shown-beside"
_ADDRESS = "chat"
"""Parameter of the page's address that names the conversation: a reload, or a bookmark, opens it again."""


@dataclass(frozen=True, slots=True)
class Opened:
    """Name the article that is open beside the page, with the span to show and the others that are quoted."""

    article_id: str
    span: tuple[int, int] | None = None
    also: tuple[tuple[int, int], ...] = ()
    number: int | None = None


def assistant() -> Assistant:
    """Return the assistant over what the visitor may see of the archive that the environment names."""
    views = _views(str(Settings.from_environment().home))
    caller = login.visitor(views.whole.archive)
    if login.is_owner(caller):
        model_choice.settle_model(views.whole)
    return views.of(caller)


def whole(right: Right) -> Assistant:
    """Return the assistant over the whole archive, to write to it; raises NotAllowed where the visitor may not."""
    found = shared_assistant()
    login.require(found.archive, right)
    return found


def shared_assistant() -> Assistant:
    """Return the assistant over the whole archive, for nobody in particular."""
    return _assistant(str(Settings.from_environment().home))


@st.cache_resource(show_spinner=False, max_entries=4)
def _views(home: str) -> Views:
    return Views(_assistant(home))


@st.cache_resource(show_spinner="Opening the archive …", max_entries=4)
def _assistant(home: str) -> Assistant:
    return Assistant.open(home)


def store() -> Conversations:
    """Return the saved conversations of the archive, shared by all sessions."""
    return _store(str(own_folder()))


def own_folder() -> Path:
    """Return where the visitor's conversations and briefings are: the archive's folder, where nobody logs in."""
    return login.folder(_assistant(str(Settings.from_environment().home)).archive)


@st.cache_resource(show_spinner=False, max_entries=4)
def _store(home: str) -> Conversations:
    return Conversations(Settings.from_environment(home).home)


def saving() -> bool:
    """Say whether this session keeps its conversations."""
    chosen: bool = st.session_state.setdefault(SAVING, keeps_conversations())
    return chosen


def talk() -> Talk:
    """Return this session's conversation."""
    if _TALK not in st.session_state:
        st.session_state[_TALK] = _named_by_address() or _fresh()
    found: Talk = st.session_state[_TALK]
    return found


def _fresh() -> Talk:
    return Talk(store() if saving() else None)


def _named_by_address() -> Talk | None:
    name = st.query_params.get(_ADDRESS)
    if not name:
        return None
    try:
        return Talk(store() if saving() else None, store().get(name))
    except ConversationError as error:
        tell(str(error))
        return None


def keep_address() -> None:
    """Let the page's address name the conversation that is shown, once it is kept."""
    shown = talk()
    if shown.kept and st.query_params.get(_ADDRESS) != shown.conversation.id:
        st.query_params[_ADDRESS] = shown.conversation.id
    elif not shown.kept and _ADDRESS in st.query_params:
        del st.query_params[_ADDRESS]


def exchanges() -> tuple[Exchange, ...]:
    """Return the conversation, the oldest exchange first."""
    return talk().exchanges


def filters() -> Filters:
    """Return what the chips beside the box are set to."""
    get = st.session_state.get
    bounds = Window(get(SINCE), get(UNTIL))
    return Filters(get(AS_OF), bounds if bounds else None, tuple(get(OUTLETS) or ()), tuple(get(KINDS) or ()))


def keep_filters() -> None:
    """Keep what the chips are set to on pages that show none: Streamlit forgets a field that is not shown."""
    for name in (AS_OF, OUTLETS, KINDS, SINCE, UNTIL):
        if name in st.session_state:
            st.session_state[name] = st.session_state[name]


def clear_filters() -> None:
    """Keep to no dates, outlets and types any more; the as-of day stays."""
    st.session_state.update({SINCE: None, UNTIL: None, OUTLETS: [], KINDS: []})


def ask(text: str) -> None:
    """Put a new question at the end of the conversation; the page then answers it."""
    if text.strip():
        login.note(_assistant(str(Settings.from_environment().home)).archive, "ask", text)
        _look_at(talk().ask(text, filters()))


def ask_again(
    exchange_id: str,
    *,
    filters: Filters | None = None,
    removed: tuple[Chip, ...] | None = None,
    standalone: str | None = None,
) -> None:
    """Ask a question of the conversation once more, with what is given changed."""
    talk().ask_again(exchange_id, filters=filters, removed=removed, standalone=standalone)
    _look_at(exchange_id)
    close()


def _look_at(exchange_id: str) -> None:
    _, times = latest()
    st.session_state[_LATEST] = (exchange_id, times + 1)


def latest() -> tuple[str, int]:
    """Return which exchange was asked last, and how often anything was asked in this session."""
    found: tuple[str, int] = st.session_state.get(_LATEST, ("", 0))
    return found


def new_chat() -> None:
    """Begin another conversation; the one before stays where it is kept."""
    st.session_state[_TALK] = _fresh()
    close()


def open_chat(conversation_id: str) -> None:
    """Carry on a conversation that was kept."""
    try:
        conversation = store().get(conversation_id)
    except ConversationError as error:
        tell(str(error))
        return
    st.session_state[_TALK] = Talk(store() if saving() else None, conversation)
    close()


def rename_chat(conversation_id: str, title: str) -> None:
    """Name a conversation that was kept; raises as ``Conversations.rename`` does."""
    if conversation_id == talk().conversation.id:
        talk().rename(title)
    else:
        store().rename(conversation_id, title, moment=now())


def delete_chat(conversation_id: str) -> None:
    """Delete a conversation for good; raises as ``Conversations.delete`` does."""
    store().delete(conversation_id)
    if conversation_id == talk().conversation.id:
        new_chat()


def save(wanted: bool) -> None:
    """Keep what is asked from now on, or keep nothing more; what was kept before stays."""
    st.session_state[SAVING] = wanted
    talk().store = store() if wanted else None


def app_address() -> str:
    """Return the address that the app really runs on, without a slash at the end; '' where it is not known."""
    parts = urlsplit(st.context.url or "")
    return f"{parts.scheme}://{parts.netloc}" if parts.scheme in {"http", "https"} and parts.netloc else ""


def keep_pages(pages: Mapping[str, Page]) -> None:
    """Remember the pages by name, for buttons that lead to another one."""
    st.session_state[_PAGES] = pages


def page(name: str) -> Page:
    """Return a page by its name."""
    found: Page = st.session_state[_PAGES][name]
    return found


def tell(message: str) -> None:
    """Say something the next time that the conversation is shown."""
    st.session_state[_SAID] = message


def told() -> str:
    """Return what is to be said, once."""
    message: str = st.session_state.pop(_SAID, "")
    return message


def turn_to(page: str) -> None:
    """Close what another page had open beside it."""
    if st.session_state.setdefault(_PAGE, page) != page:
        st.session_state[_PAGE] = page
        close()


def opened() -> Opened | None:
    """Return what is open beside the page."""
    found: Opened | None = st.session_state.get(_OPENED)
    return found


def show_opened() -> Opened | None:
    """Return what is open beside the page, and note that it is shown."""
    st.session_state[_SHOWN] = opened()
    return opened()


def rerun_if_opened() -> None:
    """Draw the whole page anew where something was opened or closed: a part of it cannot show what lies beside."""
    if st.session_state.get(_SHOWN) != opened():
        st.rerun()


def open_article(what: Opened) -> None:
    """Open an article beside the page."""
    st.session_state[_OPENED] = what


def close() -> None:
    """Close the article that is open."""
    st.session_state.pop(_OPENED, None)

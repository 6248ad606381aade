"""Who looks at the page: the owner of the machine or, where the archive has a login provider, whoever logged in."""

from __future__ import annotations

import json
import os
from pathlib import Path
from urllib.parse import urlsplit

import streamlit as st

from assistant.errors import AssistantError, NotAllowed
from assistant.server.access.audit import AuditLog, Deed
from assistant.server.access.callers import OWNER, Caller, Right
from assistant.server.access.people import Members
from assistant.server.access.provider import Provider, ProviderFile, person_of
from assistant.server.settings import keeps_texts
from corpus import Archive

_SECRETS = "page.toml"
_BACK = "/oauth2callback"


def visitor(archive: Archive) -> Caller:
    """Return who looks at the page; where they have yet to log in, show them how, and end this run of the page."""
    provider = ProviderFile(archive.home).provider()
    if provider is None:
        return OWNER
    if not _is_logged_in():
        _ask_to_log_in()
    try:
        return Members(archive.home, archive).caller(person_of(provider, st.user.to_dict()))
    except NotAllowed as error:
        st.error(str(error))
        st.button("Log out", on_click=st.logout, key="log-out")
        st.stop()


def is_owner(caller: Caller) -> bool:
    """Say whether it is the owner of the machine, where nobody logs in."""
    return caller is OWNER


def folder(archive: Archive) -> Path:
    """Return where the visitor's conversations and briefings are."""
    return Members(archive.home, archive).folder(visitor(archive))


def require(archive: Archive, right: Right) -> None:
    """Raise NotAllowed where the visitor has not a right."""
    caller = visitor(archive)
    if not caller.may(right):
        raise NotAllowed(f"{caller.name} may not do this: it needs the right to {right}")


def oversees(archive: Archive) -> bool:
    """Say whether the visitor may see to what fills the archive by itself: who may write to it, and sees all of it."""
    caller = visitor(archive)
    return caller.may("write") and caller.collections is None


def may_reach_machine(archive: Archive) -> bool:
    """Say whether the visitor may let Newsdesk read folders of its machine, and addresses of its own network."""
    return visitor(archive).may("admin")


def note(archive: Archive, action: str, text: str = "", **what: object) -> None:
    """Write down what a visitor does, where people log in."""
    caller = visitor(archive)
    if caller is not OWNER:
        deed = Deed()
        deed.note(action, text, **what)
        AuditLog(archive.home, texts=keeps_texts()).write(caller, deed, status=200, door="page", seconds=0.0)


def show_account(archive: Archive) -> None:
    """Show who is logged in, and how to log out."""
    caller = visitor(archive)
    if caller is not OWNER:
        st.caption(f"Logged in as {caller.name}")
        st.button("Log out", on_click=st.logout, key="log-out", type="tertiary")


def _is_logged_in() -> bool:
    try:
        return bool(st.user.is_logged_in)
    except AttributeError:
        raise AssistantError("this archive has a login: start the page with `newsdesk app`, which knows it") from None


def _ask_to_log_in() -> None:
    st.title("Newsdesk")
    st.write("This archive is for its team. Log in to ask it.")
    st.button("Log in", on_click=st.login, key="log-in", type="primary")
    st.stop()


def secrets_file(home: Path) -> Path | None:
    """Write what Streamlit must know of the login provider, and return the file; None where there is no provider."""
    provider = ProviderFile(home).provider()
    if provider is None:
        return None
    path = home / "access" / _SECRETS
    place = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(place, "w", encoding="utf-8") as file:
        file.write(_toml(provider))
    return path


def page_names(home: Path) -> list[str]:
    """Return the name under which people open the page, as the login knows it; none where there is no login."""
    provider = ProviderFile(home).provider()
    name = urlsplit(provider.page).hostname if provider else None
    return [name] if name else []


def _toml(provider: Provider) -> str:
    values = {
        "redirect_uri": provider.page.rstrip("/") + _BACK, "cookie_secret": provider.cookie_secret,
        "client_id": provider.client_id, "client_secret": provider.client_secret,
        "server_metadata_url": provider.discovery,
    }  # fmt: skip
    return "[auth]\n" + "".join(f"{name} = {json.dumps(value)}\n" for name, value in values.items())

"""The page of a team in a real browser: nothing without a login, and after it what the person may see."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import oidc_provider_mock
import pytest

from assistant.server.access.grants import Grants
from assistant.server.access.logins import Logins
from assistant.server.access.provider import Provider
from assistant.ui import login
from corpus import Archive, Collection
from tests.assistant.conftest import served

_HIDDEN = "Continental Wire"


@pytest.fixture(scope="module")
def team(served_home: Path) -> Iterator[str]:
    """Serve the page of an archive with a login and a collection that one of two people may see."""
    with oidc_provider_mock.run_server_in_thread() as server:
        provider = f"http://localhost:{server.server_port}"
        for name in ("ana", "ben"):
            told = {"email": f"{name}@news.example", "name": name.title(), "email_verified": True}
            assert httpx.put(f"{provider}/users/{name}", json=told).status_code == 204
        archive = Archive.open(served_home)
        archive.collections.create("wire")
        archive.collections.put(Collection("wire", outlets=(_HIDDEN,)))
        archive.close()
        Grants(served_home).give("person:ana@news.example", "wire")

        def name_address(address: str) -> list[str]:
            Logins(served_home).set(Provider(provider, "newsdesk", "secret", address))
            return [f"--secrets.files={login.secrets_file(served_home)}"]

        with served(served_home, host="localhost", prepare=name_address) as address:
            yield address


def test_people_log_in_and_see_what_they_may(team: str, browser: Any, served_home: Path) -> None:
    seen = {}
    for name in ("ana", "ben"):
        context = browser.new_context()
        tab = context.new_page()
        tab.set_default_timeout(90_000)
        tab.goto(f"{team}/library")
        tab.get_by_role("button", name="Log in").wait_for()
        assert _HIDDEN not in tab.content() and "articles" not in tab.inner_text("body")
        tab.get_by_role("button", name="Log in").click()
        tab.get_by_placeholder("sub").fill(name)
        tab.get_by_role("button", name="Authorize").click()
        tab.get_by_text(f"Logged in as {name.title()}").wait_for(state="attached")
        tab.goto(f"{team}/library")
        tab.get_by_text("articles").first.wait_for()
        tab.wait_for_timeout(3_000)
        seen[name] = tab.content()
        assert "st-key-sources" not in seen[name], "who may not write sees no sources"
        context.close()
    assert _HIDDEN in seen["ana"] and _HIDDEN not in seen["ben"]
    assert oct((served_home / "access" / "page.toml").stat().st_mode)[-3:] == "600"

"""Logins by a real OpenID Connect provider, which stands in for a team's: tokens on HTTP, the login of the page."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import httpx
import jwt
import oidc_provider_mock
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from typer.testing import CliRunner

from assistant.assistant import Assistant
from assistant.cli import app
from assistant.errors import AccessError, NotAllowed
from assistant.server.access.grants import Grants
from assistant.server.access.logins import Logins
from assistant.server.access.provider import Provider, person_of
from assistant.server.service import Service
from assistant.server.settings import ServerSettings
from corpus import Collection
from tests.assistant.server.conftest import running

CLIENT = "newsdesk"
_BACK = "http://localhost:8501/oauth2callback"


@pytest.fixture(scope="module")
def provider() -> Iterator[str]:
    """Run a provider that knows three people."""
    with oidc_provider_mock.run_server_in_thread() as server:
        address = f"http://localhost:{server.server_port}"
        for name, groups in (("ana", ["investigations"]), ("ben", []), ("eve", [])):
            email = f"{name}@{'elsewhere.example' if name == 'eve' else 'news.example'}"
            told = {"email": email, "name": name.title(), "groups": groups, "email_verified": True}
            assert httpx.put(f"{address}/users/{name}", json=told).status_code == 204
        yield address


def logged_in(provider: str, name: str, *, client: str = CLIENT) -> str:
    """Log somebody in as a browser does, and return their ID token."""
    asked = {"client_id": client, "redirect_uri": _BACK, "response_type": "code", "scope": "openid email profile"}
    back = httpx.post(f"{provider}/oauth2/authorize", params=asked, data={"sub": name})
    code = parse_qs(urlsplit(back.headers["location"]).query)["code"][0]
    given = {"grant_type": "authorization_code", "code": code, "redirect_uri": _BACK}
    told = httpx.post(f"{provider}/oauth2/token", data=given, auth=(client, "secret"))
    token: str = told.json()["id_token"]
    return token


@pytest.fixture(scope="module")
def team(provider: str, copied: Callable[[], Path]) -> Iterator[tuple[str, Path]]:
    """Serve an archive with that login, named as the command names it, and a collection for one group."""
    home = copied()
    options = ["--client-id", CLIENT, "--may", "read=@news.example", "--may", "write=ana@news.example"]
    named = CliRunner().invoke(app, ["people", "provider", provider, *options, "--home", str(home)])
    assert named.exit_code == 0, named.output
    assistant = Assistant.open(home)
    assistant.archive.collections.create("dossier")
    assistant.archive.collections.put(Collection("dossier", outlets=("Continental Wire",)))
    Grants(home).give("group:investigations", "dossier")
    with running(Service.over(assistant, ServerSettings(rate=""))) as url:
        yield url, home


def _sent(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


def test_the_providers_tokens_open_the_door(team: tuple[str, Path], provider: str) -> None:
    url, _ = team
    assert httpx.get(f"{url}/v1/status").status_code == 401
    counts = {}
    for name in ("ana", "ben"):
        answer = httpx.get(f"{url}/v1/status", headers=_sent(logged_in(provider, name)))
        assert answer.status_code == 200, answer.text
        counts[name] = answer.json()["outlets"]
    assert counts["ana"] == counts["ben"] + 1
    refused = httpx.get(f"{url}/v1/status", headers=_sent(logged_in(provider, "eve")))
    assert refused.status_code == 403 and "may not come in" in refused.json()["detail"]


def test_rights_are_those_that_were_given(team: tuple[str, Path], provider: str) -> None:
    url, _ = team
    ana, ben = (_sent(logged_in(provider, name)) for name in ("ana", "ben"))
    article = httpx.get(f"{url}/v1/articles?limit=1", headers=ben).json()["articles"][0]["id"]
    place = f"{url}/v1/articles/{article}/withdraw"
    assert httpx.post(place, headers=ben).status_code == 403
    assert httpx.post(place, headers=ana).status_code == 204
    assert httpx.post(f"{place}?undo=true", headers=ana).status_code == 204


def test_forged_and_foreign_tokens_do_not(team: tuple[str, Path], provider: str) -> None:
    url, home = team
    good = logged_in(provider, "ben")
    claims = jwt.decode(good, options={"verify_signature": False})
    own = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    secret = json.loads((home / "access" / "provider.json").read_text(encoding="utf-8"))["provider"]["cookie_secret"]
    wrong = {
        "for another client": logged_in(provider, "ben", client="other"),
        "signed by somebody": jwt.encode(claims, own, algorithm="RS256"),
        "signed with a shared secret": jwt.encode(claims, secret, algorithm="HS256"),
        "not signed": jwt.encode(claims, "", algorithm="none"),
        "changed": good[:-4] + ("AAAA" if not good.endswith("AAAA") else "BBBB"),
        "no token": "x.y.z",
    }
    for what, token in wrong.items():
        assert httpx.get(f"{url}/v1/status", headers=_sent(token)).status_code == 401, what


def test_people_own_their_briefings_share_them_and_are_forgotten(team: tuple[str, Path], provider: str) -> None:
    url, home = team
    ana, ben = (_sent(logged_in(provider, name)) for name in ("ana", "ben"))
    asked = {"topic": "the Brenna flood", "only": ["timeline"], "save": True}
    wide = httpx.post(f"{url}/v1/briefs", json=asked, headers=ana, timeout=120).headers["location"]
    narrow = httpx.post(f"{url}/v1/briefs", json=asked, headers=ben, timeout=120).headers["location"]
    assert httpx.get(f"{url}{wide}", headers=ben).status_code == 404
    link = httpx.post(f"{url}{narrow}/share", headers=ben).json()["link"]
    assert httpx.get(f"{url}{link}", headers=ana).json()["topic"] == "the Brenna flood"
    more = httpx.post(f"{url}{wide}/share", headers=ana).json()["link"]
    refused = httpx.get(f"{url}{more}", headers=ben)
    assert refused.status_code == 403 and "parts of the archive" in refused.json()["detail"]
    assert httpx.get(f"{url}{more}").status_code == 401
    who = ["people", "forget", "ben@news.example", "--home", str(home)]
    assert "1 files deleted" in CliRunner().invoke(app, who).output
    assert httpx.get(f"{url}/v1/briefs", headers=ben).json()["briefs"] == []
    assert httpx.get(f"{url}{link}", headers=ana).status_code == 404
    assert "ben@" not in "".join(path.read_text(encoding="utf-8") for path in (home / "audit").glob("*.jsonl"))


def test_a_provider_is_named_by_a_safe_address_that_answers(tmp_path: Path, provider: str) -> None:
    with pytest.raises(NotAllowed, match="https"):
        Logins(tmp_path).set(Provider("http://login.example.org", CLIENT))
    with pytest.raises(AccessError, match="does not answer"):
        Logins(tmp_path).set(Provider(f"{provider}/nowhere", CLIENT))


def test_an_address_that_is_not_verified_is_no_name() -> None:
    provider = Provider("https://x", CLIENT, members=("ana@news.example",), admins=("ana@news.example",))
    with pytest.raises(NotAllowed):
        person_of(provider, {"sub": "17", "email": "ana@news.example", "email_verified": False})
    person = person_of(provider, {"sub": "17", "email": "Ana@News.example", "groups": "desk"})
    assert (person.id, person.groups, "admin" in person.rights) == ("ana@news.example", ("desk",), True)
    domain = Provider("https://x", CLIENT, admins=("@news.example",))
    for sub in ("news.example", "@news.example", "ana@news.example"):
        assert "admin" not in person_of(domain, {"sub": sub}).rights

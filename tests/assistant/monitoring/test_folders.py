"""Folders on this machine and behind WebDAV, a wire's ninjs, and a mailbox: real servers on this machine."""

from __future__ import annotations

import imaplib
import json
import shutil
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path

import pytest

from corpus import Scope
from tests.assistant.monitoring.conftest import Filled, free_port
from tests.writing import article, write

_WORDS = "The port of Ansel stood still on Monday as dockers walked out over pay, and forty ships waited outside."


def test_a_folder_is_read_as_it_fills_changes_and_empties(filled: Filled, tmp_path: Path) -> None:
    folder = tmp_path / "wire"
    folder.mkdir()
    write(folder / "one.jsonl", article("Dock strike", _WORDS))
    (folder / "two.jsonl.part").write_text("{")
    filled.add("wire", "folder", str(folder))
    assert filled.run("wire")[0].added == 1
    assert (filled.run("wire")[0].added, filled.run("wire")[0].changed) == (0, 0)
    write(folder / "one.jsonl", article("Dock strike", f"{_WORDS} Talks begin on Friday."))
    assert filled.run("wire")[0].changed == 1
    (folder / "one.jsonl").unlink()
    assert filled.run("wire")[0].gone == 1
    assert filled.run("wire")[0].gone == 0
    assert filled.titles() == ["Dock strike"]
    assert filled.archive.listing(Scope())[0].caveats == ()


def test_a_wires_ninjs_folder_with_a_correction_and_a_kill(filled: Filled, tmp_path: Path) -> None:
    folder = tmp_path / "ninjs"
    folder.mkdir()
    item = {
        "uri": "urn:wire:1", "type": "text", "version": "1", "pubstatus": "usable", "headline": "Dock strike",
        "versioncreated": "2026-03-04T07:00:00Z", "body_text": _WORDS * 3, "language": "en", "copyrightholder": "Wire",
    }  # fmt: skip
    (folder / "1.json").write_text(json.dumps(item))
    filled.add("wire", "folder", str(folder))
    assert filled.run("wire")[0].added == 1
    (folder / "2.json").write_text(json.dumps(item | {"version": "2", "body_text": f"{_WORDS * 3} Corrected."}))
    assert filled.run("wire")[0].changed == 1
    (folder / "3.json").write_text(json.dumps(item | {"version": "3", "pubstatus": "canceled"}))
    filled.run("wire")
    assert filled.titles() == []
    assert [change.what for change in filled.archive.intake().changes(0)][:3] == ["added", "changed", "barred"]


def test_a_folder_that_is_not_there_is_an_error_of_the_source(filled: Filled, tmp_path: Path) -> None:
    filled.add("wire", "folder", str(tmp_path / "nowhere"))
    assert "there is no folder" in filled.run("wire")[0].error


@pytest.fixture
def webdav(tmp_path: Path) -> Iterator[tuple[str, Path]]:
    """Serve a folder by WebDAV."""
    from cheroot.wsgi import Server
    from wsgidav.wsgidav_app import WsgiDAVApp

    folder = tmp_path / "dav"
    folder.mkdir()
    quiet = {"simple_dc": {"user_mapping": {"*": True}}, "logging": {"enable": False}, "verbose": 0}
    server = Server(("127.0.0.1", 0), WsgiDAVApp({"provider_mapping": {"/": str(folder)}, **quiet}))
    server.prepare()
    thread = threading.Thread(target=server.serve, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.bind_addr[1]}", folder
    server.stop()
    thread.join(5)


def test_a_webdav_folder(filled: Filled, webdav: tuple[str, Path], tmp_path: Path) -> None:
    base, folder = webdav
    write(folder / "one.jsonl", article("Dock strike", _WORDS))
    secret = tmp_path / "options.json"
    secret.write_text(json.dumps({"base_url": base}))
    filled.add("cloud", "remote folder", "webdav://", secret_file=str(secret))
    (run,) = filled.run("cloud")
    assert (run.added, run.error) == (1, "")
    assert filled.archive.listing(Scope())[0].source == "one.jsonl:1"
    assert filled.run("cloud")[0].added == 0
    write(folder / "two.jsonl", article("Interest rates", "The bank left its rate at four per cent on Tuesday."))
    assert filled.run("cloud")[0].added == 1


def test_an_address_that_no_library_knows_is_an_error_of_the_source(filled: Filled) -> None:
    filled.add("cloud", "remote folder", "nosuch://bucket/folder")
    assert "cannot be opened" in filled.run("cloud")[0].error


@pytest.fixture
def mailbox() -> Iterator[int]:
    """Run a mail server with an empty mailbox of its own kind; give its port."""
    port = free_port()
    command = shutil.which("pymap") or str(Path(sys.executable).with_name("pymap"))
    arguments = [command, "--host", "127.0.0.1", "--port", str(port), "--no-tls", "dict", "--demo-data"]
    with subprocess.Popen(arguments, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        for _ in range(200):
            try:
                socket.create_connection(("127.0.0.1", port), timeout=1).close()
                break
            except OSError:
                assert server.poll() is None, "the mail server ended"
                time.sleep(0.05)
        yield port
        server.terminate()


def _send(port: int, subject: str, text: str) -> None:
    message = EmailMessage()
    message["From"], message["Subject"] = "The Courier <news@courier.example>", subject
    message["Date"], message["Message-ID"] = (
        "Wed, 04 Mar 2026 07:00:00 +0000",
        f"<{subject.replace(' ', '')}@c.example>",
    )
    message.set_content(text)
    with imaplib.IMAP4("127.0.0.1", port) as client:
        client.login("demouser", "demopass")
        client.append("INBOX", "", "", message.as_bytes())


def test_a_mailbox_gives_each_message_once_and_is_left_as_it_is(filled: Filled, mailbox: int, tmp_path: Path) -> None:
    secret = tmp_path / "password"
    secret.write_text("demopass\n")
    _send(mailbox, "Dock strike", f"{_WORDS}\n\nThe union said that talks would begin on Friday.")
    address = f"imap://demouser@127.0.0.1:{mailbox}/INBOX"
    filled.add("letters", "mailbox", address, secret_file=str(secret))
    (first,) = filled.run("letters")
    assert first.error == ""
    assert "Dock strike" in filled.titles()
    before = filled.titles()
    assert filled.run("letters")[0].added == 0
    _send(mailbox, "Interest rates", "The central bank left its main rate at four per cent on Tuesday, as expected.")
    assert filled.run("letters")[0].added == 1
    assert sorted([*before, "Interest rates"]) == filled.titles()
    with imaplib.IMAP4("127.0.0.1", mailbox) as client:
        client.login("demouser", "demopass")
        client.select("INBOX", readonly=True)
        _, seen = client.search(None, "SUBJECT", '"Interest rates"', "SEEN")
        assert seen == [b""]


def test_a_wrong_password_is_an_error_of_the_source(filled: Filled, mailbox: int, tmp_path: Path) -> None:
    secret = tmp_path / "password"
    secret.write_text("wrong")
    filled.add("letters", "mailbox", f"imap://demouser@127.0.0.1:{mailbox}/INBOX", secret_file=str(secret))
    assert "cannot be read" in filled.run("letters")[0].error

"""Ctrl-C, signals and little memory: a command ends soon, with a code and at most a sentence."""

from __future__ import annotations

import errno
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.cli import commands, main
from assistant.ui import launch

_PROGRAM = [sys.executable, "-c", "from assistant.cli import main; main()"]


def _started(marker: str) -> list[str]:
    """Return the command, which says on stdout that Python has come to a point."""
    code = f"import signal, sys\n{marker}\nfrom assistant.cli import main\nmain()"
    return [sys.executable, "-c", code]


@pytest.mark.parametrize("wait", [0.0, 0.05, 0.15, 0.3, 0.6])
def test_ctrl_c_while_the_command_loads_prints_no_traceback(tmp_path: Path, wait: float) -> None:
    command = [*_started("from assistant import cli; print('up', flush=True)"), "status", "--home", str(tmp_path / "h")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None and process.stdout.readline() == "up\n"
        time.sleep(0.02 + wait)
        process.send_signal(signal.SIGINT)
        _, told = process.communicate(timeout=60)
    assert "Traceback" not in told
    assert process.returncode in (130, 0)


def test_a_command_in_the_background_of_a_script_is_not_interrupted(tmp_path: Path) -> None:
    code = "import signal; signal.signal(signal.SIGINT, signal.SIG_IGN)"
    command = [*_started(f"{code}; print('up', flush=True)"), "--help"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None and process.stdout.readline() == "up\n"
        process.send_signal(signal.SIGINT)
        shown, _ = process.communicate(timeout=60)
    assert process.returncode == 0 and "newsdesk" in shown


@pytest.mark.parametrize(
    "error",
    [
        MemoryError(),
        MemoryError("Unable to allocate 9 GiB"),
        RuntimeError("can't start new thread"),
        RuntimeError("Exception from src/core: std::bad_alloc"),
        OSError(errno.ENOMEM, "Cannot allocate memory"),
        OSError("[Errno 12] Cannot allocate memory"),
    ],
)
def test_little_memory_is_a_sentence(
    error: Exception, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(commands, "app", _raising(error))
    with pytest.raises(SystemExit) as ended:
        main()
    told = capsys.readouterr().err
    assert ended.value.code == 1 and told.count("\n") == 1 and "too little memory" in told


@pytest.mark.parametrize("error", [RuntimeError("a fault of ours"), OSError(errno.EIO, "Input/output error")])
def test_other_errors_stay_what_they_are(error: Exception, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(commands, "app", _raising(error))
    with pytest.raises(type(error)):
        main()


def _raising(error: Exception) -> Callable[[], None]:
    def app() -> None:
        raise error

    return app


# -- the page


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _answers(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=2) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False


def _wait(condition: Callable[[], bool], seconds: float) -> bool:
    until = time.monotonic() + seconds
    while time.monotonic() < until and not condition():
        time.sleep(0.2)
    return condition()


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_the_page_ends_with_the_command_that_started_it(demo_home: Path, name: str) -> None:
    port = _free_port()
    arguments = ["app", "--headless", "--port", str(port), "--home", str(demo_home)]
    with subprocess.Popen([*_PROGRAM, *arguments], stdout=subprocess.DEVNULL, start_new_session=True) as command:
        try:
            assert _wait(lambda: _answers(port), 120)
            command.send_signal(getattr(signal, name))  # to the command alone
            assert _wait(lambda: command.poll() is not None, 60)
            assert _wait(lambda: not _answers(port), 30)
        finally:
            if command.poll() is None:
                os.killpg(command.pid, signal.SIGKILL)


def test_a_page_that_does_not_end_is_killed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(launch, "_ENDING", 0.3)
    deaf = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print(flush=True); time.sleep(60)"
    with subprocess.Popen([sys.executable, "-c", deaf], stdout=subprocess.PIPE) as page:
        assert page.stdout is not None and page.stdout.readline()
        launch._end(page)
        assert page.wait(5) == -signal.SIGKILL

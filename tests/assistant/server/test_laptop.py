"""One person's archive needs nothing of the server: its packages may be missing."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

_EXTRA = ("fastapi", "uvicorn", "sse_starlette", "mcp", "mcp_types", "limits", "authlib", "jwt", "prometheus_client")
_WITHOUT = f"""
import sys
here = [name for name in sys.modules if name.split('.')[0] in {_EXTRA!r}]
assert not here, here
class Missing:
    def find_spec(self, name, path=None, target=None):
        if name.split('.')[0] in {_EXTRA!r} and 'streamlit' not in str(sys._getframe(4).f_globals.get('__name__')):
            raise ModuleNotFoundError(name, name=name)
sys.meta_path.insert(0, Missing())
"""
_PAGE = "import assistant.ui.app, assistant.ui.launch, assistant.ui.login, assistant.ui.state\n"
_COMMANDS = "from assistant.cli.commands import app\nfrom typer.testing import CliRunner\n"


def _runs(code: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", _WITHOUT + code], capture_output=True, text=True, timeout=300, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_page_and_the_commands_run_without_the_extra(demo_home: Path) -> None:
    status = f"result = CliRunner().invoke(app, ['status', '--home', {str(demo_home)!r}])\nprint(result.output)\n"
    assert "Articles" in _runs(_PAGE + _COMMANDS + status)


def test_what_is_missing_is_named(demo_home: Path) -> None:
    serve = (
        f"result = CliRunner().invoke(app, ['serve', '--home', {str(demo_home)!r}])\nprint(repr(result.exception))\n"
    )
    assert "newsdesk[server]" in _runs(_COMMANDS + serve)

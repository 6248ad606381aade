"""The rules of the house, read out of the source: who may import what, how long modules and full folders may be."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

import corpus

_ROOT = Path(__file__).parents[1]
_MODULES = {
    path.relative_to(_ROOT).as_posix(): ast.parse(path.read_text(encoding="utf-8"))
    for path in sorted(
        [*(_ROOT / "corpus").rglob("*.py"), *(_ROOT / "assistant").rglob("*.py"), *_ROOT.glob("streamlit_app.py")]
    )
}
_TRAINING, _INTENT_TRAINING = "assistant/reader/training/", "assistant/query/training/"
_LIBRARIES = {
    "chromadb": ("corpus/indexes/vector_index.py",),
    "tantivy": ("corpus/indexes/keyword_index.py",),
    "sqlite3": (
        *("corpus/storage/catalog.py", "corpus/storage/opening.py", "corpus/storage/database_copy.py"),
        "assistant/monitoring/storage/database.py",
    ),
    "apscheduler": ("assistant/monitoring/scheduling.py",),
    "courlan": ("corpus/sources/pages.py",),
    "fsspec": ("corpus/sources/folders.py",),
    "imaplib": ("corpus/sources/mailbox.py",),
    "smtplib": ("assistant/monitoring/delivery/mail.py",),
    "openvino": ("corpus/embedding/runtime.py", "corpus/embedding/conversion.py", _TRAINING),
    "sentence_transformers": ("corpus/embedding/encoder.py", "corpus/embedding/conversion.py"),
    "tokenizers": ("corpus/embedding/tokenizer.py",),
    "transformers": ("corpus/embedding/conversion.py", _TRAINING, _INTENT_TRAINING),
    "torch": ("corpus/embedding/conversion.py", _TRAINING, _INTENT_TRAINING),
    "spacy": ("assistant/nlp/spacy_pipeline.py",),
    "openvino_genai": ("assistant/llm/local_model.py",),
    "langchain_core": (
        "assistant/llm/",
        "assistant/retrieval/retriever.py",
        "assistant/generation/chain.py",
        "assistant/research/",
    ),
    "langchain": ("assistant/llm/", "assistant/research/"),
    "langchain_openai": ("assistant/llm/",),
    "streamlit": ("assistant/ui/", "streamlit_app.py"),
    "fastapi": ("assistant/server/",),
    "mcp": ("assistant/server/mcp_server.py", "assistant/server/application.py"),
    "jwt": ("assistant/server/access/logins.py",),
    "limits": ("assistant/server/access/doorkeeper.py", "assistant/server/settings.py"),
    "prometheus_client": ("assistant/server/observability.py",),
    "opentelemetry": ("assistant/server/observability.py",),
}
_LONGEST = 300
_FULLEST = 25
"""Modules that a folder may hold; more where ``_CROWDED`` says so."""
_CROWDED: dict[str, int] = {}
"""Folders that hold more: figures that may only go down."""
_LAYERS = (
    "types errors settings",
    "nlp llm citations serialization json_store version_diff clock",
    "query retrieval reader verification bibliography",
    "generation lookup briefing",
    "pipeline",
    "assistant",
    "conversations monitoring evaluation research",
    "server",
    "cli ui",
)
"""Rooms of ``assistant/``, lowest layer first: each imports from lower ones alone, in the first from its own too."""
_UPWARD = {
    "assistant/briefing/llm_summary.py": "generation",
    "assistant/cli/commands.py": "ui",
    "assistant/evaluation/feedback.py": "conversations",
}
"""What a module imports from a room beside or above its own: a list that may only shrink."""
_ROOMS = {room: height for height, layer in enumerate(_LAYERS) for room in layer.split()}
_LOOSE = {
    "assistant": "types errors settings citations serialization assistant pipeline",
    "corpus": "types errors settings archive",
}
"""Modules that stand beside the packages."""
_TOLERATED = {"assistant": "clock json_store version_diff", "corpus": ""}
"""Modules that stand beside them and have no such right: a list that may only shrink."""


def _imports(tree: ast.AST) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield module and names of every import, those inside functions too."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, ()) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            yield node.module or "", tuple(alias.name for alias in node.names)


@pytest.mark.parametrize("path", [path for path in _MODULES if path.startswith("corpus/")])
def test_the_corpus_knows_nothing_of_the_assistant(path: str) -> None:
    assert not [module for module, _ in _imports(_MODULES[path]) if module.split(".")[0] == "assistant"]


@pytest.mark.parametrize("path", [path for path in _MODULES if not path.startswith("corpus/")])
def test_the_assistant_takes_what_the_corpus_exports(path: str) -> None:
    for module, names in _imports(_MODULES[path]):
        if module.split(".")[0] == "corpus" and module != "corpus.demo":
            assert module == "corpus", f"{module} is not for others"
            assert set(names) <= {*corpus.__all__, "demo"}


@pytest.mark.parametrize("path", _MODULES)
def test_one_module_a_library(path: str) -> None:
    for module, _ in _imports(_MODULES[path]):
        allowed = _LIBRARIES.get(module.split(".")[0])
        assert allowed is None or path.startswith(allowed), f"{module} belongs to {allowed}"


@pytest.mark.parametrize("path", _MODULES)
def test_the_environment_is_read_in_the_settings(path: str) -> None:
    if path.endswith("/settings.py"):
        return
    read = [
        node.lineno
        for node in ast.walk(_MODULES[path])
        if isinstance(node, ast.Attribute) and node.attr in ("environ", "getenv", "environb")
    ]
    # What starts a child process has to hand it an environment.
    assert not read or path in ("assistant/ui/launch.py", "assistant/cli/commands.py"), (
        f"reads the environment in lines {read}"
    )


@pytest.mark.parametrize("path", _MODULES)
def test_no_module_is_too_long(path: str) -> None:
    assert len((_ROOT / path).read_text(encoding="utf-8").splitlines()) <= _LONGEST


def test_every_exported_name_is_there() -> None:
    assert [name for name in corpus.__all__ if not hasattr(corpus, name)] == []


@pytest.mark.parametrize("path", [path for path in _MODULES if path.startswith("assistant/")])
def test_each_room_imports_from_lower_layers(path: str) -> None:
    room = _room_of(path)
    taken = {module.split(".")[1] for module, _ in _imports(_MODULES[path]) if module.startswith("assistant.")}
    upward = {other for other in taken - {room} if room and 0 < _ROOMS[room] <= _ROOMS[other]}
    assert upward == ({_UPWARD[path]} if path in _UPWARD else set())


def test_what_is_tolerated_is_there() -> None:
    assert [path for path in _UPWARD if path not in _MODULES] == []


def _room_of(path: str) -> str:
    """Return the room of ``assistant/`` that a module is in, '' for the package itself."""
    inner = path.removeprefix("assistant/").removesuffix(".py").split("/")[0]
    return "" if inner == "__init__" else inner


@pytest.mark.parametrize("package", _LOOSE)
def test_no_module_lies_loose_beside_the_packages(package: str) -> None:
    loose = {path.stem for path in (_ROOT / package).glob("*.py")} - {"__init__"}
    assert loose - set(_LOOSE[package].split()) == set(_TOLERATED[package].split())


def test_no_folder_is_too_full() -> None:
    folders = {path.parent for top in ("assistant", "corpus", "tests") for path in (_ROOT / top).rglob("*.py")}
    sizes = {folder.relative_to(_ROOT).as_posix(): len(list(folder.glob("*.py"))) for folder in folders}
    assert {name: size for name, size in sizes.items() if size > _FULLEST} == _CROWDED


def test_what_ruff_lets_pass_still_needs_it() -> None:
    """The files that are excused for complex functions and long lists of parameters may only get fewer."""
    settings = tomllib.loads((_ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["ruff"]["lint"]
    excused = {(name, code) for name, codes in settings["per-file-ignores"].items() for code in codes if len(code) > 1}
    limits = ["--config", "lint.mccabe.max-complexity=10", "--config", "lint.pylint.max-args=6"]
    command = [sys.executable, "-m", "ruff", "check", "--isolated", "--select", "C901,PLR0913", *limits]
    found = subprocess.run(
        [*command, "--output-format", "json", "--exit-zero", *sorted({name for name, _ in excused})],
        cwd=_ROOT, capture_output=True, text=True, timeout=60, check=True,
    )  # fmt: skip
    there = {(Path(each["filename"]).relative_to(_ROOT).as_posix(), each["code"]) for each in json.loads(found.stdout)}
    assert excused - there == set()

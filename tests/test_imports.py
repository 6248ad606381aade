"""The rules of who may import what, and how long a module may be, read out of the source."""

from __future__ import annotations

import ast
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
_TRAINING = "assistant/reader/training/"
_LIBRARIES = {
    "chromadb": ("corpus/indexes/vector_index.py",),
    "tantivy": ("corpus/indexes/keyword_index.py",),
    "sqlite3": ("corpus/storage/catalog.py",),
    "openvino": ("corpus/embedding/runtime.py", "corpus/embedding/conversion.py", _TRAINING),
    "sentence_transformers": ("corpus/embedding/encoder.py", "corpus/embedding/conversion.py"),
    "tokenizers": ("corpus/embedding/tokenizer.py",),
    "transformers": ("corpus/embedding/conversion.py", _TRAINING),
    "torch": ("corpus/embedding/conversion.py", _TRAINING),
    "streamlit": ("assistant/ui/", "streamlit_app.py"),
}
_LONGEST = 300


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
    assert not read or path in ("assistant/ui/launch.py", "assistant/cli/__init__.py"), (
        f"reads the environment in lines {read}"
    )


@pytest.mark.parametrize("path", _MODULES)
def test_no_module_is_too_long(path: str) -> None:
    assert len((_ROOT / path).read_text(encoding="utf-8").splitlines()) <= _LONGEST


def test_every_exported_name_is_there() -> None:
    assert [name for name in corpus.__all__ if not hasattr(corpus, name)] == []

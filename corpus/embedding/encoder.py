"""Text to vectors: the only place for the embedding libraries."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from threading import Lock
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from corpus.embedding.conversion import (
    About,
    BrokenGraph,
    Graph,
    compile_encoder,
    condemn,
    folder_of,
    open_graph,
    quiet,
    read_about,
    restamp,
    stamp_of,
    tokenizer_of,
)
from corpus.embedding.runtime import CannotCompile
from corpus.embedding.tokenizer import REINSTALL, Tokens, bundled_encoder, printable
from corpus.errors import EncoderError
from corpus.settings import BUNDLED_ENCODER

_DIGEST = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
_BATCH_TOKENS = 2048  # 10 passages: 4, 8 and 16 cost 37, 35 and 37 ms of processor a passage; short ones share a batch
_MOST_ROWS = 64
_WINDOW = 2048  # texts that are tokenised and sorted at a time: bounds memory, leaves little padding
_LIBRARY_ROWS = 8  # sentence-transformers on two cores: 30 passages a second at 8, 23 at its own 32
_WIDEST = 8192  # tokens; a model without an end is cut here

Notice = Callable[[str], None]
OnBatch = Callable[[int], None]
_Found = Iterator[tuple[list[int], NDArray[np.float32]]]
_Batches = Callable[[Sequence[str]], _Found]


class Encoder(Protocol):
    """Turn texts into vectors.

    Attributes:
        name: What the encoder was asked for by.
        dimensions: Length of a vector.
        limit: Most tokens of text that a passage may hold, special tokens already subtracted.
        fingerprint: Name, weights and dimensions in one short string, the same for every runtime.
    """

    name: str
    dimensions: int
    limit: int
    fingerprint: str

    def token_starts(self, text: str) -> list[int]:
        """Return the offset, in code points, at which each token of the whole text starts."""
        ...

    def encode(self, texts: Sequence[str], *, on_batch: OnBatch | None = None) -> NDArray[np.float32]:
        """Return one normalised vector a text, in order; ``on_batch`` hears how many were just done."""
        ...


def load_encoder(
    name: str, models: Path, *, shared: Path | None = None, bf16: bool = True, notice: Notice | None = None
) -> Encoder:
    """Return an encoder that loads, and the first time compiles, its runtime when it is first used.

    Args:
        name: ``all-MiniLM-L6-v2`` for the weights that come with the installation, else a
            sentence-transformers model by path or hub name.
        models: Folder for compiled encoders, used where it holds this one already.
        shared: Folder for those of all archives of this machine, preferred for a new one where it can be written.
        bf16: Whether the graph may use bfloat16 where the processor has it.
        notice: Hears what takes long and what falls back.

    Raises:
        EncoderError: The weights are missing, unreadable or not the expected ones.
    """
    hear = notice or _ignore
    if name == BUNDLED_ENCODER:
        source = bundled_encoder()
        about = About(name, _DIGEST, dimensions=384, window=256, pad=0, stamp=stamp_of(source))
        folder = folder_of(name, models, shared, digest=_DIGEST)
        tokens = Tokens((source / "tokenizer.json").read_text(encoding="utf-8"), about.window)
        return _Encoder(about, tokens, _Weights(str(source), about), folder, bf16=bf16, notice=hear)
    path = Path(name).expanduser()
    folder = folder_of(name, models, shared)
    source_name, stamp = (str(path), stamp_of(path)) if path.is_dir() else (name, "")
    kept = read_about(folder)
    if kept is not None and kept.stamp == stamp:
        tokens = Tokens((folder / "tokenizer.json").read_text(encoding="utf-8"), kept.window)
        return _Encoder(kept, tokens, _Weights(source_name, None), folder, bf16=bf16, notice=hear)
    hear(f"Loading the encoder {name}")
    weights = _Weights(source_name, None)
    about = _describe(weights.library(), path.name if stamp else name, stamp)
    tokens = Tokens(tokenizer_of(weights.library()), about.window)
    return _Encoder(about, tokens, weights, folder, bf16=bf16, notice=hear)


class _Weights:
    """Load sentence-transformers, once, when it cannot be avoided."""

    def __init__(self, source: str, expected: About | None) -> None:
        self._source, self._expected, self._library = source, expected, None

    def check(self) -> None:
        """Refuse weights that are not the ones that the fingerprint promises."""
        if self._expected is None:
            return
        path = Path(self._source) / "model.safetensors"
        try:
            with path.open("rb") as weights:
                digest = hashlib.file_digest(weights, "sha256").hexdigest()
        except OSError as error:
            raise EncoderError(f"{path} cannot be read; {REINSTALL}") from error
        if digest != self._expected.digest:
            raise EncoderError(
                f"{path} is not the expected {self._expected.name} (SHA-256 {digest[:12]}…); {REINSTALL}"
            )

    def library(self) -> Any:
        """Return the model as sentence-transformers loads it."""
        if self._library is None:
            try:
                from sentence_transformers import SentenceTransformer

                with quiet():
                    self._library = SentenceTransformer(self._source, device="cpu")
            except (OSError, ValueError, ImportError, RuntimeError) as error:
                raise EncoderError(
                    f"The encoder {self._source!r} cannot be loaded: {str(error).strip().splitlines()[0].rstrip('.')}. "
                    "Set NEWSDESK_ENCODER to the folder of a sentence-transformers model, or unset it "
                    f"for {BUNDLED_ENCODER}, which needs no network."
                ) from error
        return self._library


class _Encoder:
    """Encode with the compiled graph, else with sentence-transformers itself."""

    def __init__(
        self, about: About, tokens: Tokens, weights: _Weights, folder: Path, *, bf16: bool, notice: Notice
    ) -> None:
        self.name, self.dimensions, self.limit = about.name, about.dimensions, tokens.limit
        self.fingerprint = f"{about.name}:{about.digest[:12]}:{about.dimensions}"
        self.token_starts = tokens.starts
        self._about, self._tokens, self._weights = about, tokens, weights
        self._folder, self._bf16, self._notice = folder, bf16, notice
        self._lock = Lock()
        self._batches: _Batches | None = None

    def encode(self, texts: Sequence[str], *, on_batch: OnBatch | None = None) -> NDArray[np.float32]:
        """Return one normalised vector a text, in order."""
        vectors = np.empty((len(texts), self.dimensions), dtype=np.float32)
        if not texts:
            return vectors
        with self._lock:
            self._batches = self._batches or self._load()
        for begin in range(0, len(texts), _WINDOW):
            for places, found in self._batches(texts[begin : begin + _WINDOW]):
                vectors[[begin + place for place in places]] = found
                if on_batch is not None:
                    on_batch(len(places))
        return vectors

    def _load(self) -> _Batches:
        """Open the graph, compile it where it is missing or broken, or fall back to the library."""
        try:
            graph = self._open() or self._compile()
        except CannotCompile as error:
            self._weights.check()
            self._notice(f"The encoder runs uncompiled, which is slower: {error}")
            return _Library(self._weights.library())
        return _Compiled(graph, self._tokens, self._about.pad)

    def _open(self) -> Graph | None:
        """Return the graph that was compiled before; None where there is none that can be used."""
        kept, about = read_about(self._folder), self._about
        if kept is None or (kept.digest, kept.window) != (about.digest, about.window):
            return None
        if kept.stamp != about.stamp:
            self._weights.check()
            restamp(self._folder, about.stamp)
        try:
            return open_graph(self._folder, bf16=self._bf16)
        except BrokenGraph as error:
            self._notice(f"The compiled encoder is damaged and is made again: {error}")
            condemn(self._folder)
            return None

    def _compile(self) -> Graph:
        """Compile the model into its folder and open it."""
        self._weights.check()
        self._notice(f"Compiling the encoder {self.name}, once")
        compile_encoder(self._weights.library(), self._about, self._folder, tokenize=self._tokens.ids)
        try:
            return open_graph(self._folder, bf16=self._bf16)
        except BrokenGraph as error:
            raise CannotCompile(str(error)) from error


class _Compiled:
    """Cut texts into padded batches of like length and run the graph on them."""

    def __init__(self, graph: Graph, tokens: Tokens, pad: int) -> None:
        self._graph, self._tokens, self._pad = graph, tokens, pad

    def __call__(self, texts: Sequence[str]) -> _Found:
        """Yield places and vectors, the longest texts first."""
        rows = [self._tokens.ids(text) for text in texts]
        order = sorted(range(len(rows)), key=lambda place: len(rows[place]), reverse=True)
        while order:
            size = max(1, min(_MOST_ROWS, _BATCH_TOKENS // len(rows[order[0]])))
            places, order = order[:size], order[size:]
            yield places, self._run([rows[place] for place in places])

    def _run(self, rows: list[list[int]]) -> NDArray[np.float32]:
        """Pad to the longest row and run."""
        tokens = np.full((len(rows), max(map(len, rows))), self._pad, dtype=np.int64)
        mask = np.zeros_like(tokens)
        for line, row in enumerate(rows):
            tokens[line, : len(row)] = row
            mask[line, : len(row)] = 1
        return self._graph(tokens, mask)


class _Library:
    """Run sentence-transformers; its tokenizer is not safe for threads, so one batch at a time."""

    def __init__(self, model: Any) -> None:
        self._model, self._lock = model, Lock()

    def __call__(self, texts: Sequence[str]) -> _Found:
        """Yield places and vectors, in order."""
        for begin in range(0, len(texts), _MOST_ROWS):
            chosen = [printable(text) for text in texts[begin : begin + _MOST_ROWS]]
            with self._lock:
                found = self._model.encode(
                    chosen, batch_size=_LIBRARY_ROWS, normalize_embeddings=True, show_progress_bar=False
                )
            yield list(range(begin, begin + len(chosen))), np.asarray(found, dtype=np.float32)


def _describe(model: Any, name: str, stamp: str) -> About:
    """Ask a loaded model what it is."""
    digest = hashlib.sha256()
    for key, tensor in sorted(model.state_dict().items()):
        digest.update(f"{key}{tuple(tensor.shape)}".encode())
        digest.update(tensor.detach().float().contiguous().numpy())
    window = min(int(min(model.max_seq_length or _WIDEST, _WIDEST)), _WIDEST)
    pad = getattr(model.tokenizer, "pad_token_id", None) or 0
    return About(name, digest.hexdigest(), model.encode([""], show_progress_bar=False).shape[1], window, pad, stamp)


def _ignore(message: str) -> None:
    """Take a notice that nobody asked for."""

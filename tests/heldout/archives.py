"""Make the archives that the held-out questions are asked of: the demonstration, or real articles and others beside."""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from tests.heldout.articles import shorten_url

_DEMO: Final = Path(__file__).parents[2] / "corpus" / "demo" / "articles"
_OTHERS: Final = 160
"""Real articles that answer none of the questions, so that there is something to be mistaken about."""
_SHORTEST: Final = 2_000
_LONGEST: Final = 9_000
"""Characters of those others."""
_DAY: Final = re.compile(r"/(20\d\d)/(\d\d)/(\d\d)/")


def build_demo_archive(home: Path) -> None:
    """Ingest the demonstration articles."""
    _ingest(_DEMO, home)


def build_real_archive(home: Path, data: Path, sources: Iterable[str]) -> None:
    """Ingest the articles that the questions need, and always the same others of the odd weeks.

    Args:
        home: Folder of the new archive.
        data: Folder that holds ``realtimeqa/past/2022``, or what lies in it.
        sources: Addresses of the articles that are needed.

    Raises:
        FileNotFoundError: The folder holds no RealTimeQA, or lacks an article.
    """
    pages = _read_pages(find_weeks(data))
    needed = {shorten_url(url) for url in sources}
    if missing := needed - set(pages):
        raise FileNotFoundError(f"{data} lacks {len(missing)} of the articles, {min(missing)} for one.")
    others = [url for url, page in pages.items() if url not in needed and _SHORTEST < len(page["text"]) < _LONGEST]
    others.sort(key=lambda url: hashlib.sha256(url.encode()).hexdigest())
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "articles.jsonl"
        chosen = [*sorted(needed), *others[:_OTHERS]]
        path.write_text("".join(json.dumps(pages[url]) + "\n" for url in chosen), encoding="utf-8")
        _ingest(path, home)


def find_weeks(data: Path) -> list[Path]:
    """Return the files of articles of the odd weeks of 2022, counted from 1 in the order of their names.

    Raises:
        FileNotFoundError: The folder holds no RealTimeQA.
    """
    years = (data / "past" / "2022", data / "realtimeqa" / "past" / "2022", data)
    found = {path.name[:8]: path.parent for year in years for path in year.glob("*_qa.jsonl")}
    if not found:
        raise FileNotFoundError(f"No weeks of RealTimeQA in {data}; name the folder with --data.")
    odd = [found[week] / f"{week}_{kind}.jsonl" for week in sorted(found)[::2] for kind in ("gcs", "gold")]
    return [path for path in odd if path.exists()]


def _read_pages(paths: Iterable[Path]) -> dict[str, dict[str, str]]:
    """Return the longest text of each article, with its title where there is one and its day, by shortened address."""
    pages: dict[str, dict[str, str]] = {}
    for path in paths:
        with path.open(encoding="utf-8") as lines:
            results = [result for line in lines for result in json.loads(line)["search_result"]]
        for result in results:
            page = pages.setdefault(shorten_url(result["url"]), {"url": result["url"], "text": ""})
            page["text"] = max(page["text"], result.get("text") or "", key=len)
            if result.get("title"):
                page.setdefault("title", result["title"])
            if result.get("publish_date"):
                page.setdefault("published", result["publish_date"].replace("/", "-"))
    for page in pages.values():
        if "published" not in page and (day := _DAY.search(page["url"])):
            page["published"] = "-".join(day.groups())
    return {url: page for url, page in pages.items() if page["text"]}


def _ingest(source: Path, home: Path) -> None:
    command = [str(Path(sys.executable).parent / "newsdesk"), "ingest", str(source), "--home", str(home)]
    subprocess.run(command, check=True, stdout=sys.stderr)

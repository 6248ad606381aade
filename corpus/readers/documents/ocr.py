"""Read the words of pages that are pictures, by RapidOCR: the extra ``newsdesk[ocr]``, which brings its models."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from corpus.readers.documents.pdf_columns import Piece, order_lines
from corpus.readers.documents.pdf_layout import PageError, PageText

HOW_TO_READ = "pip install 'newsdesk[ocr]' reads it, or run OCR on it first"
_SCALE = 200 / 72  # pixels a point: 200 dots an inch, of which letters of 8 points have 22
_MOST_PIXELS = 4_000  # of a side; larger pages are rendered smaller
_SURE = 0.5  # of a line; below it the letters are guesses
_LETTERS = 0.7  # of the height of a line that is taken for the height of its words: its box has a margin


def can_read_pictures() -> bool:
    """Say whether the extra is installed."""
    return find_spec("rapidocr_onnxruntime") is not None


@cache
def _engine() -> Any:
    from rapidocr_onnxruntime import RapidOCR

    return RapidOCR()


def read_pictures(path: Path, numbers: Sequence[int], end: float) -> Iterator[tuple[int, PageText]]:
    """Yield the words of pages that are pictures, each with the number of its page from 0.

    Args:
        path: The file.
        numbers: Which pages, from 0.
        end: On the monotonic clock, when to stop: what was read by then is yielded.

    Raises:
        PageError: The file or a page cannot be drawn.
    """
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(path)
    except (pypdfium2.PdfiumError, ValueError, OSError) as exc:
        raise PageError(str(exc)) from exc
    try:
        for number in numbers:
            if time.monotonic() > end:
                return
            try:
                page = document[number]
                scale = min(_SCALE, _MOST_PIXELS / max(*page.get_size(), 1))
                picture = page.render(scale=scale, grayscale=True).to_numpy()
            except (pypdfium2.PdfiumError, ValueError, MemoryError) as exc:
                raise PageError(str(exc)) from exc
            yield number, read_picture(picture)
    finally:
        document.close()


def read_picture(picture: Any) -> PageText:
    """Return the words of a picture (an array of grey values, row by row from the top) in the order of its columns."""
    found, _ = _engine()(picture)
    height = picture.shape[0]
    pieces = [_piece(box, words, height) for box, words, sure in found or [] if words.strip() and sure >= _SURE]
    ordered = order_lines(pieces)
    return PageText("\n".join(ordered.lines), ordered.sure, scanned=True)


def _piece(box: Sequence[Sequence[float]], words: str, height: int) -> Piece:
    """Return words with their place, counted from the bottom of the page."""
    left, right = min(x for x, _ in box), max(x for x, _ in box)
    top, bottom = min(y for _, y in box), max(y for _, y in box)
    margin = (bottom - top) * (1 - _LETTERS) / 2
    return Piece(left, height - bottom + margin, right, height - top - margin, " ".join(words.split()))

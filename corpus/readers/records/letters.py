"""Mend letters that were decoded twice ('cafÃ©', 'donâ€™t'); pure.

ftfy knows which sequences are no writing of any language, and undoes what made them; a line that it cannot mend as a
whole stays as it is. Straight and curly quotes, ligatures and the like are not its business here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

_FIRST = "ÃÂâÐÑðïÅ\ufffd"
_SUSPECT = re.compile("[ÃÂâÐÑðïÅ][\x80-\xbf\u0152-\u0178\u0192\u02c6\u02dc\u2010-\u2122]|\ufffd")
"""What UTF-8 gives that is read as Windows-1252 or Latin-1: looked for first, because most texts have none of it."""
_READ = ("title", "text", "author", "outlet", "section", "keywords", "dateline")
_SHOWN = 40  # characters of a word that a remark repeats


def mend_letters(text: str) -> str:
    """Return a text with its letters as they were meant; the same text where nothing is wrong with it."""
    if not any(letter in text for letter in _FIRST) or _SUSPECT.search(text) is None:
        return text
    import ftfy  # here, because few texts need it

    lines = text.split("\n")
    return "\n".join(ftfy.fix_encoding(line) if _SUSPECT.search(line) else line for line in lines)


def with_letters_mended(fields: Mapping[str, object]) -> tuple[dict[str, object], str]:
    """Return the fields of an article with their letters mended, and a remark with an example; '' where none was."""
    mended, example = dict(fields), ""
    for name in _READ:
        value = fields.get(name)
        if isinstance(value, str):
            mended[name] = now = mend_letters(value)
            example = example or (_example(value, now) if now != value else "")
        elif isinstance(value, list):
            mended[name] = [mend_letters(part) if isinstance(part, str) else part for part in value]
    return mended, f"letters that were decoded twice are mended: {example}" if example else ""


def _example(before: str, after: str) -> str:
    """Return the first word that was mended, as it came and as it is."""
    pairs = zip(before.split(), after.split(), strict=False)
    return next((f"{was[:_SHOWN]} is {now[:_SHOWN]}" for was, now in pairs if was != now), "")

"""Read transcripts with times (SRT, WebVTT): one recording a file, its speakers kept, its words marked by the second.

No library is used: those that there are stop at the first cue that is not written to the letter, and most are not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape, unescape
from pathlib import Path

from corpus.readers.encoding import GUESSED, MAX_ARTICLE_FILE, decode
from corpus.readers.mapping import article_from
from corpus.readers.options import Options
from corpus.readers.records.fields import FIELDS, fold, names_of
from corpus.readers.records.marks import sign, without_parts
from corpus.types import Record, Refusal

_CLOCK = r"(?:(\d{1,3}):)?(\d{1,2}):(\d{1,2})(?:[.,](\d{1,3}))?"
_TIMES = re.compile(rf"[ \t]*{_CLOCK}[ \t]*-{{1,2}}>[ \t]*{_CLOCK}(?:[ \t].*)?")
_BEGINS = re.compile(rf"\ufeff?\s*(?:WEBVTT\b|(?:\d{{1,6}}[ \t]*\r?\n)?{_TIMES.pattern}\r?\n)", re.IGNORECASE)
_VOICE = re.compile(r"<v(?:\.[^\s>]{1,50})?[ \t]+([^>]{1,100})>")
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,200}>|<[\d:.]{5,15}>|\{\\[^{}]{1,50}\}")
_SPEAKER = re.compile(
    r"(?:>{1,3}\s*|[-–—]\s+)?(?:\[([^\W\d_][^\[\]:]{1,50})\]:?|\(([^\W\d_][^():]{1,50})\):"
    r"|((?:[^\W\d_][\w.’'-]*\s){0,4}[^\W\d_][\w.’'-]*(?:\s\([^()]{1,40}\))?)\s?:)\s+(?=\S)"
)
_CHANGE = re.compile(r"(?:>{2,3}|[-–—])\s*(?=\S)")
_DESCRIBED = re.compile(r"[\[(♪].*")
_END = re.compile(r"[.!?…。！？][\"'”’»)\]]*$")
_PAUSE = 3.0  # seconds of silence after a sentence that end a paragraph
_LONG = 600  # characters after which the next sentence begins a paragraph
_NOTED = re.compile(r"([^\W\d_][\w -]{1,30}):\s+(\S.*)")
_NAME = re.compile(r"[._-](?:[a-z]{2}(?:-[A-Za-z]{2,4})?|auto|captions?|subtitles?|transcript)$", re.IGNORECASE)
_DAY = re.compile(r"(?<!\d)((?:19|20)\d\d)[-_.]?(0[1-9]|1[0-2])[-_.]?(0[1-9]|[12]\d|3[01])(?!\d)")
_MOST_WORDS = 5  # of a speaker's name


@dataclass(frozen=True, slots=True)
class Cue:
    """Hold what is said from one moment to another.

    Attributes:
        begin: Seconds from the start of the recording.
        end: As ``begin``.
        speaker: '' where none is named.
    """

    begin: float
    end: float
    speaker: str
    words: str


def is_transcript(start: str) -> bool:
    """Say whether a text begins as a transcript with times."""
    return _BEGINS.match(start) is not None


def read(path: Path, *, options: Options) -> Iterator[Record]:
    """Yield the one article of a file; no mapping is used.

    What its notes say of it ('Title: …', 'Date: …') is taken, else title and day from the file's name.
    """
    if path.stat().st_size > MAX_ARTICLE_FILE:
        yield Refusal(str(path), f"file is over {MAX_ARTICLE_FILE // 1_000_000} MB, one transcript was expected")
        return
    try:
        content, guessed = decode(path.read_bytes())
    except ValueError as exc:
        yield Refusal(str(path), str(exc))
        return
    content = without_parts(content.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n"))
    cues, noted = list(cues_in(content)), _notes(content)
    if not cues:
        yield Refusal(str(path), "a transcript without a cue: no line such as 00:00:01.000 --> 00:00:04.000")
        return
    text, labels = running_text(cues)
    fields = {**_named(path.stem), **noted, "text": text}
    yield article_from(fields, place=str(path), marks=labels, dated_by="record" if "published" in noted else "address")
    if guessed:
        yield Refusal(str(path), GUESSED, kept=True)


def _named(stem: str) -> dict[str, object]:
    """Return the title and the day that a file's name gives: '2025-03-31_council-meeting.en'."""
    day = _DAY.search(stem)
    title = _NAME.sub("", _DAY.sub(" ", stem)).replace("_", " ").replace("-", " ").strip(" .")
    named: dict[str, object] = {"title": " ".join(title.split())} if any(map(str.isalpha, title)) else {}
    return {**named, "published": "-".join(day.groups())} if day else named


def cues_in(content: str) -> Iterator[Cue]:
    """Yield the cues of a transcript; what rolls up and is shown again is taken once."""
    lines = content.split("\n")
    starts = [(index, found) for index, line in enumerate(lines) if (found := _TIMES.fullmatch(line))]
    ends = [*(index for index, _ in starts[1:]), len(lines)]
    before: list[str] = []
    for (index, found), end in zip(starts, ends, strict=False):
        shown = [words for line in _of_cue(lines[index + 1 : end]) if (words := line.strip())]
        new = shown
        while new and before and _bare(new[0]) in map(_bare, before):
            new = new[1:]
        before = shown or before
        begin, until = _seconds(found.groups()[:4]), _seconds(found.groups()[4:])
        yield from _spoken(new, begin, until)


def _of_cue(lines: Sequence[str]) -> Sequence[str]:
    """Return the lines of a cue: up to the empty line before the number of the next one."""
    kept = list(lines)
    while kept and not kept[-1].strip():
        kept.pop()
    if len(kept) > 1 and kept[-1].strip().isdecimal() and not kept[-2].strip():
        kept.pop()
    for index, line in enumerate(kept):
        if line.startswith(("NOTE", "STYLE", "REGION")) and index and not kept[index - 1].strip():
            return kept[:index]
    return kept


def _bare(line: str) -> str:
    return _TAG.sub("", line).strip().casefold()


def _spoken(lines: Sequence[str], begin: float, end: float) -> Iterator[Cue]:
    """Yield what one cue says: one part a speaker."""
    speaker, words = "", list[str]()
    for line in lines:
        voice = _VOICE.search(line)
        plain = unescape(_TAG.sub("", line)).strip()
        if not plain:
            continue
        named = None if voice else _SPEAKER.match(plain)
        name = voice[1].strip() if voice else _name(named) if named else ""
        changed = _CHANGE.match(plain)
        if (name or changed) and words:
            yield Cue(begin, end, speaker, " ".join(words))
            words = []
        if name or changed:
            speaker = unescape(name) if name else "-"
        cut = named.end() if named and name else changed.end() if changed else 0
        words.append(plain[cut:])
    if words:
        yield Cue(begin, end, speaker, " ".join(words))


def _name(found: re.Match[str]) -> str:
    """Return the name of a speaker before a colon, '' where it is no name: each of its words begins with a capital."""
    given = next(group for group in found.groups() if group)
    words = re.sub(r"\(.*", "", given).split()
    small = [word for word in words if not word[:1].isupper() and word[:1].isascii()]
    return given.strip() if words and len(words) <= _MOST_WORDS and len(small) < len(words) and not small[-1:] else ""


def running_text(cues: Sequence[Cue]) -> tuple[str, list[tuple[str, str]]]:
    """Return the words of cues as paragraphs with signs, and what the signs stand for.

    A paragraph begins with each speaker, after a pause, and where the last one has grown long.
    """
    paragraphs: list[list[str]] = []
    labels, said, last = list[tuple[str, str]](), "", None
    for number, cue in enumerate(cues):
        mark = sign(number)
        labels.append(("time", clock(cue.begin)))
        changed = (bool(cue.speaker) and cue.speaker != said) or cue.speaker == "-"
        if last is None or changed or _is_over(paragraphs[-1], last, cue):
            named = cue.speaker if cue.speaker != "-" else ""
            lead = f"{named}: " if named and changed else ""
            paragraphs.append([f"{mark}{escape(lead + cue.words, quote=False)}"])
        else:
            paragraphs[-1].append(f"{mark}{escape(cue.words, quote=False)}")
        said = cue.speaker or said
        last = cue
    return "\n\n".join(" ".join(parts) for parts in paragraphs), labels


def _is_over(paragraph: list[str], last: Cue, cue: Cue) -> bool:
    """Say whether a paragraph ends before a cue."""
    apart = _DESCRIBED.fullmatch(cue.words) is not None or _DESCRIBED.fullmatch(last.words) is not None
    done = _END.search(last.words) is not None
    return apart or (done and (cue.begin - last.end > _PAUSE or sum(map(len, paragraph)) > _LONG))


def _seconds(parts: Sequence[str | None]) -> float:
    hours, minutes, seconds, thousandths = (part or "0" for part in parts)
    return int(hours) * 3600 + int(minutes) * 60 + int(seconds) + int(thousandths.ljust(3, "0")) / 1000


def clock(seconds: float) -> str:
    """Return a moment of a recording as it is shown: '1:02:03'."""
    whole = int(seconds)
    return f"{whole // 3600}:{whole // 60 % 60:02}:{whole % 60:02}"


def _notes(content: str) -> dict[str, object]:
    """Return what the head and the notes of a WebVTT file say of the recording, under the names of its fields."""
    head = content.split("\n")[0].removeprefix("WEBVTT").strip(" -–—\t")
    found: dict[str, object] = {"title": head} if content.startswith("WEBVTT") and head else {}
    for block in re.split(r"\n[ \t]*\n", content):
        if not block.lstrip().startswith(("WEBVTT", "NOTE")):
            continue
        for line in block.split("\n"):
            noted = _NOTED.fullmatch(line.removeprefix("NOTE").strip())
            field = next((f for f in FIELDS if noted and f != "text" and fold(noted[1]) in names_of(f)), None)
            if noted and field:
                found[field] = noted[2].strip()
    return found

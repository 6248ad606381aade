"""Turn what a source prints into clean text, titles and outlets: pure functions.

Changing any of the rules here changes stored text, so the archive's fingerprint carries ``CLEANING_VERSION``.
"""

from __future__ import annotations

import html
import re
import unicodedata
from urllib.parse import urlsplit

from corpus.ingestion.dates import absent
from corpus.ingestion.outlets import canonical_outlet
from corpus.ingestion.urls import canonical_url

CLEANING_VERSION = 1

_MAX_TITLE = 300  # longer 'titles' are bodies in the wrong column
_MADE_TITLE = 90  # fits one line of a list of results
_MAX_TAG_LINE = 2000  # the pattern for tags takes quadratic time on one endless word
_MIN_SENTENCE = 25  # a 'sentence' that ends sooner is an initial or a label ('Lt. Gen.', 'LIVE.')
_MAX_DATELINE = 60  # 'Colombo, Sri Lanka CNN —' on a line of its own is no title

# Lines that a page leaves around an article when it is saved; taken off the two ends only, whole lines only.
_LEFTOVER = re.compile(
    r"(comments are (now )?closed|no comments( yet)?|(leave|post|write) a (reply|comment)"
    r"|share (this|this (article|story|post|page)|on (facebook|twitter|x|whatsapp))"
    r"|(subscribe|sign up) (to|for) (our|the) newsletters?|read (more|next)|continue reading|keep reading"
    r"|advertisement|skip to (main )?content|related (articles|stories|posts|topics)|you may also like"
    r"|print( this( page| article)?)?|back to top|click here to subscribe|follow us( on (facebook|twitter|x))?"
    r"|(\d+\. )?how relevant is this ad to you|video player was slow to load content.*)[\s.:!?»›→…]*",
    re.IGNORECASE,
)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_HASHTAGS = re.compile(r"\s*#\w*[^\W\d_]\w*(?:[\s,;·|]+#\w*[^\W\d_]\w*)*\s*")
_ABBREVIATION = re.compile(r"(?:^|\s)(?:\w|\S*\.\w|mr|mrs|ms|dr|st|lt|gen|col|sgt|sen|rep|gov|prof|jr|no|vs)$", re.I)
_SENTENCE_END = re.compile(r"[.!?…。！？]+[\"'”’»)\]]*(?=\s|$)")
_STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_EMBEDDING = re.compile("[\u202a-\u202e\u2066-\u2069]")


def _characters() -> dict[str, str]:
    """Map control characters (a stray cp1252 byte becomes its sign), odd blanks and invisible characters."""
    table = dict.fromkeys((*range(1, 10), *range(13, 32), 0x7F), " ")
    table |= {0: ""}  # stands within words where a program took a text for another encoding
    table |= {code: bytes([code]).decode("cp1252", "replace") for code in range(0x80, 0xA0)}
    table |= dict.fromkeys((0xA0, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000), " ")
    table |= {0x0B: "\n", 0x0C: "\n", 0x2028: "\n", 0x2029: "\n\n"}
    table |= dict(zip(range(0xFB00, 0xFB07), ("ff", "fi", "fl", "ffi", "ffl", "st", "st"), strict=True))  # ligatures
    table |= dict.fromkeys((0xAD, 0x200B, 0x2060, 0xFEFF), "")
    return {chr(code): sign for code, sign in table.items()}


_CHARACTERS = _characters()
_ODD = re.compile("[" + re.escape("".join(_CHARACTERS)) + "]")


def clean_text(raw: str) -> str:
    """Return the body as it is stored: NFC, plain blanks and newlines, no page leftovers at its ends.

    Entities such as ``&amp;`` are unescaped once; lone surrogates become U+FFFD; runs of blanks are folded; at most
    one blank line separates paragraphs. Joiners and direction marks stay: emoji and right-to-left text need them.
    """
    text = _plain(raw)
    if "  " in text:
        text = re.sub(r" {2,}", " ", text)
    return trim_leftovers("\n".join([line.strip(" ") for line in text.split("\n")]))


def _plain(raw: str) -> str:
    """Return text without entities, surrogates, control characters or decomposed letters."""
    text = raw.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if "&" in text:
        text = _ENTITY.sub(lambda found: html.unescape(found[0]), text)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", _ODD.sub(lambda found: _CHARACTERS[found[0]], text))


def without_steering(text: str) -> str:
    """Return text without what does something to a terminal that shows it: controls, marks that overrule a direction.

    Tabs and newlines stay, and so do joiners and plain direction marks: emoji and right-to-left text need them.
    """
    return _STEERING.sub("", text)


def trim_leftovers(text: str) -> str:
    """Take page leftovers ('Comments are closed.', 'Read more') and blank lines off both ends."""
    lines = text.split("\n")
    while lines and (not lines[-1].strip() or _LEFTOVER.fullmatch(lines[-1])):
        lines.pop()
    start = 0
    while start < len(lines) and (not lines[start].strip() or _LEFTOVER.fullmatch(lines[start])):
        start += 1
    kept = "\n".join(lines[start:])
    return re.sub(r"\n{3,}", "\n\n", kept) if "\n\n\n" in kept else kept


def split_hashtags(text: str) -> tuple[str, tuple[str, ...]]:
    """Split closing lines made only of hashtags off the text.

    Returns:
        The text without them, and the tags as words: ``#CeaseFire`` gives ``Cease Fire``, ``#NATO`` stays ``NATO``,
        ``#cost_of_living`` gives ``cost of living``.
    """
    body, tags = text.rstrip(), list[str]()
    while body:
        head, _, last = body.rpartition("\n")
        if len(last) > _MAX_TAG_LINE or not _HASHTAGS.fullmatch(last):
            break
        tags[:0] = [_words(tag) for tag in re.findall(r"#(\w+)", last)]
        body = trim_leftovers(head)
    return (body, tuple(dict.fromkeys(tags))) if tags else (text, ())


def _words(tag: str) -> str:
    """Split a CamelCase or snake_case tag into words."""
    spaced = ""
    for index, char in enumerate(tag):
        before, after = tag[index - 1 : index], tag[index + 1 : index + 2]
        if char.isupper() and (before.islower() or (before.isupper() and after.islower())):
            spaced += " "
        spaced += char
    return " ".join(spaced.replace("_", " ").split())


def clean_title(raw: str) -> str:
    """Return a title on one line, without HTML tags, of at most 300 characters.

    Marks that embed or overrule a direction go, for they turn the rest of the line that a title is shown in.
    """
    text = re.sub(r"(?is)<(script|style)\b.*?</\1\s*>|<!--.*?-->|<[a-z/!][^<>]*>", " ", raw[: 20 * _MAX_TITLE])
    folded = " ".join(_EMBEDDING.sub("", _plain(text)).split())
    return _cut(re.sub(r" (?=[,.;:!?](?:\s|$))", "", folded) if text != raw else folded, _MAX_TITLE)


def title_from(text: str) -> str:
    """Make a title out of the first sentence, cut at a word border to about 90 characters."""
    lines = [line.strip() for line in text.split("\n") if line.strip()] or [""]
    own = (line for line in lines if len(line) > _MAX_DATELINE or not line.endswith(("—", "–", "-", ":")))
    line = next(own, lines[-1])[: 4 * _MADE_TITLE]
    for end in _SENTENCE_END.finditer(line):
        if end.end() >= _MIN_SENTENCE and not _ABBREVIATION.search(line[: end.start()]):
            line = line[: end.end()].removesuffix(".")
            break
    return _cut(line, _MADE_TITLE)


def _cut(line: str, length: int) -> str:
    """Cut a line at a word border and mark the cut."""
    if len(line) <= length:
        return line
    head = line[: length - 1]
    border = head.rfind(" ") if not line[length - 1].isspace() else length
    return (head[:border] if border > length // 2 else head).rstrip(" ,;:–—-") + "…"


def clean_outlet(raw: str | None, url: str | None) -> str | None:
    """Return the outlet's name, the same however it is written, else the host of its address without ``www.``."""
    name = "" if raw is None or absent(raw) else clean_title(raw)
    stated = canonical_url(name) if name.startswith(("http://", "https://")) else None
    address = stated or canonical_url(url)
    host = urlsplit(address).netloc if address else None
    return canonical_outlet(None if name.startswith(("http://", "https://")) else name, host)

"""Turn what a source prints into clean text, titles, outlets and addresses: pure functions.

Changing any of the rules here changes stored text, so the archive's fingerprint carries ``CLEANING_VERSION``.
"""

from __future__ import annotations

import hashlib
import html
import re
import unicodedata
from urllib.parse import parse_qsl, urlencode, urlsplit

from corpus.outlets import canonical_outlet
from corpus.published import absent, parse_published

CLEANING_VERSION = 1

__all__ = [
    "CLEANING_VERSION",
    "absent",
    "article_id",
    "canonical_url",
    "clean_outlet",
    "clean_text",
    "clean_title",
    "parse_published",
    "split_hashtags",
    "title_from",
    "trim_leftovers",
]

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
_PREFIX = re.compile(r"^(?:www\d?|edition|m|mobile|amp)\.(?=[^.]+\.)")
_TRACKING = frozenset(  # what a query says of the reader's way to the page; an unknown key may name the article
    (
        *("fbclid", "gclid", "gclsrc", "dclid", "wbraid", "gbraid", "msclkid", "yclid", "ysclid", "twclid", "ttclid"),
        *("igshid", "igsh", "li_fat_id", "epik", "rdt_cid", "s_kwcid", "mc_cid", "mc_eid", "mkt_tok", "oly_anon_id"),
        *("oly_enc_id", "vero_id", "vero_conv", "_hsenc", "_hsmi", "__hssc", "__hstc", "__hsfp", "hsctatracking"),
        *("ref", "ref_", "ref_src", "ref_url", "refsrc", "referrer", "referer", "reflink", "fb_ref", "fb_source"),
        *("cmp", "cmpid", "cmp_id", "campaign_id", "icid", "icmp", "ico", "intcmp", "int_cmp", "ito", "ncid", "ocid"),
        *("smid", "smtyp", "smprod", "sref", "sr_share", "share", "xtor", "wt.mc_id", "wt_mc", "wtmc", "cvid", "ftag"),
        *(
            "utm",
            "emc",
            "s_cid",
            "_ga",
            "_gl",
            "oc",
            "trk",
            "trkinfo",
            "soc_src",
            "soc_trk",
            "tsrc",
            "guccounter",
            "__source",
        ),
        *("__tn__", "unlocked_article_code", "amp", "outputtype", "traffic_source", "leadsource", "sharetype"),
    )
)
_TRACKING_STARTS = (
    "utm_",
    "at_",
    "mtm_",
    "matomo_",
    "pk_",
    "piwik_",
    "hsa_",
    "ns_",
    "bt_",
    "ga_",
    "guce_",
    "__twitter",
)
_TRACKING_WORDS = frozenset(("cid", "mod", "source", "src"))  # a number there may be the article's
_LONGEST_KEY = 64  # characters; what is longer and has no value is the token of a newsletter
_INDEX_PAGE = re.compile(r"(?<=/)(?:index|default)\.(?:html?|php|aspx?|jsp)$", re.IGNORECASE)
_ROUTE = ("/", "!")  # begins a fragment that is the address of a page, as programs in the browser use it
_WORLDWIDE = re.compile(  # a URN, a tag, any other address, a Message-ID, a UUID
    r"urn:\S|tag:\S|[a-z][a-z0-9+.-]{1,30}://\S|\S{1,500}@\S{1,300}\.\S"
    r"|\{?[0-9a-f]{8}(?:-?[0-9a-f]{4}){3}-?[0-9a-f]{12}\}?$",
    re.IGNORECASE,
)
_EMBEDDING = re.compile("[\u202a-\u202e\u2066-\u2069]")


def _characters() -> dict[str, str]:
    """Map control characters (a stray cp1252 byte becomes its sign), odd blanks and invisible characters."""
    table = dict.fromkeys((*range(10), *range(13, 32), 0x7F), " ")
    table |= {code: bytes([code]).decode("cp1252", "replace") for code in range(0x80, 0xA0)}
    table |= dict.fromkeys((0xA0, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000), " ")
    table |= {0x0B: "\n", 0x0C: "\n", 0x2028: "\n", 0x2029: "\n\n"}
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


def canonical_url(url: str | None) -> str | None:
    """Return the address under which copies of one page are the same, None where it is not http(s).

    Scheme differences, the prefixes ``www.``, ``edition.``, ``m.``, ``amp.``, a closing slash, the name of a folder's
    own page (``/index.html``), the fragment and what is known to track readers (``utm_source``, ``fbclid`` …) go. The
    rest of the query stays, sorted, and so does a fragment that is a route (``#/story/1``, ``#!story``): a site may
    tell its articles apart by it.
    """
    try:
        parts = urlsplit((url or "").strip())
        host, port = (parts.hostname or "").rstrip("."), parts.port
    except ValueError:
        return None
    if parts.scheme.lower() not in ("http", "https") or not host:
        return None
    while (short := _PREFIX.sub("", host)) != host:
        host = short
    place = host if port in (None, 80, 443) else f"{host}:{port}"
    kept = sorted((name, value) for name, value in _pairs(parts.query) if not _tracks(name.casefold(), value))
    route = f"#{parts.fragment}" if parts.fragment.startswith(_ROUTE) and len(parts.fragment) > 1 else ""
    path = _INDEX_PAGE.sub("", parts.path).rstrip("/")
    address = f"https://{place}{path}" + (f"?{urlencode(kept)}" if kept else "") + route
    return address.encode("utf-8", "replace").decode()


def _pairs(query: str) -> list[tuple[str, str]]:
    """Return what a query names, also what it names without a value ('?12345')."""
    return parse_qsl(query, keep_blank_values=True)


def _tracks(name: str, value: str) -> bool:
    """Say whether a part of a query tells of the reader's way, not of the page."""
    if name in _TRACKING or name.startswith(_TRACKING_STARTS):
        return True
    return (name in _TRACKING_WORDS and not value.isdigit()) or (not value and len(name) > _LONGEST_KEY)


def is_worldwide(guid: str) -> bool:
    """Say whether a name is given once in the world (an address, a URN, a Message-ID), not once a source ('1001')."""
    return _page(guid) is not None or (canonical_url(guid) is None and _WORLDWIDE.match(guid) is not None)


def article_id(
    *, url: str | None, outlet: str | None, title: str, day: str | None, text: str, guid: str | None = None
) -> str:
    """Return 16 hexadecimal digits that name an article, the same at each ingest.

    They are made of the canonical URL, unless that is a site's front page; without one, of the name that its source
    gives it for good (``guid``), with the outlet where the name is given once a source only; without either, of outlet,
    title and day; and where there is no day, of the text as well, so that two undated notes of one title stay two.
    """
    key = _page(url) or _page(guid)
    if key is None and guid and canonical_url(guid) is None:
        key = guid if is_worldwide(guid) else f"{' '.join((outlet or '').casefold().split())}\x1f{guid}"
    if key is None:
        parts = [outlet or "", title, (day or "")[:10], "" if day else text]
        key = "\x1f".join(" ".join(part.casefold().split()) for part in parts)
    return hashlib.sha256(key.encode("utf-8", "replace")).hexdigest()[:16]


def _page(url: str | None) -> str | None:
    """Return the canonical URL of a page, None for a site's front page, on which many articles stand in turn."""
    address = canonical_url(url)
    return address if address and address.count("/") + address.count("?") + address.count("#") > 2 else None

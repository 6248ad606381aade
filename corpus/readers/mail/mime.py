"""Read the parts of an e-mail: headers, text and attachments, as mail programs write them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC
from email import errors, header, policy, utils
from email.message import Message

from corpus.readers.encoding import decode, western
from corpus.readers.mail.newsletter_text import newsletter_text

_MAX_HEADER = 2_000  # characters; addresses in nested brackets take a reader down
_SIGNATURE = re.compile(r"^-- ?$", re.MULTILINE)
_NO_FILES = (
    *("application/pgp-signature", "application/pkcs7-signature", "application/pgp-encrypted", "text/calendar"),
    *("text/vcard", "text/x-vcard", "message/delivery-status"),
)
_FOOTER = re.compile(
    r"\b(?:unsubscribe|opt[- ]out|manage (?:your )?(?:subscription|preference|newsletter)s?"
    r"|(?:update|e-?mail) (?:your )?preferences"
    r"|you(?:'re| are|’re) receiving this|you received this (?:e-?mail|message|newsletter)|was sent to \S+@"
    r"|view (?:this (?:e-?mail|message) )?(?:in|on) (?:your |a |the )?(?:web )?browser|view (?:it )?online"
    r"|add us to your address book|newsletter abbestellen|se désabonner|darse de baja)\b",
    re.IGNORECASE,
)
_MAX_FOOTER = 300  # characters of a line that is taken for a footer; longer ones are prose about newsletters
_WRAPPED = (50, 100)  # characters of a line that mail programs break at a width; 72 is usual
_MEANT = {"iso-8859-1": "cp1252", "us-ascii": "utf-8", "punycode": "", "idna": ""}  # the last two take quadratic time
_AT_ENDS = 12  # paragraphs from either end of a mail in which such lines stand


class BoundedHeaders(policy.Compat32):
    """Parse mail as ever, but cut headers without end: the library takes quadratic time on their parameters."""

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        """Return name and value of a header, of its value no more than is read."""
        name, value = super().header_source_parse(sourcelines)
        return name, value[:_MAX_HEADER]


@dataclass(frozen=True, slots=True)
class Attachment:
    """Hold a file that came with a mail."""

    name: str
    data: bytes


def header_of(message: Message, name: str) -> str:
    """Return a header as people read it, '' where it is missing."""
    raw = str(message.get(name) or "")[:_MAX_HEADER]
    return _decoded(" ".join(raw.split()))


def sender_of(message: Message) -> str:
    """Return the name of the sender, else the domain of the address."""
    return sender_named(str(message.get("From") or ""))


def sender_named(written: str) -> str:
    """Return the name of a sender as ``From:`` has it, else the domain of the address."""
    raw = " ".join(written[:_MAX_HEADER].split())
    try:
        name, address = utils.parseaddr(raw)
    except (RecursionError, ValueError, IndexError):
        return ""
    name = _decoded(name).strip(" '\"")
    if name and "@" not in name:
        return name
    domain = address.rpartition("@")[2].lower()
    return re.sub(r"^(?:e?mail|news(?:letters?)?|e|em|info|mailing|send)\.(?=[^.]+\.)", "", domain)


def date_of(message: Message) -> str:
    """Return the moment of sending as ISO 8601, else as it is written."""
    raw = header_of(message, "Date")
    try:
        moment = utils.parsedate_to_datetime(raw)
    except (ValueError, TypeError, IndexError, OverflowError):
        return raw
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).isoformat()


def text_of(message: Message) -> str:
    """Return the text of a mail: of its HTML where it has some, else of its plain part; '' where it has neither."""
    plain = html = ""
    for part in _texts(message):
        if part.get_content_type() == "text/html":
            html = html or (newsletter_text(_text(part)) or "")
        elif not plain:
            plain = _unflowed(part, _text(part))
    return without_footers(html if len(html) >= len(plain) // 4 else plain)


def attachments_of(message: Message) -> Iterator[Attachment]:
    """Yield the files that came with a mail; pictures in its text, cards and signatures are none."""
    for part in _parts(message):
        kind = part.get_content_type()
        if not _is_attached(part) or kind in _NO_FILES or kind.startswith(("image/", "audio/", "video/")):
            continue
        payload = part.get_payload()
        if kind == "message/rfc822" and isinstance(payload, list) and payload and isinstance(payload[0], Message):
            yield Attachment(_name(part) or "message.eml", payload[0].as_bytes())
        else:
            data = part.get_payload(decode=True)
            yield Attachment(_name(part) or "attachment", data if isinstance(data, bytes) else b"")


def without_footers(text: str) -> str:
    """Take the signature and the lines about the subscription off a mail."""
    found = list(_SIGNATURE.finditer(text))
    if found and found[-1].start() > len(text) // 2:
        text = text[: found[-1].start()]
    blocks = text.split("\n\n")
    last = len(blocks) - _AT_ENDS
    kept = [
        block
        for index, block in enumerate(blocks)
        if not (len(block) <= _MAX_FOOTER and (index < _AT_ENDS or index >= last) and _FOOTER.search(block))
    ]
    return "\n\n".join(kept).strip()


def _parts(message: Message) -> Iterator[Message]:
    """Yield the parts of a mail, without those of mails that are attached to it."""
    waiting = [message]
    while waiting:
        part = waiting.pop()
        payload = part.get_payload()
        if isinstance(payload, list) and part.get_content_maintype() == "multipart":
            waiting += [inner for inner in reversed(payload) if isinstance(inner, Message)]
        else:
            yield part


def _texts(message: Message) -> Iterator[Message]:
    """Yield the parts that are the text of a mail."""
    for part in _parts(message):
        if part.get_content_type() in ("text/plain", "text/html") and not _is_attached(part):
            yield part


def _is_attached(part: Message) -> bool:
    """Say whether a part is a file, not the text."""
    if part.get_content_disposition() == "attachment" or part.get_content_maintype() not in ("text", "multipart"):
        return True
    return bool(_name(part)) and part.get_content_type() not in ("text/plain", "text/html")


def _name(part: Message) -> str:
    """Return the name of a file, '' where it has none."""
    try:
        return _decoded(part.get_filename() or "")
    except (ValueError, LookupError, TypeError, AttributeError):
        return ""


def _text(part: Message) -> str:
    """Return the text of a part, in the encoding that it declares where that is so."""
    data = part.get_payload(decode=True)
    if not isinstance(data, bytes):
        return ""
    try:
        charset = part.get_content_charset() or "utf-8"
        return data.decode(_MEANT.get(charset, charset))
    except (LookupError, ValueError):
        return decode(data)[0]


def _unflowed(part: Message, text: str) -> str:
    """Return plain text with the lines of each paragraph joined: 'format=flowed' says how, else the width does."""
    text = text.replace("\r\n", "\n")
    try:
        flowed = str(part.get_param("format", "")).casefold() == "flowed"
        spaceless = str(part.get_param("delsp", "")).casefold() == "yes"
    except (ValueError, LookupError, TypeError):
        flowed = spaceless = False
    if flowed:
        text = re.sub(r"(?<!^--) \n(?=[^\n>])", "" if spaceless else " ", text, flags=re.MULTILINE)
        return re.sub(r"^ (?=\S)", "", text, flags=re.MULTILINE)
    lines = text.split("\n")
    least, most = _WRAPPED
    return _unwrapped(lines) if least <= max(map(len, lines)) <= most else text


def _unwrapped(lines: list[str]) -> str:
    """Join lines that were broken at a width: each long one that another one follows."""
    joined: list[list[str]] = []
    before = 0
    for line in lines:
        if joined and before >= _WRAPPED[0] and re.match(r"[^\W_]|[\"'“‘(]", line):
            joined[-1].append(line.strip())
        else:
            joined.append([line.rstrip()])
        before = len(line)
    return "\n".join(" ".join(parts) for parts in joined)


def _decoded(raw: str) -> str:
    """Return a header without the encoding of RFC 2047; raw bytes in it are Windows-1252, or a sign each."""
    try:
        text = str(header.make_header(header.decode_header(raw)))
    except (errors.MessageError, LookupError, ValueError, TypeError):
        text = raw
    if any("\udc80" <= char <= "\udcff" for char in text):
        given = text.encode("utf-8", "surrogateescape")
        text = western(given) or given.decode("utf-8", "replace")
    return text

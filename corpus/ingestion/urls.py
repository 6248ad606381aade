"""Addresses of articles, and the ids that are made of them: pure functions.

Changing any of the rules here changes stored ids, so the archive's fingerprint carries ``CLEANING_VERSION``.
"""

from __future__ import annotations

import hashlib
import re
from urllib.parse import parse_qsl, urlencode, urlsplit

from corpus.ingestion.original_addresses import original_address

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


def canonical_url(url: str | None) -> str | None:
    """Return the address under which copies of one page are the same, None where it is not http(s).

    A copy in a cache or an archive of the web gives the address of its original. Scheme differences, the prefixes
    ``www.``, ``edition.``, ``m.``, ``amp.``, a closing slash, the name of a folder's own page (``/index.html``),
    the fragment and what is known to track readers (``utm_source``, ``fbclid`` …) go. The rest of the query stays,
    sorted, and so does a fragment that is a route (``#/story/1``, ``#!story``): a site may tell its articles apart
    by it.
    """
    try:
        parts = urlsplit(original_address(url or ""))
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

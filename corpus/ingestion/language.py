"""Which language an article is in: what its source says, else a vote of common words, else a model; pure."""

from __future__ import annotations

import re

_SAMPLE = 2_000  # characters; a model that reads more is no surer
_LETTERS = 40  # a text with fewer is a name or a number in any language
_WORD = re.compile(r"[^\W\d_]+")
_VOTE = 0.05  # share of a text's words; of 4,931 English news articles three have less
_LEAD = 3.0  # times the votes of the second
_FEWEST = 3  # votes; one word of another language stands in many a sentence
_VOTERS = {  # words that the neighbours do not share: 'que', 'die', 'for' and 'her' are at home in several
    "en": frozenset("the and that with said this from his were not which has their but they would who been".split()),
    "de": frozenset("und das nicht mit von ist für auf dem sich eine wird sind auch im einen des wurde".split()),
    "fr": frozenset("les dans une pour pas sur avec sont cette aux été ont qui du leur mais ces".split()),
}
_NAMES = """
en english eng | de german deutsch deu ger | fr french français francais fra fre | es spanish español espanol spa
it italian italiano ita | pt portuguese português por | nl dutch nederlands nld dut | ru russian русский rus
uk ukrainian українська ukr | pl polish polski pol | ar arabic العربية ara | zh chinese 中文 zho chi mandarin
ja japanese 日本語 jpn | ko korean 한국어 kor | hi hindi हिन्दी hin | tr turkish türkçe tur
fa persian farsi فارسی fas per | he hebrew עברית heb iw | el greek ελληνικά ell gre | sv swedish svenska swe
no norwegian norsk nor | da danish dansk dan | fi finnish suomi fin | cs czech čeština ces cze
hu hungarian magyar hun | ro romanian română ron rum | id indonesian ind | vi vietnamese vie | th thai ไทย tha
ur urdu urd | bn bengali বাংলা ben | sw swahili kiswahili swa
"""
_CODES = {name: names.split()[0] for names in re.split(r"[|\n]", _NAMES) for name in names.split()}
_ISO = frozenset(
    "aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el "
    "en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu "
    "ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na "
    "nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so "
    "sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo "
    "za zh zu".split()
)


def language_of(text: str, given: str | None) -> str | None:
    """Return the ISO 639-1 code of an article's language, None where it cannot be told.

    Args:
        text: What is read where the source says nothing that is a language.
        given: A code with or without a region ('en-US'), or a name ('English', 'Deutsch').
    """
    return _stated(given) or _read(text[:_SAMPLE])


def _stated(given: str | None) -> str | None:
    """Return the code of a language that a source names."""
    name = (given or "").strip().casefold()[:_LETTERS]
    code = re.split(r"[-_\s;,(]", name, maxsplit=1)[0]
    return _CODES.get(code) or (code if code in _ISO and not name.startswith(f"{code} ") else None)


def _read(sample: str) -> str | None:
    """Return the language of a text."""
    words = _WORD.findall(sample.lower())
    if sum(map(len, words)) < _LETTERS:
        return None
    votes = sorted(((sum(map(voters.__contains__, words)), code) for code, voters in _VOTERS.items()), reverse=True)
    (most, code), (second, _) = votes[0], votes[1]
    sure = most >= _FEWEST and most >= _VOTE * len(words) and most >= _LEAD * second
    return code if sure else identify_language(sample)


def identify_language(sample: str) -> str | None:
    """Return the code of the language that a trained model takes a text for, however short; None where it has none."""
    from py3langid import classify  # here: loading its model takes half a second, and most archives never need it

    code, _ = classify(sample)
    return code if len(code) == 2 else None

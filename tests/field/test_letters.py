"""Letters and notices as others print them: decoded twice, ligatures, odd blanks, corrections abroad."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.lookup.tokens import share_near, words
from corpus.ingestion.corrections.notices import corrections_in
from corpus.readers import read_sources
from corpus.readers.records.letters import mend_letters
from corpus.types import Article
from tests.writing import write

_INPUTS = Path(__file__).parent / "inputs"
_MENDED = {
    "The cafÃ© was closed": "The café was closed",
    "donâ€™t â€œpanicâ€\x9d": "don’t “panic”",
    "ZoÃ« Lund said â€“ yes": "Zoë Lund said – yes",
    "â‚¬5 million": "€5 million",
    "PrzemysÅ‚aw": "Przemysław",
    "Ð\x9cÐ¾Ñ\x81ÐºÐ²Ð°": "Москва",
    "Ã…lesund and TromsÃ¸": "Ålesund and Tromsø",
    "donÃ¢â‚¬â„¢t": "don’t",
    "SÃ£o Paulo": "São Paulo",
    "Â£12m": "£12m",
    "25Â°C": "25°C",
    "ðŸ˜€ smile": "😀 smile",
}
_RIGHT = (
    "It’s “fine” – 5 €", "Ã is a letter", "São Tomé e Príncipe", "Москва", "naïve café", "PARÂ 5", "L’été à Paris",
    "Đà Nẵng", "ÂNGELA SILVA", "“Ça va” – Á É", "over 2½ hours", "SELEÇÃO E ATENÇÃO", "broken \ufffd here", "plain",
)  # fmt: skip


@pytest.mark.parametrize(("given", "meant"), _MENDED.items())
def test_letters_that_were_decoded_twice_are_mended(given: str, meant: str) -> None:
    assert mend_letters(given) == meant


@pytest.mark.parametrize("given", _RIGHT)
def test_letters_that_are_right_stay(given: str) -> None:
    assert mend_letters(given) == given


def test_what_was_mended_is_told(tmp_path: Path) -> None:
    record: dict[str, object] = {
        "title": "CafÃ© closes", "author": ["ZoÃ« Lund"], "text": "The cafÃ© in Karsholm will close, the owner said."
    }  # fmt: skip
    (article,) = read_sources([write(tmp_path / "a.jsonl", record)])
    assert isinstance(article, Article)
    assert (article.title, article.authors) == ("Café closes", ("Zoë Lund",))
    assert article.text == "The café in Karsholm will close, the owner said."
    assert article.caveats == ("letters mended",)
    assert article.remarks == ("letters that were decoded twice are mended: CafÃ© is Café",)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("The oﬃce ﬁxed the quota at ﬁve tonnes.", "The office fixed the quota at five tonnes."),
        ("The ﬂeet will sail oﬀ the coast.", "The fleet will sail off the coast."),
        ("It cost 2\u00a0500 crowns a day.", "It cost 2 500 crowns a day."),
        ("It cost 2\u202f500 or 2\u2009500 crowns.", "It cost 2 500 or 2 500 crowns."),
        ("It cost 2.500 or 2'500 or 2’500 crowns.", "It cost 2.500 or 2'500 or 2’500 crowns."),
        ("سيبقى الجسر مغلقًا ثلاثة أشهر", "سيبقى الجسر مغلقًا ثلاثة أشهر"),
    ],
)
def test_what_is_only_print_is_made_plain_and_words_stay(tmp_path: Path, given: str, kept: str) -> None:
    (article,) = read_sources([write(tmp_path / "a.jsonl", {"title": "Quota", "text": given})])
    assert isinstance(article, Article)
    assert article.text == kept


_NOTICES = (
    "Korrektur: In einer früheren Version dieses Artikels hieß es, die Linie habe 41 Millionen Kronen verloren.",
    "Anm. d. Red.: Wir hatten den Verlust zunächst falsch angegeben. Wir bitten, den Fehler zu entschuldigen.",
    "Hinweis der Redaktion: In einer früheren Version stand eine falsche Zahl.",
    "In einer früheren Version des Artikels hieß es, die Brücke sei gesperrt. Das war falsch.",
    "Berichtigung vom 3. Mai: Der Bürgermeister heißt Holm, nicht Halm.",
    "Rectificatif : une version précédente de cet article donnait le chiffre de 41 millions de couronnes.",
    "Erratum : le nom du maire était mal orthographié.",
    "Une première version de cet article indiquait par erreur que le pont était fermé.",
    "Note de la rédaction : cet article a été corrigé le 3 mai.",
    "Fe de errores: la línea perdió 14 millones de coronas, no 41.",
    "Una versión anterior de este artículo decía por error que el puente estaba cerrado.",
    "Rettifica: la linea ha perso 14 milioni di corone, non 41.",
    "In una versione precedente di questo articolo la cifra era sbagliata.",
    "Uma versão anterior deste texto informava um valor errado.",
    "Correctie: de burgemeester heet Holm.",
    "In een eerdere versie van dit artikel stond dat de brug dicht was.",
    "Retting: I en tidligere versjon sto det at linjen tapte 41 millioner kroner.",
    "I en tidligere versjon av denne saken sto det at broen var stengt.",
    "Rättelse: Bolaget förlorade 14 miljoner kronor, inte 41.",
    "Rettelse: Broen er ikke lukket.",
    "Sprostowanie: burmistrz nazywa się Holm.",
    "Oikaisu: Summa on 14 miljoonaa.",
    "Поправка: мэра зовут Хольм.",
)
_NO_NOTICES = (
    "Eine frühere Version der Software war fehlerhaft, sagte die Firma am Montag in einem langen Bericht.",
    "Der Minister kündigte eine Korrektur an: Die Steuer werde sinken.",
    "La précision du tir a surpris les observateurs, une première version du plan était connue.",
    "Por error, el tren salió una hora antes.",
    "La rectification des frontières a été longue.",
    "Uppdaterad: Tåget är försenat.",
    "Oppdatert: Broen er åpen.",
    "Hinweis: Die Brücke bleibt bis Montag gesperrt.",
    "The retting of flax takes weeks.",
    "Der Abgeordnete bat um Entschuldigung.",
)


@pytest.mark.parametrize("notice", _NOTICES)
def test_a_notice_in_another_language_is_one(notice: str) -> None:
    assert corrections_in(f"The line lost 14 million crowns, its report says.\n\n{notice}") == (notice,)


@pytest.mark.parametrize("line", _NO_NOTICES)
def test_what_only_sounds_like_a_notice_is_none(line: str) -> None:
    assert corrections_in(f"The line lost 14 million crowns, its report says.\n\n{line}") == ()


def test_the_notices_of_many_papers() -> None:
    articles = [
        r for r in read_sources([_INPUTS / "37-correction-notices" / "articles.jsonl"]) if isinstance(r, Article)
    ]
    told = {article.title.split()[-1]: bool(article.corrections) for article in articles}
    assert told == {str(number): number != 10 for number in range(15)}  # 10 only adds a comment


@pytest.mark.parametrize(
    ("printed", "quoted", "same"),
    [
        ("an empty boat at 2 500 crowns", "an empty boat at 2,500 crowns", True),
        ("an empty boat at 2 500 crowns", "an empty boat at 2500 crowns", True),
        ("an empty boat at 2.500 crowns", "an empty boat at 2500 crowns", True),
        ("an empty boat at 2'500 crowns", "an empty boat at 2 500 crowns", True),
        ("an empty boat at 2’500 crowns", "an empty boat at 2\u202f500 crowns", True),
        ("a loss of 1.250.000 crowns", "a loss of 1 250 000 crowns", True),
        ("a loss of 1.250.000 crowns", "a loss of 1,250,000 crowns", True),
        ("an empty boat at 2 500 crowns", "an empty boat at 3,500 crowns", False),
        ("an empty boat at 2.5 crowns", "an empty boat at 25 crowns", False),
        ("it grew 2.500 percent", "it grew 2500 percent", False),
        ("a cost of 1.125 million", "a cost of 1125 million", False),
        ("in 2025 300 people left", "in 2025 300 people left", True),
        ("سيبقى الجسر مغلقًا ثلاثة أشهر", "سيبقى الجسر مغلقا ثلاثة أشهر", True),
        ("הַגֶּשֶׁר סָגוּר", "הגשר סגור", True),
        ("The oﬃce ﬁxed it", "The office fixed it", True),
    ],
)
def test_one_number_and_one_word_however_they_are_printed(printed: str, quoted: str, same: bool) -> None:
    one, other = ([word.form for word in words(text)] for text in (printed, quoted))
    assert (one == other) is same
    assert share_near(words(printed), quoted if same else printed) == 1
    for word in words(printed):
        assert printed[word.start : word.end].strip() == printed[word.start : word.end]

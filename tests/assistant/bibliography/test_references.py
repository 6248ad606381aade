from __future__ import annotations

import json
from datetime import date

import pytest

from assistant.bibliography.references import FORMATS, references
from corpus import Article

SIGNED = Article(
    "0a1b2c3d4e5f", "River & dam: nine dead", "Text.", outlet="The Harbor Ledger", url="https://ledger.example/a?x=1|2",
    published="2025-03-15", authors=("Anna Norrmark", "Tomas van der Velic"),
)  # fmt: skip
BARE = Article("ffff00001111", "Nobody is left on a roof", "Text.", outlet="Continental Wire", published="2025-03-16")
READ = date(2025, 6, 30)


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        (
            "apa",
            "Norrmark, A., & van der Velic, T. (2025, March 15). River & dam: nine dead. The Harbor Ledger. "
            "https://ledger.example/a?x=1|2",
        ),
        (
            "mla",
            "Norrmark, Anna, and Tomas van der Velic. “River & Dam: Nine Dead.” The Harbor Ledger, 15 Mar. 2025, "
            "https://ledger.example/a?x=1|2.",
        ),
        (
            "chicago",
            "Norrmark, Anna, and Tomas van der Velic. 2025. “River & Dam: Nine Dead.” The Harbor Ledger, March 15. "
            "https://ledger.example/a?x=1|2.",
        ),
        (
            "harvard",
            "Norrmark, A. and van der Velic, T. (2025) ‘River & dam: nine dead’, The Harbor Ledger, 15 March. "
            "Available at: https://ledger.example/a?x=1|2 (Accessed: 30 June 2025).",
        ),
        (
            "ieee",
            "[1] A. Norrmark and T. van der Velic, “River & dam: nine dead,” The Harbor Ledger, Mar. 15, 2025. "
            "Accessed: Jun. 30, 2025. [Online]. Available: https://ledger.example/a?x=1|2",
        ),
        (
            "wikipedia",
            "{{cite news |last=Norrmark |first=Anna |last2=van der Velic |first2=Tomas |title=River & dam: nine dead "
            "|work=The Harbor Ledger |date=15 March 2025 |url=https://ledger.example/a?x=1%7C2 "
            "|access-date=30 June 2025}}",
        ),
    ],
)
def test_a_reference(form: str, expected: str) -> None:
    assert references([SIGNED], form, accessed=READ) == expected


@pytest.mark.parametrize("form", FORMATS)
def test_every_form_names_title_outlet_and_year(form: str) -> None:
    made = references([SIGNED, BARE], form, accessed=READ)
    for word in ("harbor ledger", "continental wire", "2025", "norrmark"):
        assert word in made.lower()
    assert made.lower().count("nobody is left on a roof") == 1, "a title stands once, also where nobody signed"
    assert "Edition" not in made


def test_no_sign_of_a_title_breaks_bibtex_or_a_template() -> None:
    odd = Article("abc", "50% of {all} | [this] & that_one", "Text.", outlet="A|B", published="2025-01-01")
    assert r"50\% of \{all\} | [this] \& that\_one" in references([odd], "bibtex")
    assert "50% of &#123;all&#125; {{!}} &#91;this&#93; & that_one" in references([odd], "wikipedia")
    assert json.loads(references([odd], "csl-json"))[0]["title"] == odd.title


@pytest.mark.parametrize("form", FORMATS)
def test_an_article_of_which_little_is_known_has_a_reference(form: str) -> None:
    made = references([Article("abc", "Only a title", "Text.")], form)
    assert "only a title" in made.lower()

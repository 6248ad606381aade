"""Articles that were never printed, as many as a test wants: each different, the same in every run."""

from __future__ import annotations

import random

_WHO = (
    *("The minister", "A spokeswoman", "The central bank", "Officials in Castane", "The ferry company", "Residents"),
    *("Die Bürgermeisterin", "El sindicato", "The court of appeal", "Ship owner Ømer Åsk", "The 14 striking pilots"),
)
_DID = ("confirmed", "denied", "postponed", "criticised", "approved", "questioned the cost of", "put a stop to")
_WHAT = (
    *("the new budget of {} million", "a merger worth {} million", "the evacuation of {} people", "{} treaties"),
    *("the “{}-mile” road", "talks on {} islands 🏝", "a vaccine for {} towns", "the sale of {} trams to Lorne"),
)
_WHERE = ("in Castane", "at the harbour of Lorne", "on Monday night", "after the flood", "before the vote", "in Ålund")


def invented(count: int, *, seed: int = 7, sentences: int = 16) -> list[dict[str, object]]:
    """Return records of one to twice as many sentences; the same number has the same address with every seed."""
    return [_invent(number, random.Random(seed * 100_003 + number), sentences) for number in range(count)]


def _invent(number: int, chance: random.Random, sentences: int) -> dict[str, object]:
    def sentence() -> str:
        what = chance.choice(_WHAT).format(chance.randrange(2, 9_000))
        return f"{chance.choice(_WHO)} {chance.choice(_DID)} {what} {chance.choice(_WHERE)}."

    paragraphs = [
        " ".join(sentence() for _ in range(chance.randrange(1, 7)))
        for _ in range(chance.randrange(sentences // 4, sentences // 2))
    ]
    return {
        "url": f"https://courier.example/{number}",
        "title": sentence()[:-1],
        "text": "\n\n".join(paragraphs),
        "outlet": chance.choice(("Courier", "The Harbour Ledger", "Lorne Post")),
        "published": f"2025-{chance.randrange(1, 13):02}-{chance.randrange(1, 29):02}",
    }

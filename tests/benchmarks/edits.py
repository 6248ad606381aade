"""What editors do to a text on its way into another paper, imitated with a seeded chance."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import lru_cache
from random import Random

from corpus.ingestion.sentences import sentence_spans
from corpus.types import Article

AGENCIES = ("Reuters", "AP", "AFP", "dpa", "PA Media")
_SYNONYMS = dict(
    pair.split("=")
    for pair in (
        "said=stated says=states told=informed about=around people=persons after=following also=too but=yet "
        "more=further new=recent many=numerous because=since big=large began=started showed=indicated however=still "
        "killed=slain children=kids police=officers help=aid country=nation over=above announced=declared "
        "including=among several=some while=as against=versus"
    ).split()
)

Edit = Callable[[Article, Random, Sequence[Article]], Article]


def trimmed(article: Article, chance: Random, _others: Sequence[Article]) -> Article:
    """Cut the last 30 to 70 %."""
    whole = sentences(article.text)
    return replace(article, text=" ".join(whole[: max(1, round(len(whole) * chance.uniform(0.3, 0.7)))]))


def headlined(article: Article, chance: Random, _others: Sequence[Article]) -> Article:
    """Give another headline: the first words of a sentence in it."""
    words = chance.choice(sentences(article.text)).split()
    return replace(article, title=" ".join(words[:9]))


def thinned(article: Article, chance: Random, _others: Sequence[Article]) -> Article:
    """Cut a fifth to a half of the paragraphs (three sentences each), anywhere."""
    whole = sentences(article.text)
    paragraphs = [whole[at : at + 3] for at in range(0, len(whole), 3)]
    kept = sorted(chance.sample(range(len(paragraphs)), max(1, round(len(paragraphs) * chance.uniform(0.5, 0.8)))))
    return replace(article, text="\n\n".join(" ".join(paragraphs[at]) for at in kept))


def credited(article: Article, chance: Random, _others: Sequence[Article]) -> Article:
    """Add a dateline with an agency, and a line at the end."""
    agency = chance.choice(AGENCIES)
    end = f"Reporting by {agency} staff; editing by the news desk. Follow us for more."
    return replace(article, text=f"LONDON ({agency}) - {article.text}\n\n{end}")


def sentences_rewritten(share: float) -> Edit:
    """Replace a share of the sentences, by turns with strange ones and with the same in other words."""

    def edit(article: Article, chance: Random, others: Sequence[Article]) -> Article:
        whole = sentences(article.text)
        strange = [sentence for other in others for sentence in sentences(other.text)]
        for turn, at in enumerate(chance.sample(range(len(whole)), round(len(whole) * share))):
            whole[at] = chance.choice(strange) if turn % 2 else _reworded(whole[at], chance)
        return replace(article, text=" ".join(whole))

    return edit


def words_rewritten(share: float) -> Edit:
    """Change a share of the words: half replaced, a quarter deleted, a quarter with a strange word put before."""

    def edit(article: Article, chance: Random, others: Sequence[Article]) -> Article:
        strange = [word for other in others for word in other.text.split()]
        made: list[str] = []
        for word in article.text.split():
            if chance.random() >= share:
                made.append(word)
                continue
            turn = chance.random()
            if turn < 0.75:
                made.append(chance.choice(strange))
            if turn >= 0.5 and turn < 0.75:
                made.append(word)
        return replace(article, text=" ".join(made))

    return edit


def edited(article: Article, chance: Random, others: Sequence[Article]) -> Article:
    """Do what a night desk does: headline, agency line, trim, cuts, a third of the rest touched up."""
    made = headlined(article, chance, others)
    made = trimmed(made, chance, others) if chance.random() < 0.5 else thinned(made, chance, others)
    made = sentences_rewritten(chance.uniform(0.05, 0.3))(made, chance, others)
    made = words_rewritten(chance.uniform(0.0, 0.1))(made, chance, others)
    return credited(made, chance, others)


def digest_of(article: Article, chance: Random, others: Sequence[Article]) -> Article:
    """Make a round-up that has two sentences of the article, and three of each of eight others."""
    parts = [_run(other, 3, chance) for other in others[:8]]
    parts.insert(chance.randrange(len(parts) + 1), _run(article, 2, chance))
    return replace(article, title="News of the day in brief", text="\n\n".join(parts))


def _run(article: Article, count: int, chance: Random) -> str:
    whole = sentences(article.text)
    begin = chance.randrange(max(1, len(whole) - count))
    return " ".join(whole[begin : begin + count])


def _reworded(sentence: str, chance: Random) -> str:
    """Turn the halves round, put synonyms in, and leave out one word in eight."""
    words = sentence.split()
    middle = len(words) // 2
    turned = words[middle:] + words[:middle]
    return " ".join(_SYNONYMS.get(word.lower(), word) for word in turned if chance.random() > 0.125)


def sentences(text: str) -> list[str]:
    """Return the sentences of a text."""
    return list(_split(text))


@lru_cache(maxsize=20_000)
def _split(text: str) -> tuple[str, ...]:
    return tuple(text[start:end] for start, end in sentence_spans(text))

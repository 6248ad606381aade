"""A chat model's sentences held against their passages, each as soon as it is written."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from types import TracebackType

from assistant.generation.citation_parsing import CitedSentence, resolve
from assistant.nlp.commands import is_command
from assistant.nlp.lexical import content_words
from assistant.reader.judge import bundled_judge
from assistant.types import Evidence, Verdict
from assistant.verification import LET_THROUGH, nearest_passages, verify
from assistant.verification.person_checks import find_wrong_person
from corpus import identify_language

_SURE = 0.7
"""Probability of 'entailed' from which a passage that a sentence does not cite is taken as its source."""
_LOOKED_AT = 3
"""Passages, nearest by words, in which a source is looked for where the cited ones do not say it."""
_COMMON_WORDS = 10
"""Words of English among which one at least is common."""
_MAY_END = frozenset(".!?]】\n")


@dataclass(frozen=True, slots=True)
class Checked:
    """Hold a sentence of a model with its verdict.

    Attributes:
        reason: Why it is unsupported, else empty.
        first: What the model wrote first, where it was asked again; else empty.
    """

    sentence: CitedSentence
    verdict: Verdict
    reason: str = ""
    first: str = ""


class SentenceChecker:
    """Check sentences in a thread of its own while more of them come in.

    One that names the wrong passage, or none, gets the one that says it.
    """

    def __init__(self, evidence: Sequence[Evidence]) -> None:
        """Take the passages that may be cited."""
        self._evidence = evidence
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="checker")
        self._found: dict[CitedSentence, Future[Checked]] = {}

    def __enter__(self) -> SentenceChecker:
        """Begin."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Leave what nobody waits for undone."""
        self._pool.shutdown(wait=False, cancel_futures=True)

    def see(self, text: str, piece: str) -> None:
        """Begin to check the sentences of an unfinished text that another one follows.

        Args:
            text: All that came so far.
            piece: What of it came last.
        """
        if not _MAY_END.isdisjoint(piece):
            for sentence in resolve(text, self._evidence).sentences[:-1]:
                self._begin(sentence)

    def check(self, sentences: Sequence[CitedSentence]) -> list[Checked]:
        """Return each sentence with its verdict."""
        return [future.result() for future in [self._begin(sentence) for sentence in sentences]]

    def _begin(self, sentence: CitedSentence) -> Future[Checked]:
        if sentence not in self._found:
            self._found[sentence] = self._pool.submit(check_sentence, sentence, self._evidence)
        return self._found[sentence]


def check_sentence(sentence: CitedSentence, evidence: Sequence[Evidence]) -> Checked:
    """Return a sentence with its verdict, under the number of a passage that says it."""
    if is_command(sentence.text):  # a planted instruction that the model obeyed
        return Checked(sentence, "unsupported", "it tells the reader to do something, and reports nothing")
    if _is_foreign(sentence.text):
        return Checked(sentence, "unsupported", "it is in another language than the passages, and cannot be checked")
    cited = [item for item in evidence if item.number in sentence.numbers]
    verdict, reason = _verdict(sentence.text, cited)
    if verdict != "unsupported":
        return Checked(sentence, verdict)
    others = [item for item in evidence if item.number not in sentence.numbers]
    for item in nearest_passages(sentence.text, others, limit=_LOOKED_AT):
        found, _ = _verdict(sentence.text, [item], least=_SURE)
        if found != "unsupported":
            return Checked(CitedSentence(sentence.text, (item.number,)), found)
    return Checked(sentence, verdict, reason)


def _verdict(text: str, cited: Sequence[Evidence], *, least: float = LET_THROUGH) -> tuple[Verdict, str]:
    verdict, reason = verify(text, cited, bundled_judge(), least=least)
    if verdict == "supported" and (wrong := find_wrong_person(text, cited)):
        return "unsupported", wrong
    return verdict, reason


def _is_foreign(text: str) -> bool:
    """Say whether a sentence is in another language than English, which has a common word in every ten."""
    words = text.split()
    common = len(words) - len(content_words(text))
    return common * _COMMON_WORDS < len(words) and identify_language(text) not in ("en", None)

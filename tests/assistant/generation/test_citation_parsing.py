from __future__ import annotations

import pytest

from assistant.generation.citation_parsing import MarkerStream, resolve
from assistant.types import Evidence
from corpus import Article, Hit, Passage


def evidence(*numbers: int) -> list[Evidence]:
    article = Article(id="a", title="Flood", text="The river rose.")
    hit = Hit(Passage("p", "a", 1, 0, 0, len(article.text), article.text), article)
    return [Evidence(number, hit) for number in numbers]


ONE_SENTENCE = [
    ("The river rose [1].", (1,)),
    ("The river rose. [1]", (1,)),
    ("The river rose.[1]", (1,)),
    ("The river rose[1].", (1,)),
    ("The river [1] rose [2].", (1, 2)),
    ("The river rose [2][1].", (2, 1)),
    ("The river rose [1, 3].", (1, 3)),
    ("The river rose [1,3].", (1, 3)),
    ("The river rose [1; 3].", (1, 3)),
    ("The river rose [1 and 3].", (1, 3)),
    ("The river rose [1-3].", (1, 2, 3)),
    ("The river rose [1–3].", (1, 2, 3)),
    ("The river rose [ 1 ].", (1,)),
    ("The river rose 【1】.", (1,)),
    ("The river rose【1†source】.", (1,)),
    ("The river rose [^1].", (1,)),
    ("The river rose [^1^].", (1,)),
    ("The river rose [#1].", (1,)),
    ("The river rose [Passage 2].", (2,)),
    ("The river rose [passages 1, 2].", (1, 2)),
    ("The river rose [Source: 2].", (2,)),
    ("The river rose [doc 2].", (2,)),
    ("The river rose [[1]].", (1,)),
    (r"The river rose \[1\].", (1,)),
    ("The river rose [1](https://example.org/a).", (1,)),
    ("The river rose ([1]).", (1,)),
    ("The river rose ([1], [2]).", (1, 2)),
    ("The river rose **[1]**.", (1,)),
    ("**The river** rose [1].", (1,)),
    ("The *river* rose [1].", (1,)),
    ("The `river` rose [1].", (1,)),
    ("- The river rose [1].", (1,)),
    ("* The river rose [1].", (1,)),
    ("1. The river rose [1].", (1,)),
    ("[1] The river rose.", (1,)),
    ("The river rose.\n[1]", (1,)),
    ("The river\nrose [1].", (1,)),
    ("## Floods\n\nThe river rose [1].", (1,)),
    ("The river rose [1].\n\nSources:\n[1] The Harbor Ledger\n[2] Bay Times", (1,)),
    ("The river rose [^1].\n\n[^1]: The Harbor Ledger, 12 March.", (1,)),
    ("The river rose [1][1].", (1,)),
    ("The river rose.", ()),
    ("Let me see what passages say.</think>The river rose [1].", (1,)),
]


@pytest.mark.parametrize(("text", "numbers"), ONE_SENTENCE)
def test_markers_of_one_sentence(text: str, numbers: tuple[int, ...]) -> None:
    resolved = resolve(text, evidence(1, 2, 3))
    assert [(sentence.text, sentence.numbers) for sentence in resolved.sentences] == [("The river rose.", numbers)]
    assert resolved.unknown == 0
    assert not resolved.said_not_found


SEVERAL = [
    ("It rose [1]. It fell [2].", [("It rose.", (1,)), ("It fell.", (2,))]),
    ("It rose. [1] It fell. [2]", [("It rose.", (1,)), ("It fell.", (2,))]),
    ("It rose.[1] It fell.[2]", [("It rose.", (1,)), ("It fell.", (2,))]),
    ("It rose.[1]It fell.[2]", [("It rose.", (1,)), ("It fell.", (2,))]),
    ("[1] It rose. [2] It fell.", [("It rose.", (1,)), ("It fell.", (2,))]),
    ("It rose. It fell [2].", [("It rose.", ()), ("It fell.", (2,))]),
    ('"It rose." [1] "It fell."[2]', [('"It rose."', (1,)), ('"It fell."', (2,))]),
    ("It rose in the U.S. [1] The mayor left [2].", [("It rose in the U.S.", (1,)), ("The mayor left.", (2,))]),
    ("Lt. Gen. Roe left [1]. It fell.", [("Lt. Gen. Roe left.", (1,)), ("It fell.", ())]),
    ("- It rose [1]\n- It fell [2]", [("It rose", (1,)), ("It fell", (2,))]),
    ("Two things:\n\n1. It rose [1]\n2. It fell [2]", [("Two things:", ()), ("It rose", (1,)), ("It fell", (2,))]),
    ("It rose [1]\n\nIt fell [2]", [("It rose", (1,)), ("It fell", (2,))]),
    ("It rose 3.5 metres [1], then 4.1 [2]. End.", [("It rose 3.5 metres, then 4.1.", (1, 2)), ("End.", ())]),
    ("He [the mayor] left in [2024] [1].", [("He [the mayor] left in [2024].", (1,))]),
    ("", []),
    ("[1]", []),
    ("\n \n", []),
]


@pytest.mark.parametrize(("text", "expected"), SEVERAL)
def test_sentences_keep_their_own_markers(text: str, expected: list[tuple[str, tuple[int, ...]]]) -> None:
    resolved = resolve(text, evidence(1, 2, 3))
    assert [(sentence.text, sentence.numbers) for sentence in resolved.sentences] == expected


@pytest.mark.parametrize(
    ("text", "numbers", "unknown"),
    [
        ("It rose [9].", (), 1),
        ("It rose [1][9].", (1,), 1),
        ("It rose [0].", (), 1),
        ("It rose [2-4].", (2, 3), 1),
        ("It rose [1-900].", (1,), 1),
        ("It rose [3-1].", (3, 1), 0),
    ],
)
def test_unknown_numbers_are_removed_and_counted(text: str, numbers: tuple[int, ...], unknown: int) -> None:
    resolved = resolve(text, evidence(1, 2, 3))
    assert [(sentence.text, sentence.numbers) for sentence in resolved.sentences] == [("It rose.", numbers)]
    assert resolved.unknown == unknown


def test_numbers_are_those_of_the_evidence_and_not_positions() -> None:
    assert resolve("It rose [5][1].", evidence(5, 8)).sentences[0].numbers == (5,)


@pytest.mark.parametrize(
    ("text", "not_found"),
    [
        ("NOT_IN_ARCHIVE", True),
        ("NOT_IN_ARCHIVE.", True),
        (r"NOT\_IN\_ARCHIVE", True),
        ("**NOT_IN_ARCHIVE**", True),
        ("The passages do not say. NOT_IN_ARCHIVE", True),
        ("It rose [1]. NOT_IN_ARCHIVE", False),
        ("It is not in archive boxes.", False),
    ],
)
def test_the_token_for_not_found(text: str, not_found: bool) -> None:
    resolved = resolve(text, evidence(1))
    assert resolved.said_not_found is not_found
    assert not any("ARCHIVE" in sentence.text for sentence in resolved.sentences)


STREAMED = [
    ("It rose [1]. It fell [2, 3].", "It rose [1]. It fell [2][3]."),
    ("It rose [9]. It fell【3】.", "It rose. It fell[3]."),
    ("It rose [[1]](http://x.org) and [so on] went [Passage 2].", "It rose [1] and [so on] went [2]."),
    ("NOT_IN_ARCHIVE", ""),
    ("NOTHING was NOT here", "NOTHING was NOT here"),
    ("An open [bracket that goes on for more than forty characters", None),
    ("Ends with [1", None),
    ("Spaces  and\n\nlines.", None),
]


@pytest.mark.parametrize(("text", "shown"), STREAMED)
@pytest.mark.parametrize("size", [1, 2, 3, 7, 100])
def test_a_stream_never_shows_half_a_marker(text: str, shown: str | None, size: int) -> None:
    stream = MarkerStream({1, 2, 3})
    pieces = [stream.feed(text[at : at + size]) for at in range(0, len(text), size)]
    for end in range(len(pieces) + 1):
        tail = "".join(pieces[:end]).rpartition("[")
        assert not tail[1] or "]" in tail[2] or not tail[2][:1].isdigit()
    assert "".join([*pieces, stream.finish()]) == (text if shown is None else shown)

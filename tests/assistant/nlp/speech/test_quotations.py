"""What is read as said, and by whom; the sentences were written for these tests."""

from __future__ import annotations

import pytest

from assistant.nlp.speech.quotations import Quotation, find_quotations, find_speaker


def read(text: str) -> list[tuple[str, str | None]]:
    """The words said and the name of the speaker, one pair a quotation."""
    return [(words_of(text, each), each.speaker.name if each.speaker else None) for each in find_quotations(text)]


def words_of(text: str, quotation: Quotation) -> str:
    return " / ".join(text[start:end] for start, end in quotation.spans)


@pytest.mark.parametrize(
    ("text", "speaker", "kind"),
    [
        ("“The ferries will sail on Sunday,” harbour master Carla Voss said.", "Carla Voss", "named"),
        ("Carla Voss told the council: “The ferries will sail on Sunday.”", "Carla Voss", "named"),
        ("“Will the ferries sail on Sunday?” asked Carla Voss, the harbour master.", "Carla Voss", "named"),
        ("“The ferries will sail on Sunday,” Carla Voss shot back.", "Carla Voss", "named"),
        ("“The ferries will sail on Sunday.” — Carla Voss", "Carla Voss", "named"),
        ("“The ferries will sail on Sunday,” said a spokesman for the port.", "a spokesman for the port", "anonymous"),
        ("“The ferries will sail on Sunday,” the company said in a statement.", "the company", "institution"),
        ("''The ferries will sail on Sunday,'' Carla Voss said.", "Carla Voss", "named"),
    ],
)
def test_a_direct_quotation_has_its_speaker(text: str, speaker: str, kind: str) -> None:
    (found,) = find_quotations(text)
    assert found.kind == "direct"
    assert found.speaker is not None
    assert (found.speaker.name, found.speaker.kind) == (speaker, kind)
    ((start, end),) = found.pieces
    assert text[start:end].strip(",.?") in (
        "The ferries will sail on Sunday",
        "Will the ferries sail on Sunday",
    )


@pytest.mark.parametrize(
    ("text", "said", "speaker"),
    [
        ("Carla Voss said that the pier had to close.", "that the pier had to close", "Carla Voss"),
        ("The pier had to close, Carla Voss said.", "The pier had to close", "Carla Voss"),
        ("The pier, she warned, had to close.", "The pier / had to close", None),
        ("According to the port authority, the pier had to close.", "the pier had to close", "the port authority"),
        ("Carla Voss denied that the pier had to close.", "that the pier had to close", "Carla Voss"),
        ("Carla Voss, who said the pier had to close, left.", "the pier had to close", "Carla Voss"),
    ],
)
def test_indirect_speech_has_its_clause_and_its_source(text: str, said: str, speaker: str | None) -> None:
    assert read(text) == [(said, speaker)]
    assert find_quotations(text)[0].kind == "indirect"


def test_a_clause_with_quoted_words_is_mixed_and_one_quotation() -> None:
    text = "Carla Voss said that the pier “had to close at once” and that nobody was hurt."
    (found,) = find_quotations(text)
    assert found.kind == "mixed"
    assert words_of(text, found) == "that the pier “had to close at once” and that nobody was hurt"
    assert [text[slice(*piece)] for piece in found.pieces] == ["had to close at once"]


def test_what_a_cue_breaks_off_and_what_follows_is_one_quotation() -> None:
    text = "“The pier is old,” Carla Voss said, “and it has to close.” “We knew it for years.”"
    (found,) = find_quotations(text)
    assert len(found.pieces) == 3
    assert found.speaker is not None
    assert found.speaker.name == "Carla Voss"


def test_a_quotation_goes_on_over_paragraphs() -> None:
    text = "Carla Voss said: “The pier is old, and we all knew it.\n“It has to close this very week.”"
    assert {speaker for _, speaker in read(text)} == {"Carla Voss"}
    assert sum(len(each.pieces) for each in find_quotations(text)) == 2


def test_a_colon_at_the_end_of_a_paragraph_leads_in_the_next() -> None:
    text = "Carla Voss released this note on Friday:\n“The pier will close this very week.”"
    assert read(text)[-1] == ("“The pier will close this very week.”", "Carla Voss")


def test_titles_and_words_in_inverted_commas_are_nobodys() -> None:
    text = "The film “The Last Ferry to Dorn” won. The “big” plan was dropped."
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Carla Voss opened the pier. “It took us far too long,” she said.", "Carla Voss"),
        ("Mr. Ferro met Ms. Voss at the pier. “It took us far too long,” he said.", "Ferro"),
        ("Mr. Ferro met Ms. Voss at the pier. “It took us far too long,” she said.", "Voss"),
        ("Carla Voss, the harbour master, came. “It took far too long,” the harbour master said.", "Carla Voss"),
        ("The Harbour Ministry answered. “It took us far too long,” the ministry said.", "the Harbour Ministry"),
        ("Carla Voss spoke.\nThe crowd cheered.\n“It took us far too long,” Voss added.", "Carla Voss"),
    ],
)
def test_pronouns_roles_and_surnames_are_resolved(text: str, speaker: str) -> None:
    assert read(text)[-1][1] == speaker


def test_offsets_are_those_of_the_text() -> None:
    text = "\n\n  “A — pier,” said\u00a0Carla Voss (D-Dorn).\n\n" + "X" * 300 + "\n“It is closed for good,” Voss said."
    for each in find_quotations(text):
        assert text[slice(*each.pieces[0])] in ("A — pier,", "It is closed for good,")
        assert each.source is not None
        assert "Voss" in text[slice(*each.source)]


@pytest.mark.parametrize("text", ["", "“", "””””", '"' * 999, "A" * 200_000, "said " * 400, "“a\n" * 300, "\ud800"])
def test_odd_texts_are_read_in_no_time(text: str) -> None:
    find_quotations(text)


def test_the_speaker_of_a_span() -> None:
    text = "The pier shut at noon. “It is old,” Carla Voss told reporters."
    found = find_speaker(text, text.index("It is old"), text.index("It is old") + 9)
    assert found is not None
    assert (found[0].name, found[1]) == ("Carla Voss", "told reporters")
    assert find_speaker(text, 0, 22) is None

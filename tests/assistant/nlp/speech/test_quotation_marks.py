"""Where quoted words begin and end; the sentences were written for these tests."""

from __future__ import annotations

import pytest

from assistant.nlp.speech.quotation_marks import find_quoted_spans, is_title


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("“One two,” she said. “Three.”", ["One two,", "Three."]),
        ('He said "one two," then "three."', ["one two,", "three."]),
        ("''One two,'' he said.", ["One two,"]),
        ("‘It’s the Lees’ house,’ he said.", ["It’s the Lees’ house,"]),
        ("“He called it ‘old’ to me,” she said.", ["He called it ‘old’ to me,"]),
        ("The '90s were good, and 5'10\" is tall.", []),
        ('"Mixed marks,” he said.', ["Mixed marks,"]),
        ('said,"close by" he', ["close by"]),
    ],
)
def test_quoted_words(text: str, quoted: list[str]) -> None:
    assert [text[slice(*span.inner)] for span in find_quoted_spans(text)] == quoted


def test_a_quotation_that_its_paragraph_leaves_open_goes_on() -> None:
    first, second = find_quoted_spans("“One two three.\n“Four five,” he said.")
    assert (first.closed, second.closed) == (False, True)


def test_a_stray_mark_opens_nothing() -> None:
    assert find_quoted_spans('A 5" nail was found.\nThat is all.') == ()


def test_capitals_make_a_title() -> None:
    text = "She wrote “The Sea Between Us” and said “Never go back there again”."
    title, said = find_quoted_spans(text)
    assert is_title(text, title)
    assert not is_title(text, said)

"""Correction notices: word for word, and only those that tell of the article's own change."""

from __future__ import annotations

import pytest

from corpus.ingestion.corrections.notices import corrections_in

BODY = "The council of Port Ansel met on Monday and voted for the new quay."


@pytest.mark.parametrize(
    "notice",
    [
        "Correction: The quay has nine berths, not eight.",
        "CORRECTION (March 3): The quay has nine berths.",
        "Corrections & clarifications: The opening hours have been updated.",
        "Clarification on March 3, 2025: The mayor meant tolls.",
        "This article has been corrected.",
        "This article was amended on 3 March 2025 to correct a name.",
        "This story has been updated to reflect that the vote was on Monday.",
        "An earlier version of this article misspelled Ms Holt's name.",
        "The name of Ms Holt was misspelled in an earlier version of this story.",
        "Editor’s note: This story has been retracted.",
        "We regret the error.",
        "(Corrects spelling of name in paragraph 3)",
        "(This March 3 story has been corrected to fix the name in paragraph 2)",
        "CORRECTS headline to say nine berths, not eight",
        "Due to an editing error, the number of berths was wrong.",
        "Correction\nThe quay has nine berths.",
    ],
)
@pytest.mark.parametrize("form", ["{}\n\n" + BODY, BODY + "\n\n{}", BODY + "\n{}\n" + BODY])
def test_a_notice_is_found_word_for_word(notice: str, form: str) -> None:
    text = form.format(notice)
    assert corrections_in(text) == (notice,)


@pytest.mark.parametrize(
    "line",
    [
        "The market correction: shares fell by a tenth.",
        "The Department of Corrections: a history.",
        "Correction officers met the mayor.",
        "An earlier version of the bill was clearer.",
        "This bill was amended to ban fishing.",
        "An earlier version of this story was published in March.",
        "A version of this story appeared in the weekly letter.",
        "Editor's note: This story contains spoilers.",
        "This story has been updated with additional reporting.",
        "This story has been updated to add new information.",
        "“We regret the error,” the company said.",
        "The journal said the report has been retracted.",
        "He asked for a clarification, and the error was plain.",
    ],
)
def test_an_article_about_a_correction_has_none(line: str) -> None:
    assert corrections_in(f"{BODY}\n{line}\n{BODY}") == ()


def test_a_notice_begins_inside_a_paragraph() -> None:
    notice = "Correction: An earlier version of this story misspelled a name."
    assert corrections_in(f"{BODY} {notice}") == (notice,)
    second = "An earlier version of this story misspelled a name. It is Holt."
    assert corrections_in(f"{BODY} {second}") == (second,)
    assert corrections_in(f"* {notice}") == (notice,)


def test_a_page_that_lists_corrections_has_none_of_its_own() -> None:
    page = "\n".join(f"News: An earlier version of this story misnamed number {number}." for number in range(30))
    assert corrections_in(page) == ()


def test_a_notice_does_not_run_into_an_endless_paragraph() -> None:
    (notice,) = corrections_in("Correction: It is nine. " + BODY + " More." * 10_000)
    assert len(notice) <= 1_200
    assert notice.endswith("More.")


@pytest.mark.parametrize("part", ["editor's note ", "Correction: . ", "an earlier version of this ", "İ", "(", "\n"])
def test_hostile_texts_take_no_time(part: str) -> None:
    assert len(corrections_in(part * 100_000 + "correct")) <= 1

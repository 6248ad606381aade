"""Follow-ups: what the standalone form of a question is."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.query import standalone, understand
from assistant.types import Turn

AS_OF = date(2025, 6, 24)
OUTLETS = ("The Harbor Ledger", "Daily Flash", "Continental Wire")
BANK = Turn("What did the National Bank of Talvia decide in February?", "It raised its rate to 4 percent.")
RESIGNED = Turn("Who resigned from the cabinet of Talvia?", "Transport Minister Ada Lund resigned on Monday.")
LUND = Turn("Why did Ada Lund resign?", "Over the closure of the harbour bridge, the Courier said.")
FLOOD = Turn("How many people died in the flood in Merrin?", "Twelve people died.")
BRIDGE = Turn("When did the harbour bridge close?", "It closed on 12 March.")
WON = Turn("Who won the election in Talvia?", "The Civic Union won.")
LEDGER = Turn("What did the Harbor Ledger report about the strike?", "That it would last.")

DIALOGUES = [
    # a date in the place of the date
    (BANK, "And in April?", "What did the National Bank of Talvia decide in April?"),
    (BANK, "What about March?", "What did the National Bank of Talvia decide in March?"),
    (BANK, "and last week?", "What did the National Bank of Talvia decide last week?"),
    (BANK, "In May 2024?", "What did the National Bank of Talvia decide in May 2024?"),
    (BANK, "No, I meant January", "What did the National Bank of Talvia decide in January?"),
    (LEDGER, "And last week?", "What did the Harbor Ledger report about the strike last week?"),
    (WON, "And in 2020?", "Who won the election in Talvia in 2020?"),
    # a name in the place of a name
    (BANK, "And the Treasury?", "What did the Treasury decide in February?"),
    (BANK, "What about the Bank of Norrmark?", "What did the Bank of Norrmark decide in February?"),
    (LEDGER, "And the Daily Flash?", "What did the Daily Flash report about the strike?"),
    (WON, "And in Norrmark?", "Who won the election in Norrmark?"),
    (FLOOD, "What about Sund?", "How many people died in the flood in Sund?"),
    (LUND, "And Per Holm?", "Why did Per Holm resign?"),
    (WON, "no, I meant Norrmark", "Who won the election in Norrmark?"),
    # another question word
    (BANK, "Why?", "Why did the National Bank of Talvia decide in February?"),
    (BANK, "What else?", "What else did the National Bank of Talvia decide in February?"),
    (WON, "Who else?", "Who else won the election in Talvia?"),
    (BRIDGE, "Why?", "Why did the harbour bridge close?"),
    (WON, "When?", "When was it that someone won the election in Talvia?"),
    (LUND, "And when?", "When did Ada Lund resign?"),
    # pronouns
    (LUND, "What did she say?", "What did Ada Lund say?"),
    (LUND, "Who is her successor?", "Who is Ada Lund’s successor?"),
    (RESIGNED, "What did she say?", "What did Transport Minister Ada Lund say?"),
    (RESIGNED, "And why did she resign?", "Why did Transport Minister Ada Lund resign?"),
    (BANK, "When do they meet again?", "When do the National Bank of Talvia meet again?"),
    (BANK, "Who is its governor?", "Who is the National Bank of Talvia’s governor?"),
    (BRIDGE, "When will it open again?", "When will the harbour bridge open again?"),
    (WON, "Who is the mayor there?", "Who is the mayor in Talvia?"),
    (BANK, "What was the rate then?", "What was the rate in February, regarding the National Bank of Talvia?"),
    (BANK, "Did it raise the rate?", "Did the National Bank of Talvia raise the rate in February?"),
    (RESIGNED, "What did Lund say?", "What did Transport Minister Ada Lund say?"),
    (BRIDGE, "Is that confirmed?", "Is that confirmed, regarding the harbour bridge?"),
    # more, earlier, later, and corrections
    (BRIDGE, "Tell me more", "When did the harbour bridge close?"),
    (BANK, "And since then?", "What did the National Bank of Talvia decide since February?"),
    (LEDGER, "No, the ferry strike", "What did the Harbor Ledger report about the ferry strike?"),
    (LEDGER, "And on the flood?", "What did the Harbor Ledger report on the flood?"),
    (FLOOD, "not Merrin, Sund", "How many people died in the flood in Sund?"),
    (FLOOD, "Where?", "Where was it that people died in the flood in Merrin?"),
    # what belongs to something, reacts to something, or says nothing alone
    (RESIGNED, "How did Norrmark react?", "How did Norrmark react, regarding the cabinet of Talvia?"),
    (WON, "What was the result?", "What was the result, regarding the election in Talvia?"),
    (FLOOD, "Any arrests?", "Any arrests, regarding the flood in Merrin?"),
    (FLOOD, "Which street?", "Which street, regarding the flood in Merrin?"),
    (FLOOD, "Was anybody rescued?", "Was anybody rescued, regarding the flood in Merrin?"),
    (FLOOD, "What did the government say?", "What did the government say, regarding the flood in Merrin?"),
    (FLOOD, "What does The Harbor Ledger say?", "What does The Harbor Ledger say, regarding the flood in Merrin?"),
    (LEDGER, "How long did it last?", "How long did the strike last?"),
    (LEDGER, "What did it say about the flood?", "What did the Harbor Ledger say about the flood?"),
    (LEDGER, "And the Flash?", "What did Daily Flash report about the strike?"),
    # who and which: the one that was asked for
    (Turn("Which club bought Lio Roth?", ""), "How much did they pay?",
     "How much did the club that bought Lio Roth pay?"),
    (Turn("Who stole the painting?", ""), "When did he do it?", "When did the one who stole the painting do it?"),
    (Turn("Who is the mayor of Sund?", ""), "What did she say?", "What did the mayor of Sund say?"),
    (Turn("Who are the owners of the ferry?", ""), "Where do they live?", "Where do the owners of the ferry live?"),
    (Turn("Who was fined?", ""), "By whom?", "By whom was someone fined?"),
    (Turn("How many keys are needed for the app?", ""), "Why?", "Why are keys needed for the app?"),
    (Turn("How many died in Sund?", ""), "Why?", "Why was it that people died in Sund?"),
    (Turn("Did Mr Holm tell Ms Lund of it?", "Per Holm did tell Ada Lund."), "What did she say?",
     "What did Ms Lund say?"),
    # by the sex that names and pronouns tell
    (Turn("Why did Rand Paul delay the vote on Alba Jackson?", ""), "Was she confirmed?",
     "Was Alba Jackson confirmed?"),
    (Turn("What did Ada Lund tell Per Holm?", "Holm said he would think. Lund said she could wait."), "Did he agree?",
     "Did Per Holm agree?"),
    (Turn("What did Ada Lund tell Per Holm?", ""), "When did they meet?", "When did Ada Lund and Per Holm meet?"),
    (Turn("Who beat Petr Vass in the final?", ""), "How old is he?",
     "How old is the one who beat Petr Vass in the final?"),
    # a storm is a thing, and a toll is of one
    (Turn("What did Hurricane Ian do in Florida?", ""), "Where did it make landfall?",
     "Where did Hurricane Ian make landfall?"),
    (Turn("What is the death toll of the earthquake in Sund?", ""), "How strong was it?",
     "How strong was the earthquake in Sund?"),
    (Turn("Why is Netflix raising its prices?", ""), "How much does it cost now?", "How much does Netflix cost now?"),
    # other pieces
    (Turn("How did Viaduct shares move after the verdict?", ""), "Same for Nordane after the leak?",
     "How did Nordane shares move after the leak?"),
    (Turn("Why did inflation fall since January?", ""), "And the main rate?",
     "Why did the main rate fall since January?"),
    (Turn("How many bodies were found in Sund?", ""), "In Merrin too?", "How many bodies were found in Merrin?"),
    (Turn("What did the Wire publish between 3 and 9 March?", ""), "And in the week after?",
     "What did the Wire publish between 10 and 16 March 2025?"),
    (LEDGER, "OK thanks. When did it begin?", "When did the strike begin?"),
    # 'the minister'
    (RESIGNED, "What did the minister say?", "What did Transport Minister Ada Lund say?"),
    (FLOOD, "What caused the flood?", "What caused the flood in Merrin?"),
    (BRIDGE, "Who owns the bridge?", "Who owns the harbour bridge?"),
]  # fmt: skip

ALONE = [
    "What did the Merrin Courier report in May?",
    "How many people died in the flood in Sund?",
    "Who is Ada Lund?",
    "What is the latest on the dock strike?",
    "Is it raining in Merrin?",
    "Compare the Daily Flash and Continental Wire on the strike",
    "Why are prices rising?",
    "How is the weather?",
    "What happened yesterday?",
    "When did the ferry sink and who owned it?",
    "What did Per Holm say when he resigned?",
    "Thanks",
    "What do you cover?",
    "Does the truce hold?",
    "When is Lumen coming back?",
    "How did the derby between Merrin Athletic and Ansel Mariners end?",
    "",
]


@pytest.mark.parametrize(("turn", "text", "expected"), DIALOGUES)
def test_follow_up(turn: Turn, text: str, expected: str) -> None:
    assert standalone(text, [turn], as_of=AS_OF, outlets=OUTLETS) == expected


@pytest.mark.parametrize("text", ALONE)
@pytest.mark.parametrize("turn", [BANK, WON, RESIGNED])
def test_a_question_of_its_own_is_unchanged(turn: Turn, text: str) -> None:
    assert standalone(text, [turn], as_of=AS_OF) == text


@pytest.mark.parametrize("text", [text for _, text, _ in DIALOGUES])
def test_without_history_nothing_changes(text: str) -> None:
    assert standalone(text, [], as_of=AS_OF) == text


def test_follow_ups_follow_each_other() -> None:
    history = [BANK, Turn("And in March?", "Nothing."), Turn("And the Treasury?", "It cut a tax.")]
    assert standalone("And in April?", history, as_of=AS_OF) == "What did the Treasury decide in April?"


def test_two_people_are_not_guessed_between() -> None:
    turn = Turn("What did Ada Lund and Per Holm sign?", "A treaty.")
    resolved = standalone("What did he say?", [turn], as_of=AS_OF)
    assert resolved == "What did he say, regarding Ada Lund and Per Holm?"


def test_a_pasted_page_is_searched_for_as_it_is() -> None:
    page = "What did The Harbor Ledger report last week about it? " * 100
    question = understand(page, as_of=AS_OF, outlets=("The Harbor Ledger",), history=[LEDGER])
    assert question.search == page.strip()
    assert not question.chips


def test_filters_are_read_from_the_standalone_form() -> None:
    question = understand("And last week?", as_of=AS_OF, outlets=("The Harbor Ledger",), history=[LEDGER])
    assert question.text == "And last week?"
    assert question.standalone == "What did the Harbor Ledger report about the strike last week?"
    assert question.search == "What did report about the strike?"
    assert question.scope.outlets == ("The Harbor Ledger",)
    assert question.window.since == date(2025, 6, 16)

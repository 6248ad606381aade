"""Kinds of question, and questions that ask several things."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.query.decomposition import compared, split_question
from assistant.query.intent import form_of, topic_of
from assistant.reader.answer_types import kind_of
from assistant.types import Form

AS_OF = date(2025, 6, 25)

FORMS: dict[Form, list[str]] = {
    "fact": [
        "Who is the governor of the National Bank of Talvia?",
        "What did Norrmark urge Velic to do?",
        "When was the Blue Madonna stolen?",
        "Where was the Blue Madonna found?",
        "Why did Oskar Lindqvist resign?",
        "How many people died in the Brenna flood?",
        "How much did Halden Credit pay for the bank?",
        "How long does the night train take?",
        "How many articles did The Harbor Ledger publish about the strike?",
        "What do you need to register with Lumen?",
        "What is the main rate of the bank?",
        "What is covered by the truce?",
        "How old is Lio Bertrane?",
        "Which company built Lumen?",
        "What happened yesterday?",
        "How did the flood start?",
        "How do I register for Lumen?",
        "How are the sisters of Corporal Orrin?",
        "What help did the families get?",
        "Thanks to whom was the bank saved?",
        "What does the latest report say about gate 3?",
        "What sources did the Courier name?",
        "Which newspapers printed the wrong toll?",
        "Who are you going to vote for, asked the reporter?",
        "Profit and loss of Viaduct Group",
        "How big is the archive of the National Museum?",
        "",
    ],
    "yes or no": [
        "Did Castane appeal?",
        "Is the truce holding?",
        "Has Lumen been switched on again?",
        "Was anybody killed in Sorrel?",
        "Will Bertrane play in July?",
        "Are the dockers back at work?",
        "Does Talvia recognise the front line?",
        "And was it confirmed?",
        "Isn't the dam safe?",
        "Could the flood have been prevented?",
        "Do the insurers agree with the ministry?",
    ],
    "latest": [
        "What is the latest on the dock strike?",
        "What's the latest on Lumen?",
        "what are the latest developments in the tram trial?",
        "Any news on the truce?",
        "Latest on Bertrane",
        "Is there any news about the measles outbreak?",
        "What's new with Nordane?",
        "The latest news from Upper Tarn?",
        "How do things stand with the inquiry?",
        "Any updates on the Blue Madonna?",
        "And what is the latest about the bank?",
        "Give me the latest on the appeal",
    ],
    "compare": [
        "Compare the Daily Flash and Continental Wire on the strike",
        "Compare inflation in January and March",
        "What is the difference between the government's and the insurers' estimate of the flood damage?",
        "How do Talvia and Kestria differ on the losses at the bridgehead?",
        "How does the Flash's toll differ from the official one?",
        "Contrast the two rescue plans",
        "How does the fine compare to the maximum?",
        "Halden Credit versus the state: who pays for the losses?",
        "Compare how the Ledger and the Flash reported Bertrane's injury",
        "Where do the Courier and the Wire differ on the monitors?",
    ],
    "list": [
        "List the articles on the truce",
        "list all outlets that reported the flood",
        "Name the towns that were flooded",
        "Name three people who testified in the tram trial",
        "Which outlets reported on the bridgehead?",
        "Which articles mention Nadia Ferro?",
        "Give me a list of the rate decisions",
        "Show me all reports about Lumen",
        "Find every article on the Blue Madonna",
        "What stories are there about the strike?",
        "Please list the charges against Castane",
    ],
    "change": [
        "How did the death toll change?",
        "How has inflation changed since January?",
        "How did the number of leaked records develop?",
        "How has the dock strike unfolded?",
        "Timeline of the tram trial",
        "What is the chronology of the bank run?",
        "How did the main rate change between February and June?",
        "How has the position of Talvia on talks evolved?",
        "What changed in the truce draft?",
        "How has the front moved since January?",
        "Inflation over time",
    ],
    "greeting": ["Hello", "hi there!", "Good morning", "Hey", "Hello Newsdesk!", "How are you?", "good evening."],
    "thanks": [
        "Thanks", "thank you!", "Thanks a lot", "OK, thanks", "Great", "Cheers", "Goodbye", "bye", "that's all",
        "Thank you very much", "ok", "got it",
    ],
    "archive": [
        "What do you cover?",
        "What does this archive cover?",
        "What do you know?",
        "How many articles do you have?",
        "How many articles are there?",
        "How many outlets are in this archive?",
        "Which outlets?",
        "Which outlets do you have?",
        "which newspapers are included?",
        "What sources do you use?",
        "What period?",
        "What period do you cover?",
        "What time period does the archive cover?",
        "Which years do you cover?",
        "How far back do you go?",
        "How big is this archive?",
        "How up to date are you?",
        "When were you last updated?",
        "What is your newest article?",
        "What is in this archive?",
        "Who are you?",
        "What are you?",
        "What is Newsdesk?",
        "Are you a robot?",
        "Are you ChatGPT?",
        "Which model do you use?",
        "What can you do?",
        "What can I ask?",
        "Help",
        "How do I limit a question to one outlet?",
        "How do I set the date?",
        "How can I export the chat?",
        "How do you work?",
        "Can I trust you?",
        "What languages do you have?",
        "List your sources",
    ],
}  # fmt: skip
TABLE = [(question, form) for form, questions in FORMS.items() for question in questions]

SPLIT = [
    (
        "Who won the election in Korva and when was it held?",
        ("Who won the election in Korva?", "When was the election in Korva held?"),
    ),
    (
        "When and where was the Blue Madonna found?",
        ("When was the Blue Madonna found?", "Where was the Blue Madonna found?"),
    ),
    (
        "Why did Oskar Lindqvist resign and who replaces him?",
        ("Why did Oskar Lindqvist resign?", "Who replaces Oskar Lindqvist?"),
    ),
    (
        "When did the dock strike begin, how many dockers walked out and what did they want?",
        (
            "When did the dock strike begin?",
            "How many dockers walked out, regarding the dock strike?",
            "What did they want, regarding the dock strike?",
        ),
    ),
    ("Who is Mina Aldous? What record did she set?", ("Who is Mina Aldous?", "What record did Mina Aldous set?")),
    (
        "How many people died in Sorrel and why?",
        ("How many people died in Sorrel?", "Why was it that people died in Sorrel?"),
    ),
    ("Was Castane convicted, and has he appealed?", ("Was Castane convicted?", "Has Castane appealed?")),
]
ONE = [
    "What did Marks and Spencer report?",
    "What happened in Bosnia and Herzegovina?",
    "What was the profit and loss of Viaduct Group?",
    "What did Lena Oske and Tomas Eder say about the leak?",
    "Did the minister say when and why he left?",
    "Who knows who won and who lost?",
    "Who was hurt or killed when Kestrian troops took Velk and Orrel?",
    "What do the Wire and the Flash say about what happened in Sorrel?",
    "Which towns did the flood hit and destroy?",
    "Tell me who won and when it was held",
    "What did the report of Black and Veatch and the ministry say?",
    "Trade and industry",
    "Who is the head of research and what-if analysis?",
    "How did supply and demand change?",
    "",
]
COMPARED = [
    (
        "Compare the Daily Flash and Continental Wire on the strike",
        ("the Daily Flash on the strike", "Continental Wire on the strike"),
    ),
    ("Compare inflation in January and March", ("inflation in January", "inflation in March")),
    (
        "What is the difference between the government's and the insurers' estimate of the flood damage?",
        ("the government's estimate of the flood damage", "the insurers' estimate of the flood damage"),
    ),
    (
        "How do Talvia and Kestria differ on the losses at the bridgehead?",
        ("Talvia on the losses at the bridgehead", "Kestria on the losses at the bridgehead"),
    ),
    ("How does the fine compare to the maximum?", ("the fine", "the maximum")),
    ("Compare the population of Merrin and Port Ansel", ("the population of Merrin", "the population of Port Ansel")),
    ("Contrast the two rescue plans", ()),
]


@pytest.mark.parametrize(("question", "form"), TABLE)
def test_form(question: str, form: Form) -> None:
    assert form_of(question) == form


def test_the_table_is_long() -> None:
    assert len(TABLE) >= 100


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("Who won the election?", "who"),
        ("When was it held?", "when"),
        ("Where was the Blue Madonna found?", "where"),
        ("How many people died?", "number"),
        ("Why did he resign?", "why"),
        ("What exactly did she say?", "quote"),
    ],
)
def test_a_fact_is_of_a_kind(question: str, kind: str) -> None:
    assert kind_of(question) == kind


def test_the_topic_of_the_latest() -> None:
    assert topic_of("What's the latest on the dock strike?") == "the dock strike?"
    assert topic_of("How has inflation changed since January?") == "inflation"
    assert topic_of("List the outlets that reported on the bridgehead") == "the bridgehead"
    assert topic_of("Which articles were published in March?") == "Which articles were published in March?"
    assert topic_of("Who won?") == "Who won?"


@pytest.mark.parametrize(("question", "parts"), SPLIT)
def test_several_questions_are_split(question: str, parts: tuple[str, ...]) -> None:
    assert split_question(question, as_of=AS_OF) == parts


@pytest.mark.parametrize("question", ONE)
def test_names_and_fixed_phrases_are_not_split(question: str) -> None:
    assert split_question(question, as_of=AS_OF) == (question,)


@pytest.mark.parametrize("question", [question for question, form in TABLE if form in ("fact", "archive", "greeting")])
def test_a_single_question_stays_one(question: str) -> None:
    assert split_question(question, as_of=AS_OF) == (question,)


@pytest.mark.parametrize(("question", "sides"), COMPARED)
def test_the_sides_of_a_comparison(question: str, sides: tuple[str, ...]) -> None:
    assert compared(question) == sides

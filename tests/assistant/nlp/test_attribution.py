"""Who says a quotation: the rules of attribution, one invented sentence or two for each."""

from __future__ import annotations

import pytest

from assistant.briefing.documents import Reading, Sentence
from assistant.briefing.voices import spoken
from assistant.nlp.people import people
from assistant.nlp.quotes import quotations
from assistant.nlp.roles import role_before
from assistant.types import Evidence
from corpus import Article, Hit, Passage


def _speakers(text: str) -> list[str]:
    return [each.speaker for each in quotations(text)]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        # the subject of the verb, and not whoever is named beside it
        (
            "A spokeswoman for the minister, Tobias Wend, said the plan was “one that was never ours”.",
            "A spokeswoman for the minister",
        ),
        ("Harbour lawyer Ines Quay pushed back, saying that Dorn “has no reason to wait any longer”.", "Ines Quay"),
        ("The mayor, Ann Lorrimer, told Peter Hask that it was “a matter for another day”.", "Ann Lorrimer"),
        (
            "Ann Lorrimer of the Centre for Media, Politics and Law, said it was “far too late for that”.",
            "Ann Lorrimer",
        ),
        ("Peter Hask, who leads the Civic League, said that the words “would be read with care”.", "Peter Hask"),
        ("“It is far too late for us,” said British commentator Ann Lorrimer.", "Ann Lorrimer"),
        ("“It is far too late for us,” said Chinese Ambassador to the US Gao Lin, a diplomat.", "Gao Lin"),
        ("“The ink is still being looked for,” said the head of the registry, Josef Ahlberg.", "Josef Ahlberg"),
        ("“It is far too late for us,” fumes an insider close to the board.", "an insider close to the board"),
        ("Ann Lorrimer praised Peter Hask, saying that “he has every right to go there”.", "Ann Lorrimer"),
        ("Ann Lorrimer resigned on Friday and said “it was never going to work out”.", "Ann Lorrimer"),
        ("The paper ran an essay by Ann Lorrimer calling for “a sensible compromise on the rules”.", "Ann Lorrimer"),
        ("Ann Lorrimer said the judges had believed him “where others bore him out”.", "Ann Lorrimer"),
        ("Peter Hask called Ann Lorrimer “to tell her of his sadness”, the White House said.", "the White House"),
        ("Brexit bored Ann Lorrimer, wrote Peter Hask, but it was “a tonic for the whole party”.", "Peter Hask"),
        ("Peter Hask was said to be angry. “We never heard of it,” claims a club source.", "a club source"),
        ("“We protest the whole move,” U.S. Secretary of State Ann Lorrimer said.", "Ann Lorrimer"),
        ("Maybe Hask had tried. Ann Hask, 40, left. “It was far too late,” Hask said.", "Ann Hask"),
        ("Ann Lorrimer, a clerk who is also a gun dealer, said “no one should ever hold one”.", "Ann Lorrimer"),
        ("Guards were not shy: “This is a race that we win,” said Peter Hask, 50.", "Peter Hask"),
        ("The clerks argued, with Hask’s lawyer saying that “it is not always a crime”.", "Hask’s lawyer"),
        ("Ann Lorrimer ran, saying “it is far too late for that,” the Quay agency reported.", "Ann Lorrimer"),
        ("Ann Lorrimer ran, saying it was “far too late for that,” according to the Quay agency.", "Ann Lorrimer"),
        ("“They need to explain it all,” says a Conservative MP who left.", "a Conservative MP who left"),
        ("In a race, Republican J.D. Hask, 40, left, saying that “the streets are full of it”.", "J.D. Hask"),
        ("The 24-year-old smiled. “I am going home in the morning,” Sam O'Hare told reporters.", "Sam O'Hare"),
    ],
)
def test_the_subject_of_the_verb_of_saying_is_the_speaker(text: str, speaker: str) -> None:
    assert _speakers(text) == [speaker]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        # a pronoun's sex, the one whom the article is about, a title
        ("Ann Lorrimer met Peter Hask on Monday. “It was a long talk,” she said.", "Ann Lorrimer"),
        ("Ann Lorrimer met Peter Hask on Monday. “It was a long talk,” he said.", "Peter Hask"),
        ("Among the guests was Berta Olmsted, 71. “I just wanted to listen,” she said.", "Berta Olmsted"),
        ("Ms Vance spoke first. Mr Dorn left. “I have read all of it,” she said.", "Vance"),
        (
            "Dorn Vale, 40, left in March.\nPaul Harrow waves at the quay. Ann Lee/Getty Images\n"
            "“We are all tired of it,” he said.",
            "Dorn Vale",
        ),
        ("Dorn Vale, the coach, had left the bench. “I asked them for courage,” he said.", "Dorn Vale"),
        (
            "The note went up in Agnes Holm’s thread in which she wrote that it is “a thing we must remove”.",
            "Agnes Holm",
        ),
        # whom 'the …' and 'one of them' stand for
        ("Ann Lorrimer spoke. The hall was full. “She had bought two of them,” the prosecutor said.", "the prosecutor"),
        (
            "The Harbour Board in a statement condemned the clerk Ann Hask after she hit guest Peter Dorn. Peter Dorn "
            "left.\n“We have opened a formal review,” the statement said.",
            "The Harbour Board",
        ),
        ("The town saw the Quay Board. “We have opened a review of it,” said the Quay Board statement.", "Quay Board"),
        ("Ann Lorrimer wept. Lorrimer’s letter said: “I will do all that it takes.”", "Ann Lorrimer"),
        ("Guards met Peter Hask. When guards asked Ann Lorrimer why, she said: “I trust the man.”", "Ann Lorrimer"),
        ("Two diplomats spoke. “The lines are what they are,” one of them said.", "one of the diplomats"),
        ("The film opens with Ann Lorrimer, an actress. “I am fed up with it,” said the actress.", "Ann Lorrimer"),
        ("The Harbour Company posted a notice. “We are deeply sorry for it,” the post said.", "The Harbour Company"),
        (
            "China's Harbour Ministry replied. “It has done us great harm,” the ministry said.",
            "China's Harbour Ministry",
        ),
    ],
)
def test_who_is_meant_by_a_pronoun_or_a_noun_that_leans(text: str, speaker: str) -> None:
    assert _speakers(text) == [speaker]


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        # what one goes on to say, in the same paragraph and in the next
        ("“I told you I would,” Peter Hask said. “Read it out to all of them.”", ["Peter Hask"] * 2),
        ("Peter Hask said little. “Read it out to all of them.”", ["Peter Hask"]),
        ("“I told you I would,” Peter Hask said.\n“Read it out to all of them.”", ["Peter Hask"] * 2),
        ("Ann Lorrimer told the court all. The boss, she said, kept out. “He asked me to wait.”", ["Ann Lorrimer"]),
        ("After Ann Lorrimer said, “Let them vote on it,” Peter Hask replied, “That is a good point.”",
         ["Ann Lorrimer", "Peter Hask"]),
    ],
)  # fmt: skip
def test_a_speaker_goes_on_until_another_is_told(text: str, speakers: list[str]) -> None:
    assert _speakers(text) == speakers


@pytest.mark.parametrize(
    "text",
    [
        "She wrote a book, “The Day the Harbour Froze”. Peter Hask said nothing of it.",
        "It is cold, said Peter Hask, author of “Cold Water: The Untold Story of the Harbour and Its Men”.",
        "The plan was called “a mess of the old kind” in those days.",
        "A group of clerks left. “They are a threat to all of us,” the group wrote.",
        "The clerk wept. “We have opened a formal review of it,” the statement said.",
        "Peter Hask, 60, was sent to Quay Hall, described on its website as a “low place with a pier”.",
        "Pictures from Port Ansel show a crowd and signs reading: “Throw him out of here now.”",
        "“You will know what it weighs,” comes the reply. Peter Hask laughed.",
    ],
)
def test_names_of_things_and_words_that_nobody_is_told_to_say_have_no_speaker(text: str) -> None:
    assert quotations(text) == []


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ("Four hours earlier the interior minister, Ann Lorrimer, had left.", "Ann Lorrimer", "interior minister"),
        ("He heard of the resignation of General Paul Harrow on it.", "Paul Harrow", "General"),
        ("In a letter to the firm's head of legal, policy and trust, Ann Lorrimer wrote back.", "Ann Lorrimer", ""),
        ("He spoke in a text exchange with his brother Paul Harrow.", "Paul Harrow", ""),
        ("After meeting with former Health Secretary Ann Lorrimer he left.", "Ann Lorrimer", "former Health Secretary"),
        ("They freed Ann Lorrimer, a senior harbour official said Monday.", "Ann Lorrimer", ""),
        ("U.S. Attorney Paul Harrow said so.", "Paul Harrow", "U.S. Attorney"),
        ("The wife, Ann Lorrimer, left.", "Ann Lorrimer", ""),
        ("Harrow’s attorney, Ann Lorrimer, said so.", "Ann Lorrimer", "Harrow’s attorney"),
        ("Long-time leader Ann Lorrimer said so.", "Ann Lorrimer", ""),
        ("Ann Lorrimer, whose daughter Mia died, said so.", "Ann Lorrimer", ""),
        ("Tech analyst Paul Harrow said so.", "Paul Harrow", "Tech analyst"),
        ("Paul Harrow, an analyst at Quay Bank, said so.", "Paul Harrow", "analyst at Quay Bank"),
        ("When Queen Elizabeth came, all rose.", "Elizabeth", "Queen"),
    ],
)
def test_a_role_is_what_somebody_is_and_no_more_of_the_sentence(text: str, name: str, role: str) -> None:
    assert {person.name: person.role for person in people(text).values()}[name] == role


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Joint Chiefs of Staff Mark Tolliver said so.", {"Mark Tolliver"}),
        ("Defense Spokesperson Tan Kefu said so.", {"Tan Kefu"}),
        ("UCLA law professor James Park said so.", {"James Park"}),
        ("It was led, U.S. Secretary of State Ann Lee said.", {"Ann Lee"}),
        ("We heard Will Musgrave speak. Will Musgrave left. Will Congress act?", {"Will Musgrave"}),
        ("It fell, said Noor al-Hadid, the mayor.", {"Noor al-Hadid"}),
        ("It was a day for Francia, who won. Francia was glad.", set()),
        ("So said the director of the US Centers for Disease. So it was.", set()),
        ("It fell, said Suri Lankan author Ann Lee.", {"Ann Lee"}),
        ("Later Musgrave spoke. Ann Musgrave, 40, was tired.", {"Ann Musgrave"}),
        ("The Quay Rovers won. Quay Rovers said that they had hoped for it.", set()),
        ("They met in Port Ansel. Port Ansel was grey.", set()),
        ("Tsai Ing-lee, the mayor, left the Taipei-based firm.", {"Tsai Ing-lee"}),
    ],
)
def test_people_are_told_from_offices_teams_and_places(text: str, names: set[str]) -> None:
    assert {person.name for person in people(text).values()} == names


def test_a_surname_alone_is_that_of_the_one_named_first() -> None:
    text = "Ann Musgrave, 40, spoke. She had come with Kim Musgrave, 12. Musgrave said no."
    assert people(text)["Musgrave"].name == "Ann Musgrave"


@pytest.mark.parametrize(
    ("text", "called", "name"),
    [
        ("Mia Holt Musgrave, 30, came. Ann Musgrave, 40, spoke. Mia Holt Musgrave left.", "Musgrave", "Ann Musgrave"),
        ("Mia Holt Musgrave, 30, came. Ann Musgrave, 40, spoke.", "Holt Musgrave", "Mia Holt Musgrave"),
        ("Holt Musgrave said so. Holt Musgrave said no. Ann Musgrave, 40, spoke.", "Musgrave", "Ann Musgrave"),
    ],
)
def test_a_surname_alone_is_not_half_of_a_double_one(text: str, called: str, name: str) -> None:
    assert people(text)[called].name == name


def test_a_title_before_a_surname_tells_which_of_a_family_speaks() -> None:
    text = (
        "Premier Ann Musgrave, 40, met with President Paul Musgrave. “It has to end at once,” President Musgrave said."
    )
    assert _speakers(text) == ["Paul Musgrave"]


def test_a_surname_is_given_the_full_name_that_other_articles_have() -> None:
    told = [
        "Will Holt, 50, left. Later Will Holt came back. “I do not know it at all,” Holt said.",
        "In the end Will Holt, 50, left. “I have never seen it at all,” Holt said.",
        "“I have nothing to say about the harbour,” Holt said on Monday.",
    ]
    sentences = []
    for number, text in enumerate(told):
        article = Article(str(number), "Holt leaves", text)
        hit = Hit(Passage(f"{number}:0", str(number), 1, 0, 0, len(text), text), article)
        sentences.append(Sentence(Evidence(1, hit), 0, len(text), text, 0, 0.5))
    reading = Reading("Holt", {}, {}, (), (), tuple(sentences))
    assert {said.speaker for said in spoken(reading)} == {"Will Holt"}


def test_a_role_begins_behind_the_dash_and_the_verb() -> None:
    dateline = "MERRIN (Wire) - Mayor Ilse Kovar opened the fair."
    assert role_before(dateline, dateline.index("Ilse")) == "Mayor"
    told = "“Lock it,” warns security adviser Jon Brandt."
    assert role_before(told, told.index("Jon")) == "security adviser"

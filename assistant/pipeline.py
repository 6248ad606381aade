"""How a question is answered: understand, retrieve, read, extract or generate, verify; one function an arrow."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from assistant.clock import Clock
from assistant.errors import AssistantError, ModelError
from assistant.generation.answers import abstain, compose_answer
from assistant.generation.archive_answers import about_archive, holdings_of
from assistant.generation.checking import Checked
from assistant.generation.citation_parsing import Resolved
from assistant.generation.events import Done, Event, Found, Understood
from assistant.generation.extractive import extract_answer
from assistant.generation.model_answers import stream_model_answer
from assistant.generation.multi_part import joined, parts_of, renumbered
from assistant.generation.preference import says_less
from assistant.generation.repair import repair_sentences
from assistant.llm.usage import Meter
from assistant.lookup import look_up
from assistant.lookup.quote_answers import answer_with_speaker, quoted_words
from assistant.query import understand_request
from assistant.query.intent import asked
from assistant.query.llm_rewriting import leans, propose_form, propose_translation, word_chip
from assistant.query.spelling import correct_request
from assistant.query.types import AskRequest
from assistant.reader.answer_types import wants_news
from assistant.reader.answerability import GRANTED, SURE, least_confidence
from assistant.reader.judge import Judge
from assistant.reader.model import Reads
from assistant.reader.passages import ReadPassages, read_passages
from assistant.retrieval.permissions import passages_for
from assistant.retrieval.search import Retrieved, choose_evidence, ranking_for
from assistant.settings import ModelSettings
from assistant.types import ABOUT, Answer, Evidence, Question
from corpus import Archive

if TYPE_CHECKING:
    from assistant.generation.chain import AnswerChain

_FURTHER = 16
"""Passages beyond the evidence that a listener is told of."""
_HOPELESS = 0.1
"""Confidence below which a chat model is not even asked; above it the model says itself where there is no answer."""
_SAID_LESS = "What the model wrote says less to the question than the articles do."
_OWN_WORDS = "What follows is in the articles' own words."


@dataclass(frozen=True, slots=True)
class Tools:
    """Hold what questions are answered with.

    Attributes:
        reader: Finds short answers; the judge says whether a passage answers.
        model: None answers in the articles' own words.
        meter: Adds up what the model is sent and writes.
    """

    archive: Archive
    reader: Reads
    judge: Judge
    model: ModelSettings | None = None
    meter: Meter = field(default_factory=Meter)


def answer_request(tools: Tools, request: AskRequest, *, usual: date) -> Iterator[Event]:
    """Answer a question, telling each stage as it is reached.

    Args:
        tools: What it is answered with.
        request: With the as-of day set, and outlets under the archive's own names.
        usual: The day that questions are asked as of where none is set.
    """
    clock = Clock()
    question = understand(tools, request, clock)
    yield Understood(question)
    if direct := answer_directly(tools, question, clock):
        yield Found(())
        yield Done(replace(direct, timings=clock.seconds))
        return
    parts = parts_of(question, partial(_understand_part, tools, replace(request, as_of=question.scope.as_of)))
    news = question.scope.as_of != usual or wants_news(request.text)
    with clock("retrieve"):
        share = len(parts) if tools.model else 1  # a model reads the passages of all parts together
        found = [retrieve(tools, part, news=news, share=share) for part in parts]
    evidence = renumbered([each.evidence for each in found])
    yield Found(evidence, tuple(hit for each in found for hit in each.further)[:_FURTHER])
    if tools.model is not None:
        answer = yield from _answer_with_model(tools, question, evidence, found, clock)
    else:
        answers = [extract(each.question, read(tools, each.question, each.evidence, clock)) for each in found]
        answer = answers[0] if len(answers) == 1 else joined(question, answers)
    covered = tools.archive.coverage(question.scope)
    yield Done(replace(answer, coverage=covered, timings=clock.seconds, usage=tools.meter.usage))


def understand(tools: Tools, request: AskRequest, clock: Clock) -> Question:
    """Return the question: what it asks on its own, and which filters it keeps to."""
    outlets = [name for name, _ in tools.archive.outlets()]
    with clock("understand"):
        spelled = correct_request(request, tools.archive)
        question = replace(understand_request(spelled, outlets), text=request.text)
    if tools.model is None or request.standalone or request.text in request.dismissed:
        return question
    foreign = question.form == "language"
    if not foreign and not leans(request.text, question.standalone, request.history):
        return question
    with clock("condense"):
        if foreign:
            form = propose_translation(tools.model, request.text, tools.meter)
        else:
            form = propose_form(tools.model, request.text, request.history, tools.meter)
    if not form or form == question.standalone:
        return question
    return word_chip(request, understand_request(replace(request, standalone=form), outlets), form)


def answer_directly(tools: Tools, question: Question, clock: Clock) -> Answer | None:
    """Return the answer to what needs no search of passages: about the archive, a briefing's lines, words looked up."""
    if question.form in ABOUT:
        return about_archive(question, holdings_of(tools.archive, question.scope, tools.model))
    section = asked(question.standalone)
    if section or question.form == "summary":
        from assistant.briefing.section_answers import section_answer, summarize

        with clock("brief"):
            if section:
                answer = section_answer(tools.archive, question, *section)
            else:
                searched = retrieve(tools, question, news=False)
                answer = summarize(tools.archive, question, [item.hit for item in searched.evidence])
        if section or answer.status == "answered":
            return replace(answer, coverage=tools.archive.coverage(question.scope))
    if words := quoted_words(question.standalone) if question.form == "quote" else "":
        with clock("look up"):
            said = answer_with_speaker(question, look_up(tools.archive, words, scope=question.scope))
        return said and replace(said, coverage=tools.archive.coverage(question.scope))
    return None


def retrieve(tools: Tools, question: Question, *, news: bool, share: int = 1) -> Retrieved:
    """Search for a question; ``news`` prefers what is new, ``share`` is how many parts share the passages."""
    from assistant.retrieval.retriever import NewsRetriever, hits_of  # LangChain takes a third of a second to load

    retriever = NewsRetriever(
        archive=tools.archive, scope=question.scope, limit=None, ranking=ranking_for(question, news=news)
    )
    hits = hits_of(retriever.invoke(question.search))
    return Retrieved(question, retriever, *choose_evidence(tools.archive, question, hits, share=share))


def read(tools: Tools, question: Question, evidence: Sequence[Evidence], clock: Clock) -> ReadPassages:
    """Return sentences, short answers, and how sure they make us."""
    with clock("read"):
        return read_passages(question, evidence, reader=tools.reader, judge=tools.judge)


def extract(question: Question, passages: ReadPassages, *notes: str) -> Answer:
    """Return the answer in the articles' own words, or none where they hardly answer."""
    if passages.premise < GRANTED:
        unsaid = f"No article says what the question takes for granted: “{passages.asked}”"
        return replace(abstain(question, passages.sentences, confidence=passages.premise), notes=(unsaid, *notes))
    if passages.sure < least_confidence(question.form, question.answer_type):
        return replace(abstain(question, passages.sentences, confidence=passages.sure), notes=notes)
    answer = extract_answer(question, passages, doubtful=passages.sure < SURE and question.form == "fact")
    return replace(answer, confidence=passages.sure, notes=(*notes, *answer.notes))


def generate(
    tools: Tools, question: Question, evidence: Sequence[Evidence], found: Sequence[Retrieved], clock: Clock
) -> Generator[Event, None, tuple[Resolved, list[Checked]]]:
    """Yield the chat model's text as it comes, from a chain that begins with the retrievers; return it checked."""
    assert tools.model is not None
    with clock("generate"):
        searches = [(each.retriever, each.question.search) for each in found]
        return (yield from stream_model_answer(tools.model, question, evidence, searches, tools.meter))


def verify_answer(
    tools: Tools, question: Question, written: tuple[Resolved, list[Checked]], evidence: Sequence[Evidence]
) -> Answer | None:
    """Return the answer in the chat model's words; what does not hold is written anew once, then struck; else None."""
    assert tools.model is not None
    resolved, checked = written
    checked = repair_sentences(tools.model, checked, evidence, tools.meter)
    return compose_answer(question, resolved, checked, evidence, model=tools.model.model)


def _answer_with_model(
    tools: Tools, question: Question, evidence: Sequence[Evidence], found: Sequence[Retrieved], clock: Clock
) -> Generator[Event, None, Answer]:
    assert tools.model is not None
    passages = read(tools, question, evidence, clock)
    shown, notes = passages_for(tools.model, evidence, question.standalone)
    if not shown or (passages.sure < _HOPELESS and len(found) == 1):  # of several questions the judge reads none
        return extract(question, passages, *(() if shown else notes))
    answer = yield from _answer_over(tools, question, shown, found, passages, clock)
    return replace(answer, notes=(*answer.notes, *notes))


def _answer_over(
    tools: Tools,
    question: Question,
    evidence: Sequence[Evidence],
    found: Sequence[Retrieved],
    passages: ReadPassages,
    clock: Clock,
) -> Generator[Event, None, Answer]:
    """Yield the model's text over the passages that it may be shown; return it checked, else the articles' words."""
    try:
        written = yield from generate(tools, question, evidence, found, clock)
    except ModelError as error:
        return extract(question, passages, f"{error} {_OWN_WORDS}")
    if written[0].said_not_found:
        return _unanswered(tools, question, passages)
    with clock("verify"):
        checked = verify_answer(tools, question, written, evidence)
        offline = extract(question, passages)
        if checked is not None and (len(found) > 1 or not says_less(checked, offline, tools.judge)):
            return replace(checked, confidence=passages.sure)
    why = "Nothing that the model wrote held against the cited articles." if checked is None else _SAID_LESS
    return replace(offline, notes=(f"{why} {_OWN_WORDS}", *offline.notes))


def _unanswered(tools: Tools, question: Question, passages: ReadPassages) -> Answer:
    """Return what stands where the model says that there is no answer: the articles, where the judge is sure."""
    assert tools.model is not None
    told = "The model found no answer in the passages."
    if question.form == "fact" and passages.sure >= SURE:
        return extract(question, passages, f"{told} {_OWN_WORDS}")
    answer = abstain(question, passages.sentences, confidence=passages.sure)
    return replace(answer, model=tools.model.model, notes=(told,))


def _understand_part(tools: Tools, request: AskRequest, text: str) -> Question:
    """Understand one part of a question; it stands alone."""
    return understand_request(
        replace(request, text=text, standalone=text, history=(), dismissed=()),
        [name for name, _ in tools.archive.outlets()],
    )


def build_chain_over(tools: Tools, request: AskRequest) -> AnswerChain:
    """Return question to checked answer as one runnable of LangChain; the request holds what is set beside each."""
    from assistant.generation.chain import build_answer_chain

    model = tools.model
    if model is None:
        raise AssistantError("A chain needs a chat model: set NEWSDESK_MODEL, or give Assistant.open(model=…) one.")

    def search(question: Question) -> Sequence[Evidence]:
        found = retrieve(tools, question, news=wants_news(question.text)).evidence
        return passages_for(model, found, question.standalone)[0]

    return build_answer_chain(model, lambda text: understand(tools, replace(request, text=text), Clock()), search)

"""How a question is answered: understand, retrieve, read, extract or generate, verify; one function an arrow."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from assistant.clock import Clock
from assistant.errors import ModelError
from assistant.generation.answers import abstain, verify_answer
from assistant.generation.archive_answers import about_archive, holdings_of
from assistant.generation.citation_parsing import Resolved
from assistant.generation.events import Done, Event, Found, Understood
from assistant.generation.extractive import extract_answer
from assistant.generation.model_answers import stream_model_answer
from assistant.generation.multi_part import joined, parts_of, renumbered
from assistant.lookup import look_up
from assistant.lookup.quote_answers import answer_with_speaker, quoted_words
from assistant.query import understand_request
from assistant.query.intent import asked
from assistant.query.llm_rewriting import leans, proposed
from assistant.query.spelling import correct_request
from assistant.query.types import AskRequest
from assistant.reader.answer_types import wants_news
from assistant.reader.answerability import GRANTED, SURE, least_confidence
from assistant.reader.judge import Judge
from assistant.reader.model import Reads
from assistant.reader.passages import ReadPassages, read_passages
from assistant.retrieval.search import Retrieved, choose_evidence, ranking_for
from assistant.settings import ModelSettings
from assistant.types import ABOUT, Answer, Evidence, Question
from corpus import Archive

_FURTHER = 16
"""Passages beyond the evidence that a listener is told of."""
_HOPELESS = 0.1
"""Confidence below which a chat model is not even asked; above it the model says itself where there is no answer."""
_OWN_WORDS = "What follows is in the articles' own words."


@dataclass(frozen=True, slots=True)
class Tools:
    """Hold what questions are answered with.

    Attributes:
        reader: Finds short answers; the judge says whether a passage answers.
        model: None answers in the articles' own words.
    """

    archive: Archive
    reader: Reads
    judge: Judge
    model: ModelSettings | None = None


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
        answer = yield from _answer_with_model(tools, tools.model, question, evidence, found, clock)
    else:
        answers = [extract(each.question, read(tools, each.question, each.evidence, clock)) for each in found]
        answer = answers[0] if len(answers) == 1 else joined(question, answers)
    yield Done(replace(answer, coverage=tools.archive.coverage(question.scope), timings=clock.seconds))


def understand(tools: Tools, request: AskRequest, clock: Clock) -> Question:
    """Return the question: what it asks on its own, and which filters it keeps to."""
    outlets = [name for name, _ in tools.archive.outlets()]
    with clock("understand"):
        spelled = correct_request(request, tools.archive)
        question = replace(understand_request(spelled, outlets), text=request.text)
    if tools.model and not request.standalone and leans(request.text, question.standalone, request.history):
        with clock("condense"):
            form = proposed(tools.model, request.text, request.history)
        question = understand_request(replace(request, standalone=form), outlets) if form else question
    return question


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
    model: ModelSettings, question: Question, evidence: Sequence[Evidence], found: Sequence[Retrieved], clock: Clock
) -> Generator[Event, None, Resolved]:
    """Yield a chat model's text as it comes, from a chain that begins with the retrievers; return it taken apart."""
    with clock("generate"):
        searches = [(each.retriever, each.question.search) for each in found]
        return (yield from stream_model_answer(model, question, evidence, searches))


def _answer_with_model(
    tools: Tools,
    model: ModelSettings,
    question: Question,
    evidence: Sequence[Evidence],
    found: Sequence[Retrieved],
    clock: Clock,
) -> Generator[Event, None, Answer]:
    passages = read(tools, question, evidence, clock)
    if passages.sure < _HOPELESS and len(found) == 1:  # of several questions the judge reads none
        return extract(question, passages)
    try:
        written = yield from generate(model, question, evidence, found, clock)
    except ModelError as error:
        return extract(question, passages, f"{error} {_OWN_WORDS}")
    if written.said_not_found:
        answer = replace(abstain(question, passages.sentences, confidence=passages.sure), model=model.model)
        return replace(answer, notes=("The model found no answer in the passages.",))
    with clock("verify"):
        checked = verify_answer(question, written, evidence, model=model.model)
    if checked is None:
        return extract(
            question, passages, f"Nothing that the model wrote held against the cited articles. {_OWN_WORDS}"
        )
    return replace(checked, confidence=passages.sure)


def _understand_part(tools: Tools, request: AskRequest, text: str) -> Question:
    """Understand one part of a question; it stands alone."""
    return understand_request(
        replace(request, text=text, standalone=text, history=(), dismissed=()),
        [name for name, _ in tools.archive.outlets()],
    )

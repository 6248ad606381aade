"""What a question asks for: a fact, a list, the newest state, a section of a briefing, nothing of the news."""

from __future__ import annotations

import re

from assistant.types import Form, SectionName

_TOPIC = r"(?P<topic>[^?]+?)[\s?.!]*$"
_FORMS: tuple[tuple[SectionName, str], ...] = (
    ("timeline", rf"(?:a |the )?(?:timeline|chronology)(?: of events)? (?:of|for|on|about|in) {_TOPIC}"),
    ("timeline", rf"what happened when (?:in|during|with|on) {_TOPIC}"),
    ("differences", rf"(?:where|on what|how|in what) do (?:they|the )?(?:sources|outlets|papers|reports|accounts)? ?"
                    rf"(?:differ|disagree|contradict (?:each other|one another)) (?:on|about|over) {_TOPIC}"),
    ("differences", rf"(?:the )?(?:differences|disagreements|contradictions) (?:on|about|over|in) {_TOPIC}"),
    ("figures", rf"(?:the |all |key )*(?:figures|numbers|statistics) (?:on|about|of|for|in) {_TOPIC}"),
    ("voices", rf"who (?:has )?said what (?:on|about|of|over) {_TOPIC}"),
    ("voices", rf"(?:the |all |key )*(?:quotes|quotations|voices|statements) (?:on|about|of|over) {_TOPIC}"),
)  # fmt: skip
_ASKING = (
    r"^(?:(?:please )?(?:give|show|make|write|tell|list|get|prepare|create)(?: me| us)? |can you (?:give|show) me )?"
)
_COMPILED = tuple((name, re.compile(_ASKING + form, re.IGNORECASE)) for name, form in _FORMS)


def asked(text: str) -> tuple[SectionName, str] | None:
    """Return the section that a question asks for and its topic, None where it asks for no section."""
    for name, pattern in _COMPILED:
        match = pattern.match(" ".join(text.split()))
        if match:
            return name, match["topic"].strip()
    return None


_END = r"(?:\s+(?:please|then|exactly|today|now))?\s*[?.!]*$"
_GREETING = re.compile(
    r"^(?:(?:hello|hi|hey|hiya|howdy|greetings|good\s+(?:morning|afternoon|evening|day))\b(?:\s+(?:there|again|newsdesk|all))?"
    r"|how\s+are\s+you(?:\s+(?:doing|today))?)[\s!.,?:)]*$",
    re.IGNORECASE,
)
_THANKS = re.compile(
    r"^(?:(?:ok(?:ay)?|great|perfect|good|nice|cool|alright)[\s,!.]*)?(?:(?:many\s+)?thanks(?:\s+(?:a\s+lot|so\s+much|again|for\s+"
    r"(?:that|this|your\s+help|the\s+help)))?|thank\s+you(?:\s+(?:very\s+much|so\s+much|for\s+(?:that|this|your\s+help)))?|cheers|"
    r"(?:good)?bye(?:\s+bye)?|see\s+you(?:\s+later)?|that['’]?s\s+all|that\s+is\s+all)[\s!.,:)]*$|"
    r"^(?:ok(?:ay)?|great|perfect|good|nice|cool|alright|got\s+it|i\s+see|understood)[\s!.]*$",
    re.IGNORECASE,
)
_HERE = r"(?:this|the|your)\s+(?:(?:news|whole|entire)\s+)?(?:archive|collection|corpus|database|index)"
_HOLDINGS = (
    r"(?:articles?|stories|outlets?|sources?|newspapers?|papers|publications?|publishers?|documents?|texts?|news)"
)
_ARCHIVE = tuple(
    re.compile(rule, re.IGNORECASE)
    for rule in (
        # what it holds
        r"^(?:so\s+)?what\s+(?:do|can|does|are|is|have|period|dates?|time|years?|topics?|subjects?|languages?|kinds?|sorts?|sources?|"
        rf"{_HOLDINGS})\b.{{0,40}}\b(?:you|{_HERE})\s+(?:cover|hold|have|contain|include|know|offer|about|store|go|reach|read|use|"
        rf"draw\s+on)\b(?:\s+(?:about|in\s+here|here|in\s+{_HERE}|on\s+file|back))?{_END}",
        rf"^what(?:['’]s|\s+is|\s+are)\s+(?:there\s+)?in\s+{_HERE}{_END}",
        rf"^how\s+(?:many|much)\s+{_HOLDINGS}\s+(?:do|does|are|is|have|has)\s+(?:you|there|(?:in\s+)?{_HERE}|it)\s*"
        rf"(?:have|hold|contain|cover|know|include|got|loaded|in\s+here|here|in\s+{_HERE}|all\s+in\s+all|in\s+total)?{_END}",
        rf"^how\s+(?:big|large|old|up[\s-]to[\s-]date|recent|current|complete)\s+(?:is|are)\s+(?:{_HERE}|you|your\s+\w+){_END}",
        rf"^(?:which|what)\s+(?:{_HOLDINGS}|languages?|periods?|dates|years|time\s+(?:span|range|period)|topics?)"
        rf"(?:\s+(?:are|is)\s+(?:there|here|included|covered|available|loaded|in\s+{_HERE}|in\s+here))?{_END}",
        rf"^(?:which|what)\s+(?:{_HOLDINGS}|periods?|dates|years|time\s+(?:span|range|period)|languages?|topics?)\s+(?:do|does|can)"
        rf"\s+(?:you|{_HERE})\s+\w+(?:\s+\w+)?{_END}",
        rf"^(?:list|name|show(?:\s+me)?|tell\s+me)\s+(?:all\s+)?(?:the|your)\s+(?:outlets|sources|newspapers){_END}",
        rf"^(?:how\s+far\s+back|since\s+when|from\s+when|until\s+when|up\s+to\s+when)\s+(?:do|does|is|are)\s+(?:you|{_HERE}|it)\s*"
        rf"(?:go|reach|cover)?{_END}",
        rf"^(?:when|what)\s+(?:is|was|are|were)\s+(?:your|{_HERE}['’]s|the)\s+(?:newest|latest|oldest|first|last|most\s+recent)\s+"
        rf"(?:articles?|update|story|day|entry)(?:\s+(?:you\s+have|here|in\s+{_HERE}|from))?{_END}",
        rf"^when\s+(?:was|were)\s+(?:you|{_HERE})\s+(?:last\s+)?(?:updated|filled|changed){_END}",
        rf"^(?:do|does|are|is|have)\s+(?:you|{_HERE})\s+(?:have|hold|cover|contain|include|know|up\s+to\s+date)\b.{{0,20}}"
        rf"(?:{_HOLDINGS}|up\s+to\s+date)?{_END}(?<!on)",
        # who answers, and how it is used
        rf"^(?:so\s+)?(?:who|what)(?:['’]?re|\s+are)\s+you{_END}",
        rf"^what(?:['’]s|\s+is)\s+(?:your\s+name|newsdesk|this(?:\s+(?:app|tool|program|page|chat))?){_END}",
        rf"^who\s+(?:made|built|wrote|created|runs)\s+(?:you|this|newsdesk){_END}",
        rf"^are\s+you\s+(?:a|an)?\s*(?:robot|bot|human|person|machine|ai|chatbot|real|llm|(?:language\s+)?model|chatgpt)\b.{{0,20}}{_END}",
        rf"^(?:which|what)\s+(?:(?:language|chat|ai)\s+)?model\s+(?:do\s+you\s+use|are\s+you|is\s+this|answers?|is\s+used|do\s+you\s+run)"
        rf"(?:\s+on)?{_END}",
        rf"^what\s+(?:can|could)\s+(?:you\s+do|i\s+(?:ask|do))(?:\s+(?:you|for\s+me|here|with\s+(?:you|this|it)))?{_END}",
        rf"^(?:please\s+)?help(?:\s+me)?{_END}",
        r"^how\s+(?:do|can|should|could)\s+i\s+(?:ask|use|search|filter|limit|restrict|narrow|cite|export|save|set|change|find\s+out|"
        r"look\s+up|begin|start|get\s+started|add|remove|see|check|follow\s+up|choose|brief)\b.{0,60}$",
        rf"^how\s+(?:do|does)\s+(?:you|newsdesk|this|it)\s+(?:work|answer|know|decide|choose|check|cite|find)\b.{{0,40}}{_END}",
        rf"^(?:can|may|should)\s+i\s+(?:trust|rely\s+on|believe)\s+(?:you|this|it|your\s+answers?){_END}",
    )
)
_LATEST = re.compile(
    r"^(?:(?:and|so|please|ok(?:ay)?)[\s,]+)*(?:"
    r"what(?:['’]s|\s+is|\s+are|\s+was)\s+(?:the\s+)?(?:very\s+)?(?:latest|newest|most\s+recent)(?:\s+(?:news|developments?|reports?|"
    r"updates?|state|status|word|information))?\s+(?:on|about|from|in|with|regarding|of|concerning)\s+(?:the\s+news\s+(?:on|about)\s+)?|"
    r"(?:give\s+me\s+|show\s+me\s+|tell\s+me\s+)?(?:the\s+)?(?:latest|newest|most\s+recent)(?:\s+(?:news|developments?|reports?|updates?))?\s+"
    r"(?:on|about|from|in|with|regarding)\s+|"
    r"(?:is|are)\s+there\s+(?:any(?:thing)?\s+)?(?:news|updates?|new(?:\s+developments?)?)\s+(?:on|about|from|in|regarding)\s+|"
    r"(?:any|some)\s+(?:news|updates?|new\s+developments?|developments?)\s+(?:on|about|from|in|regarding)\s+|"
    r"what(?:['’]s|\s+is)\s+new\s+(?:on|about|with|in|from|regarding)\s+|"
    r"how\s+do\s+things\s+(?:stand|look)\s+(?:now\s+)?(?:on|with|in|regarding)\s+|"
    r"where\s+do(?:es)?\s+things\s+stand\s+(?:on|with|in)\s+)(?P<topic>.+)$",
    re.IGNORECASE,
)
_COMPARE = re.compile(
    r"^(?:(?:and|please|can\s+you)\s+)*(?:compare|contrast)\b|\b(?:difference|differences)\s+between\b|"
    r"^(?:how|where|in\s+what\s+way)\s+(?:do|does|did)\s+.+\b(?:and|from)\b.+\bdiffer\b|\bdiffers?\s+from\b|"
    r"^how\s+(?:do|does|did)\s+.+\bcompare\s+(?:with|to)\b|\b(?:versus|vs\.?)\s",
    re.IGNORECASE,
)
_LIST = re.compile(
    r"^(?:(?:and|please|can\s+you|could\s+you)\s+)*(?:list|enumerate|name\s+(?:all|every|the|some|three|four|five)|"
    r"give\s+me\s+(?:a|the)\s+list|show\s+(?:me\s+)?(?:all|every)|find\s+(?:me\s+)?(?:all|every)|collect)\b|"
    r"^(?:which|what)\s+(?:articles|reports|stories|outlets|papers|newspapers)\s+(?:\w+\s+)?(?:report|cover|writ|wrote|mention|deal|are\s+"
    r"(?:there\s+)?(?:on|about)|tell|told|carr)",
    re.IGNORECASE,
)
_CHANGE = re.compile(
    r"^how\s+(?:did|has|have|had|does|do)\s+.+\s(?:chang(?:e|ed|ing)|develop(?:ed)?|evol(?:ve|ved)|progress(?:ed)?|unfold(?:ed)?|"
    r"mov(?:e|ed)\s+(?:over|since|between|from|during)|grow|grown|shift(?:ed)?)\b|^how\s+(?:was|were|is)\s+.+\s(?:developing|evolving|unfolding)\b|"
    r"\b(?:timeline|chronology|course|history)\s+of\b|\bover\s+(?:time|the\s+(?:months|weeks|years|course))\b|"
    r"^what\s+(?:has\s+)?changed\s+(?:in|about|with|since|at)\b|\bhow\s+has\s+.+\schanged\b",
    re.IGNORECASE,
)
_YES_NO = re.compile(
    r"^(?:(?:and|but|so|ok(?:ay)?)[\s,]+)*(?:did|does|do|is|are|was|were|has|have|had|will|would|can|could|should|may|might)(?:n['’]t)?"
    r"\s+(?!you\b)\S",
    re.IGNORECASE,
)
_TOPICS = (
    re.compile(
        r"^how\s+(?:did|has|have|had|does|do)\s+(?P<topic>.+?)\s+(?:chang(?:e|ed)|develop(?:ed)?|evol(?:ve|ved)|progress(?:ed)?|"
        r"unfold(?:ed)?)(?:\s+(?:over|since|between|from|during|in)\s.+)?[?.!]*$",
        re.IGNORECASE,
    ),
    re.compile(r"^(?:.*\b)?(?:timeline|chronology|course|history)\s+of\s+(?P<topic>.+)$", re.IGNORECASE),
    re.compile(
        r"^(?:please\s+)?(?:list|show\s+(?:me\s+)?all|find\s+(?:me\s+)?(?:all|every)|give\s+me\s+a\s+list\s+of)\s+(?:all\s+)?"
        r"(?:the\s+)?(?:articles?|reports?|stories|outlets|(?:news)?papers)\s+(?:(?:that|which)\s+)?(?:are\s+(?:there\s+)?)?"
        r"(?:(?:(?:report|cover|mention|carr|print|deal)\w*|wrote|written)\s+(?:(?:on|about|of|with)\s+)?|(?:on|about|of)\s+)"
        r"(?P<topic>(?!(?:in|by|since|on|from)\b)\S.+)$",
        re.IGNORECASE,
    ),
)
_LONGEST = 400
"""Characters; longer is pasted text, which is read as a plain question."""


def form_of(question: str) -> Form:
    """Return what kind of question it is."""
    asked = " ".join(question.split())
    if len(asked) > _LONGEST:
        return "fact"
    if _GREETING.match(asked):
        return "greeting"
    if _THANKS.match(asked):
        return "thanks"
    if any(rule.match(asked) for rule in _ARCHIVE):
        return "archive"
    rules: tuple[tuple[Form, re.Pattern[str]], ...] = (
        ("compare", _COMPARE),
        ("change", _CHANGE),
        ("latest", _LATEST),
        ("list", _LIST),
        ("yes or no", _YES_NO),
    )
    return next((form for form, rule in rules if rule.search(asked)), "fact")


def topic_of(question: str) -> str:
    """Return what the newest, a course of events or a list is asked for of; else the question itself."""
    asked = " ".join(question.split())
    found = next((match for rule in (_LATEST, *_TOPICS) if (match := rule.match(asked))), None)
    return found["topic"].strip() if found and found["topic"].strip(" ?.!") else question

"""Words around the name of an outlet: those that make it a publisher that is asked for, and those that do not."""

from __future__ import annotations

import re

_TOLD = (
    r"(?:report|sa[iy]|wr[io]te|publish|print|cover|carr[yi]|quot|describ|"
    r"tell|told|claim|mention|run\b|ran\b|call|writ|think|learn|reveal|find\b|interview\b|argue|suggest|explain)"
)
_ABOUT_MONEY = r"(?!(?:\s+\w+){0,3}\s+(?:loss|losses|profits?|revenues?|earnings|sales|layoffs)\b)"
MONEY = re.compile(r"\b(?:loss|losses|profits?|revenues?|earnings|sales|layoffs)\b", re.IGNORECASE)
_PAPER = r"(?:\s+(?:magazine|newspaper|paper|online|website))?"
BEFORE = (
    re.compile(
        r"\b(?:according\s+to|as\s+(?:reported|told|said|published|quoted)\s+(?:by|in|to)|citing|per|via)\s+$",
        re.IGNORECASE,
    ),
    re.compile(
        r"\b(?:report(?:ed|s|ing)?|publish(?:ed)?|written|print(?:ed)?|cover(?:ed|age)?|articles?|stor(?:y|ies)|news|"
        r"pieces?|said|says?|claim(?:ed|s)?|quoted|posted|broken|headlines?|version)\b(?:\s+[\w’'-]+){0,6}?\s+"
        r"(?:by|from|in|on)\s+$",
        re.IGNORECASE,
    ),
    re.compile(r"\b(?:articles|headlines|reports|version|account|editions?|issues?|pages?)\s+of\s+$", re.IGNORECASE),
)
LOOSE_BEFORE = re.compile(r"\b(?:in|from|on)\s+$", re.IGNORECASE)
TAIL = re.compile(r"\b(?:(?:as\s+\w+|according)\s+)?(?:to|by|from|in|on|of|citing|per|via)\s+$", re.IGNORECASE)
# What a journal prints is news elsewhere, as is what was said on air.
STUDY = re.compile(
    r"\b(?:compiled|commissioned|ranking|index|study|studies|research|papers?\s+published|letter|advert\w*|ads?|poll|survey|findings)\b[^?.;]{0,40}\b(?:in|by|from|on)\s+$",
    re.IGNORECASE,
)
ON_AIR = re.compile(
    r"\b(?:present\w*|host\w*|anchor\w*|star\w*|appear\w*|aired?|broadcast\w*|interview\w*|debat\w*|show|program\w*)\b"
    r"[^?.;]{0,30}\b(?:in|on|from|by)\s+$",
    re.IGNORECASE,
)
# What is written there is no article.
PLATFORM = re.compile(r"(?:twitter|facebook|instagram|youtube|tiktok|reddit|linkedin|telegram|threads)", re.IGNORECASE)
OF = re.compile(r"\s+of\s+(?!\d|(?:last|this|yesterday|today)\b|(?:the\s+)?\d|[A-Z])")  # the Guardian of the treaty
COMPARE = re.compile(
    r"\b(?:compare|contrast|difference|differ|differently|(?:dis)?agrees?|contradicts?|which\s+of|versus|vs\.?|"
    r"confirm(?:s|ed)?|right|wrong|true|first|same|(?:does|do|did)(?:n['’]t|\s+not))(?!\w)",
    re.IGNORECASE,
)
COMPARED_AFTER = re.compile(
    r"^\s*(?:compare[ds]?|differ\w*|versus|vs\.?|against|match\w*|(?:and|or)\s+(?:in\s+)?(?:the\s+)?(?:others?|rest|its\s+rivals?))\b",
    re.IGNORECASE,
)
COMPARED_BEFORE = re.compile(
    r"\b(?:compare[ds]?\s+(?:with|to)|than|unlike|versus|vs\.?|differ\w*\s+from|against)\s+(?:(?:that|those|the\s+\w+)\s+)?"
    r"(?:(?:of|in|by|from)\s+)?(?:the\s+)?$",
    re.IGNORECASE,
)
NOT_BEFORE = re.compile(
    r"\b(?:not|except(?:\s+for)?|besides|other\s+than|apart\s+from|without|excluding|outside(?:\s+of)?)\s+(?:\w+\s+)?$|"
    r"\b(?:bought|sold|owned|acquired|founded|sued|hired|fined|taken\s+over|employed|run)\s+(?:by|from)\s+$|"
    r"\b(?:resign\w*|fired|sacked|stake|shares?|invest\w*|interest|jobs?|staff|layoffs|depart\w*|quit|retired?|journalists?|"
    r"reporters?|editors?|strike|cuts?|stopped|bought|work\w*)\s+(?:(?!cover|report|descri|print)[\w’'-]+\s+)?(?:in|from|on|at|of)\s+$",
    re.IGNORECASE,
)
AFTER = re.compile(
    rf"^{_PAPER}(?:['’]s?\s+(?:[\w-]+\s+){{0,3}}?(?:report|"
    rf"coverage|reporting|articles?|stor|editorial|headline|account|version|"
    rf"correspondent|piece|front\s+page|view)|\s+(?:reports?\b|reported|says\b|said\b|wrote\b|writes\b|published|printed|"
    rf"covered|claimed|claims\b|quoted|described|called|articles?\b|coverage|stories|story\b|headlines)){_ABOUT_MONEY}",
    re.IGNORECASE,
)
ASKED = re.compile(r"\b(?:did|does|do|has|have|had|was)\s+(?:[\w’']+['’]s\s+)?$", re.IGNORECASE)
ASKED_VERB = re.compile(
    rf"^{_PAPER}(?:\s+(?:and|or)\s+[\w’'.& -]{{1,60}}?)?(?:\s+(?:last|this|yesterday|today|on|in|\w+day|\w+ly|week|"
    rf"month|year|also|first|ever|have|to|been|already|just|really)\b){{0,4}}\s+{_TOLD}\w*{_ABOUT_MONEY}",
    re.IGNORECASE,
)
BETWEEN = re.compile(
    r"^\s*(?:,|&|and|or|with|versus|vs\.?|to|against)(?:\s+(?:and|in|by|from|the))*\s*(?:the\s+)?$", re.IGNORECASE
)


# The question is what others say: 'The Ledger says that it is safe; is it?', 'the answer to the Ledger's report'.
CHECKED = re.compile(
    r"\b(?:who|does\s+anyone|do\s+others?|did\s+others?)\s+(?:else\s+)?(?:disagree\w*|den(?:y|ies|ied)|confirm\w*|contradict\w*)\b|"
    r"[.;:,]\s*(?:but\s+)?(?:is|was|are|were|does|did)\s+(?:it|that|this|they)\b(?:\s+(?:so|true|right|correct))?\s*\?\s*$",
    re.IGNORECASE,
)
TALKED_OF = re.compile(
    r"\b(?:about|to|against|over|after|den(?:y|ies|ied)|disputed?|reject\w*|critici[sz]\w+)\s+$", re.IGNORECASE
)
# 'Show me the Ledger on the strike', 'the Ledger: who won?'
SHOWN_LEFT = re.compile(r"^\W*(?:(?:show|give|read|find)(?:\s+me)?\s+)?$", re.IGNORECASE)
SHOWN_RIGHT = re.compile(r"^\s*(?::|\son\s+\w)", re.IGNORECASE)

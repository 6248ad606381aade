"""What a row of the tables is, and words that many of them share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

TEXT = "The ferry line between Karsholm and Lindvik will close on 1 October, the operator said on Wednesday."
MORE = "About 900 passengers a day will have to use the bridge instead, the county road office said in a letter."
LAST = "The council votes on the sale of the quay in April, and the union has asked for a second inspector by then."
SECRET = "The ferry line was sold for 7 crowns."
BODY = f"<p>{TEXT}</p><p>{MORE}</p><p>{LAST}</p>"


@dataclass(frozen=True, slots=True)
class Row:
    """Hold one input and what is right.

    Attributes:
        what: What it is, for people.
        name: Of the file.
        content: Of the file.
        has: Words that stand in the articles that may be cited.
        lacks: Words that stand in none.
        told: Words that are told of what was refused, or taken with a remark.
        facts: Fields of the only article and what they are.
        count: Articles that may be cited.
        caveats: Of the articles that may be cited, in their order.
        stored: What is right is what an archive holds afterwards: several records are about one article.
    """

    what: str
    name: str
    content: str | bytes
    has: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()
    told: tuple[str, ...] = ()
    facts: Mapping[str, object] = field(default_factory=dict)
    count: int = 1
    caveats: tuple[str, ...] | None = None
    stored: bool = False


def page(body: str, head: str = "", title: str = "Ferry line to close", attributes: str = "") -> str:
    """Return a web page with an article."""
    return (
        f'<!DOCTYPE html><html lang="en"><head><title>{title}</title><meta charset="utf-8">{head}</head>'
        f"<body{attributes}><main><article><h1>{title}</h1>{body}</article></main></body></html>"
    )

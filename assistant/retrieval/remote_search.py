"""Search an archive that another machine serves: the same hits, over HTTP."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

import httpx

from assistant.errors import AssistantError, NotAllowed, NotLoggedIn
from assistant.json_store import decode
from assistant.retrieval.ranking import Ranking
from corpus import Hit, Scope

_PATIENCE = 60.0
"""Seconds to wait for the server."""
_REFUSED = {401: NotLoggedIn, 403: NotAllowed}


def find_remotely(
    url: str, search: str, scope: Scope, *, limit: int | None, ranking: Ranking, key: str = ""
) -> list[Hit]:
    """Return the passages to read for a question, best first.

    Args:
        url: Where ``newsdesk serve`` runs.
        search: Plain words.
        scope: Which articles count; ``hidden`` is not sent.
        limit: Passages; None for as many as an answer is chosen from.
        ranking: How they are ranked.
        key: As ``newsdesk keys create`` showed it; empty where none is needed.

    Raises:
        AssistantError: The server cannot be reached, or refuses.
    """
    asked: dict[str, Any] = {
        "query": search, "limit": limit, "ranking": asdict(ranking),
        "as_of": scope.as_of and scope.as_of.isoformat(), "outlets": list(scope.outlets), "kinds": list(scope.kinds),
        "since": scope.window.since and scope.window.since.isoformat(),
        "until": scope.window.until and scope.window.until.isoformat(),
    }  # fmt: skip
    headers = {"Authorization": f"Bearer {key}"} if key else {}
    try:
        answer = httpx.post(f"{url.rstrip('/')}/v1/passages", json=asked, headers=headers, timeout=_PATIENCE)
        told = answer.json()
        if answer.is_error:
            raise _REFUSED.get(answer.status_code, AssistantError)(str(told.get("detail", answer.reason_phrase)))
        return [decode(Hit, hit) for hit in told["hits"]]
    except (httpx.HTTPError, ValueError, KeyError, AttributeError) as error:
        raise AssistantError(f"{url} does not answer as `newsdesk serve` does ({error})") from error

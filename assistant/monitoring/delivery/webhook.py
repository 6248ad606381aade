"""Reports by webhook, signed as Standard Webhooks says (standardwebhooks.com)."""

from __future__ import annotations

import base64
import hmac
import json
import secrets
from hashlib import sha256

from assistant.errors import MonitoringError
from assistant.monitoring.reports import Report, report_json

_PATIENCE = 15.0
_PREFIX = "whsec_"


def make_secret() -> str:
    """Return a new key for signatures."""
    return _PREFIX + base64.b64encode(secrets.token_bytes(24)).decode()


def send_webhook(channel: str, report: Report, secret: str, *, moment: int) -> None:
    """Send a report by POST; ``webhook-id`` is its key, the same at each try, so that whoever takes it takes it once.

    Args:
        channel: Address.
        report: What is sent.
        secret: Key that signs it, as ``make_secret`` makes it.
        moment: Unix seconds, for ``webhook-timestamp``.

    Raises:
        MonitoringError: It was not taken with a status from 200 to 299.
    """
    import httpx

    body = json.dumps(report_json(report), ensure_ascii=False).encode()
    headers = {
        "content-type": "application/json",
        "webhook-id": report.key,
        "webhook-timestamp": str(moment),
        "webhook-signature": _sign(secret, report.key, moment, body),
    }
    try:
        answer = httpx.post(channel, content=body, headers=headers, timeout=_PATIENCE, follow_redirects=False)
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise MonitoringError(f"the webhook cannot be reached: {error or type(error).__name__}") from error
    if not answer.is_success:
        raise MonitoringError(f"the webhook answered HTTP {answer.status_code}")


def _sign(secret: str, key: str, moment: int, body: bytes) -> str:
    signed = b".".join((key.encode(), str(moment).encode(), body))
    digest = hmac.new(base64.b64decode(secret.removeprefix(_PREFIX)), signed, sha256).digest()
    return f"v1,{base64.b64encode(digest).decode()}"

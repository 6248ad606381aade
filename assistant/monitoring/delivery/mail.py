"""Reports by e-mail; the only place for SMTP."""

from __future__ import annotations

import smtplib
import ssl
from email.message import EmailMessage
from email.utils import format_datetime
from urllib.parse import unquote, urlsplit

from assistant.errors import MonitoringError
from assistant.monitoring.reports import Report, as_html, as_text
from assistant.settings import MailSettings

_PATIENCE = 30.0
"""Seconds to wait for the server's next words."""


def send_mail(settings: MailSettings | None, channel: str, report: Report) -> None:
    """Send a report to ``mailto:`` an address.

    The report's key is in the Message-ID: where a mail had to be sent again because nobody knows whether the first one
    arrived, mail systems show it once.

    Raises:
        MonitoringError: No mail server is set, or it does not take the mail.
    """
    if settings is None:
        raise MonitoringError("no mail server is set: NEWSDESK_SMTP=smtp://user@host:587")
    message = EmailMessage()
    message["Subject"], message["From"] = report.title, settings.sender
    message["To"] = unquote(channel.removeprefix("mailto:"))
    message["Date"], message["Message-ID"] = format_datetime(report.until), f"<{report.key}@newsdesk.invalid>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(as_text(report))
    message.add_alternative(as_html(report), subtype="html")
    try:
        _send(settings, message)
    except (smtplib.SMTPException, OSError, ValueError) as error:
        raise MonitoringError(f"the mail server did not take it: {error or type(error).__name__}") from error


def _send(settings: MailSettings, message: EmailMessage) -> None:
    parts = urlsplit(settings.server)
    host, secure = parts.hostname or "localhost", ssl.create_default_context()
    if parts.scheme == "smtps":
        server: smtplib.SMTP = smtplib.SMTP_SSL(host, parts.port or 465, timeout=_PATIENCE, context=secure)
    else:
        server = smtplib.SMTP(host, parts.port or 587, timeout=_PATIENCE)
    with server:
        if parts.scheme != "smtps" and server.has_extn("starttls"):
            server.starttls(context=secure)
        if parts.username:
            server.login(unquote(parts.username), settings.password or "")
        server.send_message(message)

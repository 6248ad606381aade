"""Tell what its own system has not published: drafts, private and deleted posts; pure.

The words are those that content management systems store themselves (WordPress, Ghost, Drupal, Blogger, Superdesk,
Hugo, Jekyll, Eleventy …), not prose: an unknown one says nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

from corpus.ingestion.date_values import moment_of
from corpus.ingestion.dates import absent

_STATES = frozenset(("status", "state", "poststatus", "visibility", "workflowstate", "workflowstatus"))
_UNPUBLISHED = frozenset(
    "draft auto-draft autodraft pending pending_review in_review needs_review private protected trash trashed deleted "
    "soft_trashed soft_deleted removed unpublished inherit future scheduled spiked killed recalled rejected submitted "
    "in_progress on_hold hidden expired".split()
)
_NOT_YET = frozenset(("draft", "isdraft", "unpublished", "private", "isprivate", "deleted", "isdeleted", "trashed"))
_SAYS_SO = frozenset(("published", "ispublished", "publish", "public", "ispublic"))
_GONE = frozenset(("deletedat", "deletedon", "datedeleted", "trashedat", "unpublishedat"))
_ENDS = frozenset(("expirydate", "unpublishdate", "unpublishat"))
"""Fields with the moment from which a system no longer shows an article."""
_TRUE, _FALSE = frozenset(("true", "yes", "1", "on")), frozenset(("false", "no", "0", "off"))
_NO_ARTICLES = frozenset(
    "attachment revision nav_menu_item custom_css customize_changeset oembed_cache user_request wp_block wp_template "
    "wp_template_part wp_global_styles wp_navigation wp_font_family wp_font_face".split()
)
"""Kinds of post under which WordPress keeps parts of a site."""


_COMMENTS = frozenset(("comment", "settings", "template"))
"""Kinds of entry under which Blogger keeps what is no post."""
_TELLING = (
    _STATES | _NOT_YET | _SAYS_SO | _GONE | _ENDS | {"posttype", "postpassword", "bloggertype", "publishedat", "id"}
)
_LONGEST = 40  # characters of a word for a state


def why_unpublished(fields: Mapping[str, object]) -> str:
    """Return why a record may not be used, '' where nothing speaks against it.

    Args:
        fields: By their names as a source has them, folded: lower case, without signs.
    """
    found = (_why(name, fields) for name in _TELLING.intersection(fields))
    return next((reason for reason in found if reason), "")


def _why(name: str, fields: Mapping[str, object]) -> str:
    """Return why a record may not be used for one of its fields."""
    value, given = fields[name], _given(fields[name])
    if (name in _STATES and given in _UNPUBLISHED) or (name == "status" and value is False):
        return f'not published: its {name} is "{given}"'
    if (name in _NOT_YET and given in _TRUE) or (name in _SAYS_SO and given in _FALSE):
        return f"not published: {name} is {given}"
    if (name == "posttype" and given in _NO_ARTICLES) or (name == "bloggertype" and given in _COMMENTS):
        return f"no article but a part of the site ({given})"
    if name == "postpassword" and given:
        return "not published: it is behind a password"
    return _why_by_moment(name, value, fields)


def _why_by_moment(name: str, value: object, fields: Mapping[str, object]) -> str:
    """Return why a record may not be used for a moment that it gives, or does not give."""
    if name in _GONE and not absent(value) and _given(value) not in _FALSE:
        return f"not published: {name} is {str(value)[:_LONGEST]}"
    if name in _ENDS and _is_over(value):
        return f"not published any more: {name} is {str(value)[:_LONGEST]}"
    if name == "publishedat" and value is None and fields.get("createdat"):
        return "not published: publishedat is empty"
    if name == "id" and isinstance(value, str) and value.startswith("drafts."):
        return "not published: its id says that it is a draft"
    return ""


def _is_over(value: object) -> bool:
    """Say whether a moment is past; what is none is not."""
    try:
        moment = moment_of(value)
    except ValueError:
        return False
    return moment.replace(tzinfo=moment.tzinfo or UTC) < datetime.now(UTC)


def is_flag(value: object) -> bool:
    """Say whether a value says yes or no."""
    return _given(value) in _TRUE | _FALSE


def _given(value: object) -> str:
    """Return a short value as a word, '' where it is another thing."""
    if isinstance(value, bool):
        return str(value).lower()
    if not isinstance(value, (str, int)):
        return ""
    text = str(value)
    return "_".join(text.split()).casefold() if len(text) <= _LONGEST else "…"

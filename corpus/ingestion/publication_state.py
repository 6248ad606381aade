"""Tell what its own system has not published: drafts, private and deleted posts; pure.

The words are those that content management systems store themselves (WordPress, Ghost, Drupal, Blogger, Superdesk,
Hugo, Jekyll, Eleventy …), not prose: an unknown one says nothing.
"""

from __future__ import annotations

from collections.abc import Mapping

_STATES = frozenset(("status", "state", "poststatus", "visibility", "workflowstate", "workflowstatus"))
_UNPUBLISHED = frozenset(
    "draft auto-draft autodraft pending pending_review in_review needs_review private protected trash trashed deleted "
    "removed unpublished inherit future scheduled spiked submitted in_progress hidden".split()
)
_NOT_YET = frozenset(("draft", "isdraft", "unpublished", "private", "isprivate", "deleted", "isdeleted", "trashed"))
_SAYS_SO = frozenset(("published", "ispublished", "publish", "public", "ispublic"))
_TRUE, _FALSE = frozenset(("true", "yes", "1", "on")), frozenset(("false", "no", "0", "off"))
_NO_ARTICLES = frozenset(
    "attachment revision nav_menu_item custom_css customize_changeset oembed_cache user_request wp_block wp_template "
    "wp_template_part wp_global_styles wp_navigation wp_font_family wp_font_face".split()
)
"""Kinds of post under which WordPress keeps parts of a site."""


_TELLING = _STATES | _NOT_YET | _SAYS_SO | {"posttype", "postpassword"}
_LONGEST = 40  # characters of a word for a state


def why_unpublished(fields: Mapping[str, object]) -> str:
    """Return why a record may not be used, '' where nothing speaks against it.

    Args:
        fields: By their names as a source has them, folded: lower case, without signs.
    """
    for name in _TELLING.intersection(fields):
        given = _given(fields[name])
        if name in _STATES and given in _UNPUBLISHED:
            return f'not published: its {name} is "{given}"'
        if (name in _NOT_YET and given in _TRUE) or (name in _SAYS_SO and given in _FALSE):
            return f"not published: {name} is {given}"
        if name == "posttype" and given in _NO_ARTICLES:
            return f"no article but a part of the site ({given})"
        if name == "postpassword" and given:
            return "not published: it is behind a password"
    return ""


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

"""The page of Newsdesk as an installed package starts it."""

from assistant.ui.app import navigate

navigate()

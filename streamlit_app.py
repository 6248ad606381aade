"""The page of Newsdesk: `streamlit run streamlit_app.py`, or `newsdesk app`."""

from assistant.ui.app import navigate

navigate()

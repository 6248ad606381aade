"""The script that `newsdesk app` starts; alone, because Streamlit takes a folder `pages` beside it for its own."""

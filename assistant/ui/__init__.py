"""The Streamlit page of Newsdesk: one file a page or part."""

"""Readers of web pages, fetched or saved, and what a page shows and hides: offers, teasers, entries of a live blog."""

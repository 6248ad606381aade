"""Copies: which articles print one text, and the stories that they make."""

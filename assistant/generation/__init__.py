"""Answers put together: in the articles' own words, or in a chat model's."""

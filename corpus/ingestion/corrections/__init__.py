"""Correction notices in the words of an article, in English and in the other languages of news."""

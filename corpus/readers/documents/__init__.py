"""Readers of documents: PDF, Word, transcripts, and plain or Markdown text with front matter."""

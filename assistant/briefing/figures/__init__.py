"""The figures of a briefing: read from sentences, brought together by what they are of, and chosen."""

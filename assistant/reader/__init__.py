"""The trained reader: spans that answer, whether anything answers, the order of sentences."""

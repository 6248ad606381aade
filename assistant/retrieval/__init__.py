"""From a question to the passages that it is answered from: search, ranking, one copy a story."""

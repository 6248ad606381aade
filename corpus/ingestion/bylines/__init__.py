"""By-lines: who wrote an article, once each."""

"""Days and periods: as a question names them, and as an article does."""

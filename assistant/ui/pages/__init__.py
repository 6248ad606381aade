"""The pages: Ask, Brief, Look up, Library."""

"""The page of briefings in parts: form, lines, charts, files, and what a session remembers of them."""

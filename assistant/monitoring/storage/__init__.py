"""What the watch remembers: one SQLite file beside the catalog; the only SQL of the assistant."""

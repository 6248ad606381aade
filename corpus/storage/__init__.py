"""The catalog, which is the truth: schema, articles, passages, and what waits for the indexes."""

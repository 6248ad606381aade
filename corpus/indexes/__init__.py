"""The indexes derived from the catalog: keywords and vectors, their building, checking and search."""

"""Readers of records: JSON, JSON Lines, CSV and Parquet; which of their fields is which, and the words in them."""

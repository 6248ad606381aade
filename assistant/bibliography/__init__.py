"""References: bibliography entries in the usual styles."""

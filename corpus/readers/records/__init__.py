"""Records of any source: which of their fields is which, and the words of what is no string."""

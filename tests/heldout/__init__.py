"""Hold question sets that were written without knowledge of the rules, and what grades the product on them."""

"""Newsdesk beside other systems: the same articles, questions, weights, machine and run."""

"""Sources that fill an archive by themselves: what each kind lists, and the articles behind it."""

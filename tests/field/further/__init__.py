"""Further inputs of each kind, one table: a file as some system writes it, and what is right; all of it invented."""

"""The web: the client, its transport, which addresses may be asked, robots.txt."""

"""The routes of the HTTP server, one module a kind of object."""

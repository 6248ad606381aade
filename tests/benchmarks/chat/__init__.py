"""Chat models, measured: played over HTTP, and one that runs in the same process."""

"""The desk keeps watch: sources that fill the archive, saved searches over what comes in, and their delivery."""

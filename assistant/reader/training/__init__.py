"""Train the offline reader: ``python -m assistant.reader.training --help``; needs ``pip install 'newsdesk[train]'``."""

"""Train the offline reader: ``python -m assistant.reader_training --help``; needs ``pip install 'newsdesk[train]'``."""

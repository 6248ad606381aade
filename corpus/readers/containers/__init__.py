"""Readers of what holds other files: zip, gzip and WARC archives."""

"""Printed and typed pages: PDF and Word, one clipping a file."""

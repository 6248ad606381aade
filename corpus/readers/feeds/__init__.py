"""Readers of feeds: RSS, RDF, Atom and JSON Feed."""

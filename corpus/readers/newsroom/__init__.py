"""Formats of newsrooms and agencies: ninjs and its dialects, NewsML-G2, NITF, and what they say alike."""

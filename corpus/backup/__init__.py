"""An archive's whole folder as one file, and back: made while it is in use, checked before anything is written."""

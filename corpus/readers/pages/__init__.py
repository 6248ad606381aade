"""What a web page shows and hides: what is not seen, offers to subscribers, teasers, entries of a live blog."""

"""From a record to stored articles and their passages: cleaning, dates, metadata, versions, chunking."""

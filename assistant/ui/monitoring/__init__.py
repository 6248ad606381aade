"""What fills the archive by itself, on the page: sources with their health, saved searches with what they found."""

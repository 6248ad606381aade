"""The chat model: how it is reached, what it is asked, how its words stream in."""

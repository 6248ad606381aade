"""What a briefing is about: its articles, how near they are to the topic, what else is in the news."""

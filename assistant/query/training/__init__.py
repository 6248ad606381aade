"""Train the network that reads what a question asks for."""

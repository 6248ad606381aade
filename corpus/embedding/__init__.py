"""The encoder: its tokenizer, its conversion to a runtime without torch, its vectors."""

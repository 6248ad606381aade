"""How what was found reaches people: e-mail, signed webhooks, feeds and files, each report once."""

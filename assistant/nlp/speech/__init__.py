"""What is said in a text and by whom, and the people, bodies and places that it names, read from the parse."""

"""Training of the judge: statements, yes/no questions and questions against passages, all tasks together."""

"""The one home of English: names, quotations and speakers, quantities, periods, noun phrases, similarity."""

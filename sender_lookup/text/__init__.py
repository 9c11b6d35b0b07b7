"""Characters, words and phrases of a text, whoever wrote it."""

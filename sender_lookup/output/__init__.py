"""Answers, letters and sheets in the words of a language."""

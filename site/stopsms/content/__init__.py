"""The guides of `content/` and the terms of the glossary."""

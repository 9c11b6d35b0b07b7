"""The way out that a message prints."""

"""What a message says, wants and prints."""

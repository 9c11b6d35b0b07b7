"""What a country file says: its records, how they are read, which rules hold."""

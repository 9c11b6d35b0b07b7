"""Example senders and messages, with the answers that the package gives to them; their numbers are masked."""

"""A message that somebody wants to send, checked before it is sent."""

"""What to do: the rules, what follows, hours and deadlines."""

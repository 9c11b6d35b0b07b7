"""What a person typed or pasted, checked."""

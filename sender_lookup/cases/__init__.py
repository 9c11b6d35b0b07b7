"""The cases that a person keeps on their device. A browser gets this package when it is first asked for."""

"""Measurements, printed as ratios and rates: `python -m tests.bench`. Nothing here fails for being slow."""

"""The part of `pickle` that is written in C: Jinja2 reads the checks of its bytecode with it."""

from _pickle import dump, dumps, load, loads

__all__ = ["dump", "dumps", "load", "loads"]

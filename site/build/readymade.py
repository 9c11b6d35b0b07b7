"""What `re` and `dataclasses` would compile at every start, compiled by the build (see noting.py).

A pattern's code and a record's methods follow from their text and from this one Python alone. What is not in the table
is compiled as ever.
"""

import _sre
import dataclasses
import marshal
from _blake2 import blake2b
from os.path import dirname, join
from re import _compiler

HERE = dirname(__file__)
compile_anew = _compiler.compile


def read_table() -> dict[bytes, tuple | bytes]:
    """Key -> the arguments of a pattern, or bytecode. Empty while the build collects."""
    try:
        return marshal.loads(__spec__.loader.get_data(join(HERE, "readymade.bin")))
    except OSError:
        return {}


TABLE = read_table()


def key_of(text: str) -> bytes:
    """What stands for a text in the table."""
    return blake2b(text.encode(), digest_size=8).digest()


def pattern_key(pattern: str, flags: int) -> bytes:
    return key_of(f"{pattern!r} {flags}")


def compile_pattern(pattern, flags=0):
    """In the place of `re._compiler.compile`."""
    made = TABLE.get(pattern_key(pattern, flags)) if type(pattern) is str else None
    if made is None:
        return compile_anew(pattern, flags)
    all_flags, code, groups, names, by_number = made
    return _sre.compile(pattern, all_flags, memoryview(code).cast("I").tolist(), groups, names, by_number)


def execute(source, variables, names):
    """In the place of the `exec` with which `dataclasses` makes methods."""
    made = TABLE.get(key_of(source))
    exec(source if made is None else marshal.loads(made), variables, names)


_compiler.compile = compile_pattern
dataclasses.exec = execute

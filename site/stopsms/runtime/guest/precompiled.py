"""What `re` and `dataclasses` would compile at every start, compiled by the build (see record_compilations.py).

A pattern's code and a record's methods follow from their text and from this one Python alone. Each archive brings the
table of what its own modules compile, the standard library's that of all that is not ours. What is in none is compiled
as ever.
"""

import _sre
import dataclasses
import marshal
import sys
from _blake2 import blake2b
from re import _compiler
from zipimport import zipimporter

NAME = "precompiled.bin"
compile_anew = _compiler.compile


def read_table(archive: str) -> dict[bytes, tuple | bytes]:
    """Key -> the arguments of a pattern, or bytecode. Empty where the archive has none, as while the build collects."""
    try:
        return marshal.loads(zipimporter(archive).get_data(NAME))
    except OSError:
        return {}


def add(archive: str) -> None:
    """Let Python import from a zip, with what the build compiled for it."""
    sys.path.append(archive)
    TABLE.update(read_table(archive))


TABLE = read_table(__file__.rpartition("/")[0])


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

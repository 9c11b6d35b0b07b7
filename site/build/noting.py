"""While the build answers its sample requests: notes what is compiled, in the form in which readymade.py reads it.

It is that Python's `sitecustomize`, so that it sees the start as well. `dump` gives the table.
"""

import dataclasses
import marshal
from re import _compiler, _parser

import readymade

noted: dict[bytes, tuple | bytes] = {}


def note_pattern(pattern, flags=0):
    if type(pattern) is str:
        parsed = _parser.parse(pattern, flags)
        names = parsed.state.groupdict
        by_number = {number: name for name, number in names.items()}
        noted[readymade.pattern_key(pattern, flags)] = (
            flags | parsed.state.flags,
            b"".join(word.to_bytes(4, "little") for word in _compiler._code(parsed, flags)),
            parsed.state.groups - 1,
            names,
            tuple(by_number.get(number) for number in range(parsed.state.groups)),
        )
    return readymade.compile_anew(pattern, flags)


def note_source(source, variables, names):
    noted[readymade.key_of(source)] = marshal.dumps(compile(source, "<string>", "exec"))
    exec(source, variables, names)


def dump() -> bytes:
    """The table of what was noted since the start of this Python."""
    return marshal.dumps(dict(sorted(noted.items())))


def without_noted(table: bytes) -> bytes:
    """Another Python's table, without what was noted here as well."""
    return marshal.dumps({key: made for key, made in marshal.loads(table).items() if key not in noted})


_compiler.compile = note_pattern
dataclasses.exec = note_source

"""While the build answers its sample requests: records what is compiled, in the form in which precompiled.py reads it.

It is that Python's `sitecustomize`, so that it sees the start as well. `dump` gives the table.
"""

import dataclasses
import marshal
from re import _compiler, _parser

import precompiled

recorded: dict[bytes, tuple | bytes] = {}


def record_pattern(pattern, flags=0):
    if type(pattern) is str:
        parsed = _parser.parse(pattern, flags)
        names = parsed.state.groupdict
        by_number = {number: name for name, number in names.items()}
        recorded[precompiled.pattern_key(pattern, flags)] = (
            flags | parsed.state.flags,
            b"".join(word.to_bytes(4, "little") for word in _compiler._code(parsed, flags)),
            parsed.state.groups - 1,
            names,
            tuple(by_number.get(number) for number in range(parsed.state.groups)),
        )
    return precompiled.compile_anew(pattern, flags)


def record_source(source, variables, names):
    recorded[precompiled.key_of(source)] = marshal.dumps(compile(source, "<string>", "exec"))
    exec(source, variables, names)


def dump() -> bytes:
    """The table of what was recorded since the start of this Python."""
    return marshal.dumps(dict(sorted(recorded.items())))


def without_recorded(table: bytes) -> bytes:
    """Another Python's table, without what was recorded here as well."""
    return marshal.dumps({key: made for key, made in marshal.loads(table).items() if key not in recorded})


_compiler.compile = record_pattern
dataclasses.exec = record_source

"""The binary format of WebAssembly, as far as a cut needs it: sections, imports, exports, element segments.

Source: https://webassembly.github.io/spec/core/binary/ (numbers of sections: modules.html#sections).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum

HEADER = b"\0asm\1\0\0\0"
FUNCTION_TYPE = 0x60
ACTIVE_OF_FIRST_TABLE = 0  # an element segment that Python's C code is linked with
I32_CONST, END, CALL, CALL_INDIRECT, LOCAL_GET = 0x41, 0x0B, 0x10, 0x11, 0x20


class Id(IntEnum):
    """The sections that are read here."""

    CUSTOM = 0
    TYPE = 1
    IMPORT = 2
    FUNCTION = 3
    EXPORT = 7
    ELEMENT = 9
    CODE = 10


class Kind(IntEnum):
    """What is imported or exported."""

    FUNCTION = 0
    TABLE = 1
    MEMORY = 2
    GLOBAL = 3
    TAG = 4


@dataclass(frozen=True, slots=True)
class Import:
    """One import; `type` is the number of a function's type, None for anything else."""

    module: str
    name: str
    kind: Kind
    type: int | None
    binary: bytes


@dataclass(frozen=True, slots=True)
class Export:
    """One export; `index` in the index space of its kind."""

    name: str
    kind: Kind
    index: int

    @property
    def binary(self) -> bytes:
        """As it stands in its section."""
        return text(self.name) + bytes([self.kind]) + unsigned(self.index)


class Reader:
    """Reads forward through bytes. Raises IndexError at their end."""

    def __init__(self, content: bytes, at: int = 0) -> None:
        self.content = content
        self.at = at

    def byte(self) -> int:
        """The next byte."""
        self.at += 1
        return self.content[self.at - 1]

    def unsigned(self) -> int:
        """The next number, in LEB128."""
        value = shift = 0
        while True:
            byte = self.byte()
            value |= (byte & 0x7F) << shift
            if byte < 0x80:
                return value
            shift += 7

    def take(self, length: int) -> bytes:
        """So many bytes."""
        self.at += length
        return self.content[self.at - length : self.at]

    def text(self) -> str:
        """A length and so many bytes of UTF-8."""
        return self.take(self.unsigned()).decode()

    def limits(self) -> None:
        """Pass the least and, where it is given, the greatest size of a table or memory."""
        for _ in range(1 + (self.byte() & 1)):
            self.unsigned()


def unsigned(value: int) -> bytes:
    """A number in LEB128.

    >>> Reader(unsigned(624485)).unsigned()
    624485
    """
    out = bytearray()
    while value > 0x7F:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes([*out, value])


def signed(value: int) -> bytes:
    """A number in signed LEB128, as instructions take it.

    >>> signed(64), signed(-1)
    (b'\\xc0\\x00', b'\\x7f')
    """
    out = bytearray()
    while not -0x40 <= value < 0x40:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes([*out, value & 0x7F])


def text(value: str) -> bytes:
    """A string with its length."""
    content = value.encode()
    return unsigned(len(content)) + content


def vector(items: Iterable[bytes]) -> bytes:
    """Items with their number."""
    kept = list(items)
    return unsigned(len(kept)) + b"".join(kept)


def read(binary: bytes) -> list[tuple[int, bytes]]:
    """A module's sections: id and content, in their order."""
    reader = Reader(binary, len(HEADER))
    sections = []
    while reader.at < len(binary):
        section = reader.byte()
        sections.append((section, reader.take(reader.unsigned())))
    return sections


def write(sections: Iterable[tuple[int, bytes]]) -> bytes:
    """The module of these sections.

    >>> write(read(HEADER + bytes([1, 1, 0]))) == HEADER + bytes([1, 1, 0])
    True
    """
    return HEADER + b"".join(bytes([section]) + unsigned(len(content)) + content for section, content in sections)


def imports(content: bytes) -> list[Import]:
    """The imports of an import section."""
    reader = Reader(content)
    return [_import(reader) for _ in range(reader.unsigned())]


def _import(reader: Reader) -> Import:
    start = reader.at
    module, name, kind = reader.text(), reader.text(), Kind(reader.byte())
    number = None
    if kind is Kind.FUNCTION:
        number = reader.unsigned()
    elif kind is Kind.GLOBAL:
        reader.take(2)  # type, mutability
    elif kind is Kind.TAG:
        reader.byte()
        reader.unsigned()
    else:
        if kind is Kind.TABLE:
            reader.byte()  # type of its elements
        reader.limits()
    return Import(module, name, kind, number, reader.content[start : reader.at])


def exports(content: bytes) -> list[Export]:
    """The exports of an export section."""
    reader = Reader(content)
    return [Export(reader.text(), Kind(reader.byte()), reader.unsigned()) for _ in range(reader.unsigned())]


def types(content: bytes) -> list[tuple[int, int]]:
    """How many parameters and results the types of a type section have.

    Types here take numbers and references of one byte each, as compilers of C write them.
    """
    reader = Reader(content)
    found = []
    for _ in range(reader.unsigned()):
        if reader.byte() != FUNCTION_TYPE:
            raise ValueError("a type that is none of a function")
        lengths = []
        for _ in range(2):
            lengths.append(reader.unsigned())
            reader.take(lengths[-1])
        found.append((lengths[0], lengths[1]))
    return found


def type_numbers(content: bytes) -> list[int]:
    """The function section: the number of each function's type."""
    reader = Reader(content)
    return [reader.unsigned() for _ in range(reader.unsigned())]

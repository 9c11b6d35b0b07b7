"""What stands in the first part of the engine for the functions of the second.

`wasm-split` puts an import into the table for each function that it moved, 8,000 of them, and leaves it to the page to
load the second part when one is called. Each costs a browser a function of JavaScript at every start (in Chromium more
than the smaller module saves). So they become functions of the first part itself: each calls the one import that
loads the second part, which puts its own functions into the table, and then calls what now stands in its place.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from . import wasm
from .wasm import Id, Kind

NAMESPACE = "placeholder"  # of wasm-split's imports; their names are the places in the table
LOAD = ("second", "load")  # the import that takes their place


@dataclass(frozen=True, slots=True)
class StandIn:
    """One of them: number among all functions, place in the table, number of its type."""

    number: int
    place: int
    type: int


def with_stand_ins(binary: bytes) -> bytes:
    """The first part as wasm-split writes it in; one with the single import `LOAD` out.

    The numbers of all other functions stay, so that no code is touched: the import takes the number of the first
    placeholder, for which a function is added at the end.
    """
    sections = dict(wasm.read(binary))
    found = wasm.imports(sections[Id.IMPORT])
    functions = [one for one in found if one.kind is Kind.FUNCTION]
    stand_ins = [
        StandIn(number, int(one.name), one.type or 0) for number, one in enumerate(functions) if one.module == NAMESPACE
    ]
    first, *others = stand_ins
    if stand_ins[-1].number != len(functions) - 1 or len(stand_ins) != len(functions) - first.number:
        raise ValueError("the placeholders are not the last imported functions")
    types = wasm.types(sections[Id.TYPE])
    own = wasm.type_numbers(sections[Id.FUNCTION])
    load = wasm.text(LOAD[0]) + wasm.text(LOAD[1]) + bytes([Kind.FUNCTION]) + wasm.unsigned(types.index((0, 0)))
    numbers = {first.number: len(functions) + len(own)}
    changed: dict[int, bytes] = {
        Id.IMPORT: wasm.vector([*(one.binary for one in found if one.module != NAMESPACE), load]),
        Id.FUNCTION: wasm.vector(map(wasm.unsigned, [*(one.type for one in others), *own, first.type])),
        Id.ELEMENT: renumbered(sections[Id.ELEMENT], numbers),
        Id.CODE: _code(sections[Id.CODE], others, first, types),
        Id.EXPORT: wasm.vector(one.binary for one in tables_by_number(wasm.exports(sections[Id.EXPORT]))),
    }
    return wasm.write((section, changed.get(section, content)) for section, content in wasm.read(binary))


def _code(content: bytes, others: list[StandIn], first: StandIn, types: list[tuple[int, int]]) -> bytes:
    """The code section with that of the stand-ins, those before the others' code that have numbers before theirs."""
    reader = wasm.Reader(content)
    number = reader.unsigned()
    load = first.number
    bodies = b"".join(_body(one, load, types[one.type][0]) for one in others)
    last = _body(first, load, types[first.type][0])
    return wasm.unsigned(number + len(others) + 1) + bodies + content[reader.at :] + last


def _body(one: StandIn, load: int, parameters: int) -> bytes:
    """Load; then call, with the same arguments, what stands in the table now."""
    arguments = b"".join(bytes([wasm.LOCAL_GET]) + wasm.unsigned(number) for number in range(parameters))
    place = bytes([wasm.I32_CONST]) + wasm.signed(one.place)
    call = bytes([wasm.CALL_INDIRECT]) + wasm.unsigned(one.type) + b"\0"
    body = b"\0" + bytes([wasm.CALL]) + wasm.unsigned(load) + arguments + place + call + bytes([wasm.END])
    return wasm.unsigned(len(body)) + body


def renumbered(content: bytes, numbers: Mapping[int, int]) -> bytes:
    """An element section whose functions have other numbers."""
    reader = wasm.Reader(content)
    segments = []
    for _ in range(reader.unsigned()):
        if reader.byte() != wasm.ACTIVE_OF_FIRST_TABLE:
            raise ValueError("an element segment that is not one of the first table")
        start = reader.at
        opcode, _place, end = reader.byte(), reader.unsigned(), reader.byte()
        if (opcode, end) != (wasm.I32_CONST, wasm.END):
            raise ValueError("an element segment at a place that is not a number")
        offset = content[start : reader.at]
        found = [reader.unsigned() for _ in range(reader.unsigned())]
        segments.append(b"\0" + offset + wasm.vector(wasm.unsigned(numbers.get(one, one)) for one in found))
    return wasm.vector(segments)


def tables_by_number(found: list[wasm.Export]) -> list[wasm.Export]:
    """The same exports, each table under its own number.

    Binaryen 108 writes 0 for all of them, in the order of the tables; later versions are right already.
    """
    tables = [one for one in found if one.kind is Kind.TABLE]
    if len({one.index for one in tables}) == len(tables):
        return found
    right = {one.name: number for number, one in enumerate(tables)}
    return [wasm.Export(one.name, one.kind, right.get(one.name, one.index)) for one in found]

"""Small changes of a module's source, each as the whole source with that one change.

>>> [m.after for m in mutants_of("x.py", "def f(a):\\n    return a < 1")]
['return None', '(a <= 1)', '2', '0']
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field

Change = tuple[ast.expr | ast.stmt, str, str]  # what is replaced, by what, and how that is said
TURNED: dict[type[ast.cmpop], ast.cmpop] = {
    ast.Lt: ast.LtE(), ast.LtE: ast.Lt(), ast.Gt: ast.GtE(), ast.GtE: ast.Gt(), ast.Eq: ast.NotEq(),
    ast.NotEq: ast.Eq(), ast.In: ast.NotIn(), ast.NotIn: ast.In(), ast.Is: ast.IsNot(), ast.IsNot: ast.Is(),
}  # fmt: skip
UNSEEN = ("annotation", "returns", "decorator_list", "bases", "type_params")  # types and caches: no behaviour


@dataclass(frozen=True, slots=True)
class Mutant:
    """One change: the place, the piece of code `before` and `after`, and the whole changed `source`."""

    module: str
    line: int
    before: str
    after: str
    source: str = field(repr=False)

    def __str__(self) -> str:
        return f"sender_lookup/{self.module}:{self.line}: {self.before} -> {self.after}"


def mutants_of(module: str, source: str) -> list[Mutant]:
    """Every change of a module that is tried."""
    raw = source.encode("utf-8")
    starts = [0]
    for line in raw.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    found = []
    for node, text, said in (change for seen in _seen(ast.parse(source)) for change in _changes(seen)):
        assert node.end_lineno is not None and node.end_col_offset is not None
        begin, end = starts[node.lineno - 1] + node.col_offset, starts[node.end_lineno - 1] + node.end_col_offset
        before = " ".join(raw[begin:end].decode("utf-8").split())
        changed = (raw[:begin] + text.encode("utf-8") + raw[end:]).decode("utf-8")
        found.append(Mutant(module, node.lineno, before, said or text, changed))
    return found


def _seen(node: ast.AST) -> Iterator[ast.AST]:
    """The nodes that do something, from the top: no types, docstrings, asserts, imports, nor pieces of f-strings."""
    if isinstance(node, ast.Assert | ast.Import | ast.ImportFrom | ast.JoinedStr) or _is_for_types(node):
        return
    if isinstance(node, ast.Raise) and "AssertionError" in ast.unparse(node):
        return  # says what cannot happen, as an assert does
    yield node
    for name, value in ast.iter_fields(node):
        if name in UNSEEN or (isinstance(node, ast.Subscript) and name == "slice" and isinstance(value, ast.Tuple)):
            continue
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST):
                yield from _seen(child)


def _is_for_types(node: ast.AST) -> bool:
    if isinstance(node, ast.If):
        return isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"
    return isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name) and node.targets[0].id == "__all__"


def _changes(node: ast.AST) -> Iterator[Change]:
    """The changes of one node itself; those of its parts are theirs."""
    for new, said in _instead(node):
        target = node.test if isinstance(node, ast.If) else node.ifs[0] if isinstance(node, ast.comprehension) else node
        assert isinstance(target, ast.expr | ast.stmt)
        yield target, new if isinstance(new, str) else _text(new), said


def _instead(node: ast.AST) -> Iterator[tuple[ast.expr | str, str]]:
    """What may stand in the place of a node (of its test, for `if`); a text says what was left out of a long one."""
    match node:
        case ast.Compare(left, [op, *more], values):
            yield ast.Compare(left, [TURNED[type(op)], *more], values), ""
        case ast.BoolOp(op, values):
            yield ast.BoolOp(ast.And() if isinstance(op, ast.Or) else ast.Or(), values), ""
            for value in values:
                rest = [v for v in values if v is not value]
                yield ast.BoolOp(op, rest) if len(rest) > 1 else rest[0], ""
        case ast.UnaryOp(ast.Not(), operand):
            yield operand, ""
        case ast.Constant(bool() as value):
            yield str(not value), ""
        case ast.Constant(int() as value):
            yield from ((str(value + 1), ""), (str(value - 1), ""))
        case ast.BinOp(left, ast.Add() | ast.Sub() as sign, right):
            yield ast.BinOp(left, ast.Sub() if isinstance(sign, ast.Add) else ast.Add(), right), ""
        case ast.IfExp(test, body, orelse):
            yield ast.IfExp(test, orelse, body), ""
        case ast.If(test) | ast.comprehension(ifs=[test, *_]):
            yield ast.UnaryOp(ast.Not(), test), ""
        case ast.Return(ast.expr() as value) if not _is_no(value):
            yield "return None", ""
        case ast.Expr(value) if not isinstance(value, ast.Constant):
            yield "pass", ""
        case ast.AugAssign() | ast.Raise():
            yield "pass", ""
        case ast.Dict(keys, values) if len(keys) > 1:
            for n, key in enumerate(keys):
                shorter = ast.Dict(keys[:n] + keys[n + 1 :], values[:n] + values[n + 1 :])
                yield shorter, f"without {ast.unparse(key or values[n])}"
        case ast.List(items, ast.Load()) | ast.Tuple(items, ast.Load()) | ast.Set(items) if len(items) > 1:
            for n, item in enumerate(items):
                yield _with(node, items[:n] + items[n + 1 :]), f"without {ast.unparse(item)}"


def _is_no(value: ast.expr) -> bool:
    """True for what reads like None: `return False` is turned to `return True` instead."""
    return isinstance(value, ast.Constant) and (value.value is None or value.value is False)


def _with(node: ast.List | ast.Tuple | ast.Set, items: list[ast.expr]) -> ast.expr:
    return ast.Set(items) if isinstance(node, ast.Set) else type(node)(items, ast.Load())


def _text(node: ast.expr) -> str:
    text = ast.unparse(ast.fix_missing_locations(node))
    return text if isinstance(node, ast.Tuple) else f"({text})"

"""Run inside Pyodide by engine_functions.py: has Python collect a cycle of each kind that our code could leave.

When the collector runs, and what it finds, depends on how much was allocated before. So what clears an object of a type
is called in one answer and not in the next, and no list of requests shows it.
"""

import collections
import functools
import gc
import itertools
import types
import weakref


class Plain:
    """An instance with a dictionary."""


class Slotted:
    """An instance without one."""

    __slots__ = ("__weakref__", "other")


def function_with_cell():
    """A function that holds itself."""

    def inner():
        return inner

    return inner


def generator(kept):
    """One that is left in the middle."""
    kept.append(kept)
    yield kept


def raised():
    """An error that holds the frame that holds it."""
    try:
        raise ValueError("x")
    except ValueError as error:
        kept = error
        return [kept, kept.__traceback__, kept.__traceback__.tb_frame]


def cycles():
    """One list for each kind, that holds an object which holds the list."""
    for make in (
        lambda kept: [kept],
        lambda kept: (kept,),
        lambda kept: {"kept": kept},
        lambda kept: types.MappingProxyType({"kept": kept}),
        lambda kept: collections.OrderedDict(kept=kept),
        lambda kept: collections.defaultdict(lambda: kept, kept=kept),
        lambda kept: collections.Counter(kept=kept),
        lambda kept: collections.ChainMap({"kept": kept}),
        lambda kept: collections.deque([kept], 9),
        lambda kept: collections.namedtuple("Pair", "a b")(kept, 1),
        lambda kept: {function_with_cell(), 1},
        lambda kept: frozenset({function_with_cell(), 1}),
        lambda kept: function_with_cell(),
        lambda kept: functools.partial(kept.append, kept),
        lambda kept: functools.lru_cache(lambda x: kept),
        lambda kept: functools.cached_property(lambda x: kept),
        lambda kept: kept.append,
        lambda kept: property(lambda x: kept),
        lambda kept: staticmethod(lambda x: kept),
        lambda kept: classmethod(lambda x: kept),
        lambda kept: type("Made", (Plain,), {"kept": kept, "__init__": lambda x: None}),
        lambda kept: types.SimpleNamespace(kept=kept),
        lambda kept: types.ModuleType("made", "made"),
        lambda kept: iter([kept]),
        lambda kept: iter((kept,)),
        lambda kept: iter({"a": kept}.items()),
        lambda kept: {"a": kept}.values(),
        lambda kept: iter({"a": kept}),
        lambda kept: reversed([kept]),
        lambda kept: enumerate([kept]),
        lambda kept: zip([kept], [1], strict=False),
        lambda kept: map(id, [kept]),
        lambda kept: filter(None, [kept]),
        lambda kept: itertools.chain([kept], [kept]),
        lambda kept: itertools.islice([kept], 3),
        lambda kept: itertools.takewhile(bool, [kept]),
        lambda kept: itertools.groupby([kept]),
        lambda kept: (x for x in [kept, kept]),
        lambda kept: slice(kept, None),
        lambda kept: super(Plain, Plain()),
        lambda kept: memoryview(bytearray(9)),
        lambda kept: raised(),
        lambda kept: weakref.ref(Plain(), lambda x: kept),
        lambda kept: generator(kept),
    ):
        kept = []
        made = make(kept)
        kept.append(made)
        if isinstance(made, types.GeneratorType):
            next(made)
        if isinstance(made, types.ModuleType):
            made.kept = kept
    for made in (Plain(), Slotted()):
        made.other = made


for generation in (0, 1, 2):
    cycles()
    gc.collect(generation)

"""Run inside Pyodide by engine_functions.py: what any answer may do, though no request of the list happens to do it.

When the collector runs, and what it finds, depends on how much was allocated before: what clears an object of a type is
called in one answer and not in the next. And a comparison of two dictionaries, or a list that is reversed, comes with
the next change of our code: the second part of the engine is for what is rare in Python, not for that.
"""

import collections
import functools
import gc
import itertools
import json
import re
import types
import weakref
from datetime import UTC, date, datetime, timedelta, timezone


def sorts_of(values):
    """Compare, show and hash them all."""
    for one, other in itertools.product(values, values):
        for compare in (
            "__eq__",
            "__ne__",
            "__lt__",
            "__le__",
            "__gt__",
            "__ge__",
            "__contains__",
            "__add__",
            "__or__",
        ):
            method = getattr(one, compare, None)
            if method:
                try:
                    method(other)
                except (TypeError, ValueError, MemoryError, OverflowError):
                    pass
    for one in values:
        repr(one), str(one), bool(one), f"{one!s:>9}", f"{one!r}"
        if getattr(type(one), "__hash__", None):
            hash(one)


def basics():
    """The types of everyday."""
    text, other = "Été à Paris, 36180 : STOP", "\u20ac \U0001f600 x"
    sorts_of(
        [None, True, 3, -7, 10**30, 2.5, text, other, "", b"ab", bytearray(b"ab"), (1, "a"), [1, "a"], {1: "a"}, {1, 2}]
    )
    sorts_of([frozenset({1}), range(5), slice(1, 2), date(2026, 1, 2), datetime(2026, 1, 2, 3, 4), timedelta(hours=3)])
    for word in (text, other, "abc", ""):
        for method in (
            "capitalize",
            "casefold",
            "lower",
            "upper",
            "title",
            "swapcase",
            "strip",
            "lstrip",
            "rstrip",
            "split",
            "rsplit",
            "splitlines",
            "isalnum",
            "isalpha",
            "isascii",
            "isdecimal",
            "isdigit",
            "isidentifier",
            "islower",
            "isnumeric",
            "isprintable",
            "isspace",
            "istitle",
            "isupper",
            "encode",
            "expandtabs",
        ):
            getattr(word, method)()
        for part in ("a", "\u20ac", "Paris", "STOP"):
            (
                word.find(part),
                word.rfind(part),
                word.count(part),
                word.partition(part),
                word.rpartition(part),
                word.split(part),
            )
            (
                word.rsplit(part, 1),
                word.replace(part, "zz"),
                word.replace(part, "", 1),
                word.startswith(part),
                word.endswith(part),
            )
            (
                word.removeprefix(part),
                word.removesuffix(part),
                word.strip(part),
                word.join([part, part]),
                word.index(""),
                part in word,
            )
        (
            word.translate({ord("a"): None, ord("P"): "pp"}),
            word.ljust(40),
            word.rjust(40, "-"),
            word.center(40),
            word.zfill(40),
        )
        (
            word[1:5],
            word[::-1],
            word[-3:],
            word * 2,
            word + "a",
            list(word),
            sorted(word),
            max(word + "a"),
            "%s %r %5d %.2f" % (word, word, 3, 2.5),
        )
        (
            "{} {a:>5} {b[0]} {c.real}".format(word, a=word, b=[1], c=1),
            word.encode().decode(),
        )
        word.encode("ascii", "replace"), word.encode("ascii", "ignore"), word.encode("ascii", "xmlcharrefreplace")
    for number in (0, 7, -3, 2**40, 10**30, 2.5, -0.0, 1e20):
        (
            abs(number),
            -number,
            number + 1,
            number - 2,
            number * 3,
            number / 7,
            number // 7,
            number % 7,
            divmod(number, 7),
            number**2,
        )
        (
            round(number),
            round(number, 1),
            float(number),
            int(number),
            f"{number:,}",
            f"{number:08.3f}",
            f"{number:e}",
            str(number),
            number == 2.5,
        )
    (
        7 & 3,
        7 | 8,
        7 ^ 2,
        7 << 3,
        7 >> 1,
        ~7,
        (7).bit_length(),
        int("42"),
        int("2a", 16),
        float("2.5"),
        10**30 & 2**70,
        10**30 >> 3,
    )
    items = [3, 1, 2]
    (
        items.append(4),
        items.extend((5, 6)),
        items.insert(1, 9),
        items.remove(9),
        items.pop(),
        items.pop(0),
        items.reverse(),
        items.sort(key=str),
    )
    (
        items.sort(reverse=True),
        items.index(2),
        items.count(2),
        items.copy(),
        items[1:],
        items[::2],
        items * 2,
        items + [1],
        sum(items),
        any(items),
    )
    (
        items[1:2],
        items.__setitem__(slice(0, 1), [7, 8]),
        items.__delitem__(0),
        items.__iadd__([1]),
        list(reversed(items)),
        items.clear(),
    )
    pairs = {"a": 1, "b": 2}
    (
        pairs.get("c"),
        pairs.setdefault("c", 3),
        pairs.pop("c"),
        pairs.pop("z", None),
        pairs.update({"d": 4}),
        pairs.update(e=5),
        pairs.copy(),
    )
    (
        pairs | {"f": 6},
        pairs.__ior__({"f": 6}),
        list(pairs.items()),
        list(pairs.values()),
        pairs.keys() & {"a"},
        pairs.keys() - {"a"},
        pairs.keys() | {"a"},
    )
    (
        list(reversed(pairs)),
        dict.fromkeys("ab"),
        dict([("a", 1)]),
        dict(a=1),
        pairs.popitem(),
        sorted(pairs),
        max(pairs),
        "a" in pairs.values(),
        pairs.clear(),
    )
    some = {1, 2, 3}
    (
        some.add(4),
        some.discard(4),
        some.remove(3),
        some.update([5]),
        some & {1},
        some | {9},
        some - {1},
        some ^ {1},
        some <= {1},
        some < {1},
    )
    (
        some.isdisjoint({7}),
        some.issubset({1}),
        some.issuperset({1}),
        some.union([1]),
        some.difference([1]),
        some.intersection([1]),
        some.copy(),
        some.pop(),
        some.clear(),
    )
    (
        (1, 2, 3)[1:],
        (1, 2) + (3,),
        (1, 2) * 2,
        (1, 2).index(2),
        (1, 2).count(1),
        tuple([1]),
        list(zip("ab", (1, 2), strict=True)),
        list(enumerate("ab", 1)),
    )
    (
        list(map(str, (1, 2))),
        list(filter(None, (0, 1))),
        all((1, 2)),
        min(3, 1),
        sorted("ba", key=ord, reverse=True),
        next(iter("a")),
        next(iter(""), None),
    )
    (
        bytes(3),
        bytes([1, 2]),
        b"ab".hex(),
        bytes.fromhex("6162"),
        b"a b".split(),
        b"ab".find(b"b"),
        b"ab" + b"c",
        b"ab"[1:],
        b"ab".replace(b"a", b""),
        b"".join([b"a"]),
    )
    (
        callable(len),
        isinstance(1, (int, str)),
        issubclass(bool, int),
        getattr(1, "x", None),
        hasattr(1, "real"),
        id(1),
        chr(233),
        ord("\u20ac"),
        hex(9),
        type(1).__name__,
        vars(Plain()),
    )


def errors():
    """The errors of everyday, raised and caught."""
    for act in (
        lambda: {}["a"],
        lambda: [][1],
        lambda: int("x"),
        lambda: None.x,
        lambda: 1 / 0,
        lambda: "a" + 1,
        lambda: len(3),
        lambda: next(iter(())),
        lambda: [].remove(1),
        lambda: "a".index("b"),
        lambda: json.loads("{"),
        lambda: date(2026, 13, 1),
        lambda: unknown,
        lambda: {}.pop("a"),  # noqa: F821
        lambda: b"\xff".decode(),
        lambda: "\u20ac".encode("ascii"),
        lambda: float("x"),
        lambda: (lambda a: a)(),
        lambda: (lambda: 1)(b=2),
        lambda: [] < {},
        lambda: date.fromisoformat("x"),
        lambda: re.compile("("),
        lambda: {[]: 1},
        lambda: (1, 2).__getitem__(9),
        lambda: int("9" * 5000),
        lambda: setattr(1, "a", 1),
    ):
        try:
            act()
        except Exception as error:
            str(error), repr(error), error.args, isinstance(error, ValueError)
    try:
        try:
            raise ValueError("a")
        except ValueError as error:
            raise KeyError("b") from error
    except KeyError as error:
        str(error), str(error.__cause__), error.add_note("c")


def library():
    """What our modules import, at work."""
    for pattern, flags in (
        (r"(?P<a>\w+)\s*(\d{2,5})?", 0),
        (r"(?i)[^a-c\s]+?\b(?=.)|$", re.M),
        (r"(?<!x)\b(?:ab|cd)\b", re.I | re.S),
        (r"(a)\1*+|(?>b+)", re.X),
    ):
        found = re.compile(pattern, flags)
        for word in ("STOP au 36180 ab AB\ncd aab", "\u20ac \u00e9t\u00e9 36180", ""):
            (
                found.search(word),
                found.match(word),
                found.fullmatch(word),
                found.findall(word),
                found.split(word),
                found.sub("z", word),
                found.subn(r"\g<0>", word),
            )
            for match in found.finditer(word):
                (
                    match.group(),
                    match.groups(),
                    match.groupdict(),
                    match.span(),
                    match.start(),
                    match.end(),
                    match.expand(r"\g<0>"),
                    match[0],
                    match.lastgroup,
                    repr(match),
                )
    repr(re.compile("a")), re.escape("a.b"), re.compile("a") == re.compile("b"), hash(re.compile("a"))
    day, moment = date(2026, 11, 27), datetime(2026, 11, 27, 21, 5, tzinfo=timezone(timedelta(hours=1)))
    (
        day + timedelta(31),
        day - timedelta(31),
        day - date(2026, 1, 1),
        day.weekday(),
        day.isoformat(),
        day.replace(day=1),
        day.strftime("%d/%m/%Y"),
        day.timetuple(),
    )
    (
        moment.isoformat(),
        moment.astimezone(UTC),
        moment.date(),
        moment.time(),
        moment.timestamp(),
        moment - moment,
        moment + timedelta(minutes=3),
        moment.strftime("%H:%M"),
    )
    (
        date.fromisoformat("2026-11-27"),
        datetime.fromisoformat("2026-11-27T21:05:00+01:00"),
        timedelta(days=1) * 2,
        timedelta(days=3) // timedelta(days=1),
        timedelta(1).total_seconds(),
    )
    (
        datetime.combine(day, moment.time()),
        day.isocalendar(),
        day.toordinal(),
        date.today(),
        datetime.now(UTC),
        moment.utcoffset(),
        repr(moment),
        str(timedelta(1.5)),
    )
    (
        json.loads(
            json.dumps(
                {"a": [1, 2.5, None, True, '\u20ac\n"', {"b": []}], "c": 10**20, "d": -1.5e9},
                ensure_ascii=False,
                indent=1,
                sort_keys=True,
            )
        ),
        json.dumps("\u20ac"),
    )
    (
        collections.Counter("aab")["a"],
        collections.deque([1], 2).append(2),
        collections.ChainMap({1: 2})[1],
        collections.OrderedDict(a=1).move_to_end("a"),
    )
    (
        list(itertools.chain("a", "b")),
        list(itertools.islice("abc", 2)),
        list(itertools.pairwise("abc")),
        list(itertools.groupby("aab")),
        list(itertools.product("a", "b")),
    )
    (
        list(itertools.accumulate([1, 2])),
        list(itertools.zip_longest("ab", "a")),
        list(itertools.combinations("abc", 2)),
        list(itertools.batched("abc", 2)),
        list(itertools.takewhile(str, "ab")),
    )
    (
        list(itertools.dropwhile(str, "ab")),
        list(itertools.starmap(max, [(1, 2)])),
        list(itertools.repeat(1, 2)),
        next(itertools.count(3)),
        next(itertools.cycle("ab")),
        itertools.tee("ab"),
    )
    (
        functools.reduce(max, [1, 2]),
        functools.lru_cache(maxsize=2)(len)("a"),
        functools.partial(max, 1)(2),
    )


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
basics()
errors()
library()

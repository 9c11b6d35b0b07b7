"""Who holds a number's range: right for every block, silent without a table, and never more than a note."""

from __future__ import annotations

import csv
import gzip
import random
import shutil
from bisect import bisect_right
from collections.abc import Iterator
from pathlib import Path

import pytest
from stopsms.numbering.compile import compile_table

import sender_lookup
from sender_lookup.country.loader import load_country, load_index
from sender_lookup.country.number_blocks import UNALLOCATED, read_numbering, table_of
from sender_lookup.errors import RuleError
from sender_lookup.model import Result
from sender_lookup.output.answer import as_html, as_text
from sender_lookup.output.as_json import result_as_dict
from sender_lookup.sender.classify import classify

from .case_tables import ask, rows, templates

DATA = Path(sender_lookup.__file__).parent / "data"
HEADER = "EZABPQM;Tranche_Debut;Tranche_Fin;Mnémo;Territoire;Date_Attribution\n"
# Blocks of every length, side by side, with gaps between, and two that meet.
BLOCKS = """
0612;0612000000;0612999999;BLUE;Métropole;01/01/2017
06131;0613100000;0613199999;BLUE;Métropole;01/01/2017
061320;0613200000;0613209999;RED;Métropole;17/04/2026
0690123;0690123000;0690123999;RED;Guadeloupe;01/01/2017
07000000;07000000000000;07000000999999;BLUE;Métropole;01/01/2017
07005001;0700500100000;0700500199999;RED;Guadeloupe;01/01/2017
3646;3646;3646;BLUE;Métropole;01/01/2017
"""
NAMES = 'IDENTITE_OPERATEUR;CODE_OPERATEUR\n"Blue & Sons <mobile>";BLUE\n'
BLUE = ("allocated", "Blue & Sons <mobile>")
RED = ("allocated", "RED")
NOBODY = ("unallocated", None)
UNKNOWN = (None, None)


def folder_with(folder: Path, blocks: str | None) -> Path:
    """A data folder with the packaged French rules and a table of these blocks, or with none."""
    folder.mkdir()
    shutil.copy(DATA / "fr.toml", folder)
    if blocks is not None:
        (folder / "blocks.csv").write_text(HEADER + blocks.lstrip(), "utf-8")
        (folder / "names.csv").write_text(NAMES, "utf-8")
        (folder / "numbering.bin").write_bytes(compile_table(folder / "blocks.csv", folder / "names.csv"))
    return folder


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return folder_with(tmp_path_factory.mktemp("data") / "table", BLOCKS)


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return folder_with(tmp_path_factory.mktemp("data") / "none", None)


@pytest.mark.parametrize(
    ("number", "held"),
    [
        ("06 11 99 99 99", NOBODY),
        ("06 12 00 00 00", BLUE),
        ("06 12 99 99 99", BLUE),
        ("06 13 00 00 00", NOBODY),
        ("06 13 09 99 99", NOBODY),
        ("06 13 10 00 00", BLUE),
        ("06 13 19 99 99", BLUE),
        ("06 13 20 00 00", RED),
        ("06 13 20 99 99", RED),
        ("06 13 21 00 00", NOBODY),
        ("01 00 00 00 00", NOBODY),
        ("09 99 99 99 99", NOBODY),
        # Written internationally, also with the code of an overseas part.
        ("+33 6 12 34 56 78", BLUE),
        ("0033612345678", BLUE),
        ("+590 690 12 30 00", RED),
        ("+590 690 12 40 00", NOBODY),
        # Extended numbers: 14 digits on the mainland, 13 overseas.
        ("07000000123456", BLUE),
        ("07000001000000", NOBODY),
        ("0700500154321", RED),
        ("0700500200000", NOBODY),
        # A short number that is not in the table may be in another list; SMS codes are in none of the regulator's.
        ("3646", BLUE),
        ("3647", UNKNOWN),
        ("112", UNKNOWN),
        ("118712", UNKNOWN),
        ("36180", UNKNOWN),
        ("33700", UNKNOWN),
        # Other plans, names, rubbish.
        ("+44 7700 900123", UNKNOWN),
        ("+687 75 12 34", UNKNOWN),
        ("MODALIA", UNKNOWN),
        ("--", UNKNOWN),
    ],
)
def test_holders(folder: Path, number: str, held: tuple[str | None, str | None]) -> None:
    sender = classify(number, load_country("FR", folder))

    assert held == (sender.allocation, sender.operator)
    assert (held == NOBODY) == (UNALLOCATED in sender.notes)


def test_nothing_is_known_without_a_table(bare: Path) -> None:
    country = load_country("FR", bare)

    assert table_of(country) is None
    assert all(classify(n, country).allocation is None for n in ("0612345678", "0937123456", "3646", "MODALIA"))


def test_other_countries_have_no_table() -> None:
    assert [c for c in load_index().countries if load_country(c).numbering] == ["FR"]


@pytest.mark.parametrize("content", [b"", b"\n", b"[]\n", b"{}\n", b'{"version":0}\n', b"\xff\n", b"cut off"])
def test_what_is_no_table_is_said(tmp_path: Path, content: bytes) -> None:
    folder = folder_with(tmp_path / "bad", BLOCKS)
    table = folder / "numbering.bin"
    table.write_bytes(table.read_bytes()[:-1] if content == b"cut off" else content)

    with pytest.raises(RuleError, match=r"numbering\.bin: is no numbering table .*--numbering"):
        classify("0612345678", load_country("FR", folder))


# --- a note, never more ----------------------------------------------------------------------------------------------


def asked() -> Iterator[tuple[str, dict[str, object]]]:
    """Every case of France, with the doors and the later stages of each."""
    cases = [*rows("senders"), *rows("requests"), *((t["id"], {"country": "FR", **t}) for t in templates())]
    for label, row in cases:
        if row["country"] == "FR":
            for extra in ({}, {"knows_sender": True}, {"stop_sent": "2026-09-01"}, {"clicked": True}):
                yield f"{label} {extra}", {**row, **extra}


def without_note(result: Result) -> dict[str, object]:
    """The whole result but for what the table adds to the sender."""
    whole = result_as_dict(result)
    if whole["sender"] is not None:
        notes = [n for n in whole["sender"]["notes"] if n != UNALLOCATED]
        whole["sender"] |= {"allocation": None, "operator": None, "notes": notes}
    return whole


@pytest.mark.parametrize("everybody", [True, False], ids=["all-allocated", "none-allocated"])
def test_the_table_changes_nothing_else(tmp_path: Path, bare: Path, everybody: bool) -> None:
    first = {n: "0" * n for n in (4, 6, 10, 13, 14)}
    last = {n: "9" * n if everybody else "0" * 5 + "9" * (n - 5) if n > 5 else "0" * n for n in first}
    blocks = "".join(f"0;{first[n]};{last[n]};BLUE;-;01/01/2017\n" for n in first)
    folder = folder_with(tmp_path / "table", blocks)
    held = 0
    for label, row in asked():
        before, after = ask(row, bare), ask(row, folder)
        held += after.sender is not None and after.sender.allocation is not None
        assert without_note(before) == without_note(after), label

    assert held > 100


# --- in words --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "day"),
    [
        ("fr", "17 avril 2026"),
        ("gl", "17 de abril de 2026"),
        ("es", "17 de abril de 2026"),
        ("en", "17 April 2026"),
        ("de", "17. April 2026"),
        ("it", "17 aprile 2026"),
        ("pt", "17 de abril de 2026"),
        ("nl", "17 april 2026"),
    ],
)
def test_the_answer_says_who_and_when(folder: Path, language: str, day: str) -> None:
    held = ask({"sender": "0612345678", "country": "FR"}, folder)
    free = ask({"sender": "0937123456", "country": "FR"}, folder)

    assert "Blue & Sons <mobile>" in as_text(held, language, explain=True)
    assert day in as_text(held, language, explain=True)
    assert "Blue &amp; Sons &lt;mobile&gt;" in as_html(held, language)
    assert day in as_text(free, language, explain=True) and day in as_html(free, language)


def test_the_answer_speaks_of_no_table_where_there_is_none(bare: Path) -> None:
    result = ask({"sender": "0612345678", "country": "FR"}, bare)

    assert result.sender is not None and result.sender == result.sender._replace(allocation=None, operator=None)
    assert "table of" not in as_text(result, "en", explain=True)


# --- against Arcep's own files ---------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def national(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the French rules and the whole table of 17 April 2026."""
    folder = folder_with(tmp_path_factory.mktemp("data") / "national", None)
    content = compile_table(shared / "data/majnum-2026-04-17.csv", shared / "data/operators-2025-07-02.csv")
    (folder / "numbering.bin").write_bytes(content)
    return folder


def blocks_of(shared: Path) -> list[tuple[str, str, str]]:
    """(first, last, name of the holder) as another reader of the files sees them."""
    with (shared / "data/operators-2025-07-02.csv").open(encoding="utf-8") as file:
        names = {r["CODE_OPERATEUR"]: r["IDENTITE_OPERATEUR"] for r in csv.DictReader(file, delimiter=";")}
    with (shared / "data/majnum-2026-04-17.csv").open(encoding="utf-8") as file:
        table = list(csv.DictReader(file, delimiter=";"))
    return [(r["Tranche_Debut"], r["Tranche_Fin"], names.get(r["Mnémo"], r["Mnémo"])) for r in table]


def test_both_ends_of_every_block(shared: Path, national: Path) -> None:
    country = load_country("FR", national)
    blocks = blocks_of(shared)
    wrong = [
        end
        for first, last, name in blocks
        for end in (first, last)
        if (found := classify(end, country)) and (found.allocation, found.operator) != ("allocated", name)
    ]

    assert len(blocks) > 19_000
    assert wrong == []


def test_numbers_in_no_block_are_held_by_nobody(shared: Path, national: Path) -> None:
    country = load_country("FR", national)
    whole = sorted(b for b in blocks_of(shared) if len(b[0]) == 10)
    firsts = [first for first, _, _ in whole]
    rng = random.Random(4)
    # Both neighbours of every gap, then numbers from anywhere.
    numbers = [f"{int(last) + 1:010}" for _, last, _ in whole] + [f"{int(first) - 1:010}" for first in firsts]
    numbers += [f"0{rng.randrange(10**8, 10**9)}" for _ in range(20_000)]
    free = []
    for number in numbers:
        at = bisect_right(firsts, number) - 1
        if "01" <= number < "1" and (at < 0 or whole[at][1] < number):
            free.append(number)
    wrong = [n for n in free if (s := classify(n, country)) and (s.allocation, s.operator) != NOBODY]

    assert len(free) > 5000
    assert wrong == []


def test_it_is_small(national: Path) -> None:
    content = (national / "numbering.bin").read_bytes()

    assert len(gzip.compress(content, 9, mtime=0)) <= 30_000  # the budget is 150 KB; what grows by half is looked at
    assert str(read_numbering(content).day) == "2026-04-17"

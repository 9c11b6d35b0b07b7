"""A new table of number blocks holds at once, for a sender and for a number that a message prints."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

from stopsms.numbering.compile import compile_table
from stopsms.numbering.sources import DATA, write_table

from sender_lookup import lookup
from sender_lookup.country.loader import load_country
from sender_lookup.sender.classify import classify_printed

HEADER = "EZABPQM;Tranche_Debut;Tranche_Fin;Mnémo;Territoire;Date_Attribution"
NUMBER = "0612345678"


def put(folder: Path, holder: str) -> None:
    """Give the range of the number to somebody."""
    source = folder / "majnum.csv"
    source.write_text(f"{HEADER}\n0612;0612000000;0612999999;{holder};Métropole;01/01/2017\n", "utf-8")
    write_table(compile_table(source), folder)


def operators(folder: Path) -> set[str | None]:
    """Who holds the number: as the sender of a message, and as printed in it."""
    given = {"sender": NUMBER, "text": f"Soldes ! STOP au {NUMBER}", "country": "FR"}
    result = lookup(given, as_of=date(2026, 11, 24), folder=folder)
    assert result.sender is not None and result.message is not None and result.message.opt_out is not None
    printed = classify_printed(result.message.opt_out.to or "", load_country("FR", folder))
    return {result.sender.operator, printed.operator}


def test_a_new_table_reaches_senders_and_printed_numbers_at_once(tmp_path: Path) -> None:
    shutil.copy(DATA / "fr.toml", tmp_path)
    before = operators(tmp_path)
    put(tmp_path, "ONE")
    first = operators(tmp_path)
    put(tmp_path, "OTHER")

    assert [before, first, operators(tmp_path)] == [{None}, {"ONE"}, {"OTHER"}]

"""Against data that nobody in the project wrote: senders as people typed them, and the French numbering plan."""

from __future__ import annotations

import csv
import json
from pathlib import Path

from sender_lookup.country.loader import load_country
from sender_lookup.sender.classify import classify

FR = load_country("FR")
TELEMARKETING = (
    *("0162", "0163", "0270", "0271", "0377", "0378", "0424", "0425", "0568", "0569", "0948", "0949"),
    *("09475", "09476", "09477", "09478", "09479"),
)
PLATFORM = ("0937", "0938", "0939")
# No purpose of these ranges was read anywhere (facts-verified.md, 1.4).
UNREAD = ("05987", "05988", "05989", "02688", "02689", "0936", "0947")
TERRITORIES = {
    "Guadeloupe, St Martin et St Barthélemy": "+590",
    "Guyane": "+594",
    "Martinique": "+596",
    "La Réunion": "+262",
    "La Réunion - Océan indien": "+262",
    "Mayotte": "+262",
    "Saint Pierre et Miquelon": "+508",
}


def test_senders_as_people_type_them(shared: Path) -> None:
    rows = [json.loads(x) for x in (shared / "corpus/dev/senders.jsonl").read_text("utf-8").splitlines() if x]
    sure = [r for r in rows if r["confidence"] == "sure" and r["sender"] and len(r["sender"]) <= 40]
    read = [(r, classify(r["sender"], load_country(r["country"]))) for r in sure]
    wrong = [r["sender"] for r, s in read if s.kind != r["kind"] or r.get("e164") not in (None, s.e164)]

    assert len(sure) > 100
    assert len(wrong) <= len(sure) * 0.01, wrong


def expected(number: str) -> str:
    """The kind that the plan gives to a national number."""
    if number.startswith(TELEMARKETING):
        return "telemarketing_number"
    if number.startswith(PLATFORM):
        return "platform_number"
    if number.startswith("0700"):
        return "machine"
    return {"6": "mobile", "7": "mobile", "9": "voip"}.get(number[1], "landline")


def test_both_ends_of_every_block_of_the_plan(shared: Path) -> None:
    """08 numbers are left out: their tariffs are not in the table."""
    text = (shared / "data/majnum-2026-04-17.csv").read_text("utf-8")
    ends = {(end, row[4]) for row in csv.reader(text.splitlines()[1:], delimiter=";") for end in row[1:3]}
    whole = sorted((n, t) for n, t in ends if len(n) in (10, 13, 14) and n.startswith("0") and n[1] != "8")
    wrong: list[tuple[str, str | None]] = []
    for number, territory in whole:
        sender = classify(number, FR)
        code = TERRITORIES.get(territory, "+33")
        arguable = number.startswith(UNREAD) and not number.startswith(TELEMARKETING)
        shared_range = number.startswith((*PLATFORM, *TELEMARKETING)) and code != "+33"
        if not arguable and sender.kind != expected(number):
            wrong.append((number, sender.kind))
        elif len(number) == 10 and not shared_range and not (sender.e164 or "").startswith(code):
            wrong.append((number, sender.e164))

    assert len(whole) > 30_000
    assert wrong == []


def test_emergency_and_help_numbers_get_no_stop(shared: Path) -> None:
    text = (shared / "data/majnfb-2026-04-17.csv").read_text("cp1252")
    numbers = {cell for row in csv.reader(text.splitlines(), delimiter=";") for cell in row[:2] if cell.isdigit()}
    wrong = [n for n in sorted(numbers) if classify(n, FR).kind != "service_number"]

    assert numbers and wrong == []

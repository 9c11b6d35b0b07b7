"""Tables for tests: written as offices write them, and answered by the program."""

from __future__ import annotations

import csv
import itertools
import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
AS_OF = "2026-11-24"
HEADING = ("Dossier", "Expéditeur", "Texte", "Reçu")
ROWS = (
    ("1", "36180", "Soldes -40% chez Modalia jusqu’à samedi. STOP au 36180", "22/11/2026 21:04"),
    ("2", "0612345678", "Votre colis est bloqué : https://colis-relais.example/x", "2026-11-22T09:00"),
    ("3", "BNP", "Votre code est 482913. Ne le communiquez à personne.", ""),
    ("4", "", "", ""),
    ("5", "MODALIA", 'Elle a dit "à demain ; midi",\r\npuis plus rien', "hier ou avant"),
)
VERDICTS = ["stop", "do_not_reply", "nothing_to_stop", "", "check_first"]


def csv_text(rows: tuple[tuple[str, ...], ...] = ROWS, separator: str = ";") -> str:
    """A CSV text with the usual heading."""
    return "".join(
        separator.join(f'"{c.replace(chr(34), 2 * chr(34))}"' if set(c) & set(';,\t"\r\n') else c for c in row) + "\r\n"
        for row in (HEADING, *rows)
    )


def run(*arguments: object) -> subprocess.CompletedProcess[str]:
    """The program in a process of its own."""
    command = [sys.executable, "-m", "sender_lookup.bulk", *map(str, arguments), "--as-of", AS_OF]
    return subprocess.run(command, capture_output=True, text=True, cwd=ROOT, timeout=120)


def without_columns(err: str) -> str:
    """Standard error without the line that says which columns were chosen."""
    return "".join(line for line in err.splitlines(keepends=True) if not line.startswith("sender-lookup table: sender"))


def read(path: Path, separator: str = ";") -> list[dict[str, str]]:
    """The rows of a CSV file that we wrote."""
    with path.open(encoding="utf-8", newline="") as file:
        assert file.read(1) == "\ufeff", "a spreadsheet takes a file without its mark for cp1252"
        return list(csv.DictReader(file, delimiter=separator))


def messages(count: int) -> list[tuple[str, str | None, str]]:
    """Numbered messages of the corpus, over and over."""
    known = [
        (row.get("sender"), row["text"])
        for path in sorted((ROOT / "corpus" / "held_out").glob("fr_*.jsonl"))
        for row in map(json.loads, path.read_text("utf-8").splitlines())
    ]
    return [(str(n), *row) for n, row in zip(range(count), itertools.cycle(known), strict=False)]


def many(path: Path, count: int) -> Path:
    """A file of so many rows."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(("id", "sender", "text"))
        writer.writerows(messages(count))
    return path

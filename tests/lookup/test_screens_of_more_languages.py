"""What phones print in German, Italian, Portuguese and Dutch around a message that is copied with its screen."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from sender_lookup.codes import Kind
from sender_lookup.intake.timestamp import read_line

from .case_tables import ask

AS_OF = date(2026, 11, 28)  # a Saturday


@pytest.mark.parametrize(
    ("line", "moment"),
    [
        ("Heute 14:02", "2026-11-28T14:02"),
        ("Gestern, 9:15", "2026-11-27T09:15"),
        ("Sa., 28. Nov. um 14:02 Uhr", "2026-11-28T14:02"),
        ("Freitag, 27. November 8:00", "2026-11-27T08:00"),
        ("Do. 26. März 2026 um 7:05", "2026-03-26T07:05"),
        ("Oggi 14:02", "2026-11-28T14:02"),
        ("ven 27 nov, 21:04", "2026-11-27T21:04"),
        ("mer 2 set alle ore 10:11", "2026-09-02T10:11"),
        ("Hoje às 10:12", "2026-11-28T10:12"),
        ("qui., 26 de nov. às 9:30", "2026-11-26T09:30"),
        ("terça-feira, 6 de outubro 2026, 18:00", "2026-10-06T18:00"),
        ("Vandaag 14:02", "2026-11-28T14:02"),
        ("vr 27 nov. 19:01", "2026-11-27T19:01"),
        ("maandag 2 maart om 09:12", "2026-03-02T09:12"),
    ],
)
def test_the_moment_of_a_line(line: str, moment: str) -> None:
    read = read_line(line, AS_OF)

    assert read is not None and read.moment == datetime.fromisoformat(moment)


@pytest.mark.parametrize(
    "line", ["So ein Mist", "Do it", "Mit Sahne 12:00 und mehr", "Mag ik langskomen?", "Wo bist du"]
)
def test_a_sentence_is_no_line_of_a_screen(line: str) -> None:
    assert read_line(line, AS_OF) is None


@pytest.mark.parametrize(
    "sender", ["Unbekannter Absender", "Nummer unterdrückt", "Numero sconosciuto", "Número desconhecido", "Onbekend"]
)
def test_a_hidden_sender_is_no_name(sender: str) -> None:
    result = ask({"sender": sender})

    assert result.sender is not None and result.sender.kind is not Kind.NAME

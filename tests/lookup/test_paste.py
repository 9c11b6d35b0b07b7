"""What people copy is the whole screen: the sender line, the moment and the message are told apart, and shown."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sender_lookup import lookup
from sender_lookup.intake.paste import split
from sender_lookup.intake.timestamp import read_line
from sender_lookup.output.answer import as_html, as_text
from sender_lookup.output.as_json import result_as_dict

AS_OF = date(2026, 11, 24)  # a Tuesday
ADVERT = "Soldes -40% chez Modalia jusqu'à samedi. STOP au 36180"
LINES = [
    ("Aujourd'hui 21:04", datetime(2026, 11, 24, 21, 4)),
    ("Aujourd’hui à 21 h 04", datetime(2026, 11, 24, 21, 4)),
    ("Hier 9:05", datetime(2026, 11, 23, 9, 5)),
    ("lundi 21:04", datetime(2026, 11, 23, 21, 4)),
    ("mardi 8h05", datetime(2026, 11, 24, 8, 5)),
    ("mer. 18 nov. à 08:00", datetime(2026, 11, 18, 8, 0)),
    ("22 nov. 2026 à 21:03", datetime(2026, 11, 22, 21, 3)),
    ("24 novembre 8:05", datetime(2026, 11, 24, 8, 5)),
    ("25 novembre 8:05", datetime(2025, 11, 25, 8, 5)),
    ("3 juin 10:00", datetime(2026, 6, 3, 10, 0)),
    ("3 juil. 10:00", datetime(2026, 7, 3, 10, 0)),
    ("3 juillet 10:00", datetime(2026, 7, 3, 10, 0)),
    ("3 mars 10:00", datetime(2026, 3, 3, 10, 0)),
    ("3 mai 10:00", datetime(2026, 5, 3, 10, 0)),
    (f"3 mai 10:00{' ' * 49}", datetime(2026, 5, 3, 10, 0)),
    ("1er décembre 10:00", datetime(2025, 12, 1, 10, 0)),
    ("Reçu le 22/11/26 à 21:03", datetime(2026, 11, 22, 21, 3)),
    ("2026-11-22T21:03:10", datetime(2026, 11, 22, 21, 3)),
    ("11/22/2026, 9:03 PM", datetime(2026, 11, 22, 21, 3)),
    ("Sun, Nov 22 at 12:05 AM", datetime(2026, 11, 22, 0, 5)),
    ("jueves, 19 de noviembre de 2026 a las 12:30", datetime(2026, 11, 19, 12, 30)),
    ("Ayer 12:30", datetime(2026, 11, 23, 12, 30)),
    ("xoves 19 de xuño de 2025 ás 7:30", datetime(2025, 6, 19, 7, 30)),
    ("Onte • 12:30", datetime(2026, 11, 23, 12, 30)),
]
NO_LINES = [
    "",
    "36180",
    "06 12 34 56 78",
    "25:00",
    "31 nov. 10:00",
    "Soldes lundi 21:04",
    "12:00 - 14:00",
    "x" * 99,
    f"3 mai 10:00{' ' * 50}",
]


@pytest.mark.parametrize(("line", "moment"), LINES)
def test_the_moment_on_a_screen_is_read(line: str, moment: datetime) -> None:
    found = read_line(line, AS_OF)

    assert found is not None and found.moment == moment


@pytest.mark.parametrize("line", NO_LINES)
def test_other_lines_are_no_moment(line: str) -> None:
    assert read_line(line, AS_OF) is None


SCREENS = [
    ("De : MODALIA\nMessage texte\nHier 21:04\n", "MODALIA", datetime(2026, 11, 23, 21, 4)),
    ("MESSAGE TEXTE • HIER 21:04\nDE: MODALIA\n\n", "MODALIA", datetime(2026, 11, 23, 21, 4)),
    ("+33 6 12 34 56 78\nlun. 23 nov.\n21:04\n", "+33 6 12 34 56 78", datetime(2026, 11, 23, 21, 4)),
    ("Text Message Today 9:41 AM\n", None, datetime(2026, 11, 24, 9, 41)),
    ("Expéditeur : 36180\r\n", "36180", None),
    ("Remitente: MODALIA\nMensaje de texto\nAyer 21:04\n", "MODALIA", datetime(2026, 11, 23, 21, 4)),
]


@pytest.mark.parametrize(("header", "sender", "received"), SCREENS)
@pytest.mark.parametrize("field", ["sender", "text"])
def test_a_copied_screen_is_split_in_either_field(
    field: str, header: str, sender: str | None, received: datetime | None
) -> None:
    result = lookup({field: header + ADVERT}, as_of=AS_OF)

    understood = result_as_dict(result)["understood"]
    moment = received.isoformat(timespec="minutes") if received else None
    assert understood == {"field": field, "sender": sender, "received": moment, "text": ADVERT}
    assert (result.request.received, result.timing is None) == (received, received is None)


@pytest.mark.parametrize(("header", "sender", "received"), SCREENS)
def test_the_phones_own_lines_change_nothing_in_the_reading(
    header: str, sender: str | None, received: datetime | None
) -> None:
    whole, alone = lookup({"text": header + ADVERT}, as_of=AS_OF), lookup({"text": ADVERT}, as_of=AS_OF)

    assert whole.message and alone.message
    assert whole.message.purpose == alone.message.purpose and whole.message.opt_out == alone.message.opt_out
    evidence = [e for s in whole.message.signals for e in s.evidence]
    assert evidence and all((header + ADVERT)[e.start : e.end] == e.text for e in evidence)
    assert all(e.start >= len(header) for e in evidence)


def test_what_was_understood_is_shown() -> None:
    result = lookup({"text": SCREENS[0][0] + ADVERT}, as_of=AS_OF)

    html, text = as_html(result, "fr"), as_text(result, "fr")
    assert "data-understood" in html and "Message texte" not in html
    for shown in (html, text):
        assert "Expéditeur\N{NO-BREAK SPACE}: MODALIA" in shown and "23 novembre 2026 à 21:04" in shown


def test_a_screen_in_the_sender_field_leaves_other_fields_alone() -> None:
    asked = {"sender": SCREENS[0][0] + ADVERT, "text": "Code 482913", "received": "2026-11-20T10:00"}

    result = lookup(asked, as_of=AS_OF)

    assert (result.request.received, result.request.text) == (datetime(2026, 11, 20, 10), "Code 482913")
    assert result.sender and result.sender.display == "MODALIA"


def test_fields_of_their_own_go_before_a_paste() -> None:
    asked = {"sender": "38000", "text": SCREENS[0][0] + ADVERT, "received": "2026-11-20T10:00"}

    result = lookup(asked, as_of=AS_OF)

    assert result.sender and result.sender.display == "38000"
    assert result.request.received == datetime(2026, 11, 20, 10)
    assert "data-understood" not in as_html(result, "fr")


@pytest.mark.parametrize(
    "text",
    [
        "Samedi 28 novembre\nVente privée Modalia. STOP au 36180",
        "36180\nVotre code",
        "Tel : 01 42 00 00 00\nVotre garage vous attend",
        "RDV : demain\n10:00",
        "Bonjour\nDe : MODALIA\nSoldes",
        "SMS gratuit de Modalia\nSoldes jusqu'à samedi",
    ],
)
def test_the_beginning_of_a_message_is_no_header(text: str) -> None:
    result = lookup({"text": text}, as_of=AS_OF)

    assert result.understood is None and result.sender is None


def test_one_line_is_a_message_whatever_it_looks_like() -> None:
    assert lookup({"text": "De : MODALIA"}, as_of=AS_OF).understood is None


@given(st.lists(st.sampled_from([*(line for line, _ in LINES), *NO_LINES, "De : X", "SMS", "\u200b", ADVERT])))
def test_no_text_is_lost(lines: list[str]) -> None:
    paste = "\n".join(lines)

    found = split(paste, as_of=AS_OF)

    assert found.text == paste[found.start :].strip()
    assert bool(found.text) == bool(paste.strip())


def test_the_last_line_is_the_message_whatever_it_looks_like() -> None:
    paste = split("De : MODALIA\nAujourd'hui 21:04", as_of=AS_OF)

    assert (paste.sender, paste.text, paste.received) == ("MODALIA", "Aujourd'hui 21:04", None)


def test_a_named_sender_is_a_header_whatever_follows() -> None:
    paste = split("De : MODALIA\nlundi\nSoldes", as_of=AS_OF)

    assert (paste.header, paste.sender, paste.text) == (True, "MODALIA", "Soldes")


def test_a_number_and_a_day_alone_may_begin_the_message() -> None:
    paste = split("36180\nlundi\nSoldes", as_of=AS_OF)

    assert (paste.header, paste.sender, paste.text) == (False, "36180", "Soldes")

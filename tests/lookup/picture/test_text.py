"""Rows become the text that somebody typed: wrapped rows, ended rows, addresses that were cut, misreadings."""

from __future__ import annotations

from typing import Any

import pytest

from .drawn import GREY, iphone, row, rows
from .test_find import found, texts

EDGE = "une rangée qui va jusqu'au bout"  # as wide as the bubble


def message(*lines: str) -> str:
    return texts(iphone(rows([EDGE, *lines], 54, 368, ground=GREY)))[0].removeprefix(EDGE).lstrip()


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (["et la suite de cette rangée", "ici"], "et la suite de cette rangée\nici"),
        (["et la suite de cette phrase-ci", "ici"], "et la suite de cette phrase-ci ici"),
        (["Prenez vite votre rendez-", "vous"], "Prenez vite votre rendez-vous"),
        (["voir sur https://colis-", "suivi.example/p"], "voir sur https://colis-suivi.example/p"),
        (["sur https://colis.example/abcd", "efgh12"], "sur https://colis.example/abcdefgh12"),
        (["sur modes-et-travaux.exampl", "e/abc"], "sur modes-et-travaux.exampl e/abc"),
        (["sur https://modalia.example/s", "STOP36180"], "sur https://modalia.example/s STOP36180"),
        (["sur https://dossier.example/TN", "soit par"], "sur https://dossier.example/TN soit par"),
        (["https://parcel-fe.example/pay", "or it will"], "https://parcel-fe.example/pay or it will"),
    ],
)
def test_rows_are_joined_as_they_were_typed(lines: list[str], text: str) -> None:
    assert message(*lines) == text


@pytest.mark.parametrize(
    ("read", "text", "kinds"),
    [
        ("Tel 433 6 12 34 56 78", "Tel +33 6 12 34 56 78", ["digits"]),
        ("STOP au 36l80", "STOP au 36180", ["digits"]),
        ("le 01 99 OO 12 34", "le 01 99 00 12 34", ["digits"]),
        ("https://chronopOst.example", "https://chronop0st.example", ["address"]),
        ("Votre code est 4336", "Votre code est 4336", []),
        ("La 4e loi de 1O pages", "La 4e loi de 1O pages", []),
        ("OLLI et Il ont dit OUI", "OLLI et Il ont dit OUI", []),
    ],
)
def test_only_what_a_rule_makes_sure_is_mended(read: str, text: str, kinds: list[str]) -> None:
    got = found(iphone(row(read, 54, 368, ground=GREY)))["messages"][0]

    assert got["text"] == text
    assert [u["kind"] for u in got["unsure"]] == kinds


def test_a_sender_is_mended_too() -> None:
    sender = found(iphone(row("Bonjour", 54, 368, ground=GREY), sender="433612345678 >"))["sender"]

    assert sender["text"] == "+33612345678"
    assert [(u["start"], u["end"], u["kind"]) for u in sender["unsure"]] == [(0, 12, "digits")]


def marks(parts: list[Any]) -> list[tuple[str, str]]:
    got = found(iphone(*parts))["messages"][0]
    units = got["text"].encode("utf-16-le")
    return [(units[2 * u["start"] : 2 * u["end"]].decode("utf-16-le"), u["kind"]) for u in got["unsure"]]


def test_what_is_to_be_compared() -> None:
    first = [*row("Payez", 54, 368, ground=GREY), *row("1,99", 180, 368, ground=GREY, sure=60)]
    second = [*row("😀😀 vile", 54, 412, ground=GREY), *row("peut-étre", 230, 412, ground=GREY, sure=40)]
    third = row("sur ameli.fr ou a@b.example", 54, 456, ground=GREY)

    assert marks([first, second, third]) == [
        ("1,99", "digits"), ("peut-étre", "word"), ("ameli.fr", "address"), ("a@b.example", "address"),
    ]  # fmt: skip


def test_each_mark_has_its_place_in_the_picture() -> None:
    got = found(iphone(row("sur ameli.fr", 54, 368, ground=GREY)))["messages"][0]
    (mark,) = got["unsure"]

    left, top, right, bottom = mark["box"]
    assert 54 < left < right and top == 368 and bottom >= 392

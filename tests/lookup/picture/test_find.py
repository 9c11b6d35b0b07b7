"""What is found in a page: who wrote, when, and what."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from sender_lookup.errors import BadRequestError
from sender_lookup.picture.find import find
from sender_lookup.worker import respond

from .drawn import BLUE, DARK, GREY, PALE, WHITE, iphone, page, row, rows

TODAY = date(2026, 11, 28)
ADVERT = ["Luna Mode : -40 % sur les", "robes jusqu'à samedi en", "magasin. STOP au 36180"]
WHOLE = "Luna Mode : -40 % sur les robes jusqu'à samedi en magasin. STOP au 36180"


def found(given: dict[str, Any]) -> dict[str, Any]:
    return find(given, TODAY)


def texts(given: dict[str, Any]) -> list[str]:
    return [m["text"] for m in found(given)["messages"]]


def sender(given: dict[str, Any]) -> str | None:
    read = found(given)["sender"]
    return read["text"] if read else None


def test_a_conversation_gives_sender_moment_and_message() -> None:
    answer = found(iphone(rows(ADVERT, 54, 368, ground=GREY)))

    assert (answer["sender"]["text"], answer["received"], answer["channel"]) == ("36180", "2026-11-28T14:02", None)
    assert [(m["text"], m["received"]) for m in answer["messages"]] == [(WHOLE, "2026-11-28T14:02")]


def test_the_worker_answers_it() -> None:
    call = {"op": "picture", "page": iphone(rows(ADVERT, 54, 368, ground=GREY)), "today": "2026-11-28"}

    assert json.loads(respond(json.dumps(call)))["picture"]["messages"][0]["text"] == WHOLE
    assert json.loads(respond(json.dumps({**call, "page": {"width": 1}})))["error"]["code"] == "bad_request"


@pytest.mark.parametrize("given", [None, [], {}, {"width": 1, "height": 1, "lines": [{"words": [{"text": "a"}]}]}])
def test_what_is_no_page_is_refused(given: object) -> None:
    with pytest.raises(BadRequestError):
        find(given, TODAY)


def test_an_empty_page_has_nothing() -> None:
    assert found(page()) == {"sender": None, "received": None, "channel": None, "messages": []}


def test_ones_own_bubble_is_left_out_and_the_newest_comes_first() -> None:
    given = iphone(
        rows(["Le colis arrive"], 54, 368, ground=GREY),
        rows(["STOP"], 600, 500, ground=BLUE, ink=WHITE),
        row("Aujourd'hui 16:30", 285, 620, size=19, ink=PALE),
        rows(["Le colis est là"], 54, 680, ground=GREY),
    )

    messages = found(given)["messages"]
    assert [m["text"] for m in messages] == ["Le colis est là", "Le colis arrive"]
    assert [m["received"] for m in messages] == ["2026-11-28T16:30", "2026-11-28T14:02"]


def test_an_empty_line_does_not_end_a_message_and_another_bubble_does() -> None:
    one = iphone(rows(["Bonjour,", "", "votre colis est là"], 54, 368, ground=GREY))
    two = iphone(rows(["Bonjour,"], 54, 368, ground=GREY), rows(["votre colis est là"], 54, 368 + 78, ground=GREY))

    assert texts(one) == ["Bonjour,\n\nvotre colis est là"]
    assert texts(two) == ["votre colis est là", "Bonjour,"]


def test_what_a_phone_prints_is_no_message() -> None:
    given = iphone(
        rows(ADVERT, 54, 368, ground=GREY),
        row("L'expéditeur ne figure pas dans vos contacts.", 137, 536, size=19, ink=PALE),
        row("Signa1er un courrier indésirable", 210, 572, size=19, ink=BLUE),
        row("Q W E R T Y U I O P", 40, 1100, size=30), row("Merci", 300, 1180, size=30),
    )  # fmt: skip

    assert texts(given) == [WHOLE]


def test_buttons_below_a_message_stand_on_the_screen_and_are_none() -> None:
    given = iphone(rows(ADVERT, 54, 368, ground=GREY), row("Voir l'offre", 120, 540), row("Se désabonner", 400, 540))

    assert texts(given) == [WHOLE]


def test_a_bubble_alone_has_no_sender() -> None:
    dark = page(rows(ADVERT, 50, 32, ground=DARK, ink=WHITE), height=200)

    assert (sender(dark), texts(dark)) == (None, [WHOLE])


def test_a_notification_has_its_sender_in_the_first_row() -> None:
    card = (211, 213, 216)
    given = page(
        row("07:48", 55, 36), row("samedi 28 novembre", 182, 146, size=30), row("07:48", 154, 214, size=126),
        row("MODALIA", 141, 452, ground=card, size=20), row("maintenant", 573, 452, ground=card, size=16),
        rows(ADVERT, 140, 490, pitch=38, ground=card, size=22),
    )  # fmt: skip

    assert (sender(given), texts(given)) == ("MODALIA", [WHOLE])


def test_a_time_beside_a_bubble_is_that_of_its_message() -> None:
    given = page(
        row("10:31", 90, 46), row("5G 73%", 560, 46), row("< MODANOVA", 46, 112, size=28),
        row("sábado, 28 de noviembre de 2026", 180, 1062, size=17, ink=PALE),
        rows(["ModaNova: rebajas -50%", "hasta el domingo"], 66, 1148, ground=GREY), row("12:30", 570, 1192, size=17),
    )  # fmt: skip

    assert found(given)["received"] == "2026-11-28T12:30"
    assert sender(given) == "MODANOVA"


def test_chat_rcs_names_the_channel() -> None:
    given = page(
        row("21:14", 30, 19), row("5G 73%", 595, 19), row("Luna Mode", 185, 81), row("Chat RCS", 183, 124, size=16),
        row("jeudi • 10:15", 314, 850, size=18), rows(ADVERT, 121, 1154, ground=GREY),
    )  # fmt: skip

    answer = found(given)
    assert (answer["channel"], answer["received"], sender(given)) == ("rcs", "2026-11-26T10:15", "Luna Mode")

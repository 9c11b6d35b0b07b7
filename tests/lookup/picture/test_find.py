"""What is found in a page: who wrote, when, and what."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from sender_lookup.errors import BadRequestError
from sender_lookup.picture.find import find
from sender_lookup.worker import respond

from .drawn import BLACK, BLUE, DARK, GREY, PALE, WHITE, iphone, page, row, rows

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


def test_what_looks_unlike_the_longest_text_is_no_message() -> None:
    dark, field = (48, 52, 55), (38, 40, 42)
    given = page(
        row("10:41", 29, 16, ground=BLACK, ink=WHITE), row("4G 46%", 573, 16, ground=BLACK, ink=WHITE),
        row("38094", 182, 92, ground=BLACK, ink=WHITE), row("Hoy • 10:15", 289, 300, ground=BLACK, size=16, ink=PALE),
        rows(ADVERT, 121, 360, ground=dark, ink=WHITE),
        rows(["Ventas flash", "Reserve su viaje"], 121, 560, pitch=34, ground=dark, size=16, ink=PALE),
        row("Palabras nunca vistas", 51, 1500, ground=field, ink=PALE),
    )  # fmt: skip

    assert (sender(given), texts(given)) == ("38094", [WHOLE])


def test_the_last_row_of_a_bubble_that_was_measured_too_high_belongs_to_it() -> None:
    last = [{**word, "box": [*word["box"][:3], word["box"][3] + 22]} for word in row("foo.example/pago", 54, 456)]
    given = iphone(rows(["Payez votre amende avant", "ce soir sur notre site de"], 54, 368), last)
    for line in given["lines"]:
        for word in line["words"]:
            word["ground"] = list(GREY if word["box"][0] < 500 and 360 < word["box"][1] < 500 else WHITE)

    assert texts(given) == ["Payez votre amende avant ce soir sur notre site de foo.example/pago"]


def test_an_icon_beside_a_name_is_no_part_of_it() -> None:
    given = page(
        row("13:08", 35, 20), row("4G 87%", 560, 20), [*row("BancoSur", 207, 109), *row("Q", 400, 106)],
        row("Hoy 13:02", 220, 300, size=19, ink=PALE), rows(ADVERT, 63, 360, ground=GREY),
    )  # fmt: skip

    assert sender(given) == "BancoSur"


def test_a_clock_without_its_colon_is_no_sender() -> None:
    given = page(
        row("1310", 36, 19, size=20), row("4G 171%", 531, 22, size=20, sure=0), row("+33644730918", 80, 107),
        row("vendredi 27 novembre 2026", 209, 310, size=19), rows(ADVERT, 63, 395, ground=GREY),
    )  # fmt: skip

    assert sender(given) == "+33644730918"


CARD = (43, 45, 49)


def card(head: str, texts: list[str], top: int, left: int = 169) -> list[dict[str, Any]]:
    """A notification of an Android phone: a name and an age, smaller than the text below them."""
    return [
        *row(head, left, top, ground=CARD, ink=WHITE, size=18),
        *rows(texts, left, top + 42, pitch=42, ground=CARD, ink=WHITE, size=23),
    ]


def test_of_several_notifications_the_one_to_ask_about_comes_first() -> None:
    given = page(
        row("14:02", 35, 19), row("4G 57%", 538, 19), card("Mamá ahora", ["Compra pan al volver", "a casa"], 400),
        card("HMRC 3m", ["You are due a rebate, claim", "it at hmrc-claim.example"], 600),
        card("Gmail • 20m", ["Your weekly digest", "is here"], 800),
    )  # fmt: skip

    assert sender(given) == "HMRC"
    assert texts(given) == [
        "You are due a rebate, claim it at hmrc-claim.example",
        "Compra pan al volver\na casa",
    ]


def test_a_notification_of_another_app_counts_where_there_is_no_other() -> None:
    given = page(row("14:02", 35, 19), card("Gmail • 20m", ["Your weekly digest", "is here"], 800))

    assert (sender(given), texts(given)) == ("Gmail", ["Your weekly digest is here"])


def test_a_message_that_begins_with_a_time_is_no_notification() -> None:
    given = iphone(rows(["Rdv a 3h", "devant la porte du cinéma"], 54, 368, ground=GREY))

    assert (sender(given), texts(given)) == ("36180", ["Rdv a 3h\ndevant la porte du cinéma"])


def test_a_clock_time_in_the_middle_is_one_of_today_and_a_day_keeps_its_own() -> None:
    given = page(
        row("11:58", 35, 19, size=20), row("4G 45%", 538, 19, size=20), row("Northgate Bank", 220, 106, size=31),
        row("Tuesday • 14:31", 288, 300, size=18, ink=PALE), rows(ADVERT, 144, 360, ground=GREY),
        row("11:50", 346, 540, size=18, ink=PALE), rows(ADVERT, 144, 600, ground=GREY),
    )  # fmt: skip

    assert [m["received"] for m in found(given)["messages"]] == ["2026-11-28T11:50", "2026-11-24T14:31"]


def test_the_line_of_the_moment_is_no_bar_in_a_low_picture() -> None:
    given = page(
        row("Clínica", 99, 17), row("Ayer- 10:10", 300, 60, size=16, ink=PALE), rows(ADVERT, 65, 100, ground=GREY),
        height=338,
    )  # fmt: skip

    assert (sender(given), found(given)["received"]) == ("Clínica", "2026-11-27T10:10")


def test_a_card_below_a_message_is_none_nor_is_its_title() -> None:
    given = iphone(
        rows(ADVERT, 54, 368, ground=GREY),
        row("Bottines Alba", 54, 560, ground=GREY, size=23),
        rows(["89,00 € du 36 au 41", "Voir en boutique"], 54, 601, ground=GREY, size=18, ink=PALE),
    )

    assert texts(given) == [WHOLE]


def test_a_hint_right_below_a_message_is_cut_off_and_the_same_words_of_a_message_stay() -> None:
    hint = "If you were not expecting this message"
    below = iphone(rows(ADVERT, 54, 368, ground=GREY), row(hint, 54, 500, ground=GREY, size=20, ink=PALE))
    within = iphone(rows([*ADVERT, hint], 54, 368, ground=GREY))

    assert texts(below) == [WHOLE]
    assert hint in texts(within)[0]


def test_the_english_i_is_read_as_a_bar() -> None:
    given = iphone(rows(["Hi Mum, | dropped my phone"], 54, 368, ground=GREY))

    assert texts(given) == ["Hi Mum, I dropped my phone"]


@pytest.mark.parametrize("line", ["sáb., 21nov. 12:12", "sáb., 21 nov. 12:12"])
def test_a_moment_without_a_blank_is_one(line: str) -> None:
    given = page(
        row("12:30", 35, 19), row("4G 92%", 538, 19), row("XOGUETES", 218, 102), row(line, 273, 300, size=20, ink=PALE),
        rows(ADVERT, 145, 360, ground=GREY),
    )  # fmt: skip

    assert found(given)["received"] == "2026-11-21T12:12"


HINT = "Si vous n'attendiez pas ce message"


def test_what_begins_as_a_hint_does_in_a_bubble_is_a_message() -> None:
    alone = page(row("21:14", 71, 41), row("5G 73%", 560, 41), rows([HINT, "venez vers ce coin"], 54, 368, ground=GREY))
    after = iphone(
        rows(["encore une semaine", "vous ne venez pas"], 54, 368, ground=GREY),
        rows([HINT, "venez vers ce coin"], 54, 560, ground=GREY),
    )
    pale = iphone(
        rows(ADVERT, 54, 368, ground=GREY), rows([HINT, "venez vers ce coin"], 54, 560, ground=GREY, ink=PALE)
    )

    assert texts(alone) == [f"{HINT} venez vers ce coin"]
    assert texts(after)[0] == f"{HINT} venez vers ce coin"
    assert texts(pale) == [WHOLE]


def test_a_number_heads_a_conversation_rather_than_the_words_of_an_app_around_it() -> None:
    given = page(
        row("Album ouvert", 32, 60, ground=BLACK, ink=WHITE), row("09:58", 215, 97, ground=BLACK, ink=WHITE, size=16),
        row("+33 6 44 19 75 02", 281, 240, size=16), row("Aujourd'hui 09:12", 278, 363, size=17, ink=PALE),
        rows(ADVERT, 57, 423, ground=GREY),
    )  # fmt: skip

    assert (sender(given), texts(given)) == ("+33 6 44 19 75 02", [WHOLE])

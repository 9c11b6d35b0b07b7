"""Several messages in one paste or file: told from one message that only looks so, and listed by danger."""

from __future__ import annotations

import json
import random
from dataclasses import replace
from datetime import date, datetime
from itertools import pairwise
from typing import Any

import pytest

from sender_lookup import lookup
from sender_lookup.intake.several import is_several, split_several
from sender_lookup.output.several import MOST, RULES, VERDICTS, WANTS, danger_of
from sender_lookup.worker import respond
from tests.conftest import SHARED
from tests.lookup.corpus import FOLDER, read_folder

AS_OF = date(2026, 11, 28)
ADVERT = "Soldes -40% chez Modalia jusqu'à samedi. STOP au 36180"
SCAM = "Votre colis est bloqué : payez 1,99 € sur colis-suivi.top/payer"
A, B = datetime(2026, 11, 22, 21, 4), datetime(2026, 11, 23, 9, 30)
TWO = [("MODALIA", A, ADVERT), ("+33 7 56 00 00 00", B, SCAM)]

# How two messages look in what people copy or export.
FORMATS = {
    "chat of an iPhone": f"\u200e[22/11/2026, 21:04:33] MODALIA: {ADVERT}\n"
    f"[23/11/2026, 09:30:01] +33 7 56 00 00 00: {SCAM}",
    "chat of an Android": "22/11/2026, 21:04 - Les messages sont chiffrés de bout en bout.\n"
    f"22/11/2026, 21:04 - MODALIA: {ADVERT}\n"
    f"22/11/2026, 21:10 - Moi: stop\n23/11/2026, 09:30 - +33 7 56 00 00 00: {SCAM}",
    "American": f"[11/22/26, 9:04:33 PM] MODALIA: {ADVERT}\n[11/23/26, 9:30:33\u202fAM] +33 7 56 00 00 00: {SCAM}",
    "brackets": f"[22/11/2026 21:04] MODALIA : {ADVERT}\n\n[23/11/2026 09:30] +33 7 56 00 00 00 : {SCAM}\n",
    "months in words": f"22 nov. 2026 à 21:04 - MODALIA : {ADVERT}\n23 nov. 2026 à 9:30 - +33 7 56 00 00 00 : {SCAM}",
    "log": f"2026-11-22T21:04:33+01:00 MODALIA: {ADVERT}\n2026-11-23 09:30:12.345 +33 7 56 00 00 00 {SCAM}",
    "tabs": f"22/11/2026 21:04\tMODALIA\t{ADVERT}\n23/11/2026 09:30\t+33 7 56 00 00 00\t{SCAM}",
    "text below": f"22/11/2026 21:04 - MODALIA\n{ADVERT}\n\n23/11/2026 09:30 - +33 7 56 00 00 00\n{SCAM}",
    "moment behind": f"MODALIA (22/11/2026 21:04) : {ADVERT}\n+33 7 56 00 00 00 [23/11/2026 09:30] : {SCAM}",
    "screens": f"De : MODALIA\nMessage texte\n22/11/2026 21:04\n{ADVERT}\n\n"
    f"De : +33 7 56 00 00 00\n23/11/2026 09:30\n{SCAM}",
    "numbers alone": f"MODALIA\n22 nov. 21:04\n{ADVERT}\n\n+33 7 56 00 00 00\nlun. 23 nov. 9:30\n{SCAM}",
    "screens and dashes": f"De: MODALIA\n22/11/2026 21:04\n{ADVERT}\n-----\n"
    f"De: +33 7 56 00 00 00\n23/11/2026 09:30\n{SCAM}\n-----\n",
    "comma-separated": "Date,Heure,Expéditeur,Sens,Message\n"
    f'22/11/2026,21:04,MODALIA,reçu,"{ADVERT}"\n22/11/2026,21:10,MODALIA,envoyé,STOP\n'
    f'23/11/2026,09:30,+33 7 56 00 00 00,reçu,"{SCAM}"\n',
    "semicolons": f"address;readable_date;type;body\r\nMODALIA;22 nov. 2026 21:04:33;1;{ADVERT}\r\n"
    f"MODALIA;22 nov. 2026 21:04:33;2;STOP\r\n+33 7 56 00 00 00;23 nov. 2026 09:30:33;1;{SCAM}\r\n",
    "backup": f"""\ufeff<?xml version='1.0' encoding='UTF-8'?><smses count="3">
        <sms address="MODALIA" type="1" body="{ADVERT.replace("'", "&#39;")}" readable_date="22 nov. 2026 21:04:33" />
        <sms address="MODALIA" type="2" body="STOP" readable_date="22 nov. 2026 21:05:33" />
        <mms address="MODALIA" msg_box="2"><parts><part ct="text/plain" text="moi"/></parts></mms>
        <mms address="+33 7 56 00 00 00" msg_box="1" readable_date="Nov 23, 2026 9:30:00\u202fAM"><parts>
        <part ct="image/jpeg" text="null"/><part seq="0" ct="text/plain" text="{SCAM}" /></parts></mms></smses>""",
}  # fmt: skip


@pytest.mark.parametrize("text", FORMATS.values(), ids=FORMATS)
def test_two_messages_are_told_apart(text: str) -> None:
    assert [(p.sender, p.received, p.text) for p in split_several(text, as_of=AS_OF)] == TWO
    assert is_several(text, as_of=AS_OF)


def test_dashes_alone_part_what_may_be_messages() -> None:
    parts = split_several(f"{ADVERT}\n* * *\nDe : 38011\nHier 9:30\n{SCAM}\n-----\n{ADVERT} !", as_of=AS_OF)

    assert [(p.sender, p.text) for p in parts] == [(None, ADVERT), ("38011", SCAM), (None, f"{ADVERT} !")]


def test_a_message_keeps_its_lines_and_what_nobody_sees() -> None:
    hidden = "Votre co\u200blis est bloqué,\n\n  payez ici : a.example/x"
    text = f"[22/11/2026 21:04] MODALIA : {hidden}\n[23/11/2026 09:30] Colis : {SCAM}"

    assert [p.text for p in split_several(text, as_of=AS_OF)] == [hidden, SCAM]


ONE = {
    "blank lines": f"{ADVERT}\n\nVenez nombreux, la boutique est ouverte !\n\n{SCAM}",
    "one head": f"De : MODALIA\n22/11/2026 21:04\n{ADVERT}\n\n{SCAM}",
    "one line of a chat": f"[22/11/2026 21:04] MODALIA : {ADVERT}\n{SCAM}",
    "appointments": "15/12/2026 09:00 - Dr Martin : contrôle annuel des yeux\n"
    "16/12/2026 10:00 - Dr Petit : scanner du genou gauche",
    "appointments announced": "Vos rendez-vous :\n"
    "22/11/2026 09:00 - Dr Martin : contrôle des yeux\n23/11/2026 10:00 - Dr Petit : scanner",
    "payments": "22/11/2026 21:04 CARREFOUR: 12,50 EUR\n21/11/2026 10:00 SNCF: 45,00 EUR",
    "payments without names": "22/11/2026 21:04 paiement de 12,50 EUR par carte\n"
    "21/11/2026 10:00 paiement de 45 EUR par carte",
    "journey": "De : Paris\nA : Lyon\n\nDe : Lyon\nA : Paris",
    "hours": "De : DOCTOLIB\nHier 21:04\nVotre rendez-vous :\n24 novembre 8:05\nDr Martin, 3 rue de la Paix",
    "theatre": "De : MODALIA\nHier 21:04\nThéâtre sam.\n"
    "24 janvier 20h30 - Halle du Val : 15 € les places\nSTOP au 36179",
    "numbers": "Nos agences :\n01 42 00 00 00\n01 43 00 00 00\n36180\nÀ bientôt dans nos agences",
    "frame": f"=====\n{ADVERT}\n=====\n{SCAM}\n=====",
    "signature": f"{SCAM}, merci de votre confiance\n---\nService client\nSTOP au 36180",
    "two languages": "Votre rendez-vous est le 27/11 à 11:20 à l'hôpital central\n---\n"
    "Su cita es el 27/11 a las 11:20 en el hospital central",
    "two languages, one address": "[Bpost]\nUw pakket is verzonden. "
    "Volg uw zending: bpost-x.example/b\n-----\n[Bpost]\n"
    "Votre colis est au centre de tri. Pour le suivre : bpost-x.example/b",
    "own answers": f"[22/11/2026 21:04] MODALIA : {ADVERT}\n"
    "[22/11/2026 21:05] Moi : Arrêtez de m'écrire s'il vous plaît",
    "a table of something else": "Date,Lieu\n22/11/2026,Paris\n23/11/2026,Lyon",
    "a page": f"<p>{ADVERT}</p>\n<p>{SCAM}</p>",
}  # fmt: skip


@pytest.mark.parametrize("text", ONE.values(), ids=ONE)
def test_one_message_stays_one(text: str) -> None:
    assert split_several(text, as_of=AS_OF) == ()


def collected() -> list[str]:
    """The messages of our corpus, and of the shared corpora where they are."""
    rows = [row for folder in ("learned", "held_out", "rounds") for row in read_folder(FOLDER / folder)]
    shared = SHARED / "corpus" / "dev"
    rows += read_folder(shared) if shared.is_dir() else ()
    return [str(text) for row in rows if (text := row.get("text") or row.get("request", {}).get("text"))]


HEADERS = (
    "", "De : MODALIA\nMessage texte\nHier 21:04\n", "+33 6 12 34 56 78\nlun. 23 nov.\n21:04\n",
    "[22/11/2026 21:04] MODALIA : ", "22/11/2026 21:04 - MODALIA : ",
)  # fmt: skip


@pytest.mark.parametrize("header", HEADERS)
def test_no_message_that_we_know_is_split(header: str) -> None:
    """Nor with each sentence on a line of its own."""
    texts = collected()
    assert len(texts) > 6_000
    in_lines = [text.replace(". ", ".\n\n").replace("! ", "!\n").replace(" - ", "\n- ") for text in texts]

    assert [text for text in (*texts, *in_lines) if split_several(header + text, as_of=AS_OF)] == []


FORMS = (
    lambda who, when, text: f"[{when:%d/%m/%Y %H:%M}] {who} : {text}\n",
    lambda who, when, text: f"{when:%d/%m/%Y, %H:%M} - {who}: {text}\n",
    lambda who, when, text: f"{when:%Y-%m-%d %H:%M:%S} {who}: {text}\n",
    lambda who, when, text: f"De : {who}\n{when:%d/%m/%Y %H:%M}\n{text}\n\n",
)


@pytest.mark.parametrize("form", FORMS)
def test_messages_of_the_corpus_come_out_as_they_went_in(form: Any) -> None:
    chance = random.Random("several")
    texts = [text for text in collected() if len(text.split()) >= 5 and text.strip() == text and "\r" not in text]
    whole = 0
    for _ in range(100):
        chosen = chance.sample(texts, 4)
        sent = [
            (who, datetime(2026, 11, day, 9, day), text)
            for who, day, text in zip(
                ("MODALIA", "36180", "La Poste", "+33612345678"), range(11, 15), chosen, strict=True
            )
        ]
        found = split_several("".join(form(*one) for one in sent), as_of=AS_OF)
        whole += [tuple(part) for part in found] == [(text, who, when) for who, when, text in sent]
    assert whole >= 98


def ask(**call: Any) -> dict[str, Any]:
    answer: dict[str, Any] = json.loads(
        respond(json.dumps({"op": "several", "today": AS_OF.isoformat(), "language": "fr", **call}))
    )
    return answer


def test_the_list_of_a_paste() -> None:
    answer = ask(text=FORMATS["brackets"], country="FR")

    first, second = answer["messages"]
    assert first == {
        "request": {"country": "FR", "text": SCAM, "sender": "+33 7 56 00 00 00", "received": "2026-11-23T09:30"},
        "verdict": "do_not_reply", "what": "Sans doute une arnaque", "sender": "07 56 00 00 00", "beginning": SCAM,
        "times": "",
    }  # fmt: skip
    assert (second["verdict"], second["sender"]) == ("stop", "MODALIA")
    assert answer["words"]["title"] == "2 messages, le plus dangereux d’abord"
    assert answer["words"]["left"] == ""


def test_who_wrote_what_names_nobody_is_who_was_typed() -> None:
    messages = ask(text=f"{ADVERT}\n-----\n{SCAM}", sender="38011")["messages"]
    assert [m["request"]["sender"] for m in messages] == ["38011", "38011"]


def test_a_lookup_says_that_its_text_holds_several_and_answers_as_before() -> None:
    def looked_up(text: str) -> dict[str, Any]:
        answer: dict[str, Any] = json.loads(
            respond(json.dumps({"op": "lookup", "today": AS_OF.isoformat(), "request": {"text": text}}))
        )
        return answer

    assert looked_up(FORMATS["brackets"]).keys() == {"result", "html", "several"}
    assert looked_up(ADVERT).keys() == {"result", "html"}


def test_requests_are_given_back_as_they_came() -> None:
    requests = [{"text": ADVERT, "picture": 1}, {"text": SCAM, "picture": 2, "from_picture": True}, {"text": " "}]
    assert [m["request"] for m in ask(requests=requests)["messages"]] == [requests[1], requests[0]]


@pytest.mark.parametrize("call", [{}, {"text": 3}, {"requests": "x"}, {"requests": [1]}])
def test_a_call_without_messages_is_a_bad_request(call: dict[str, Any]) -> None:
    assert ask(**call)["error"]["code"] == "bad_request"


def test_the_same_message_is_one_line() -> None:
    days = ("2026-11-20T10:00", "2026-11-22T10:00", "2026-11-21T10:00")
    requests = [{"text": SCAM, "sender": "38011", "received": day} for day in days]

    answer = ask(requests=[*requests, {"text": SCAM, "sender": "38012"}, {"text": SCAM + "\n", "sender": "38011"}])

    assert [(m["sender"], m["times"]) for m in answer["messages"]] == [("38011", "reçu 4 fois"), ("38012", "")]
    assert answer["messages"][0]["request"]["received"] == days[1]


def test_where_nothing_is_dangerous_the_title_says_so_neither() -> None:
    assert ask(requests=[{"text": ADVERT}, {"text": f"{ADVERT} !"}])["words"]["title"] == "2 messages"


def test_no_more_than_a_person_can_wait_for_and_the_newest() -> None:
    requests = [{"text": f"{ADVERT} {n}", "received": f"2026-11-01T{n // 60:02}:{n % 60:02}"} for n in range(MOST + 7)]

    answer = ask(requests=requests)

    assert len(answer["messages"]) == MOST
    assert answer["messages"][0]["beginning"].endswith(f" {MOST + 6}") and answer["words"]["left"].startswith(
        "7 messages"
    )


@pytest.mark.parametrize(("text", "beginning"), [
    ("un  deux\ntrois", "un deux trois"), ("mot " * 30, "mot " * 21 + "mot mot…"[4:]), ("x" * 200, "x" * 90 + "…"),
])  # fmt: skip
def test_the_beginning_of_a_message(text: str, beginning: str) -> None:
    (line,) = ask(requests=[{"text": text}])["messages"]
    assert line["beginning"] == beginning


ORDER = [
    ("Votre colis est bloqué : payez 1,99 € sur colis-suivi.top/payer", "do_not_reply"),
    ("Bravo ! Envoyez OUI au 81234 (3 € par SMS) pour jouer.", "premium"),
    ("Soldes -40% chez Modalia jusqu'à samedi. STOP au 36180", "stop"),
    ("Votre code de vérification est 482913. Ne le communiquez à personne.", "nothing_to_stop"),
]  # fmt: skip


def test_the_order_is_that_of_the_verdicts() -> None:
    messages = ask(requests=[{"text": text} for text, _ in reversed(ORDER)])["messages"]

    assert [(m["beginning"], m["verdict"]) for m in messages] == ORDER


def test_within_a_verdict_and_rule_it_is_what_one_may_lose() -> None:
    assert set(VERDICTS) == set(type(VERDICTS[0]))
    result = lookup({"text": SCAM}, as_of=AS_OF)
    assert result.message and result.message.wants >= {"pay"}

    def wanting(*wants: str, rule: str = "scam") -> tuple[int, int, int]:
        assert result.message
        message = result.message._replace(wants=frozenset(wants))
        return danger_of(replace(result, message=message, advice=result.advice._replace(rule=rule)))

    ordered = [
        wanting("answer", "pay"),
        wanting("tap"),
        wanting("call"),
        wanting("answer"),
        wanting(),
        wanting("pay", rule="threat"),
        wanting(rule="doubt"),
        wanting(rule="look"),
    ]
    assert all(one < other for one, other in pairwise(ordered))
    assert wanting("code", rule=RULES[1][1]) == wanting(WANTS[0][0])
    assert danger_of(lookup({"sender": "36180"}, as_of=AS_OF))[2] == len(WANTS)


def test_of_the_same_danger_the_newest_comes_first_and_else_the_order_stays() -> None:
    requests = [
        {"text": f"{SCAM}{n}", "received": when}
        for n, when in enumerate(("2026-11-20T10:00", "", "2026-11-22T10:00", "nonsense", "2026-11-21T10:00"))
    ]

    found = [m["request"]["text"][-1] for m in ask(requests=requests)["messages"]]

    assert found == ["2", "4", "0", "1", "3"]


@pytest.mark.parametrize("text", [
    "36180\n" * 3_300, "<smses>" + "<sms a='' " * 2_000, "date,body\n" + '"a""' * 5_000, "- " * 9_000 + "\n-",
    "22:04 " * 3_000 + "\n1",
])  # fmt: skip
def test_what_is_made_to_be_hard_is_no_several(text: str) -> None:
    assert not is_several(text * 50, as_of=AS_OF)

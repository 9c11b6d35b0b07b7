"""The cases that a person keeps on their device: what comes next and when, what happened, the file, the reminder."""

from __future__ import annotations

import json
import re
from datetime import date
from hashlib import sha256
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from sender_lookup.cases.kept import read_case
from sender_lookup.country.loader import load_index
from sender_lookup.output.catalogue import load_catalogue
from sender_lookup.worker import respond

from .case_tables import WITHOUT_AUTHORITY, load_country_or_one_without_authority

LANGUAGES = load_index().languages
TODAY = "2026-11-28"
ADVERT = {"sender": "MODALIA", "text": "Soldes -40% chez Modalia. STOP au 36180", "received": "2026-11-10T10:00"}
SCAM = {
    "sender": "38011", "text": "Votre colis est bloqué : payez 1,99 € sur colis-suivi.top/payer",
    "received": "2026-11-10",
}  # fmt: skip
THREAT = {"text": "Vas a pagar o te mato", "received": "2026-11-10"}
PAID = {"sender": "81234", "text": "Votre abonnement Jeux+ est actif : 4,99 €/semaine. STOP au 81234"}
CODE = {"text": "Votre code de vérification est 482913. Ne le communiquez à personne.", "received": "2026-11-10"}
DELIVERY = {"text": "Chronopost : votre colis sera livré demain entre 9h et 12h.", "received": "2026-11-10"}
HOSTILE = "<img src=x onerror=alert(1)>"

Event = tuple[str, ...]


def case(*events: Event, message: dict[str, str] = ADVERT, country: str = "FR", **more: Any) -> dict[str, Any]:
    done = [dict(zip(("what", "day", "letter"), event, strict=False)) for event in events]
    return {"id": "k3v9q0x7ab12", "country": country, "messages": [message], "events": done, **more}


def call(op: str, language: str = "en", today: str = TODAY, **more: Any) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(respond(json.dumps({"op": op, "today": today, "language": language, **more})))
    return found


@pytest.fixture(autouse=True)
def a_country_without_authority(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sender_lookup.pipeline.load_country", load_country_or_one_without_authority)


def line(kept: dict[str, Any], language: str = "en", today: str = TODAY) -> dict[str, Any]:
    (found,) = call("cases", language, today, cases=[kept])["cases"]
    assert isinstance(found, dict)
    return found


# --- what comes next, and on which day --------------------

STOP, LETTER = ("stop", "2026-11-20"), ("letter", "2026-11-24", "company_objection")
OLD_LETTER, REMINDER = ("letter", "2026-10-10", "company_objection"), ("letter", "2026-11-25", "company_reminder")
LOOK = "Are messages still coming? "
WAIT = "Wait for the answer until "
POST = " By post, allow a few days more: we counted from the day of sending. "
NO_REPLY = "Do not reply, do not open any link. "
COMPLAINED = "You complained on 27 November 2026. The answer can take a while. If it comes again, add it here."
UNKNOWN = "We do not know the rules of this country yet: we cannot say what comes next."
STOPPED = "It stopped. Nothing to do. If it comes again, add it here."
REPORTED = "You reported it. Nothing more to do. If it comes again, report it again."

NEXT = {
    "nothing done": (case(), "Send STOP to 36180.", "", True),
    "stop yesterday": (case(("stop", "2026-11-27")), "See whether more messages come.", "2026-11-29", False),
    "stop today": (case(("stop", TODAY)), "See whether more messages come.", "2026-11-30", False),
    "stop tomorrow is none": (case(("stop", "2026-11-29")), "Send STOP to 36180.", "", True),
    "two days after": (case(("stop", "2026-11-26")), LOOK + "Then write to the company.", "2026-11-28", True),
    "stop": (case(STOP), LOOK + "Then write to the company.", "2026-11-22", True),
    "the first stop counts": (
        case(("stop", "2026-11-27"), STOP), LOOK + "Then write to the company.", "2026-11-22", True,
    ),
    "it came again": (
        case(STOP, message={**ADVERT, "received": "2026-11-25"}),
        "It came again after STOP. Write to the company.", "2026-11-22", True,
    ),
    "it came within the two days": (
        case(STOP, message={**ADVERT, "received": "2026-11-21"}), LOOK + "Then write", "2026-11-22", True,
    ),
    "letter": (
        case(STOP, LETTER), WAIT + "24 December 2026." + POST + "No full answer by then? Then complain.",
        "2026-12-25", False,
    ),
    "letter without a name": (case(("letter", "2026-11-24")), WAIT + "24 December 2026.", "2026-12-25", False),
    "the first letter counts": (case(LETTER, OLD_LETTER), "A month has passed: complain", "2026-11-11", True),
    "deadline over": (case(OLD_LETTER), "A month has passed: complain to the authority.", "2026-11-11", True),
    "last day": (case(("letter", "2026-10-28")), WAIT + "28 November 2026.", "2026-11-29", False),
    "day after": (case(("letter", "2026-10-27")), "A month has passed: complain", "2026-11-28", True),
    "reminder": (case(OLD_LETTER, REMINDER), WAIT + "10 December 2026." + POST + "No full", "2026-12-11", False),
    "reminder before the month is over": (case(LETTER, REMINDER), WAIT + "24 December 2026.", "2026-12-25", False),
    "reminder alone": (case(REMINDER), WAIT + "10 December 2026.", "2026-12-11", False),
    "reminder over": (
        case(OLD_LETTER, ("letter", "2026-11-12", "company_reminder")), "A month has passed: complain",
        "2026-11-28", True,
    ),
    "reminder alone, over": (case(("letter", "2026-11-01", "company_reminder")), "Complain", "2026-11-17", True),
    "complaint": (case(OLD_LETTER, ("complaint", "2026-11-27")), COMPLAINED, "", False),
    "complaint, and it came again": (
        case(OLD_LETTER, ("complaint", "2026-11-12"), message={**ADVERT, "received": "2026-11-25T09:00"}),
        "You complained on 12 November 2026, and it came again on 25 November 2026. Send this one to the", "", True,
    ),
    "complaint on the day of the message": (
        case(("complaint", "2026-11-10")), "You complained on 10 November 2026. The answer", "", False,
    ),
    "stopped": (case(STOP, ("stopped", "2026-11-27")), STOPPED, "", False),
    "stopped, after a letter": (case(OLD_LETTER, ("stopped", "2026-11-27")), STOPPED, "", False),
    "stopped, and it came again": (
        case(STOP, ("stopped", "2026-11-24"), message={**ADVERT, "received": "2026-11-25"}),
        "It came again after STOP. Write to the company.", "2026-11-22", True,
    ),
    "stopped tomorrow is not yet": (case(STOP, ("stopped", "2026-11-29")), LOOK, "2026-11-22", True),
    "stopped, but paid": (
        case(STOP, ("stopped", "2026-11-27"), happened=["paid"]), "Not done yet? You paid: call your bank", "", True,
    ),
    "complaint as a letter": (case(("letter", "2026-11-27", "authority_complaint")), COMPLAINED, "", False),
    "scam": (case(message=SCAM), NO_REPLY + "Report it to 33700.", "", True),
    "scam, reported": (case(("report", "2026-11-11"), message=SCAM), REPORTED, "", False),
    "scam, reported by letter": (case(("letter", "2026-11-11", "fraud_report"), message=SCAM), REPORTED, "", False),
    "scam, came after the report": (
        case(("report", "2026-11-09"), message=SCAM), NO_REPLY + "Report it to 33700.", "", True,
    ),
    "threat": (case(message=THREAT), "Keep the messages, do not reply.", "", True),
    "advert, reported": (case(("report", "2026-11-11")), "Send STOP to 36180.", "", True),
    "one-time code": (case(message=CODE), "Do not give this code to anyone.", "", False),
    "delivery": (case(message=DELIVERY), "A delivery notice: nothing to stop.", "", False),
    "scam without a report": (case(message=SCAM, country="PT"), NO_REPLY + "Block the sender", "", True),
    "paid": (case(STOP, message=PAID), "Write to your operator.", "", True),
    "paid, disputed": (
        case(STOP, ("letter", "2026-11-24", "operator_dispute"), message=PAID), WAIT + "24 December",
        "2026-12-25", False,
    ),
    "clicked": (case(message=SCAM, happened=["clicked"]), "You opened the link: close the page.", "", True),
    "clicked, then reported": (
        case(("report", "2026-11-20"), message=SCAM, happened=["clicked"]),
        "Not done yet? You opened the link: close the page.", "", True,
    ),
    "clicked, reported, can be stopped": (
        case(("report", "2026-11-20"), happened=["clicked"]),
        "Not done yet? You opened the link: close the page. Send STOP to 36180.", "", True,
    ),
    "paid, then reported": (
        case(("report", "2026-11-20"), message=SCAM, happened=["paid"]),
        "Not done yet? You paid: call your bank now.", "", True,
    ),
    "paid, wrote": (
        case(LETTER, happened=["paid"]), "Not done yet? You paid: call your bank now. " + WAIT, "", True,
    ),
    "Spain: stop yesterday": (
        case(("stop", "2026-11-27"), country="ES"), "See whether more messages come.", "2026-11-29", False,
    ),
    "Spain: no letter is needed": (
        case(STOP, country="ES"), LOOK + "Then complain to the authority.", "2026-11-22", True,
    ),
    "Spain: it came again": (
        case(STOP, country="ES", message={**ADVERT, "received": "2026-11-25"}),
        "It came again after STOP. Complain to the authority.", "2026-11-22", True,
    ),
    "Spain: letter": (case(LETTER, country="ES"), WAIT + "24 December 2026." + POST + "No full", "2026-12-25", False),
    "Spain: deadline over": (case(OLD_LETTER, country="ES"), "A month has passed: complain", "2026-11-11", True),
    "Spain: reminder": (case(OLD_LETTER, REMINDER, country="ES"), WAIT + "10 December 2026.", "2026-12-11", False),
    "Spain: complaint": (case(("complaint", "2026-11-27"), country="ES"), COMPLAINED, "", False),
    "no rules: STOP": (case(STOP, country="ZZ"), UNKNOWN, "", False),
    "no rules": (case(country="ZZ"), UNKNOWN, "", False),
    "no rules: letter": (case(OLD_LETTER, REMINDER, country="ZZ"), UNKNOWN, "", False),
    "no rules: scam": (case(message=SCAM, country="ZZ"), NO_REPLY + UNKNOWN, "", True),
    "no rules: one-time code": (
        case(message=CODE, country="ZZ"), "Do not give this code to anyone. " + UNKNOWN, "", False,
    ),
    "no rules: paid": (case(happened=["paid"], country="ZZ"), "You paid: call your bank now.", "", True),
    "no country": (case(message=SCAM, country="France"), NO_REPLY + UNKNOWN, "", True),
    "no authority: letter": (
        case(LETTER, country=WITHOUT_AUTHORITY),
        WAIT + "24 December 2026." + POST + "No full answer by then? Then send a reminder.", "2026-12-25", False,
    ),
    "no authority: deadline over": (
        case(OLD_LETTER, country=WITHOUT_AUTHORITY), "No full answer? Send a rem", "2026-11-11", True,
    ),
}  # fmt: skip


@pytest.mark.parametrize(("kept", "says", "day", "is_due"), NEXT.values(), ids=NEXT)
def test_what_comes_next_and_on_which_day(kept: dict[str, Any], says: str, day: str, is_due: bool) -> None:
    comes = line(kept)["next"]
    when = "now" if is_due else f"from {load_catalogue('en').date(date.fromisoformat(day))}" if day else ""

    assert comes["says"].startswith(says)
    assert (comes["day"], comes["due"], comes["when"]) == (day, is_due, when)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kept", [kept for kept, *_ in NEXT.values()], ids=NEXT)
def test_every_case_has_words_in_every_language(language: str, kept: dict[str, Any]) -> None:
    shown = line(kept, language)
    html = call("case_file", language, case=kept)["html"]

    for says in (shown["next"]["says"], *(one["says"] for one in shown["chronology"])):
        assert says.endswith((".", "?", "!")) or "SMS" in says or "Sms" in says or ":" in says
        assert says.replace("'", "&#39;") in html
    assert call("case_reminder", language, case=kept).keys() == {"name", "type", "text", "says"}


@pytest.mark.parametrize("events", [
    (("report", "2026-11-20"),), (STOP,), (("report", "2026-11-20"), STOP), (("complaint", "2026-11-20"),), (LETTER,),
], ids=str)  # fmt: skip
@pytest.mark.parametrize("message", [ADVERT, SCAM, CODE, THREAT, PAID], ids=str)
def test_first_aid_stays_due_and_is_never_the_end(events: tuple[Event, ...], message: dict[str, str]) -> None:
    comes = line(case(*events, message=message, happened=["paid"]))["next"]

    assert (comes["due"], comes["when"]) == (True, "now")
    assert comes["says"].startswith("Not done yet? You paid") and comes["says"] == comes["says"].strip()
    assert "othing" not in comes["says"]


def test_first_aid_stands_before_what_is_not_due() -> None:
    paid = case(("report", "2026-11-11"), message=SCAM, happened=["paid"])
    kept = [{**case(LETTER), "id": "letter"}, {**paid, "id": "paid"}]
    assert call("cases", cases=kept)["order"] == ["paid", "letter"]


# --- a case in the list --------------------


def test_a_case_in_the_list() -> None:
    again = {**ADVERT, "text": "Encore -50% ! STOP au 36180", "received": "2026-11-20", "knows_sender": "no"}
    kept = case(STOP, LETTER, firm="Modalia SAS", answers={"is_customer": "yes"}, happened=["paid", "clicked"])

    found = line({**kept, "messages": [again, ADVERT, {"sender": "", "text": " "}]}, "fr")

    assert found["request"] == {
        **again, "country": "FR", "happened": ["paid", "clicked"], "answers": {"is_customer": "yes"},
        "stop_sent": "2026-11-20", "letter_sent": "2026-11-24",
    }  # fmt: skip
    assert (found["id"], found["title"]) == ("k3v9q0x7ab12", "Modalia SAS (MODALIA)")
    assert found["count"] == "2 messages, le dernier le 20 novembre 2026"
    assert (found["verdict"], found["what"], found["reminder"]) == ("check_first", "Voici quoi faire maintenant", True)
    assert found["chronology"] == [
        {"day": "2026-11-10", "when": "10 novembre 2026 à 10:00", "says": "SMS de MODALIA"},
        {"day": "2026-11-20", "when": "20 novembre 2026", "says": "SMS de MODALIA"},
        {"day": "2026-11-20", "when": "20 novembre 2026", "says": "Vous avez envoyé STOP."},
        {
            "day": "2026-11-24", "when": "24 novembre 2026",
            "says": "Vous avez envoyé une lettre\u00a0: Demander à l’entreprise d’arrêter.",
        },
        {"day": "", "when": "", "says": "Vous avez noté\u00a0: J’ai payé · J’ai ouvert le lien"},
    ]  # fmt: skip


NOT_ENOUGH, ASKED, SENT = "Your request was not enough", "You asked them to stop", "Your request has been sent"
LATER = {**ADVERT, "received": "2026-11-25"}
WHAT = {
    "nothing done": (case(), "An advert"), "stop today": (case(("stop", TODAY)), SENT),
    "nothing told since": (case(STOP), ASKED), "it came again": (case(STOP, message=LATER), NOT_ENOUGH),
    "it came within the two days": (case(STOP, message={**ADVERT, "received": "2026-11-21"}), ASKED),
    "month over": (case(("stop", "2026-10-01")), NOT_ENOUGH), "letter": (case(STOP, LETTER), SENT),
    "letter, month over": (case(OLD_LETTER), ""), "complaint": (case(STOP, ("complaint", "2026-11-27")), ""),
    "complaint, and it came again": (case(STOP, ("complaint", "2026-11-24"), message=LATER), ""),
    "reminder": (case(OLD_LETTER, REMINDER), ""), "stop, reminder": (case(STOP, REMINDER, message=LATER), ASKED),
    "stopped": (case(STOP, ("stopped", "2026-11-27")), ""),
    "stopped, and it came again": (case(STOP, ("stopped", "2026-11-24"), message=LATER), NOT_ENOUGH),
    "scam after STOP": (case(STOP, message=SCAM), "Probably a scam"),
    "paid": (case(STOP, happened=["paid"]), "What to do now"),
}  # fmt: skip


@pytest.mark.parametrize(("kept", "what"), WHAT.values(), ids=WHAT)
def test_what_it_is_says_no_more_than_is_known(kept: dict[str, Any], what: str) -> None:
    assert line(kept)["what"] == what


def test_that_it_stopped_stands_in_the_chronology() -> None:
    assert line(case(("stopped", "2026-11-27")))["chronology"][-1]["says"] == "Nothing more came."


@pytest.mark.parametrize(("received", "newest"), [
    (("2026-11-20", "2026-11-10T10:00"), 0), (("2026-11-20", "2026-11-20T10:00"), 1), (("", "2026-11-10"), 1),
    (("", ""), 1), (("2026-11-10", "2026-11-10"), 1), (("2026-11-10", "soon"), 0),
])  # fmt: skip
def test_the_newest_message_is_asked_about(received: tuple[str, ...], newest: int) -> None:
    messages = [{**ADVERT, "sender": str(n), "received": day} for n, day in enumerate(received)]
    assert line({"messages": messages})["request"]["sender"] == str(newest)


@pytest.mark.parametrize(("message", "firm", "title"), [
    ({"sender": "+33756000000"}, "", "07 56 00 00 00"), ({"sender": "MODALIA"}, "MODALIA", "MODALIA"),
    ({"text": "Soldes  -40%"}, "", "Soldes -40%"), ({"text": "Soldes"}, "Modalia SAS", "Modalia SAS"),
])  # fmt: skip
def test_the_title(message: dict[str, str], firm: str, title: str) -> None:
    assert line(case(message=message, firm=firm))["title"] == title


@pytest.mark.parametrize(("received", "count"), [
    ([""], "1 message"), (["2026-11-10"], "1 message, on 10 November 2026"), (["", ""], "2 messages"),
    (["2026-11-10", ""], "2 messages, the last on 10 November 2026"),
])  # fmt: skip
def test_how_many_messages(received: list[str], count: str) -> None:
    assert line({"messages": [{**ADVERT, "received": day} for day in received]})["count"] == count


@pytest.mark.parametrize("field", ["firm", "sender", "text"])
def test_a_title_is_short(field: str) -> None:
    words = "Soldes " * 20_000
    title = line(case(message=ADVERT, firm=words) if field == "firm" else case(message={field: words}))["title"]

    assert len(title) <= 80 and title.startswith("Soldes Soldes") and title.endswith("…")


@pytest.mark.parametrize("sender", [" ", "\u200b"])
def test_a_blank_sender_is_no_title(sender: str) -> None:
    assert line(case(message={"sender": sender, "text": "Soldes"}))["title"] == "Soldes"


def test_the_senders_as_the_phone_shows_them() -> None:
    senders = ["+33756000000", "MODALIA", "", "07 56 00 00 00", "Soldes " * 20]
    messages = [{**ADVERT, "sender": sender} for sender in senders]

    assert line({"messages": messages})["sender"] == "07 56 00 00 00, MODALIA"
    assert line(case(message=CODE))["sender"] == ""


@pytest.mark.parametrize(("country", "is_unknown"), [
    ("", False), ("FR", False), ("uk", False), ("RE", False), ("DE", False), ("LI", True), ("ZZ", True), ("xyz", True),
])  # fmt: skip
def test_a_country_without_rules_is_told_as_such(country: str, is_unknown: bool) -> None:
    assert line(case(country=country))["unknown_country"] is is_unknown


def test_what_has_no_day_comes_last_and_a_message_pasted_as_sender_is_not_its_name() -> None:
    messages = [{"text": "Soldes"}, {"sender": ADVERT["text"] + " avant samedi", "received": "2026-11-10"}]
    found = line({"messages": messages, "events": [{"what": "report", "day": "2026-11-11"}]})["chronology"]

    assert [(one["day"], one["says"]) for one in found] == [
        ("2026-11-10", "SMS, sender not noted"),
        ("2026-11-11", "You reported it."),
        ("", "SMS, sender not noted"),
    ]


def test_the_order_is_what_is_due_then_the_day_then_the_newest() -> None:
    kept = {
        "over": case(OLD_LETTER), "stop": case(STOP), "now": case(changed="2026-11-27T10:00:00.000Z"),
        "newer": case(changed="2026-11-28T10:00:00.000Z"), "check": case(("stop", TODAY)), "wait": case(LETTER),
        "nothing": case(message=CODE),
    }  # fmt: skip
    shuffled = sorted(({**one, "id": name} for name, one in kept.items()), key=lambda one: str(one["id"]))

    assert call("cases", cases=shuffled)["order"] == ["over", "stop", "newer", "now", "check", "wait", "nothing"]


def test_the_rules_are_those_of_the_day() -> None:
    assert line(case(LETTER), today="2026-12-24")["next"]["due"] is False
    assert line(case(LETTER), today="2026-12-25")["next"]["due"] is True


# --- what somebody wrote by hand --------------------

ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20)
    | st.sampled_from([
        "stop", "letter", "stopped", "complaint",
        "2026-11-20", "9999-12-31", "0001-01-01", "FR", "zz", "clicked", "company_reminder",
    ]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)  # fmt: skip
FIELDS = ("id", "country", "firm", "changed", "happened", "answers", "events")
MESSAGES = st.fixed_dictionaries({}, optional=dict.fromkeys(("sender", "text", "received", "own_number"), ANYTHING))
EVENTS = st.fixed_dictionaries({}, optional=dict.fromkeys(("what", "day", "letter"), ANYTHING))
CASES = st.fixed_dictionaries(
    {"messages": ANYTHING | st.lists(MESSAGES | st.just(ADVERT), max_size=3)},
    optional={**dict.fromkeys(FIELDS, ANYTHING), "events": ANYTHING | st.lists(EVENTS | ANYTHING, max_size=4)},
)


@given(st.lists(CASES | ANYTHING, max_size=3), st.sampled_from([TODAY, "9999-12-31", "0001-01-01"]))
def test_nothing_in_a_file_breaks_the_list(given_cases: list[Any], today: str) -> None:
    found = call("cases", today=today, cases=given_cases)

    assert len(found["cases"]) == len(found["order"]) == len([one for one in given_cases if read_case(one)])
    for one in given_cases:
        for op in ("case_file", "case_reminder"):
            answer = call(op, today=today, case=one)
            assert ("error" in answer) == (read_case(one) is None)


@pytest.mark.parametrize("given_cases", [None, {}, "x", 5])
def test_a_call_without_a_list_is_a_bad_request(given_cases: Any) -> None:
    assert call("cases", cases=given_cases)["error"]["code"] == "bad_request"


BLANK = {"messages": [{"sender": " \u00a0\t", "text": "\u200b\n\u2800"}, {"sender": "\u3164"}]}


@pytest.mark.parametrize("op", ["case_file", "case_reminder"])
@pytest.mark.parametrize("kept", [None, [], {}, {"messages": []}, {"messages": [{"text": 5}]}, BLANK])
def test_a_case_without_a_message_is_a_bad_request(op: str, kept: Any) -> None:
    assert call(op, case=kept)["error"]["code"] == "bad_request"


def test_the_day_is_asked_for() -> None:
    assert call("cases", today="soon", cases=[])["error"]["code"] == "bad_request"


# --- the file to print --------------------


def test_the_file_has_a_chronology_and_a_sheet_for_each_message() -> None:
    kept = case(STOP, LETTER, firm="Modalia SAS")
    second = {"sender": "+33756000000", "text": "Encore !", "received": ""}
    html = call("case_file", "fr", case={**kept, "messages": [ADVERT, second]})["html"]

    assert html.count('class="case-sheet"') == html.count('class="evidence"') == 2 == html.count('<th scope="col">')
    assert html.count('<th scope="row">') == 4 and html.count("data-case-pictures") == 1
    assert all(said in html for said in ("Modalia SAS", "MODALIA", "07 56 00 00 00", "France", "Prochaine date"))
    for message in (ADVERT, second):
        assert sha256(message["text"].encode()).hexdigest() in html
    assert re.findall(r"<h(\d)", html)[:3] == ["2", "3", "3"]


@pytest.mark.parametrize("field", ["sender", "text", "firm", "country", "id"])
def test_what_was_typed_stays_text(field: str) -> None:
    kept = case(STOP, message={**ADVERT, field: HOSTILE}, **{field: HOSTILE} if field in ("firm", "id") else {})
    assert "<img" not in call("case_file", case=kept)["html"]


# --- the reminder --------------------

PAGE = "https://stopsms.example/fr/mes-dossiers/#case-k3v9q0x7ab12"
REMINDERS = {
    "check": (case(("stop", "2026-11-27")), date(2026, 11, 29)),
    "letter": (case(STOP, LETTER), date(2026, 12, 25)),
    "reminder": (case(OLD_LETTER, REMINDER), date(2026, 12, 11)),
    "the month after STOP": (case(STOP), date(2026, 12, 21)),
}


@pytest.mark.parametrize(("kept", "day"), REMINDERS.values(), ids=REMINDERS)
def test_the_reminder_is_for_the_next_day(kept: dict[str, Any], day: date) -> None:
    file = call("case_reminder", "fr", case=kept, page=PAGE)
    (event,) = Calendar.from_ical(file["text"]).walk("VEVENT")

    assert line(kept)["reminder"] is True
    assert (file["name"], file["type"]) == ("stop-sms.ics", "text/calendar")
    assert event.decoded("DTSTART") == day and load_catalogue("fr").date(day) in file["says"]
    assert str(event["URL"]) == PAGE and "MODALIA" in str(event["SUMMARY"])
    assert str(event["UID"]) == f"{sha256(kept['id'].encode()).hexdigest()[:24]}@stop-sms"


def test_a_later_reminder_takes_the_place_of_the_one_before() -> None:
    texts = [call("case_reminder", case=one)["text"] for one in (case(STOP), case(STOP, LETTER, firm="Modalia"))]
    uids = {str(event["UID"]) for text in texts for event in Calendar.from_ical(text).walk("VEVENT")}
    assert len(uids) == 1


@pytest.mark.parametrize("name", ["nothing done", "complaint", "scam, reported", "deadline over", "one-time code"])
def test_no_reminder_where_no_day_comes(name: str) -> None:
    kept, *_ = NEXT[name]
    assert call("case_reminder", case=kept)["text"] is None and line(kept)["reminder"] is False


@pytest.mark.parametrize("page", ["javascript:alert(1)", "https://x.example/\r\nATTACH:x", 5, None])
def test_only_a_web_address_goes_into_the_reminder(page: Any) -> None:
    text = call("case_reminder", case=case(LETTER), page=page)["text"]
    assert "URL:" not in text and "ATTACH" not in text and "javascript" not in text

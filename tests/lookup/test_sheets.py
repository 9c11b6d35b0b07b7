"""What a person takes along: the deadline and its calendar file, the evidence sheet, the QR code."""

from __future__ import annotations

import hashlib
import json
import re
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from sender_lookup import lookup
from sender_lookup.advice.deadline import one_month_after
from sender_lookup.country.loader import load_index
from sender_lookup.output.answer import as_html, as_text
from sender_lookup.output.catalogue import load_catalogue
from sender_lookup.worker import respond

LANGUAGES = load_index().languages
TODAY = "2026-11-24"
CASE = {
    "sender": "36180", "text": "Soldes -40%,\n\"chez\" Modalia; STOP au 36180\n", "received": "2026-11-02T21:00",
    "stop_sent": "2026-11-03", "letter_sent": "2026-11-10", "country": "FR",
}  # fmt: skip


def call(op: str, language: str = "fr", **more: Any) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(
        respond(json.dumps({"op": op, "today": TODAY, "language": language, "request": CASE, **more}))
    )
    return found


# --- deadlines --------------------


@pytest.mark.parametrize(
    ("sent", "until"),
    [
        ("2026-11-10", "2026-12-10"),
        ("2026-12-31", "2027-01-31"),
        ("2027-01-31", "2027-02-28"),
        ("2028-01-30", "2028-02-29"),
        ("2026-08-31", "2026-09-30"),
    ],
)
def test_one_calendar_month(sent: str, until: str) -> None:
    assert one_month_after(date.fromisoformat(sent)).isoformat() == until


@given(st.dates(date(1900, 1, 1), date(9000, 1, 1)))
def test_a_month_has_28_to_31_days_and_keeps_its_day(day: date) -> None:
    until = one_month_after(day)

    assert timedelta(days=28) <= until - day <= timedelta(days=31)
    assert until.day == day.day or (until + timedelta(days=1)).day == 1


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("given_days", "until", "reminder"),
    [
        ({"letter_sent": "2026-11-10"}, date(2026, 12, 10), True),
        ({"stop_sent": "2026-11-20"}, date(2026, 12, 20), True),
        ({"letter_sent": "2026-10-01"}, date(2026, 11, 1), False),
        ({"stop_sent": "2026-10-01", "letter_sent": "2026-11-20"}, date(2026, 12, 20), True),
    ],
)
def test_the_deadline_is_shown_in_the_readers_language(
    language: str, given_days: dict[str, str], until: date, reminder: bool
) -> None:
    result = lookup({"sender": "36180", **given_days}, as_of=date.fromisoformat(TODAY))
    html = as_html(result, language)

    assert load_catalogue(language).date(until) in html
    assert load_catalogue(language).date(until) in as_text(result, language)
    assert ("data-calendar" in html) is reminder


@pytest.mark.parametrize("days", [{}, {"stop_sent": "2027-01-01"}, {"letter_sent": "2027-01-01"}])
def test_no_deadline_without_a_request_that_was_sent(days: dict[str, str]) -> None:
    result = lookup({"sender": "36180", **days}, as_of=date.fromisoformat(TODAY))

    assert "data-deadline" not in as_html(result, "fr")
    assert call("calendar", request={"sender": "36180", **days})["text"] is None


# --- the calendar file --------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_calendar_file_is_read_by_icalendar(language: str) -> None:
    file = call("calendar", language)
    calendar = Calendar.from_ical(file["text"])
    event = calendar.walk("VEVENT")[0]
    alarm = event.walk("VALARM")[0]

    assert (file["name"], file["type"]) == ("stop-sms.ics", "text/calendar")
    assert event.decoded("DTSTART") == date(2026, 12, 11), "the day after the month is over"
    assert "36180" in str(event["SUMMARY"])
    assert load_catalogue(language).date(date(2026, 12, 10)) in str(event["DESCRIPTION"])
    assert alarm["ACTION"] == "DISPLAY" and alarm.decoded("TRIGGER") == timedelta(hours=9)
    assert event["UID"] and event["DTSTAMP"]


@given(st.text(min_size=1, max_size=30))
def test_any_sender_gives_a_file_of_short_whole_lines(sender: str) -> None:
    text = call("calendar", request={**CASE, "sender": sender or "x"})["text"]

    assert all(len(line.encode("utf-8", "replace")) <= 75 for line in text.split("\r\n"))
    assert text.count("BEGIN:VEVENT") == 1 == len(Calendar.from_ical(text).walk("VEVENT"))
    assert "\n" not in text.replace("\r\n", "")


def test_the_same_day_gives_the_same_file() -> None:
    assert call("calendar") == call("calendar")


# --- the evidence sheet --------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_sheet_has_all_that_was_given(language: str) -> None:
    sheet = call("evidence", language)
    sha = hashlib.sha256(CASE["text"].encode()).hexdigest()
    w = load_catalogue(language)

    for day in (date(2026, 11, 2), date(2026, 11, 3), date(2026, 11, 10), date(2026, 11, 24), date(2026, 12, 10)):
        assert w.date(day) in sheet["text"] and w.date(day) in sheet["html"]
    assert sha in sheet["text"] and sha in sheet["html"]
    assert CASE["text"].strip() in sheet["text"] and "36180" in sheet["text"] and "21:00" in sheet["text"]


def test_the_json_keeps_the_exact_text_and_its_hash() -> None:
    kept = json.loads(call("evidence")["json"])

    assert kept["text"] == CASE["text"]
    assert kept["sha256"] == hashlib.sha256(kept["text"].encode()).hexdigest()
    assert [d["what"] for d in kept["done"]] == ["received", "stop", "letter", "sheet"]
    assert (kept["received"], kept["until"], kept["made"]) == ("2026-11-02T21:00", "2026-12-10", TODAY)


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", "{{ 7*7 }}", "\u202e", "a\x00b", "\ud800", ""])
def test_hostile_texts_stay_text(text: str) -> None:
    sheet = call("evidence", request={**CASE, "text": text})

    rest = sheet["text"].replace(json.loads(sheet["json"])["sha256"] or "-", "")
    assert "<script" not in sheet["html"] and "49" not in rest


def test_a_sender_alone_has_a_sheet_too() -> None:
    sheet = call("evidence", request={"sender": "36 180"})

    assert json.loads(sheet["json"])["sha256"] is None
    assert "36 180" in sheet["text"] and "36180" in sheet["text"]


def test_nothing_given_is_an_error() -> None:
    assert call("evidence", request={})["error"]["code"] == "nothing_given"


# --- the QR code --------------------


@pytest.mark.parametrize("uri", ["sms:36180?&body=STOP", "sms:+33939021234?&body=STOP", "sms:36180?&body=ST%C3%93P"])
def test_the_code_is_the_link(uri: str) -> None:
    segno = pytest.importorskip("segno")
    html = call("qr", uri=uri)["html"]
    size = int(re.search(r'viewBox="0 0 (\d+)', html)[1])  # type: ignore[index]
    drawn = {(int(x), int(y)) for x, y in re.findall(r"M(\d+) (\d+)h1v1h-1z", html)}
    rows = [*segno.make(uri, error="m", micro=False, boost_error=False).matrix_iter(border=4)]

    assert size == len(rows)
    assert drawn == {(x, y) for y, row in enumerate(rows) for x, dark in enumerate(row) if dark}


@pytest.mark.parametrize(
    "uri", ["", None, "https://x.example", 'sms:36180?&body="><b>', "sms:36180", "tel:36180", "sms:361?&body=A&b=B"]
)
def test_no_code_for_anything_else(uri: object) -> None:
    assert call("qr", uri=uri)["html"] == ""


# --- a letter that is sent today --------------------


def sent(letter: str, language: str = "en", **more: Any) -> dict[str, Any]:
    request = {"sender": "MODALIA", "text": CASE["text"], "country": "FR", "letter_sent": TODAY, **more}
    return call("calendar", language, letter=letter, request=request)


@pytest.mark.parametrize(
    ("letter", "country", "day", "named"),
    [
        ("company_objection", "FR", date(2026, 12, 24), "CNIL"),
        ("company_objection", "ES", date(2026, 12, 24), "AEPD"),
        ("not_for_me", "FR", date(2026, 12, 24), "CNIL"),
        ("operator_dispute", "FR", date(2026, 12, 24), "consumer service"),
        ("operator_dispute", "ES", date(2026, 12, 24), "Oficina de Atención al Usuario"),
        ("company_reminder", "FR", date(2026, 12, 9), "CNIL"),
    ],
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_who_sent_a_letter_is_told_until_when_and_what_then(
    letter: str, country: str, day: date, named: str, language: str
) -> None:
    said = sent(letter, language, country=country)
    (event,) = Calendar.from_ical(said["text"]).walk("VEVENT")

    assert load_catalogue(language).date(day) in said["says"]
    assert event.decoded("DTSTART") == day + timedelta(days=1)
    if language == "en" or named.isupper():
        assert named in said["says"]


def test_a_reminder_has_its_own_term_whatever_was_sent_before() -> None:
    assert sent("company_reminder")["text"] == sent("company_reminder", letter_sent="2026-10-01")["text"]
    assert "fifteen days" in sent("company_reminder")["says"]


@pytest.mark.parametrize(
    ("received", "shown"), [("2026-11-02", "2 novembre 2026"), ("2026-11-02T00:00", "2 novembre 2026 à 00:00")]
)
def test_an_hour_that_nobody_told_is_not_on_the_sheet(received: str, shown: str) -> None:
    sheet = call("evidence", request={**CASE, "received": received})

    assert shown in sheet["html"].replace("\u00a0", " ") and ("00:00" in sheet["html"]) == ("T" in received)
    assert json.loads(sheet["json"])["received"] == received


def test_the_sheet_ends_with_what_experts_need() -> None:
    sheet = call("evidence")
    sha = hashlib.sha256(str(CASE["text"]).encode()).hexdigest()

    for name in ("html", "text"):
        assert sheet[name].index("capture d’écran") < sheet[name].index(sha)

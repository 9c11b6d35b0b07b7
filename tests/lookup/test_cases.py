"""The tables of cases: every country's senders, requests and hours, and the 55 printed messages."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from sender_lookup.country.loader import load_country
from sender_lookup.output.as_json import result_as_dict
from sender_lookup.sender.classify import classify

from .case_tables import ask, rows, seen, templates

SENDER_KEYS = {"kind", "family", "e164", "region", "territory", "display", "replyable", "notes"}
NO_KEYS = {
    "name",
    "source",
    "country",
    "sender",
    "text",
    "received",
    "knows_sender",
    "stop_sent",
    "letter_sent",
    "clicked",
    "happened",
    "answers",
    "own_number",
    "language",
    "as_of",
}
LISTED = {"has_actions", "not_actions"}


def params(kind: str) -> list[Any]:
    return [pytest.param(row, id=label) for label, row in rows(kind)]


def forms() -> Iterator[Any]:
    for label, row in rows("forms"):
        for written in row["written"]:
            yield pytest.param(row["country"], written, row["is"], row.get("note"), id=f"{label}-{written!r}")


@pytest.mark.parametrize(("country", "written", "expected", "note"), list(forms()))
def test_every_written_form(country: str, written: str, expected: dict[str, Any], note: str | None) -> None:
    sender = classify(written, load_country(country))

    assert expected == {key: getattr(sender, key) or "" for key in expected}
    assert note is None or note in sender.notes
    assert written == sender.raw


@pytest.mark.parametrize("row", params("senders"))
def test_senders(row: dict[str, Any]) -> None:
    sender = classify(row["sender"], load_country(row["country"]))
    expected = {k: v for k, v in row.items() if k in SENDER_KEYS}
    notes = [n for n in sender.notes if n != "unallocated"]  # depends on a table that is not committed: test_allocation

    assert not row.keys() - SENDER_KEYS - {"country", "sender", "source"}
    assert {"kind", "family"} <= row.keys() and row["source"], "a row says what it expects and why"
    assert expected == {
        k: notes if k == "notes" else ("" if getattr(sender, k) is None else getattr(sender, k)) for k in expected
    }


@pytest.mark.parametrize("row", params("requests"))
def test_requests(row: dict[str, Any]) -> None:
    got = seen(ask(row))
    expected = {k: v for k, v in row.items() if k not in NO_KEYS | LISTED}

    assert expected.keys() <= got.keys(), "a key that no view has"
    assert expected == {k: "" if got[k] is None else got[k] for k in expected}
    assert set(row.get("has_actions", ())) <= set(got["actions"])
    assert not set(row.get("not_actions", ())) & set(got["actions"])


def moments() -> Iterator[Any]:
    for _, row in rows("hours"):
        clocks = [("within", "", c) for c in row.get("within", ())]
        clocks += [
            (v, reasons, c) for v in ("discouraged", "outside") for reasons, cs in row.get(v, {}).items() for c in cs
        ]
        for verdict, reasons, clock in clocks:
            yield pytest.param(row, verdict, reasons, clock, id=f"{row['days']}-{clock}")


@pytest.mark.parametrize(("row", "verdict", "reasons", "clock"), list(moments()))
def test_hours(row: dict[str, Any], verdict: str, reasons: str, clock: str) -> None:
    timing = ask({"sender": "36180", "country": row["country"], "received": f"{row['date']}T{clock}"}).timing

    assert timing is not None
    assert (verdict, reasons.split()) == (timing.verdict, sorted(timing.reasons))
    assert timing.claims, "a verdict on hours says whose rule it is"


@pytest.mark.parametrize("clock", ["20:00:59", "08:00:01", "20:00+05:00", "20:00Z"])
def test_seconds_and_offsets_do_not_count(clock: str) -> None:
    timing = ask({"sender": "36180", "country": "FR", "received": f"2026-11-20T{clock}"}).timing

    assert timing is not None and timing.verdict == "within"


@pytest.mark.parametrize(
    "text", ["Votre code de validation est 482913. Ne le communiquez à personne.", "Rappel: RDV demain 10h30 Dr Blin."]
)
def test_hours_are_for_marketing_only(text: str) -> None:
    timing = ask({"text": text, "country": "FR", "received": "2026-11-22T23:30"}).timing

    assert timing is not None and (timing.verdict, timing.reasons, timing.claims) == ("not_applicable", (), ())


# --- the 55 messages ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("case", [pytest.param(t, id=t["id"]) for t in templates()])
def test_templates_opt_out(case: dict[str, Any]) -> None:
    """`printed` is "via keyword to", a dash for what is null, the keyword as printed; null where nothing is printed."""
    opt_out = result_as_dict(ask(case))["message"]["opt_out"]

    assert case["printed"] == (opt_out and " ".join(opt_out[key] or "-" for key in ("via", "keyword", "to")))


FRENCH = {
    "FR01": "stop send_sms 36180",
    "FR02": "stop send_sms 38200",
    "FR03": "stop send_sms 36111",
    "FR04": "stop send_sms 36105",
    "FR05": "stop send_sms 36034",
    "FR06": "stop send_sms 36229",
    "FR07": "stop send_sms 36173",
    "FR08": "stop send_sms 36063",
    "FR09": "stop send_sms 36111",
    "FR10": "stop reply_sms 36689",
    "FR11": "check_first look_in_message None",
    "FR12": "stop send_sms 36200",
    "FR13": "stop send_sms 36180",
    "FR14": "check_first find_company None",
    "FR15": "nothing_to_stop nothing None",
    "FR16": "nothing_to_stop nothing None",
    "FR17": "do_not_reply do_not_reply None",
    "FR18": "premium send_sms 81234",
    "FR19": "stop send_sms 36105",
    "FR23": "do_not_reply do_not_reply None",
}


@pytest.mark.parametrize("case", [pytest.param(t, id=t["id"]) for t in templates() if t["id"] in FRENCH])
def test_templates_french_advice(case: dict[str, Any]) -> None:
    got = seen(ask(case))

    assert FRENCH[case["id"]] == f"{got['verdict']} {got['first']} {got['to']}"


def test_templates_promo_without_opt_out_gets_no_stop() -> None:
    """FR20 prints "Stop aux prix fous": no opt-out, so no STOP."""
    got = seen(ask(next(t for t in templates() if t["id"] == "FR20")))

    assert not {"send_sms", "reply_sms"} & set(got["actions"])

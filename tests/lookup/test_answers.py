"""The whole answer to cases made by hand (`answers/*.toml`): verdict, every step in its order, question, letters.

`test_advice` holds the verdict table, row by row; here stands what a person is told after the first step.
"""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from sender_lookup.advice.case import Case
from sender_lookup.advice.follow_up import letters_for
from sender_lookup.advice.rules import advise
from sender_lookup.codes import Purpose, Via
from sender_lookup.model import Evidence, OptOut, Signal, Step

from .made_cases import case

FOLDER = Path(__file__).parent / "answers"
EXPECTED = ("answer", "steps", "question", "letters")


def rows() -> list[Any]:
    tables = {p.stem: tomllib.loads(p.read_text("utf-8"))["cases"] for p in sorted(FOLDER.glob("*.toml"))}
    return [
        pytest.param(row, id=f"{name}-{n}-{row['answer']}") for name, rs in tables.items() for n, row in enumerate(rs)
    ]


def made(row: dict[str, Any]) -> Case:
    """The case of a row. `printed` is the way out, as "sms STOP 36180", "reply ARRET", "link a.example/x"; several
    stand in their order. `invites` is the paid number to which the message wants a word sent."""
    given = {k: v for k, v in row.items() if k not in EXPECTED}
    sender, purpose = given.pop("sender", None), given.pop("purpose", None)
    ways = [way(w) for w in given.pop("printed", [])]
    if "invites" in given:
        number = given.pop("invites")
        evidence = (Evidence(0, len(number), number),)
        given["signals"] = [Signal(code="invites_to_paid_code", evidence=evidence)]
        given["marks"] = [*given.get("marks", ()), "invites"]
    if "happened" in given:
        given["happened"] = tuple(given["happened"])
    first = ways and OptOut(via=ways[0].via, keyword=ways[0].keyword, to=ways[0].to, url=ways[0].url, also=(*ways[1:],))
    return case(sender, purpose and Purpose(purpose), first or None, **given)


def way(printed: str) -> OptOut:
    via, *rest = printed.split()
    if via == "link":
        return OptOut(via=Via.LINK, url=rest[0])
    if via == "call":
        return OptOut(via=Via.CALL, to=rest[0] if rest else None)
    return OptOut(via=Via(via), keyword=rest[0] if rest else None, to=rest[1] if rest[1:] else None)


def told(step: Step) -> str:
    """A step as the tables name it: "action.situation>route?door to body =body-whose-site-is-shown"."""
    name = step.action + (f".{step.situation}" if step.situation else "")
    name += (f">{step.route}" if step.route else "") + (f"?{step.when}" if step.when else "")
    return " ".join(filter(None, (name, step.to, step.body, step.official and f"={step.official}")))


@pytest.mark.parametrize("row", rows())
def test_the_whole_answer(row: dict[str, Any]) -> None:
    given = made(row)
    advice = advise(given)
    asked = advice.question

    assert f"{advice.verdict} {advice.rule}" == row["answer"]
    assert [told(s) for s in advice.steps] == row["steps"]
    assert "" not in [s.situation for s in advice.steps], "no situation is null, not an empty text"
    assert (f"{asked.id}: yes {asked.yes}, no {asked.no}" if asked else "") == row.get("question", "")
    assert list(letters_for(given, advice)) == row.get("letters", [])


EVERYDAY = ("delivery", "appointment", "bank", "payment", "tax", "health", "telecom", "energy", "contract", "alert",
            "account_change", "stop_confirmed", "survey")  # fmt: skip


@pytest.mark.parametrize(
    ("sender", "topics", "others"),
    [
        ("MODALIA", (*EVERYDAY, "fine", "toll", "school", "work", "debt"), ("police", "court", "pension", None)),
        ("3646", EVERYDAY, ("fine", "toll", "school", "work", "debt", "police", None)),
    ],
)
def test_which_notices_have_words_of_their_own(sender: str, topics: tuple[str, ...], others: tuple[str, ...]) -> None:
    """A service number's are about what operators and bodies write; what has no words is a notice like any other."""

    def first(topic: str | None) -> str:
        return told(advise(case(sender, Purpose.TRANSACTIONAL, topic=topic)).steps[0])

    assert [first(t) for t in topics] == [f"nothing.{t}" for t in topics]
    assert {first(t) for t in others} == {"nothing.notice"}


def test_of_several_invitations_the_first_is_named() -> None:
    both = tuple(Evidence(0, len(n), n) for n in ("81 234", "83333"))
    invited = case(
        "MODALIA", Purpose.MARKETING, marks=["invites"], signals=[Signal(code="invites_to_paid_code", evidence=both)]
    )

    assert told(advise(invited).steps[0]) == "do_not_reply.paid_code 81234"


@pytest.mark.parametrize(("length", "carried"), [(999, 999), (1_000, 1_000), (1_001, 1_000)])
def test_a_report_carries_a_thousand_characters_of_the_message(length: int, carried: int) -> None:
    report = advise(case("MODALIA", Purpose.SCAM, text="x" * length)).steps[1]

    assert (report.action, report.uri) == ("report", f"sms:33700?&body={'x' * carried}")


def test_a_report_without_a_message_is_empty() -> None:
    report = advise(case("0899001234", None, text="x")).steps[0]

    assert (report.action, report.uri) == ("report", "sms:33700?&body=")


def test_the_police_by_sms_has_its_link_and_the_others_none() -> None:
    police = [s for s in advise(case("0612345678", Purpose.PERSONAL, marks=["threat"])).steps if s.action == "police"]

    assert [s.uri for s in police] == [None, "sms:114", None]


def test_the_last_day_of_the_calendar_has_no_next_month() -> None:
    """A letter of the year 9999 has no deadline, and costs no answer."""
    last = date(9999, 12, 31)
    advice = advise(case("36180", None, as_of=last, letter_sent=date(9999, 12, 1)))

    assert told(advice.steps[0]) == "wait.letter"


@pytest.mark.parametrize(
    "given",
    [
        {"printed": ["sms STOP 36180"]},
        {"printed": ["sms STOP 0612345678"]},
        {"printed": ["sms STOP 33700"]},
        {"printed": ["reply ARRET"]},
        {"printed": ["reply ARRET"], "sender": "0142163236"},
        {"printed": ["link a.example/x"]},
        {"printed": ["call 0142163236"]},
        {"signals": ["rcs_button"]},
        {"signals": ["email_opt_out"]},
        {"signals": ["training_account"]},
        {},
    ],
)
def test_what_is_no_advert_is_not_stopped_as_one(given: dict[str, Any]) -> None:
    """A colleague's account number, with the signs of a scam: whatever else is printed, it is no advertisement."""
    colleague = {"sender": "MODALIA", "purpose": "scam", "fraud": "reader_and_hard_sign", "knows_sender": True}
    answered = made({**colleague, **given})
    advice = advise(answered)

    assert (advice.rule, [told(s) for s in advice.steps]) == (
        "look",
        ["look_in_message", "find_company", "write_company"],
    )
    assert letters_for(answered, advice) == ("company_objection",)


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        ("ameli", "ameli"),  # its site and its number were read
        ("antai", "antai"),  # its site
        ("orange", "orange"),  # its number
        ("free", None),  # a page of it was read, on which neither stands
        ("doctolib", None),  # nothing of it was read
    ],
)
def test_a_body_is_shown_where_its_site_or_number_was_read(body: str, shown: str | None) -> None:
    (check,) = [s for s in advise(case("MODALIA", Purpose.SCAM, body=body)).steps if s.action == "verify_yourself"]

    assert check.official == shown

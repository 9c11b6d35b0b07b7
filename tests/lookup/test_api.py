"""What others call: the public face, typed keywords, and the parts of the way alone."""

from __future__ import annotations

import inspect
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

import sender_lookup
from sender_lookup import (
    BadRequestError,
    NothingGivenError,
    Result,
    UnknownLetterError,
    advise,
    as_dict,
    classify,
    compose_letter,
    lookup,
    pipeline,
    read,
)
from sender_lookup.output import letters
from sender_lookup.sender.classify import classify_printed

from .case_tables import AS_OF, every_case, request_of

ROOT = Path(__file__).parents[2]
SCAM = "Votre colis est bloqué, payez 1,99 EUR : https://colis-x.example Appelez le 0899 12 34 56"
FACE = [
    "Advice", "BadRequestError", "Country", "Draft", "Evidence", "Kind", "Letter", "Message", "MissingRegionsError",
    "NothingGivenError", "OptOut", "Purpose", "Question", "Request", "Result", "RuleError", "Sender",
    "SenderLookupError", "Signal", "Step", "Strength", "Timing", "TimingVerdict", "Understood", "UnknownLetterError",
    "Verdict", "Via", "__version__", "advise", "as_dict", "check_draft", "classify", "compose_letter", "lookup", "read",
]  # fmt: skip


# --- the face -------------------------------------------------------------------------------------------------------


def test_the_public_face() -> None:
    """A name that goes, or one that comes, is a change for those who build on it."""
    assert sender_lookup.__all__ == FACE == sorted(FACE)


@pytest.mark.parametrize("name", FACE)
def test_every_name_of_the_face_is_there(name: str) -> None:
    assert getattr(sender_lookup, name) is getattr(sender_lookup, name)
    assert name in dir(sender_lookup)


def test_other_names_are_not() -> None:
    with pytest.raises(AttributeError, match="module 'sender_lookup' has no attribute 'look_up'"):
        sender_lookup.look_up  # noqa: B018


@pytest.mark.parametrize("name", [name for name in FACE if name[0].islower()])
def test_every_function_tells_its_arguments_and_its_errors(name: str) -> None:
    function = getattr(sender_lookup, name)
    said = inspect.getdoc(function) or ""
    # `advise` sends those who read it to `lookup` for what both take.
    told = said + (inspect.getdoc(lookup) or "") if name == "advise" else said
    arguments = inspect.signature(function).parameters

    assert [a for a in arguments if f"`{a}`" not in told and a not in ("given", "result", "self")] == []
    assert "Raises " in said or name == "as_dict"


@pytest.mark.parametrize(
    ("loaded", "not_loaded"),
    [
        ("sender_lookup", ("sender_lookup.pipeline", "sender_lookup.api", "jinja2")),
        ("sender_lookup.worker", ("sender_lookup.api", "sender_lookup.schema", "sender_lookup.draft.check")),
        ("sender_lookup.cli.lookup", ("sender_lookup.api", "sender_lookup.schema", "jinja2")),
        ("sender_lookup.api", ("sender_lookup.schema", "sender_lookup.output.letters", "jinja2")),
    ],
)
def test_nothing_is_loaded_before_it_is_asked_for(loaded: str, not_loaded: tuple[str, ...]) -> None:
    code = f"import sys, {loaded}; print([name for name in {not_loaded!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, timeout=60)

    assert (done.stdout, done.stderr) == ("[]\n", "")


# --- keywords -------------------------------------------------------------------------------------------------------


def typed(name: str, value: Any) -> Any:
    """A detail as a program has it, where JSON has a string."""
    if name == "received" and len(value) > 10:
        return datetime.fromisoformat(value)
    return date.fromisoformat(value) if name in ("stop_sent", "letter_sent") else value


def test_keywords_say_what_a_mapping_says() -> None:
    asked = (request_of(row) for _, row in every_case() if not {"clicked", "as_of"} & row.keys())
    rows = [row for row in asked if len(row) > 3][::6]  # more than a sender, a text and a country
    rows.append({"text": SCAM, "answers": {"expects_parcel": False}})
    rows.append({"sender": "06 12 34 56 78", "own_number": "+33 6 12 34 56 78", "from_picture": True, "language": "gl"})
    keywords_of_lookup = inspect.signature(lookup).parameters.keys() - {"given", "as_of", "folder"}
    assert keywords_of_lookup == {name for row in rows for name in row}
    for row in rows:
        keywords = {name: typed(name, value) for name, value in row.items()}
        assert lookup(**keywords, as_of=AS_OF) == pipeline.lookup(row, as_of=AS_OF), row


def test_old_calls_are_valid_to_the_letter() -> None:
    request = {"sender": "36180", "country": "FR", "clicked": "yes", "as_of": "2025-11-24"}
    results = [
        lookup(request, as_of=AS_OF),
        lookup(request, as_of=AS_OF, folder=None),
        lookup(given=request, as_of=AS_OF),
    ]
    assert results == [pipeline.lookup(request, as_of=AS_OF)] * 3
    assert (results[0].request.happened, results[0].request.as_of) == (("clicked",), date(2025, 11, 24))


@pytest.mark.parametrize("given", [{}, {"sender": "36180"}])
def test_a_mapping_and_keywords_together_are_refused(given: dict[str, object]) -> None:
    with pytest.raises(TypeError) as caught:
        lookup(given, sender="MODALIA", text="Soldes", as_of=AS_OF)

    assert str(caught.value) == (
        "lookup() takes a mapping or keywords, not both: put sender, text into the mapping, or call "
        "lookup(sender=..., as_of=...)"
    )


def test_a_name_that_is_none_is_refused() -> None:
    with pytest.raises(TypeError, match="'recieved'"):
        lookup(sender="36180", recieved="2026-11-22T21:00", as_of=AS_OF)  # type: ignore[call-arg]


@pytest.mark.parametrize("nothing", [{}, {"sender": None, "text": None}, {"sender": "", "country": "FR"}])
def test_nothing_given_by_keywords(nothing: dict[str, Any]) -> None:
    with pytest.raises(NothingGivenError):
        lookup(**nothing, as_of=AS_OF)


@pytest.mark.parametrize(
    "happened",
    [
        ["clicked", "paid"],
        ("paid", "clicked"),
        {"paid", "clicked"},
        iter(["clicked", "paid"]),
        {"clicked": 1, "paid": 2},
    ],
    ids=["list", "tuple", "set", "iterator", "dict"],
)
def test_what_happened_in_any_order_and_any_collection(happened: Any) -> None:
    assert lookup(sender="36180", happened=happened, as_of=AS_OF).request.happened == ("paid", "clicked")


def test_one_thing_that_happened() -> None:
    assert lookup(sender="36180", happened="paid", as_of=AS_OF).request.happened == ("paid",)


@pytest.mark.parametrize(
    ("received", "read_as"),
    [
        (datetime(2026, 11, 22, 21, 4, 5, 999), datetime(2026, 11, 22, 21, 4, 5, 999)),
        (datetime(2026, 11, 22, 21, 4, tzinfo=UTC), datetime(2026, 11, 22, 21, 4)),
        ("2026-11-22T21:04", datetime(2026, 11, 22, 21, 4)),
        (date(2026, 11, 22), None),
    ],
)
def test_the_clock_of_the_phone_counts(received: Any, read_as: datetime | None) -> None:
    result = lookup(sender="36180", received=received, as_of=AS_OF)

    assert (result.request.received, result.warnings) == (read_as, () if read_as else ("bad_received",))


def test_days_as_dates_and_as_moments() -> None:
    result = lookup(
        sender="36180", stop_sent=datetime(2026, 11, 20, 9, 30), letter_sent=date(2026, 11, 21), as_of=AS_OF
    )

    assert (result.request.stop_sent, result.request.letter_sent) == (date(2026, 11, 20), date(2026, 11, 21))


# --- the parts ------------------------------------------------------------------------------------------------------


def by_parts(row: dict[str, Any], whole: Result) -> None:
    """The parts come to what the whole says, where the request is what it seems: no paste, no question."""
    country = row.get("country")
    sender = classify(row["sender"], country=country) if row.get("sender") else None
    message = read(row["text"], sender=sender, country=country) if row.get("text") else None
    details = {name: value for name, value in row.items() if name not in ("sender", "country", "as_of", "clicked")}

    assert message == whole.message
    assert sender == whole.sender or "own_number" in row
    assert advise(sender, message, country=country, as_of=whole.request.as_of, **details) == whole.advice, row


def test_the_parts_come_to_the_whole() -> None:
    rows = [request_of(row) for _, row in every_case() if "clicked" not in row][::12]
    alike = 0
    for row in rows:
        whole = pipeline.lookup(row, as_of=AS_OF)
        told = whole.request.happened == tuple(h for h in whole.request.happened if h in row.get("happened", ()))
        if whole.understood or whole.guide or whole.warnings or not told:
            continue
        if whole.sender and whole.sender.notes[:1] == ("sentence",):
            continue
        by_parts(row, whole)
        alike += 1
    assert alike > len(rows) * 0.95


def test_a_country_is_a_code_or_what_a_result_holds() -> None:
    result = lookup(sender="36180", country="ES", as_of=AS_OF)

    assert classify("36180", country="es") == classify("36180", country=result.country) == result.sender
    assert classify("36180") == classify("36180", country="FR") != result.sender
    assert read("STOP au 36180", country="es") == read("STOP au 36180", country=result.country)
    assert classify("020 7946 0018", country="UK") == classify("020 7946 0018", country="GB")


LETTER = ("company_objection", {"company": "Modalia"})
PARTS: list[Callable[..., object]] = [
    lambda **more: classify("36180", **more),
    lambda **more: read("Soldes", **more),
    lambda **more: advise(classify("36180"), None, as_of=AS_OF, **more),
    lambda **more: compose_letter(LETTER[0], facts=LETTER[1], **more),
]
EACH_PART = pytest.mark.parametrize("part", PARTS, ids=["classify", "read", "advise", "compose_letter"])


@EACH_PART
@pytest.mark.parametrize("country", ["France", "F", "../x", 33])
def test_what_is_no_country_is_named(part: Callable[..., object], country: object) -> None:
    with pytest.raises(BadRequestError) as caught:
        part(country=country)

    assert str(caught.value) == f"{country!r} is no country: write two letters, as FR"


def test_a_blank_text_says_nothing() -> None:
    assert read(" \n ") is None


def test_a_picture_proves_nothing() -> None:
    text = "Chronopost : votre colis arrive demain, suivi sur https://www.chronopost.fr/suivi"
    typed_in, seen = read(text, country="FR"), read(text, country="FR", from_picture=True)

    assert typed_in and seen and (typed_in.proven, seen.proven) == (True, False)


def test_advice_needs_a_sender_or_a_message() -> None:
    with pytest.raises(NothingGivenError, match="a message, or both"):
        advise(None, None, as_of=AS_OF)


def test_a_report_holds_the_message() -> None:
    message = read(SCAM, country="FR")
    steps = [advise(None, message, country="FR", as_of=AS_OF, text=text).steps for text in (SCAM, None)]
    (told, untold) = (next(s.uri for s in some if s.action == "report") for some in steps)

    assert told and "bloqu%C3%A9" in told and untold != told


@pytest.mark.parametrize(
    ("bad", "named"),
    [
        ({"received": "yesterday"}, "received"),
        ({"stop_sent": "lundi", "happened": ["bitten"]}, "stop_sent, happened"),
        ({"own_number": "12 34 56"}, "own_number"),
        ({"answers": {"who": True}}, "answers"),
        ({"language": "xx"}, "language"),
    ],
)
def test_a_detail_that_advice_cannot_read_is_an_error(bad: dict[str, Any], named: str) -> None:
    with pytest.raises(BadRequestError) as caught:
        advise(classify("36180"), None, as_of=AS_OF, **bad)

    assert str(caught.value) == f"cannot read {named}: write it as lookup() takes it"


def test_a_forged_number_and_a_button_in_a_conversation() -> None:
    own = advise(classify("06 12 34 56 78"), None, own_number="+33 6 12 34 56 78", as_of=AS_OF)
    conversation = "Soldes -40% chez Modalia [Se désabonner]"

    assert own.rule == "own_number"
    assert lookup(text=conversation, as_of=AS_OF).advice == advise(
        None, read(conversation), text=conversation, as_of=AS_OF
    )


@EACH_PART
def test_parts_remember_nothing_of_what_was_typed(part: Callable[..., object]) -> None:
    classify_printed("0899123456", lookup(sender="36180", as_of=AS_OF).country)
    assert classify_printed.cache_info().currsize  # type: ignore[attr-defined]
    part()
    remembered = classify_printed.cache_info().currsize  # type: ignore[attr-defined]

    assert bool(remembered) is (part is PARTS[-1])  # a letter reads no number


@pytest.mark.parametrize("country", ["FR", "fr", None])
def test_a_letter_by_the_code_of_a_country(country: str | None) -> None:
    result = lookup(sender="MODALIA", text="Soldes -40% chez Modalia. STOP au 36180", as_of=AS_OF)
    letter = compose_letter(LETTER[0], country, LETTER[1])

    assert letter == compose_letter(result.letters[0], result.country, LETTER[1])
    assert letter == letters.compose_letter(LETTER[0], result.country, LETTER[1])
    assert compose_letter(LETTER[0]).missing[:2] == ("name", "address")


def test_a_letter_that_a_country_has_not() -> None:
    with pytest.raises(UnknownLetterError, match="the letters are company_objection, "):
        compose_letter("love", "FR")


def test_a_result_as_a_dict_says_its_version() -> None:
    result = lookup(sender="36180", as_of=AS_OF)

    assert (as_dict(result)["schema"], as_dict(result)["sender"]["raw"]) == (1, "36180")


# --- what callers get wrong first -----------------------------------------------------------------------------------

WRONG: dict[str, tuple[Callable[[], object], str]] = {
    "a day as text": (lambda: lookup(sender="36180", as_of="2026-11-24"), r"as_of: give .* date\(2026, 11, 24\), not"),  # type: ignore[arg-type]
    "no day": (lambda: lookup(sender="36180", as_of=None), "as_of: give a datetime.date"),  # type: ignore[arg-type]
    "advice without a day": (lambda: advise(classify("36180"), None, as_of=None), "as_of: give a datetime.date"),  # type: ignore[arg-type]
    "bytes": (lambda: lookup(text=b"Soldes", as_of=AS_OF), "text: give a str, not bytes: decode it first"),  # type: ignore[arg-type]
    "a number as sender": (lambda: classify(36180), "sender: give a str, as the phone shows it"),  # type: ignore[arg-type]
    "no text": (lambda: read(None), "text: give a str"),  # type: ignore[arg-type]
    "a sender that is not classified": (
        lambda: read("Soldes", sender="MODALIA"),  # type: ignore[arg-type]
        r"sender: give what classify\(\) returns",
    ),
    "advice on a sender that is not classified": (
        lambda: advise("36180", None, as_of=AS_OF),  # type: ignore[arg-type]
        r"sender: give what classify\(\) returns",
    ),
    "advice on a message that is not read": (
        lambda: advise(None, "Soldes", as_of=AS_OF),  # type: ignore[arg-type]
        r"message: give what read\(\) returns",
    ),
    "no facts": (lambda: compose_letter("company_objection", "FR", None), "facts: give a mapping"),  # type: ignore[arg-type]
    "a folder as text": (lambda: lookup(sender="36180", as_of=AS_OF, folder="data"), "folder: give a pathlib.Path"),  # type: ignore[arg-type]
}


@pytest.mark.parametrize(("call", "said"), WRONG.values(), ids=WRONG)
def test_what_to_give_instead_is_said(call: Callable[[], object], said: str) -> None:
    with pytest.raises(TypeError, match=said):
        call()


def test_a_moment_is_taken_as_its_day() -> None:
    """`datetime.now()` is a date to type checkers."""
    told = {"sender": "36180", "stop_sent": "2026-11-01"}
    moment = datetime(AS_OF.year, AS_OF.month, AS_OF.day, 11, 30)

    assert as_dict(lookup(told, as_of=moment)) == as_dict(lookup(told, as_of=AS_OF))
    sender = classify("36180")
    assert advise(sender, None, stop_sent="2026-11-01", as_of=moment) == advise(
        sender, None, stop_sent="2026-11-01", as_of=AS_OF
    )

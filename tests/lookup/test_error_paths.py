"""What is wrong in files of authors is said by file, place and fix; what people type wrongly costs no answer."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from sender_lookup import lookup, worker
from sender_lookup.country.loader import load_country
from sender_lookup.country.number_blocks import load_numbering
from sender_lookup.errors import RuleError
from sender_lookup.intake.request import read_request
from sender_lookup.output.catalogue import load_catalogue
from sender_lookup.output.letters import compose_letter

from .case_tables import AS_OF

FRANCE = load_country("FR")


def test_a_letter_without_a_template_says_where_to_write_it() -> None:
    country = replace(FRANCE, letters=("love",))

    with pytest.raises(RuleError, match=r"^letters: love: has no template for FR: write letters/FR/fr/love\.txt\.j2$"):
        compose_letter("love", country, {})


def test_a_letter_cites_only_what_was_read() -> None:
    unread = {name: replace(claim, cite={}) for name, claim in FRANCE.claims.items()}

    with pytest.raises(RuleError, match=r"^company_objection\.txt\.j2: .*: has no citation in 'fr', or was not read: "):
        compose_letter("company_objection", replace(FRANCE, claims=unread), {})


@pytest.mark.parametrize("content", [b"", b"{}\n", b'{"version": 2}\n', b"no json\n"])
def test_a_numbering_table_of_another_kind_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "numbering.bin").write_bytes(content)

    with pytest.raises(
        RuleError, match=r"^numbering\.bin: is no numbering table \(.*\): delete it, or make it anew with"
    ):
        load_numbering("numbering.bin", tmp_path)


def test_a_numbering_table_that_was_cut_off_is_refused(tmp_path: Path) -> None:
    header = b'{"version": 1, "date": "2026-11-24", "holders": [""], "sections": [[10, 4, 2]]}\n'
    (tmp_path / "numbering.bin").write_bytes(header + bytes(4))

    with pytest.raises(RuleError, match=r"^numbering\.bin: is no numbering table \(cut off\)"):
        load_numbering("numbering.bin", tmp_path)


def test_a_language_without_a_catalogue_says_how_to_make_it() -> None:
    with pytest.raises(RuleError, match=r"^locale: xx: has no compiled catalogue: run `make locale`$"):
        load_catalogue("xx")


def test_words_that_are_missing_are_an_error_not_a_key_on_the_page() -> None:
    with pytest.raises(KeyError, match=r"no\.such\.key"):
        load_catalogue("en")("no.such.key")


def test_without_the_library_for_it_there_is_no_code_to_scan(monkeypatch: pytest.MonkeyPatch) -> None:
    call = '{"op": "qr", "uri": "sms:36180?&body=STOP"}'
    monkeypatch.setitem(sys.modules, "segno.encoder", None)

    assert worker.respond(call) == '{"html": ""}'


# --- what people and programs give wrongly ----------------------------------------------------------------------------

GIVEN: list[tuple[dict[str, Any], dict[str, Any], tuple[str, ...]]] = [
    ({"knows_sender": "yes"}, {"knows_sender": True}, ()),
    ({"knows_sender": " NO "}, {"knows_sender": False}, ()),
    ({"knows_sender": ""}, {"knows_sender": None}, ()),
    ({"knows_sender": "perhaps"}, {"knows_sender": None}, ("bad_knows_sender",)),
    ({"knows_sender": 1}, {"knows_sender": None}, ("bad_knows_sender",)),
    ({"received": ""}, {"received": None}, ()),
    ({"received": 20261122}, {"received": None}, ("bad_received",)),
    ({"stop_sent": ""}, {"stop_sent": None}, ()),
    ({"language": "xx"}, {"language": "en"}, ("bad_language",)),
    ({"language": ""}, {"language": "en"}, ()),
    ({"own_number": ""}, {"own_number": None}, ()),
    ({"own_number": "my phone"}, {"own_number": None}, ("bad_own_number",)),
    ({"from_picture": "true"}, {"from_picture": True}, ()),
    ({"from_picture": False}, {"from_picture": False}, ()),
    ({"from_picture": ""}, {"from_picture": False}, ()),
    ({"from_picture": "a photo"}, {"from_picture": False}, ("bad_from_picture",)),
    ({"happened": "paid"}, {"happened": ("paid",)}, ()),
    ({"happened": ["clicked", "paid", "clicked"]}, {"happened": ("paid", "clicked")}, ()),
    ({"happened": ["paid", "danced"]}, {"happened": ("paid",)}, ("bad_happened",)),
    ({"happened": ["paid", 3]}, {"happened": ("paid",)}, ("bad_happened",)),
    ({"happened": 3}, {"happened": ()}, ("bad_happened",)),
    ({"happened": []}, {"happened": ()}, ()),
    ({"happened": ""}, {"happened": ()}, ()),
    ({"clicked": True}, {"happened": ("clicked",)}, ()),
    ({"clicked": False}, {"happened": ()}, ()),
    ({"clicked": "perhaps", "happened": ["paid"]}, {"happened": ("paid",)}, ("bad_clicked",)),
    ({"answers": {}}, {"answers": {}}, ()),
    ({"answers": ""}, {"answers": {}}, ()),
    ({"answers": "yes"}, {"answers": {}}, ("bad_answers",)),
    ({"answers": {"is_customer": "no"}}, {"answers": {"is_customer": False}}, ()),
    ({"answers": {"is_customer": "perhaps"}}, {"answers": {}}, ("bad_answers",)),
    ({"answers": {"is_king": True, "is_customer": True}}, {"answers": {"is_customer": True}}, ("bad_answers",)),
    ({"answers": {"knows_number": True}}, {"knows_sender": True}, ()),
    ({"answers": {"knows_number": True}, "knows_sender": False}, {"knows_sender": False}, ()),
]


@pytest.mark.parametrize(("given", "read", "warnings"), GIVEN)
def test_a_bad_detail_is_ignored_and_named(
    given: dict[str, Any], read: dict[str, Any], warnings: tuple[str, ...]
) -> None:
    request = read_request({"sender": "36180", **given}, as_of=AS_OF)

    assert {name: getattr(request, name) for name in read} == read
    assert request.warnings == warnings


@pytest.mark.parametrize(
    ("given", "first"),
    [
        ({"stop_sent": "2026-11-23"}, ("wait", "after_stop")),
        ({"stop_sent": "2026-11-22"}, ("write_company", "premium")),
        ({"letter_sent": "2026-11-20"}, ("wait", "letter")),
        ({"stop_sent": "2026-09-01", "letter_sent": "2026-11-20"}, ("wait", "letter")),
        ({"letter_sent": "2026-09-20"}, ("complain", "dispute")),
        ({"stop_sent": "2026-09-20"}, ("complain", "dispute")),
    ],
)
def test_what_follows_stop_to_a_paid_code(given: dict[str, str], first: tuple[str, str]) -> None:
    step = lookup({"sender": "81234", "country": "FR", **given}, as_of=AS_OF).advice.steps[0]

    assert (step.action, step.situation) == first


@pytest.mark.parametrize(("sender", "code"), [("336111", "36111"), ("121314", None)])
def test_one_digit_too_many(sender: str, code: str | None) -> None:
    step = lookup({"sender": sender, "country": "FR"}, as_of=AS_OF).advice.steps[0]

    assert step.action == "look_in_message" and step.to == code

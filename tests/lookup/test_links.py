"""Whose a web address is, and what its host says of who registered it."""

from __future__ import annotations

import pytest

from sender_lookup.message.bodies import bodies_of
from sender_lookup.message.links import host_of, is_bait, is_official, registered, signs_of_host

SHORTENER, ODD = "bit.ly", "vestia.top"


@pytest.mark.parametrize(
    ("address", "host"),
    [
        ("https://www.ameli.fr/x?y#z", "ameli.fr"),
        ("http://ameli.fr:8080", "ameli.fr"),
        ("hxxps://ameli.fr", "ameli.fr"),
        ("https:/lameli.fr", "ameli.fr"),
        ("www.ameli.fr/https://x.example", "ameli.fr"),
        ("ameli.fr?x", "ameli.fr"),
        ("ameli.fr#x", "ameli.fr"),
        ("httpbin.example/x", "httpbin.example"),
    ],
)
def test_the_host_of_an_address(address: str, host: str) -> None:
    assert host_of(address) == host


@pytest.mark.parametrize(
    ("host", "official"),
    [
        ("ameli.fr", True),
        ("assure.ameli.fr", True),
        ("ameli.fr.example", False),
        ("xameli.fr", False),
        ("fr", False),
    ],
)
def test_the_end_of_a_host_tells_whose_it_is(host: str, official: bool) -> None:
    owner = bodies_of("FR").owner_of_host(host)

    assert is_official(host) is official
    assert (owner and owner.id) == ("ameli" if official else None)


@pytest.mark.parametrize(
    ("host", "label"),
    [
        ("vestia.example", "vestia"),
        ("soldes.vestia.example", "vestia"),
        ("vestia.co.uk", "vestia"),
        ("x.vestia.gouv.fr", "vestia"),
        ("co.uk", "co"),
        ("vestia", "vestia"),
    ],
)
def test_who_registered_a_host(host: str, label: str) -> None:
    assert registered(host) == label


@pytest.mark.parametrize(
    ("host", "prose", "codes"),
    [
        ("ameli.fr", "", {"official_link"}),
        (SHORTENER, "", {"short_link"}),
        ("192.168.1.1", "", {"ip_link"}),
        ("vestia.example", "", set()),
        # a known name of another: in the host, in figures for letters; a short one as a part of its own
        ("ameli-vitale.example", "", {"lookalike_link"}),
        ("monameli.example", "", {"lookalike_link"}),
        ("4mel1-carte.example", "", {"lookalike_link"}),
        ("am3li.example", "", {"lookalike_link"}),
        ("caf-droits.example", "", {"lookalike_link"}),
        ("decaffeine.example", "", set()),
        ("suivi.dhl.example", "", {"lookalike_link"}),
        # the writer's own name
        ("vestia.example", "vestiabonjour", {"own_link"}),
        ("soldes.vestia.example", "bonjourdevestia", {"own_link"}),
        ("vest.example", "vestiabonjour", set()),
        ("studio-lina.example", "studiolinabonjour", {"own_link"}),
        ("prime-carburant.example", "primecarburant", {"bait_link"}),
        ("prime-carburant.example", "", {"bait_link"}),
        ("ameli-vestia.example", "amelivestia", {"lookalike_link"}),
        # letters that nobody chose
        ("xkcdfg.example", "", {"random_link"}),
        ("k7x.example", "", {"random_link"}),
        ("xkcdfg.example", "xkcdfg", {"own_link"}),
        # endings and alphabets
        (ODD, "", {"odd_tld"}),
        ("xn--vst-9la.example", "", {"punycode_link"}),
        ("vestiа.example", "", {"punycode_link"}),
        ("xn--xkcdfg.example", "", {"punycode_link"}),
    ],
)
def test_what_a_host_says(host: str, prose: str, codes: set[str]) -> None:
    found = signs_of_host(host, prose)

    assert "link" in found and found - {"link"} == codes


@pytest.mark.parametrize(
    ("host", "bait"),
    [
        ("ameli-vitale.example", True),
        ("prime-carburant.example", True),
        ("vestia.example", False),
        ("vestia.ameli", False),
    ],
)
def test_hosts_that_borrow_a_name_or_repeat_the_words_of_scams(host: str, bait: bool) -> None:
    assert is_bait(host) is bait


@pytest.mark.parametrize(
    ("number", "owner"),
    [
        ("0969321515", "edf"),
        ("+33969321515", "edf"),
        ("969321515", "edf"),
        ("69321515", None),
        ("3646", "ameli"),
        ("646", None),
        ("13646", None),
    ],
)
def test_whose_number_it_is(number: str, owner: str | None) -> None:
    found = bodies_of("FR").owner_of_phone(number)

    assert (found and found.id) == owner


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("AMELI", "ameli"),
        ("ameli", "ameli"),
        ("LaPoste", "la_poste"),
        ("La Poste", "la_poste"),
        ("BNP-PARIBAS", "bnp_paribas"),
        ("Info AMELI", "ameli"),
        ("MODALIA", None),
        ("Post", None),
        ("", None),
    ],
)
def test_which_body_a_name_stands_for(name: str, body: str | None) -> None:
    found = bodies_of("FR").named(name)

    assert (found and found.id) == body


@pytest.mark.parametrize(
    ("words", "body"),
    [
        ("votre dossier ameli", "ameli"),
        ("la poste et ameli", "la_poste"),
        ("ameli et la poste", "ameli"),
        ("la facture", None),
        ("poste la", None),
        ("bonjour", None),
    ],
)
def test_the_first_body_that_a_text_names(words: str, body: str | None) -> None:
    found = bodies_of("FR").in_words(words.split(), frozenset(words.split()))

    assert (found and found.id) == body

"""The signs in a message that are no phrases: addresses, numbers, characters, the sender, the printed way out."""

from __future__ import annotations

import pytest

from sender_lookup.country.loader import load_country
from sender_lookup.message.opt_out.find import find_opt_out
from sender_lookup.message.signals import find_signs
from sender_lookup.sender.classify import classify
from sender_lookup.text.phrases import find_cues
from sender_lookup.text.tokens import Text, prepare


def signs(text: str, sender: str | None = None) -> dict[str, list[str]]:
    """Sign -> the pieces of the text that show it, for a line in France."""
    country = load_country("FR")
    read: Text = prepare(text)
    known = None if sender is None else classify(sender, country)
    found = find_signs(read, find_cues(read).signs, known, find_opt_out(read, country), country)
    return {code: [e.text for e in read.spans(places)] for code, places in found.items()}


SHOWN: list[tuple[str, str, list[str] | None]] = [
    # text, sign, where it stands; None where it must be absent
    ("Voir www.x.example/a", "link", ["www.x.example/a"]),
    ("Bonjour", "link", None),
    ("Voir [lien]", "link", ["[lien]"]),
    ("Voir [ici]", "link", None),
    ("Voir k7-suivi (.) com", "split_link", ["k7-suivi (.) com"]),
    ("Voir k7-suivi (.) com", "link", ["k7-suivi (.) com"]),
    ("Voir k7-suivi . com", "split_link", ["k7-suivi . com"]),
    ("Voir k7-suivi[.]com", "split_link", ["k7-suivi[.]com"]),
    ("Voir k7-suivi.com", "split_link", None),
    ("Voir www.x.example et k7-suivi . com", "split_link", None),
    ("Voir www.ameli.fr", "official_link", ["www.ameli.fr"]),
    ("Voir www.ameli.fr et www.impots.gouv.fr", "official_link", ["www.ameli.fr", "www.impots.gouv.fr"]),
    ("Voir www.ameli.fr et www.k7.example", "official_link", None),
    ("Voir www.k7.example", "official_link", None),
    # telephone numbers, by what they cost
    ("0899 00 12 34", "premium_call", ["0899 00 12 34"]),
    ("06 12 34 56 78", "phone_mobile", ["06 12 34 56 78"]),
    ("0805 80 58 17", "phone_free", ["0805 80 58 17"]),
    ("01 42 16 32 36", "phone", ["01 42 16 32 36"]),
    ("09 72 12 34 56", "phone", ["09 72 12 34 56"]),
    ("01 62 00 12 34", "phone", ["01 62 00 12 34"]),
    ("+447700900123", "phone", ["+447700900123"]),
    ("+999 12 34 56 78", "phone", ["+999 12 34 56 78"]),
    ("00 00 00 00 00", "phone", ["00 00 00 00 00"]),
    ("0123 4567", "phone", None),
    ("912 34 56 78", "phone", None),
    ("0899 12 345", "premium_call", ["0899 12 345"]),
    ("0899 12 34", "premium_call", None),
    ("Appelez le 0899XXXXXX", "premium_call", ["0899XXXXXX"]),
    # characters
    ("Bon\u200bjour", "hidden_characters", []),
    ("Bon \u200b jour", "hidden_characters", None),
    ("Bonjour", "hidden_characters", None),
    ("Vоtre compte", "homoglyphs", ["Vоtre"]),
    ("Vоtre c\u200bompte", "homoglyphs", None),
    ("Éléonore", "homoglyphs", None),
    ("Éléonore, vоtre compte", "homoglyphs", ["vоtre"]),
    ("Votre DEBlT", "odd_spelling", ["DEBlT"]),
    ("Votre DEBIT", "odd_spelling", None),
    ("Votre\u00a0DEBlT", "odd_spelling", ["DEBlT"]),
    ("Votre appIe", "odd_spelling", ["appIe"]),
    ("Cher A.M.E.L.I", "odd_spelling", ["A.M.E.L.I"]),
    # the printed way out
    ("Soldes. STOP au 36180", "opt_out", []),
    ("Soldes. STOP au 36180", "opt_out_link", None),
    ("Soldes. STOP au 36180", "opt_out_premium", None),
    ("Soldes. STOP au 36180", "opt_out_service", None),
    ("Soldes. Désabo : www.x.example/d", "opt_out_link", []),
    ("Soldes. Désabo : www.x.example/d", "opt_out", None),
    ("Soldes. STOP au 81234", "opt_out_premium", []),
    ("Soldes. STOP au 81234", "opt_out_service", None),
    ("Soldes. STOP au 38080", "opt_out_service", []),
    ("Soldes. Répondez STOP", "opt_out", []),
    ("Soldes\nSe désabonner", "rcs_button", ["Se désabonner"]),
    ("Soldes. STOP au 36180\nSe désabonner", "rcs_button", None),
    ("Soldes. Répondez STOP", "rcs_button", None),
    ("Soldes. Répondez STOP dans cette conversation", "rcs_button", []),
]


@pytest.mark.parametrize(("text", "sign", "shown"), SHOWN)
def test_what_shows_a_sign(text: str, sign: str, shown: list[str] | None) -> None:
    assert signs(text).get(sign) == shown


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Écrivez à info@modalia.fr", {"email"}),
        ("Écrivez à info @ modalia.fr", set()),
        ("Soldes : info@modalia.fr", {"email"}),
        ("Pour ne plus recevoir nos offres : info@modalia.fr", {"email", "email_opt_out"}),
        (f"Pour ne plus recevoir nos offres {'très ' * 11}: info@modalia.fr", {"email"}),
        ("Pour ne plus recevoir nos offres : info@modalia.fr ou STOP au 36180", {"email"}),
        ("Pour ne plus recevoir nos offres, cherchez", set()),
    ],
)
def test_an_email_address_and_one_that_is_the_way_out(text: str, expected: set[str]) -> None:
    assert signs(text).keys() & {"email", "email_opt_out"} == expected


@pytest.mark.parametrize(
    ("sender", "expected"),
    [
        ("0612345678", {"sender_mobile"}),
        ("+447700900123", {"sender_foreign"}),
        ("+337000004882932", {"sender_machine"}),
        ("a@b.example", {"sender_email"}),
        ("81234", {"sender_premium"}),
        ("0899001234", {"sender_premium"}),
        ("36180", {"sender_code"}),
        ("38080", {"sender_service_code"}),
        ("MODALIA", {"sender_name"}),
        ("0142163236", set()),
        ("3646", set()),
        ("Privé", {"sender_hidden"}),
        ("MОDALIA", {"sender_name", "homoglyphs"}),
        # a body's name gives its theme
        ("BNP", {"sender_name", "bank"}),
        ("AMELI", {"sender_name", "health_card"}),
        ("LA POSTE", {"sender_name", "parcel"}),
        ("SFR", {"sender_name", "telecom"}),
        ("EDF", {"sender_name", "telecom"}),
        ("DGFIP", {"sender_name", "tax"}),
        ("ANTAI", {"sender_name", "fine"}),
        ("CAF", {"sender_name", "tax"}),
        ("PAYPAL", {"sender_name", "bank"}),
        ("DOUANE", {"sender_name", "customs"}),
        ("ULYS", {"sender_name", "toll"}),
    ],
)
def test_what_the_sender_shows(sender: str, expected: set[str]) -> None:
    """Beside a word that says nothing."""
    alone = signs("Bonjour").keys()

    assert {s for s in signs("Bonjour", sender) if s not in alone} >= expected
    others = {"sender_mobile", "sender_foreign", "sender_machine", "sender_email", "sender_premium", "sender_code",
              "sender_service_code", "sender_name", "sender_hidden", "homoglyphs", "bank", "health_card", "parcel",
              "telecom", "tax", "fine", "customs", "toll", "public_body"}  # fmt: skip
    assert not signs("Bonjour", sender).keys() & (others - expected)


@pytest.mark.parametrize(("sender", "own"), [("MODALIA", True), ("Mod Alia", True), ("VESTIA", False), (None, False)])
def test_a_host_that_bears_the_name_of_the_sender_is_its_own(sender: str | None, own: bool) -> None:
    assert ("own_link" in signs("Votre commande : www.modalia.example/a", sender)) is own

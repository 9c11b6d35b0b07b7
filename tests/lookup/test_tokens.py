"""What is found once in every message: web addresses, telephone numbers, IBANs, words, and where each stood."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from sender_lookup.text.tokens import Span, Text, prepare


def pieces(text: Text, spans: Sequence[Span]) -> list[str]:
    """What stands there in the folded text."""
    return [text.folded[start:end] for start, end in spans]


@pytest.mark.parametrize(
    ("text", "phones"),
    [
        # eight to fifteen digits
        ("Appelez le 12 34 56 78", ["12 34 56 78"]),
        ("Appelez le 12 34 56 7", []),
        ("Appelez le 123456789", ["123456789"]),
        ("Appelez le 123456789012345", ["123456789012345"]),
        ("Appelez le 1234567890123456", []),
        ("Appelez le 01 87 55 10 20 ou le 06 12 34 56 78", ["01 87 55 10 20", "06 12 34 56 78"]),
        ("Appelez le 0 1 8 7 5 5 1 0 2 0", ["0 1 8 7 5 5 1 0 2 0"]),
        # what stands before it
        ("Appelez le +33 1 87 55 10 20", ["+33 1 87 55 10 20"]),
        ("Appelez le 0033 1 87 55 10 20", ["0033 1 87 55 10 20"]),
        ("+33187551020", ["+33187551020"]),
        ("0187551020", ["0187551020"]),
        ("Call (555) 123-4567", ["(555) 123-4567"]),
        ("Appelez (01 87 55 10 20)", ["01 87 55 10 20"]),
        # of Belgium, Switzerland, Luxembourg and Austria
        ("Bel 0470 12 34 56 of 02/588.11.90", ["0470 12 34 56", "02/588.11.90"]),
        ("Tel. 079 123 45 67", ["079 123 45 67"]),
        ("Rufft 621 123 456 un", ["621 123 456"]),
        ("Tel +352 26 10 60 1, 8-12", ["+352 26 10 60 1"]),
        ("Tel (+352) 247-82000", ["(+352) 247-82000"]),
        ("SMS an 0664/1234567", ["0664/1234567"]),
        ("Appelez le x0187551020", []),
        ("Total 1,0187551020", []),
        # a reference, a date, hours, an IBAN, a part of an address
        ("Dossier n° 0187551020", []),
        ("Dossier n° +33187551020", ["+33187551020"]),
        ("Commande : 0187551020", []),
        ("Votre commande est là, 0187551020", ["0187551020"]),
        ("Le 12.05.2026", []),
        ("Le 12 05 2026", []),
        ("Ouvert 10.30-12.00", []),
        ("Mon IBAN : FR76 3000 6000 0112 3456 7890 189", []),
        ("Voir www.x.example/0187551020", []),
        ("Voir www.x.example/0187551020 ou 01 87 55 10 21", ["01 87 55 10 21"]),
    ],
)
def test_telephone_numbers(text: str, phones: list[str]) -> None:
    found = prepare(text)

    assert pieces(found, found.phones) == phones


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("Appelez le 0899XXXXXX", ["0899xxxxxx"]),
        ("Appelez le 06 12 ** ** **", ["06 12 ** ** **"]),
        ("Appelez le 06 12 •• •• ••", ["06 12 •• •• ••"]),
        ("Appelez le 0612xxxx", ["0612xxxx"]),
        ("Appelez le 061xxxx", []),
        ("Appelez le 061234567xxxxxx", ["061234567xxxxxx"]),
        ("Appelez le 061234567xxxxxxx", []),
        ("Taille XXL", []),
        ("Appelez le 01 87 55 10 20", []),
    ],
)
def test_numbers_with_covered_digits(text: str, masked: list[str]) -> None:
    found = prepare(text)

    assert pieces(found, found.masked) == masked


@pytest.mark.parametrize(
    ("text", "ibans"),
    [
        ("Mon IBAN : FR76 3000 6000 0112 3456 7890 189", ["fr76 3000 6000 0112 3456 7890 189"]),
        ("ES9121000418450200051332", ["es9121000418450200051332"]),
        ("FR76 3000 6000 01", []),
        ("ab12 cher ami, vous qui avez 12345678", []),
        ("Bonjour", []),
    ],
)
def test_ibans(text: str, ibans: list[str]) -> None:
    found = prepare(text)

    assert pieces(found, found.ibans) == ibans


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("Voir http://x.example/a?b=c.", ["http://x.example/a?b=c"]),
        ("Voir (www.x.example).", ["www.x.example"]),
        ("www.x.example", ["www.x.example"]),
        ("Voir x.fr, et y.es !", ["x.fr", "y.es"]),
        ("Voir HXXPS://X.EXAMPLE", ["hxxps://x.example"]),
        ("Voir 192.168.1.1/x", ["192.168.1.1/x"]),
        ("Voir 192.168.1.1", []),
        ("x.fr:8080/a", ["x.fr:8080/a"]),
        ("Bonjour.fr", ["bonjour.fr"]),
        ("Bonjour. fr", []),
        ("Bonjour.frx", []),
        ("Écrivez à x@y.fr", []),
        ("Le htt et le www", []),
    ],
)
def test_web_addresses(text: str, links: list[str]) -> None:
    found = prepare(text)

    assert pieces(found, found.links) == links


@pytest.mark.parametrize(
    ("text", "spelt"),
    [
        ("Votre c@rte, à jour", ["votre", "carte", "a", "jour"]),
        ("Écrivez à a@b.fr", ["ecrivez", "a", "a", "b", "fr"]),
        ("Cher A.M.E.L.I bonjour", ["cher", "ameli", "bonjour"]),
        ("A.M.E.L.I", ["ameli"]),
        ("Dr A.M bonjour", ["dr", "a", "m", "bonjour"]),
        ("Ici : www.x.example/a/b puis là", ["ici", "puis", "la"]),
        ("www.x.example d'abord, www.y.example ensuite", ["d", "abord", "ensuite"]),
        ("مرحبا 123", ["مرحبا", "123"]),
    ],
)
def test_words_outside_web_addresses(text: str, spelt: list[str]) -> None:
    found = prepare(text)

    assert found.spelt == spelt
    assert [found.folded[start:end].replace(".", "") for _, start, end in found.prose] == spelt
    assert found.there == set(spelt)


def test_what_is_within_a_web_address() -> None:
    text = prepare("Voir x.fr ou y.fr")

    assert [at for at in range(len(text.folded)) if text.in_link(at)] == [5, 6, 7, 8, 13, 14, 15, 16]


@pytest.mark.parametrize(
    ("raw", "folded"),
    [
        ("STOP  au   36180", "stop au 36180"),
        ("STOP\u00a0\u00a0au 36180", "stop au 36180"),
        ("STOP \u00a0au 36180", "stop au 36180"),
        ("ST\u200bOP au 36180", "stop au 36180"),
        ("ST\u200bOP  au 36180", "stop au 36180"),
    ],
)
def test_blanks_and_invisible_characters_do_not_count(raw: str, folded: str) -> None:
    text = prepare(raw)
    word, *_, number = text.prose

    assert text.folded == folded
    assert text.printed(*word[1:]) == "STOP"
    assert text.span(*number[1:]) == (len(raw) - 5, len(raw), "36180")
    assert text.spans([number[1:], number[1:]]) == (text.span(*number[1:]),)


def test_places_of_a_plain_text_are_its_own() -> None:
    text = prepare("STOP au 36180")

    assert text.span(8, 13) == (8, 13, "36180")
    assert text.spans([(0, 4), (8, 13), (0, 4)]) == ((0, 4, "STOP"), (8, 13, "36180"))


@pytest.mark.parametrize(("length", "cut"), [(4_999, False), (5_000, False), (5_001, True)])
def test_a_long_text_is_cut(length: int, cut: bool) -> None:
    text = prepare("x" * length)

    assert (text.truncated, len(text.folded)) == (cut, min(length, 5_000))


def test_what_is_beyond_the_limit_is_left_unread() -> None:
    assert not prepare("x " * 2_500 + "www.x.example").links
    assert prepare("x " * 2_490 + "www.x.example").links

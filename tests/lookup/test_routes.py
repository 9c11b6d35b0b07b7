"""Help lines: the number to ring stands in what every answer shows of a route."""

from __future__ import annotations

import re

import pytest

from sender_lookup import lookup
from sender_lookup.country.loader import load_country, load_index
from sender_lookup.output.answer import as_html, as_text
from sender_lookup.output.catalogue import load_catalogue

from .case_tables import AS_OF

INDEX = load_index()
CODES = (*INDEX.countries, *INDEX.more_countries)
RUNG = [(code, r.id) for code in CODES for r in load_country(code).routes.values() if r.phone]


def digits(text: str) -> str:
    return re.sub(r"\D", "", text)


@pytest.mark.parametrize("language", INDEX.languages)
@pytest.mark.parametrize(("code", "route_id"), RUNG)
def test_the_number_of_a_route_stands_in_its_words(code: str, route_id: str, language: str) -> None:
    """The data name it for whoever reads them; people read its name and what it is for. They must say the same."""
    country = load_country(code)
    route, w = country.routes[route_id], load_catalogue(language, country)
    what = f"route.{route_id}.what"
    shown = (route.name, w(what) if what in w else "")

    assert any(digits(route.phone or "") in digits(text) for text in shown)


@pytest.mark.parametrize(("country", "lines"), [("FR", ["17", "3018"]), ("ES", ["091", "062"])])
def test_somebody_threatened_is_shown_whom_to_ring(country: str, lines: list[str]) -> None:
    text = "Je sais où tu habites, je vais te tuer si tu ne paies pas" if country == "FR" else (
        "Sé dónde vives, te voy a matar si no me pagas"
    )  # fmt: skip
    result = lookup({"sender": "+33612345678", "text": text, "country": country}, as_of=AS_OF)

    assert result.advice.rule == "threat"
    for shown in (as_html(result, "en"), as_text(result, "en", explain=True)):
        assert all(re.search(rf"\b{line}\b", shown) for line in lines)


@pytest.mark.parametrize("language", INDEX.languages)
@pytest.mark.parametrize("code", ["FR", "ES"])
def test_where_a_scam_is_reported_nothing_speaks_of_stop(code: str, language: str) -> None:
    """These claims stand under "do not reply": a word to send has no place there."""
    country = load_country(code)
    w = load_catalogue(language, country)
    routes = [r for r in country.routes.values() if "scam" in r.situations]
    claims = {*country.steps["report"], *(c for route in routes for c in route.claims)}

    assert routes and [c for c in sorted(claims) if re.search(r"\b(?:STOP|BAJA)\b", w(f"claim.{c}"))] == []

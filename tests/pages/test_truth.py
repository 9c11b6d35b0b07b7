"""Every statement shows who stands behind it; no page opens an SMS; the printed letters are the package's own."""

from __future__ import annotations

import re
from pathlib import Path

from stopsms.config import SOURCES_PAGE, Site
from stopsms.examples.masked import masked
from stopsms.examples.situations import example_of, examples_for
from stopsms.i18n import site_words

from sender_lookup.codes import Kind
from sender_lookup.output.catalogue import load_catalogue
from sender_lookup.output.letters import compose_letter
from tests.pages.addresses import family_path, letter_path
from tests.pages.built import AS_OF
from tests.pages.document import Element

STRENGTHS = ("law", "regulator", "charter", "practice", "advice")


def test_every_claim_on_every_page_shows_its_strength_and_source(documents: dict[str, Element]) -> None:
    seen = 0
    for path, document in documents.items():
        for item in document.walk():
            texts = [c for c in item.children if isinstance(c, Element) and "claim-text" in c.get("class").split()]
            if not texts:
                continue
            assert len(texts) == 1 and texts[0].text.strip(), f"{path}:{item.line}"
            seen += 1
            where = f"{path}:{item.line}"
            (strength,) = item.all("span", cls="strength")
            assert strength.text.strip(), where
            assert any(f"strength-{name}" in strength.get("class").split() for name in STRENGTHS), where
            assert all(source.text.strip() for source in item.all("small", cls="source")), where
            is_advice = "strength-advice" in strength.get("class").split()
            assert bool(item.all("small", cls="source")) is not is_advice, where
    assert seen > 1000


def test_the_page_of_sources_has_every_claim_and_says_what_is_unread(site: Site, documents: dict[str, Element]) -> None:
    for country in site.countries:
        for language in country.languages:
            w = load_catalogue(language, country)
            guide = site.guide(language, site.page_id(country, SOURCES_PAGE))
            assert guide is not None
            document = documents[f"{language}/{country.code.lower()}/{guide.slug}/"]
            items = {item.get("id"): item for item in document.all("li") if item.get("id")}
            assert set(items) == set(country.claims)
            for claim in country.claims.values():
                shown = items[claim.id].text
                assert w(f"claim.{claim.id}") in shown and w(f"strength.{claim.strength}") in shown
                assert all(s.titles.get(language, s.title) in shown for s in claim.sources)
                linked = [link.get("href") for link in items[claim.id].all("a")]
                assert linked == [source.url for source in claim.sources if source.url]
                unread = sum(source.read == "no" for source in claim.sources)
                assert shown.count(w("source.unread")) == unread, claim.id
            unread_claims = str(sum(claim.is_unread for claim in country.claims.values()))
            advice = str(sum(claim.strength == "advice" for claim in country.claims.values()))
            counted = site_words(language)(
                "site.sources.count", total=str(len(items)), unread=unread_claims, advice=advice
            )
            assert counted in document.text


def test_the_page_about_the_site_counts_what_was_read_only_in_a_quotation(
    site: Site, documents: dict[str, Element]
) -> None:
    for language in site.languages:
        guide = site.guide(language, "about")
        assert guide is not None
        (shown,) = documents[f"{language}/{guide.slug}/"].all("ul", cls="unread")
        for country, line in zip(site.countries_in(language), shown.all("li"), strict=True):
            reads = [{source.read for source in claim.sources} for claim in country.claims.values()]
            quoted = sum("secondary" in read and "primary" not in read for read in reads)
            assert quoted > 0 and str(quoted) in line.text.split(), line.text


def test_no_page_opens_an_sms(documents: dict[str, Element], dist: Path) -> None:
    for path, document in documents.items():
        for element in document.walk():
            assert not any(value.strip().lower().startswith("sms:") for value in element.attributes.values()), (
                f"{path}:{element.line}: a reader must use the number of their own message"
            )


def test_a_hidden_sender_is_asked_about_as_phones_of_the_country_show_it(site: Site) -> None:
    shown = {"FR": "Numéro masqué", "ES": "Número oculto"}

    found = {c.code: example_of(c.family_of_kind(Kind.UNREADABLE), c.code) for c in site.countries}

    assert all(found.values())
    assert {code: found[code] for code in shown} == shown


def test_examples_hide_the_number_that_must_not_be_used(site: Site, documents: dict[str, Element]) -> None:
    def digits(text: str) -> str:
        return re.sub(r"[\s.-]", "", text)

    for country in site.countries:
        texts = [s.text for language in country.languages for s in examples_for(country.code, language)]
        printed = [n for text in texts for n in re.findall(r"\d[\d ]{4,}\d", text)]
        hidden = (f for group in site.families(country).values() for f in group if f.kind != Kind.SERVICE_NUMBER)
        for family in hidden:  # the public ones anybody may dial
            numbers = [digits(n) for n in (example_of(family, country.code), *printed) if masked(n) != n]
            for language in country.languages:
                path = family_path(site, language, country, family.id)
                pieces = [*documents[path].all(cls="answer"), *documents[path].all(cls="drawings")]  # not its title
                shown = " ".join(piece.text for piece in pieces).replace("482913", "")  # a code is no number to dial
                for source in documents[path].all(cls="source"):
                    shown = shown.replace(source.text, "")
                assert [n for n in numbers if n != "33700" and n.lstrip("+") in digits(shown)] == [], path


def test_an_answer_without_scripts_links_to_its_letters(documents: dict[str, Element]) -> None:
    for path, document in documents.items():
        assert not [button for button in document.all("button") if "data-letter" in button.attributes], path


def test_printed_letters_are_those_of_the_package(site: Site, documents: dict[str, Element]) -> None:
    for country in site.countries:
        for language in country.languages:
            for letter_id in country.letters:
                (shown,) = documents[letter_path(site, language, country, letter_id)].all("div", cls="letter-text")
                letter = compose_letter(letter_id, country, {"language": language})
                assert shown.get("lang") == letter.language
                assert [p.text for p in shown.all(cls="letter-part")] == [text for _, text in letter.top]
                assert shown.all(cls="letter-body")[0].text == letter.body
                assert letter.subject in shown.text


def test_the_footer_says_how_old_the_rules_are(site: Site, documents: dict[str, Element]) -> None:
    for document in documents.values():
        for footer in document.all("footer"):
            language = document.all("html")[0].get("lang")
            days = {load_catalogue(language, country).date(AS_OF) for country in site.countries_in(language)}
            assert any(day in footer.text for day in days) and site.revision in footer.text


def test_the_legal_notice_says_when_nobody_publishes(site: Site, documents: dict[str, Element]) -> None:
    for language in site.languages:
        guide = site.guide(language, "legal")
        assert guide is not None
        missing = site_words(language)("site.publisher.missing") in documents[f"{language}/{guide.slug}/"].text
        assert missing != bool(site.publisher.get("name"))

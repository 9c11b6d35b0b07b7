"""The catalogues, general and of a country: the same keys and placeholders in each language, every key that can be
asked for, none that cannot, and nothing of what the fact base says must not be printed."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from itertools import product
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

import sender_lookup
from sender_lookup.cases.kept import DONE
from sender_lookup.codes import HAPPENED, Kind, Purpose, Strength, TimingVerdict, Verdict, Via
from sender_lookup.country.loader import load_country, load_index
from sender_lookup.country.schema import Country
from sender_lookup.draft.check import check_draft
from sender_lookup.draft.render import as_html as draft_as_html
from sender_lookup.draft.render import as_text as draft_as_text
from sender_lookup.draft.render import checklist
from sender_lookup.intake.request import QUESTIONS
from sender_lookup.message.purpose import weights
from sender_lookup.message.reasons import TOLD, WAYS_OUT
from sender_lookup.output.answer import as_html, as_text
from sender_lookup.output.catalogue import GENERAL, Catalogue, load_catalogue
from sender_lookup.output.letters import compose_letter
from sender_lookup.worker import respond

from .case_tables import AS_OF, WITHOUT_AUTHORITY, load_country_or_one_without_authority
from .test_coverage import results
from .test_draft import checked
from .test_letters import FULL

PACKAGE = Path(sender_lookup.__file__).parent
ROOT = PACKAGE.parent
LANGUAGES = load_index().languages
COUNTRIES = [load_country(code) for code in load_index().countries]
PUBLISHED = [country for country in COUNTRIES if country.languages]
PAGES = ROOT / "site" / "stopsms"
PLACEHOLDER = re.compile(r"\{(\w*)\}")
WARNINGS = [
    "bad_country",
    "bad_received",
    "bad_knows_sender",
    "bad_stop_sent",
    "bad_letter_sent",
    "bad_clicked",
    "bad_as_of",
    "bad_language",
    "bad_happened",
    "bad_answers",
    "bad_own_number",
    "bad_from_picture",
    "sender_read_as_text",
]
BROKEN = ("time", "draft", "both")
SHEETS = (
    {"sender": "36180", "text": "Soldes !", "received": "2026-11-02T21:00", "stop_sent": "2026-11-03", "clicked": True},
    {"sender": "36180", "stop_sent": "2026-10-01", "letter_sent": "2026-11-10"},
    {"sender": "36180", "stop_sent": "2026-11-23"},
)

ADVERT = {"sender": "MODALIA", "text": "Soldes ! STOP au 36180", "received": "2026-11-02"}
KEPT = [
    {
        "messages": [{**ADVERT, "received": day}] * times,
        "country": country,
        "events": [{"what": what, "day": "2026-11-10"}],
    }
    for country in ("FR", "ES", WITHOUT_AUTHORITY)
    for what in DONE
    for day, times in (("", 1), ("2026-11-02", 1), ("2026-11-20", 2))
]


@cache
def catalogue(language: str, domain: str = GENERAL, folder: Path = PACKAGE) -> dict[str, str]:
    path = folder / f"locale/{language}/LC_MESSAGES/{domain}.po"
    if not path.exists():
        return {}
    with path.open("rb") as file:
        po = read_po(file, abort_invalid=True)
    assert not [m.id for m in po if m.fuzzy and m.id]
    return {str(m.id): str(m.string) for m in po if m.id}


def own_words(country: Country, language: str, folder: Path = PACKAGE) -> dict[str, str]:
    """The words of a country alone."""
    return catalogue(language, country.code.lower(), folder)


DOMAINS = [(GENERAL, language) for language in LANGUAGES]
DOMAINS += [(c.code.lower(), language) for c in PUBLISHED for language in c.languages]


@cache
def asked() -> frozenset[str]:
    """Every key that is looked up while everything is written: answers to all cases, drafts, letters, sheets, errors.

    A key that is missing stops the writing with its name.
    """
    keys: set[str] = set()
    look_up = Catalogue.__call__

    def noting(w: Catalogue, key: str, **values: str | None) -> str:
        keys.add(key)
        return look_up(w, key, **values)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Catalogue, "__call__", noting)
        write_everything()
        patch.setattr("sender_lookup.pipeline.load_country", load_country_or_one_without_authority)
        respond(json.dumps({"op": "cases", "today": "2026-11-24", "language": "en", "cases": KEPT}))
    return frozenset(keys)


def write_everything() -> None:
    for n, result in enumerate(results()):
        as_html(result, "en")
        if n % 20 == 0:  # the words are the same, all but a few of the frame
            as_text(result, "en", explain=True)
    unchecked = check_draft({"text": "x", "send_at": "soon", "country": "ZZ"}, as_of=AS_OF)
    for draft in (*checked(), unchecked):
        draft_as_html(draft, "en")
        draft_as_text(draft, "en")
    for country in COUNTRIES:
        checklist(country, "en", AS_OF)
        for letter in country.letters:
            compose_letter(letter, country, {})
    for op, request in product(("lookup", "calendar", "evidence"), (*SHEETS, {}, None)):
        respond(json.dumps({"op": op, "language": "en", "today": "2026-11-24", "request": request}))
    for letter in ("company_objection", "company_reminder", "operator_dispute"):
        request = {"sender": "36180", "letter_sent": "2026-11-24"}
        respond(json.dumps({"op": "calendar", "today": "2026-11-24", "letter": letter, "request": request}))
    for op, given in (
        ("cases", {"cases": KEPT}),
        ("case_file", {"case": KEPT[0]}),
        ("case_reminder", {"case": KEPT[0]}),
    ):
        respond(json.dumps({"op": op, "today": "2026-11-24", "language": "en"} | given))
    respond(json.dumps({"op": "qr", "language": "en", "uri": "sms:36180?&body=STOP"}))


def of_codes() -> set[str]:
    """Keys made from closed lists, whose rarer members no case shows."""
    lists: dict[str, Iterable[object]] = {
        "kind": Kind, "purpose": Purpose, "verdict": Verdict, "timing": TimingVerdict, "strength": Strength,
        "opt_out": Via, "month": range(1, 13), "happened": HAPPENED, "question": QUESTIONS, "warning": WARNINGS,
        "reserve": ["from_picture"],
        "draft.verdict.not_so": BROKEN, "draft.verdict.better_not": BROKEN, "signal": (*TOLD.values(), *WAYS_OUT),
    }  # fmt: skip
    keys = {f"{name}.{code}" for name, codes in lists.items() for code in codes}
    return keys | {f"country.{code}" for code in load_index().countries}


def of_country(country: Country) -> set[str]:
    """Keys made from a country's file."""
    keys = {f"claim.{c}" for c in country.claims} | {f"reason.{h.reason}" for h in country.hours}
    keys |= {f"letter.{i}.{part}" for i in country.letters for part in ("title", "what", "says")}
    paid = [f for f in country.families if f.surcharged and f.kind == Kind.PREMIUM_SHORT_CODE]
    return keys | {f"price.{f.price or 'surcharged'}" for f in paid}


def of_the_site() -> set[str]:
    """Keys that only pages ask for: fields of the letter's form, routes and signs that stand in no answer, and notes
    where the numbering table is loaded."""
    keys = {f"letter.fact.{name}" for name in FULL} | {f"signal.{sign}" for sign in weights().signs}
    routes = {r for c in COUNTRIES for r in c.routes}
    sent = {f"letter.sent.{i}" for c in COUNTRIES for i in c.letters}
    return keys | sent | {f"route.{r}.{part}" for r in routes for part in ("what", "name")} | {"note.unallocated"}


@cache
def literals() -> frozenset[str]:
    """What stands whole in quotes in the package or on the site, and may be a key."""
    site = [p for name in ("stopsms", "templates", "static") for p in (ROOT / "site" / name).rglob("*")]
    files = [*PACKAGE.rglob("*.py"), *(PACKAGE / "templates").iterdir(), *site]
    text = "\n".join(p.read_text("utf-8") for p in files if p.suffix in (".py", ".html", ".txt", ".j2", ".js", ".toml"))
    return frozenset(re.findall(r"""["']([a-z_]+(?:\.\w+)+)["']""", text))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_same_keys_everywhere(language: str) -> None:
    assert set() == catalogue("en").keys() ^ catalogue(language).keys()


@pytest.mark.parametrize("folder", [PACKAGE, PAGES])
@pytest.mark.parametrize("country", PUBLISHED, ids=lambda c: c.code)
def test_a_country_has_words_in_its_languages_alone(country: Country, folder: Path) -> None:
    domain = f"{country.code.lower()}.po"

    assert {po.parts[-3] for po in folder.glob(f"locale/*/LC_MESSAGES/{domain}")} == {*country.languages}


@pytest.mark.parametrize("folder", [PACKAGE, PAGES])
@pytest.mark.parametrize("country", PUBLISHED, ids=lambda c: c.code)
def test_what_a_language_lacks_of_a_country(country: Country, folder: Path) -> None:
    """What only the country says, each of its languages says. General words it may say in its own way in one alone."""
    general = catalogue("en", folder=folder).keys()
    every = {k for language in country.languages for k in own_words(country, language, folder)} - general

    assert {lang: sorted(every - own_words(country, lang, folder).keys()) for lang in country.languages} == {
        lang: [] for lang in country.languages
    }


@pytest.mark.parametrize(("domain", "language"), DOMAINS)
def test_the_same_placeholders_everywhere(domain: str, language: str) -> None:
    """As in the language that everything is written in first; a country's own words, as in the general ones."""
    first = LANGUAGES[0] if domain == GENERAL else load_country(domain.upper()).languages[0]
    model, found = catalogue(language) | catalogue(first, domain), catalogue(language, domain)

    assert [k for k, text in found.items() if set(PLACEHOLDER.findall(text)) - set(PLACEHOLDER.findall(model[k]))] == []
    assert [k for k, text in found.items() if text.count("{") != text.count("}") or "{}" in text] == []


@pytest.mark.parametrize(("domain", "language"), DOMAINS)
def test_every_key_has_words(domain: str, language: str) -> None:
    assert [k for k, text in catalogue(language, domain).items() if not text.strip() or text == k] == []


def test_no_general_key_is_missing() -> None:
    """Whatever is asked stands in the general words, or in those of a country, whose languages all say the same."""
    of_countries = {k for country in PUBLISHED for k in own_words(country, "en")}

    assert sorted((asked() | of_codes()) - catalogue("en").keys() - of_countries) == []


@pytest.mark.parametrize("country", COUNTRIES, ids=lambda c: c.code)
def test_no_key_of_a_country_is_missing(country: Country) -> None:
    assert sorted(of_country(country) - catalogue("en").keys() - own_words(country, "en").keys()) == []


@pytest.mark.parametrize("domain", [GENERAL, *(c.code.lower() for c in PUBLISHED)])
def test_no_key_is_unused(domain: str) -> None:
    of_countries = {k for country in COUNTRIES for k in of_country(country)}
    unused = catalogue("en", domain).keys() - asked() - of_codes() - of_countries - of_the_site() - literals()

    assert sorted(unused) == []


@pytest.mark.parametrize(("domain", "language"), DOMAINS)
def test_compiled_as_written(domain: str, language: str) -> None:
    """`make locale` was run: the compiled catalogue says what the text of it says."""
    w = load_catalogue(language, None if domain == GENERAL else load_country(domain.upper()))
    found = catalogue(language, domain)

    assert [k for k, text in found.items() if k not in w or ("{" not in text and w(k) != text)] == []


def test_a_reader_of_another_language_gets_the_countrys_words_in_its_first() -> None:
    abroad = replace(load_country("ES"), languages=("gl", "es"))
    w = load_catalogue("fr", abroad)

    assert w("verdict.stop") == load_catalogue("fr")("verdict.stop") and w.language_of_country == "gl"
    assert w("claim.es.stop.as_printed") == own_words(abroad, "gl")["claim.es.stop.as_printed"]
    assert load_catalogue("es", abroad).language_of_country == ""


@pytest.mark.parametrize(
    ("language", "day"),
    [("fr", "1er mars 2026"), ("en", "1 March 2026"), ("es", "1 de marzo de 2026"), ("gl", "1 de marzo de 2026")],
)
def test_dates(language: str, day: str) -> None:
    from datetime import date

    assert day == load_catalogue(language).date(date(2026, 3, 1))


# --- what must not be printed (facts-verified.md, last section) -----------------------------------------------------

FORBIDDEN = [
    (r"121-34|121-20-5|\b224-1\b", "1: articles that the code in force does not have"),
    (r"(?<![\d\u00a0\u202f.  ])3[ .\u00a0\u202f]000[ \u00a0\u202f](?:€|euros)", "1: the fines of 2014"),
    (r"onstitutionnel|onstitutional|inconstitucional|onstitución|onstitucional", "3: the decision of 25 June 2026"),
    (r"1er juillet 2025|\b1 July 2025|\b1 de (?:julio|xullo) de 2025", "4: the ban on renovation began on 2 July 2025"),
    (
        r"toujours illégal|always illegal|siempre ilegal|sempre ilegal|toujours interdit",
        "4: training (CPF) has an exception",
    ),
    (r"\b60[ \u00a0](?:jours|days|días)", "5: abrogated"),
    (
        r"(?:inscri\w+|register|apúnt\w+|rexístr\w+)[^.]{0,30}Bloctel(?![^\n]*\*\* (?:Non|No)\b)",
        "5: nobody can register with Bloctel, other than in a myth that is denied",
    ),
    (r"rue Vivienne|TELEDOC|teledoc", "16: addresses of the past"),
    (r"sedeagpd", "13: an address of the past"),
    (
        r"plus de trois messages|more than three messages|más de tres mensajes|máis de tres mensaxes",
        "13: text before 2014",
    ),
    (r"83\(5\)|article 83, paragraphe 5|artículo 83\.5|20 millions|20 millones|20 millóns", "15: not read"),
    (r"Robinson[^.]{0,40}\b30\b", "13: Robinson works from the second month"),
    (
        r"(?:dimanche|Sunday|domingo|20[ \u00a0]?h\b|20:00)[^.]{0,40}(?:illégal|illegal|ilegal)",
        "6: only a charter's rule",
    ),
    (
        r"(?:illégal|illegal|ilegal)[^.]{0,40}(?:dimanche|Sunday|domingo|20[ \u00a0]?h\b|20:00)",
        "6: only a charter's rule",
    ),
    (
        r"(?:signalez|report|denuncia)\b[^.]{0,40}(?:sans|without|sin|sen) STOP[^.]{0,40}SignalConso",
        "11: there is no such entry",
    ),
    (r"jours ouvrés", "the charter of 2024 said jours ouvrables: Saturday counts"),
    (r"(?:règle|rule|norma) de la CNIL[^.]{0,20}20|CNIL’s rule[^.]{0,20}20", "6: 20:00 is not the CNIL's rule"),
]


def printed() -> list[Path]:
    """All that people read: catalogues of package and site, content, letters."""
    found = [
        *ROOT.glob("sender_lookup/locale/*/LC_MESSAGES/*.po"),
        *ROOT.glob("site/stopsms/locale/*/LC_MESSAGES/*.po"),
    ]
    return [*found, *ROOT.glob("content/**/*.md"), *ROOT.glob("sender_lookup/letters/**/*.j2")]


@pytest.mark.parametrize(("pattern", "why"), FORBIDDEN)
def test_must_not_be_printed(pattern: str, why: str) -> None:
    hits = [
        f"{p.relative_to(ROOT)}: {m.group()}" for p in printed() for m in re.finditer(pattern, p.read_text("utf-8"))
    ]

    assert hits == [], why


@pytest.mark.parametrize(
    ("claim", "person", "company"),
    [
        ("fr.enforcement.fine", 75_000, 375_000),
        ("fr.enforcement.after_objection", 300_000, 1_500_000),
    ],
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_fine_is_named_for_a_person_and_for_a_company(language: str, claim: str, person: int, company: int) -> None:
    """Five times as much for a company: CPCE, article L. 34-5, and code pénal, article 131-38."""
    text = re.sub(r"(?<=\d)[., \u00a0\u202f](?=\d{3})", "", catalogue(language, "fr")[f"claim.{claim}"])

    assert {str(person), str(company)} <= {*re.findall(r"\d+", text)} and company == 5 * person


def test_fourteen_digits_never_stand_without_thirteen() -> None:
    """0700 numbers have 14 digits, overseas 13 (point 9)."""
    for language in LANGUAGES:
        for key, text in (catalogue(language) | catalogue(language, "fr")).items():
            if re.search(r"\b14 (?:digits|chiffres|cifras|díxitos)", text):
                assert "13" in text, (language, key)

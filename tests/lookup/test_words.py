"""The four catalogues: the same keys and placeholders, every key that can be asked for, none that cannot, and nothing
of what the fact base says must not be printed."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from functools import cache
from itertools import product
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

import sender_lookup
from sender_lookup.cases.kept import DONE
from sender_lookup.codes import HAPPENED, Kind, Purpose, Strength, TimingVerdict, Verdict, Via
from sender_lookup.country.loader import load_country, load_index
from sender_lookup.draft.check import check_draft
from sender_lookup.draft.render import as_html as draft_as_html
from sender_lookup.draft.render import as_text as draft_as_text
from sender_lookup.draft.render import checklist
from sender_lookup.intake.request import QUESTIONS
from sender_lookup.message.purpose import weights
from sender_lookup.message.reasons import TOLD, WAYS_OUT
from sender_lookup.output.answer import as_html, as_text
from sender_lookup.output.catalogue import Catalogue, load_catalogue
from sender_lookup.output.letters import compose_letter
from sender_lookup.worker import respond

from .case_tables import AS_OF
from .test_coverage import results
from .test_draft import checked
from .test_letters import FULL

PACKAGE = Path(sender_lookup.__file__).parent
ROOT = PACKAGE.parent
LANGUAGES = load_index().languages
COUNTRIES = [load_country(code) for code in load_index().countries]
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
    for country in ("FR", "ES", "US")
    for what in DONE
    for day, times in (("", 1), ("2026-11-02", 1), ("2026-11-20", 2))
]


@cache
def catalogue(language: str) -> dict[str, str]:
    with (PACKAGE / f"locale/{language}/LC_MESSAGES/messages.po").open("rb") as file:
        po = read_po(file, abort_invalid=True)
    assert not [m.id for m in po if m.fuzzy and m.id]
    return {str(m.id): str(m.string) for m in po if m.id}


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
    return frozenset(keys)


def write_everything() -> None:
    for n, result in enumerate(results()):
        as_html(result, "en")
        if n % 20 == 0:  # the words are the same, all but a few of the frame
            as_text(result, "en", explain=True)
    unchecked = check_draft({"text": "x", "send_at": "soon", "country": "GB"}, as_of=AS_OF)
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
    """Keys made from closed lists and from the country files, whose rarer members no case shows."""
    lists: dict[str, Iterable[object]] = {
        "kind": Kind, "purpose": Purpose, "verdict": Verdict, "timing": TimingVerdict, "strength": Strength,
        "opt_out": Via, "month": range(1, 13), "happened": HAPPENED, "question": QUESTIONS, "warning": WARNINGS,
        "reserve": ["from_picture"],
        "draft.verdict.not_so": BROKEN, "draft.verdict.better_not": BROKEN, "signal": (*TOLD.values(), *WAYS_OUT),
    }  # fmt: skip
    keys = {f"{name}.{code}" for name, codes in lists.items() for code in codes}
    keys |= {f"country.{code}" for code in load_index().countries}
    for country in COUNTRIES:
        keys |= {f"claim.{c}" for c in country.claims} | {f"reason.{h.reason}" for h in country.hours}
        keys |= {f"letter.{i}.{part}" for i in country.letters for part in ("title", "what", "says")}
        paid = [f for f in country.families if f.surcharged and f.kind == Kind.PREMIUM_SHORT_CODE]
        keys |= {f"price.{f.price or 'surcharged'}" for f in paid}
    return keys


def of_the_site() -> set[str]:
    """Keys that only pages ask for: fields of the letter's form, a country's own words for its letters, routes and
    signs that stand in no answer, and notes where the numbering table is loaded."""
    keys = {f"letter.fact.{name}" for name in FULL} | {f"signal.{sign}" for sign in weights().signs}
    keys |= {
        f"letter.{c.code.lower()}.{i}.{part}"
        for c in COUNTRIES
        for i in c.letters
        for part in ("title", "what", "says")
    }
    return keys | {f"route.{r}.what" for c in COUNTRIES for r in c.routes} | {"note.unallocated"}


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


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_same_placeholders_everywhere(language: str) -> None:
    other = catalogue(language)

    assert [
        k
        for k, text in catalogue("en").items()
        if set(PLACEHOLDER.findall(text)) != set(PLACEHOLDER.findall(other.get(k, text)))
    ] == []
    assert [k for k, text in other.items() if text.count("{") != text.count("}") or "{}" in text] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_key_has_words(language: str) -> None:
    assert [k for k, text in catalogue(language).items() if not text.strip() or text == k] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_key_is_missing(language: str) -> None:
    assert sorted((asked() | of_codes()) - catalogue(language).keys()) == []


def test_no_key_is_unused() -> None:
    assert sorted(catalogue("en").keys() - asked() - of_codes() - of_the_site() - literals()) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_compiled_as_written(language: str) -> None:
    """`make locale` was run: the compiled catalogue says what the text of it says."""
    w = load_catalogue(language)

    assert [k for k, text in catalogue(language).items() if k not in w or ("{" not in text and w(k) != text)] == []


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
    text = re.sub(r"(?<=\d)[., \u00a0\u202f](?=\d{3})", "", catalogue(language)[f"claim.{claim}"])

    assert {str(person), str(company)} <= {*re.findall(r"\d+", text)} and company == 5 * person


def test_fourteen_digits_never_stand_without_thirteen() -> None:
    """0700 numbers have 14 digits, overseas 13 (point 9)."""
    for language in LANGUAGES:
        for key, text in catalogue(language).items():
            if re.search(r"\b14 (?:digits|chiffres|cifras|díxitos)", text):
                assert "13" in text, (language, key)

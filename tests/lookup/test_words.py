"""The four catalogues: the same keys and placeholders, every key that can be asked for, none that cannot, and nothing
of what the fact base says must not be printed."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

import sender_lookup
from sender_lookup.country import Country, load_country, load_index
from sender_lookup.draft import DraftVerdict
from sender_lookup.draft_rules import POINTS, State, load_draft_rules
from sender_lookup.letters import FACTS
from sender_lookup.model import HAPPENED, Kind, Purpose, Strength, TimingVerdict, Verdict, Via
from sender_lookup.purpose import speaks_for, weights
from sender_lookup.reasons import TOLD, WAYS_OUT
from sender_lookup.request import QUESTIONS
from sender_lookup.words import words

from .test_contract import all_results
from .test_coverage import notes_in_code
from .test_draft import checked

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
    "sender_read_as_text",
]


@cache
def catalogue(language: str) -> dict[str, str]:
    with (PACKAGE / f"locale/{language}/LC_MESSAGES/messages.po").open("rb") as file:
        po = read_po(file, abort_invalid=True)
    assert not [m.id for m in po if m.fuzzy and m.id]
    return {str(m.id): str(m.string) for m in po if m.id}


def steps_in_cases() -> set[tuple[str, str | None]]:
    return {(s.action, s.situation) for _, r in all_results() for s in r.advice.steps}


def needed() -> set[str]:
    """Every key that the package can ask for."""
    keys = (
        {f"verdict.{v}" for v in Verdict} | {f"purpose.{p}" for p in Purpose} | {f"timing.{t}" for t in TimingVerdict}
    )
    keys |= {f"strength.{s}" for s in Strength} | {f"kind.{k}" for k in Kind} | {f"opt_out.{v}" for v in Via}
    keys |= {f"month.{n}" for n in range(1, 13)} | {f"warning.{w}" for w in WARNINGS}
    keys |= {f"letter.placeholder.{f}" for f in FACTS} | {f"note.{n}" for n in notes_in_code()}
    keys |= {f"note.{n}" for _, r in all_results() if r.sender for n in r.sender.notes}
    keys |= {f"deadline.{state}.{of}" for state in ("runs", "passed") for of in ("letter", "stop")}
    keys |= {f"calendar.about.{of}" for of in ("letter", "stop")}
    keys |= {f"evidence.done.{what}" for what in ("received", "stop", "letter", "sheet")}
    keys |= {"error.nothing_given", "error.bad_request", "answer.known", "answer.unknown"}
    keys |= {"date", "date.first", "date.time"}  # asked for by Words itself
    for country in COUNTRIES:
        keys |= {f"claim.{c}" for c in country.claims} | {f"reason.{h.reason}" for h in country.hours}
        keys |= {f"conflict.{c.id}" for c in country.conflicts} | {f"silent.{r.id}" for r in country.silent_reasons}
        keys |= {f"territory.{t.region}" for t in country.territories}
        keys |= {f"letter.{i}.{part}" for i in country.letters for part in ("title", "what")}
        keys |= {_family_key(country, f.id) for f in country.families if f.pattern is not None}
        keys |= {
            f"price.{f.price or 'surcharged'}"
            for f in country.families
            if f.surcharged and f.kind == Kind.PREMIUM_SHORT_CODE
        }
        complaints = [country.advice.authority, *(b.route or b.authority for b in country.banned_sectors)]
        keys |= {f"authority.{a}" for a in complaints if a}
    keys |= draft_keys()
    keys |= {f"signal.{code}" for code in (*TOLD.values(), *WAYS_OUT)}
    keys |= {f"question.{q}" for q in QUESTIONS} | {f"happened.{what}" for what in HAPPENED}
    keys |= {f"signal.{s}" for s in weights().signs if any(speaks_for(s, p) for p in Purpose)} | {"signal.text_cut"}
    return keys | literals()


def draft_keys() -> set[str]:
    """Words of the check of a draft: every point, what its rules may find there, and how it stands."""
    keys = {f"draft.title.{p}" for p in POINTS} | {f"draft.group.{s}" for s in State}
    keys |= {f"draft.verdict.{v}.{a}" for v in ("not_so", "better_not") for a in ("time", "draft", "both")}
    keys |= {"draft.verdict.nothing_against"} | {f"draft.summary.{v}" for v in (*DraftVerdict, "own")}
    keys |= {f"draft.unchecked.{why}" for why in ("no_text", "no_sender", "no_time", "unreadable", "unknown")}
    keys |= {f"draft.warning.{why}" for why in ("bad_send_at", "no_rules")}
    keys |= {"draft.reading.scam", "draft.reading.unsure", "draft.sector.banned", "draft.sector.fits"}
    keys |= {f"draft.{p}.{f}" for p in ("time", "day", "holiday") for f in ("fits", "breaks")}
    for rule in (r for c in COUNTRIES for r in load_draft_rules(c) if r.verdict not in ("", State.NO_RULE)):
        if rule.point not in ("time", "day", "holiday"):
            keys.add(f"draft.{rule.point}.{rule.finding or 'ask'}")
        if "fits" in checks_of(rule.point):
            keys.add(f"draft.{rule.point}.fits")
    return keys


def checks_of(point: str) -> set[str]:
    """What a check gives at a point, seen in the cases."""
    return {p.finding for d in checked() for p in d.points if p.point == point}


def _family_key(country: Country, family_id: str) -> str:
    """The country's own words for a family where there are any, else the general ones."""
    own = f"family.{country.code.lower()}.{family_id}"
    return own if own in catalogue("en") else f"family.{family_id}"


def literals() -> set[str]:
    """Keys that stand whole in the code or in a template of the package."""
    text = "\n".join(p.read_text("utf-8") for p in [*PACKAGE.glob("*.py"), *(PACKAGE / "templates").iterdir()])
    return set(re.findall(r'\b[wt]\("([a-z_]+\.[a-z_.]+)"', text))


def allowed() -> set[str]:
    """Keys that may be there: steps in their situations, families reached by kind, words that the site's pages use."""
    keys = {f"family.{own}{f.id}" for c in COUNTRIES for f in c.families for own in ("", f"{c.code.lower()}.")}
    keys |= {f"letter.{c.code.lower()}.{i}.{part}" for c in COUNTRIES for i in c.letters for part in ("title", "what")}
    keys |= {f"route.{r}.{part}" for c in COUNTRIES for r in c.routes for part in ("what", "name")}
    keys |= {f"signal.{s}" for s in weights().signs}
    notes = {n for _, r in all_results() if r.sender for n in r.sender.notes}
    keys |= {f"note.{c.code.lower()}.{n}" for c in COUNTRIES for n in notes}  # a country's own words
    keys |= {"note.unallocated"}  # where the numbering table is loaded
    for action, situation in steps_in_cases():
        situations = [f"{action}{s}.{part}" for s in ("", f".{situation}") for part in ("title", "text")]
        keys |= {f"step.{own}{s}" for s in situations for own in ("", *(f"{c.code.lower()}." for c in COUNTRIES))}
    site = [
        p
        for p in (ROOT / "site").rglob("*")
        if p.suffix in (".py", ".html", ".js", ".toml") and "node_modules" not in p.parts
    ]
    text = "\n".join(p.read_text("utf-8") for p in site)
    prefixes = tuple(set(re.findall(r'["\']([a-z_]+\.(?:[a-z_]+\.)*)(?:\{|["\'] ?[~+])', text)))
    everything = catalogue("en").keys()
    return keys | {
        k for k in everything if re.search(rf'["\']{re.escape(k)}["\']', text) or (prefixes and k.startswith(prefixes))
    }


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
    assert sorted(needed() - catalogue(language).keys()) == []


def test_no_key_is_unused() -> None:
    assert sorted(catalogue("en").keys() - needed() - allowed()) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_step_has_a_title_and_a_text(language: str) -> None:
    w = words(language)

    def first(action: str, situation: str | None, part: str) -> bool:
        return f"step.{action}.{situation}.{part}" in w or f"step.{action}.{part}" in w

    assert [(a, s, p) for a, s in steps_in_cases() for p in ("title", "text") if not first(a, s, p)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_compiled_as_written(language: str) -> None:
    """`make locale` was run: the compiled catalogue says what the text of it says."""
    w = words(language)

    assert [k for k, text in catalogue(language).items() if k not in w or ("{" not in text and w(k) != text)] == []


@pytest.mark.parametrize(
    ("language", "day"),
    [("fr", "1er mars 2026"), ("en", "1 March 2026"), ("es", "1 de marzo de 2026"), ("gl", "1 de marzo de 2026")],
)
def test_dates(language: str, day: str) -> None:
    from datetime import date

    assert day == words(language).date(date(2026, 3, 1))


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


def test_fourteen_digits_never_stand_without_thirteen() -> None:
    """0700 numbers have 14 digits, overseas 13 (point 9)."""
    for language in LANGUAGES:
        for key, text in catalogue(language).items():
            if re.search(r"\b14 (?:digits|chiffres|cifras|díxitos)", text):
                assert "13" in text, (language, key)

"""Pages of a country from its data: from templates, for every country without a file, and for a made-up one at once."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from stopsms.checks import find_problems
from stopsms.config import CONTENT, ROOT, Site, load_site
from stopsms.content.guides import FOR_ANY, Guide
from stopsms.country_pages.facts import Facts
from stopsms.country_pages.templates import Maker, make_guides

from sender_lookup.country.loader import load_country, load_index
from sender_lookup.country.schema import Country

DAY = date(2026, 11, 28)
LISTS = {"letters", "senders", "sources", "decision-graph"}
READ = {"step-by-step", "scam-or-advert", "charged", "i-clicked", "complain", "does-answering-confirm"}
LANGUAGES = load_index().languages
COUNTRIES = [c for c in map(load_country, load_index().countries) if c.letters and c.languages]
MAKER = Maker(CONTENT, {}, load_index().default_country, DAY)  # as if no country had files of its own
PLACES = [
    (country, language, name) for country in COUNTRIES for language in country.languages for name in LISTS | READ
    if name in MAKER.templates(language)
]  # fmt: skip


@pytest.fixture(scope="module")
def loaded() -> Site:
    """The site as it is."""
    return load_site("http://localhost:8000/", DAY, revision="test")


def facts_of(country: Country, language: str, maker: Maker = MAKER) -> Facts:
    """What a template gets, in a country with every page that there is a template of."""
    return Facts(
        country, language, DAY, lambda name: maker.page_id(country, name), maker.templates(language).__contains__
    )


def made() -> Iterator[Guide]:
    """Every page that the templates can make."""
    for country, language, name in PLACES:
        guide, problems = MAKER.page(name, facts_of(country, language))
        assert guide is not None and problems == [], (country.code, language, name, problems)
        yield guide


def test_the_templates_of_each_language() -> None:
    found = {language: MAKER.templates(language) for language in LANGUAGES}

    assert all(found[language] >= LISTS for language in LANGUAGES)
    assert [language for language in LANGUAGES if found[language] == LISTS | READ] == [
        "fr",
        "es",
        "en",
        "de",
        "it",
        "pt",
        "nl",
    ]


def test_every_page_can_be_made_for_every_country(loaded: Site) -> None:
    guides = list(made())
    site = replace(loaded, guides={**loaded.guides, **{(g.language, g.id): g for g in guides}})

    assert [str(p) for p in find_problems(site)] == []
    assert [g.file for g in guides if not 70 <= len(g.description) <= 160] == []
    assert [g.file for g in guides if g.name in READ and not g.in_short] == []
    assert [g.file for g in guides if "{" in g.source or "{" in g.description] == []


def test_no_two_pages_of_a_language_have_the_same_description() -> None:
    said = [(g.language, g.description) for g in made()]

    assert len(set(said)) == len(said)


def test_a_page_rests_on_claims_of_its_country_alone() -> None:
    for guide in made():
        country = load_country(guide.country)
        cited = {target for kind, target, _ in guide.links if kind == "claim"}
        assert cited <= country.claims.keys(), guide.file
        if guide.name in READ:
            assert cited, guide.file
            days = [s.checked for c in cited for s in country.claims[c].sources if s.checked]
            assert guide.checked <= max(days, default=guide.checked), guide.file


def test_who_clicked_gets_seven_cases() -> None:
    for guide in made():
        if guide.name == "i-clicked":
            happened, _, rest = guide.source.partition("\n---\n")
            assert happened.count("\n## ") == 7 and "\n## " in rest, guide.file


def test_a_country_has_each_page_once_in_each_of_its_languages(loaded: Site) -> None:
    for country in loaded.countries:
        for name in LISTS | READ:
            ids = {lang for (lang, page_id) in loaded.guides if page_id == loaded.page_id(country, name)}
            if name in LISTS or all(name in MAKER.templates(language) for language in country.languages):
                assert ids == set(country.languages), (country.code, name)


def test_a_file_of_its_own_wins(tmp_path: Path) -> None:
    country = next(c for c in COUNTRIES if not c.guide_languages)
    own, _ = MAKER.page("senders", facts_of(country, country.languages[0]))
    assert own is not None
    written = {(own.language, own.id): own}
    found, problems = make_guides(CONTENT, written, [country], MAKER.default, DAY)

    assert problems == []
    assert not [g for g in found.values() if g.name == "senders"]  # in no language: it is written in each
    assert [g for g in found.values() if g.name == "sources"]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{{ nothing_of_that_name }}", "UndefinedError: 'nothing_of_that_name' is undefined"),
        ("{% if word %}", "TemplateSyntaxError: "),
        ('{{ claim("xx.nothing").text }}', "KeyError: "),
    ],
)
def test_a_template_that_cannot_be_filled_is_a_problem(tmp_path: Path, line: str, said: str) -> None:
    folder = tmp_path / "content" / "en" / FOR_ANY
    folder.mkdir(parents=True)
    head = 'title = "A"\nslug = "a"\ndescription = "B"\nchecked = 2026-11-28\n'
    (folder / "one.md").write_text(f"+++\n{head}+++\n\n{line}\n", "utf-8")
    maker = Maker(tmp_path / "content", {}, "FR", DAY)
    guide, (problem,) = maker.page("one", facts_of(COUNTRIES[0], "en", maker))

    assert guide is None
    assert str(problem).startswith("content/en/any/one.md") and said in problem.what
    assert problem.what.startswith(f"for {COUNTRIES[0].code}: ")


def test_a_sentence_of_its_own_stands_on_its_page(loaded: Site) -> None:
    """The article that the project began from is told of France alone."""
    sources = {code: loaded.guide("en", loaded.page_id(load_country(code), "sources")) for code in ("FR", "ES")}

    assert sources["FR"] and "The article we began from" in sources["FR"].source
    assert sources["ES"] and "The article we began from" not in sources["ES"].source


# --- a made-up country, added as docs/adding.md says ------------------------------------------------------------------

RULES = """
country = "XX"
languages = ["en"]
calling_codes = ["999"]
letters = ["company_objection"]

[[families]]
id = "blue-code"
kind = "short_code"
look = "digits"
pattern = '2\\d{3}'
replyable = true
alone = "reply_sms"
examples = ["2345"]
claims = ["xx.stop.works"]

[[families]]
id = "mobile"
kind = "mobile"
look = "mobile"
pattern = '7\\d{7}'
replyable = true
examples = ["71 234 567"]

[[families]]
id = "sender-name"
kind = "name"
look = "name"
examples = ["BLUESHOP"]

[advice]
default_keyword = "HALT"
recipient_language = "en"
authority = "watchdog"
fraud_route = "watchdog"
help_routes = ["watchdog"]

[steps]
write_company = ["xx.consent.asked"]
do_not_reply = ["xx.scam.silence"]

[[claims]]
id = "xx.stop.works"
strength = "law"
sources = [{ title = "Act 1", url = "https://www.xx.example/act", checked = 2026-11-20, read = "primary" }]

[[claims]]
id = "xx.consent.asked"
strength = "law"
cite = { en = "Act 1" }
sources = [{ title = "Act 1", url = "https://www.xx.example/act", checked = 2026-11-20, read = "primary" }]

[[claims]]
id = "xx.scam.silence"
strength = "regulator"
sources = [{ title = "Watchdog", url = "https://www.xx.example/", checked = 2026-11-20, read = "primary" }]

[[routes]]
id = "watchdog"
name = "The Blue Watchdog"
url = "https://watchdog.example/"
phone = "555"
situations = ["scam"]

[[authorities]]
id = "watchdog"
name = "The Blue Watchdog"
complaint_language = "en"
sources = [{ title = "Watchdog", url = "https://www.xx.example/", checked = 2026-11-20, read = "primary" }]
"""
WORDS = {
    "claim.xx.stop.works": "In Bluesland the word HALT must work.",
    "claim.xx.consent.asked": "In Bluesland they must ask you first.",
    "claim.xx.scam.silence": "The Watchdog says: do not answer a scam.",
    "route.watchdog.what": "To tell somebody about it.",
    "authority.watchdog": "the Blue Watchdog",
    "family.blue-code": "A blue number: four digits beginning with 2.",
    "family.mobile": "A mobile number.",
    "family.sender-name": "A name.",
    "letter.company_objection.title": "Ask the company to stop",
    "letter.company_objection.what": "Says no to the advertising.",
}
FAMILIES = {"blue-code": "2345: a blue number", "mobile": "71: a mobile number", "sender-name": "A name"}
PAGE_WORDS = {
    **{
        f"site.family.{part}.{i}": f"{words}{extra}"
        for i, words in FAMILIES.items()
        for part, extra in (
            ("title", ""),
            ("words", ""),
            ("description", " in Bluesland, and what to do about it now."),
        )
    },
    **{f"site.family.slug.{i}": i for i in FAMILIES},
    "site.letter.slug.company_objection": "ask-to-stop",
    "site.letter.description.company_objection": "A letter to a company in Bluesland that sends advertising by text.",
    "site.page.complain.more": "Only in Bluesland: the Watchdog barks.",
}
EXAMPLES = """
[[situations]]
id = "printed_code"
example = "advert"
sender = "BLUESHOP"
families = ["sender-name"]
text = "BlueShop: 40% off all shoes until Saturday. To opt out text HALT to 2345"

[[situations]]
id = "scam"
example = "scam"
sender = "71 234 567"
families = ["mobile"]
text = "Your parcel is on hold: unpaid fee of 1.99. Pay within 24 hours: parcel-tracking.example/pay"
"""
SHOW = """
import json
from datetime import date
from stopsms import create_app
from stopsms.config import load_site
from stopsms.views.urls import guide_url

site = load_site("http://localhost:8000/", date(2026, 11, 28), revision="test")
app = create_app(site)
with app.test_request_context():
    addresses = {g.name: guide_url(g) for g in site.guides.values() if g.country == "XX"}
client = app.test_client()
pages = {name: client.get(url) for name, url in addresses.items()}
print(json.dumps({
    "problems": [str(p) for p in site.problems],
    "languages": sorted({g.language for g in site.guides.values() if g.country == "XX"}),
    "pages": {name: [r.status_code, r.get_data(as_text=True)] for name, r in pages.items()},
}))
"""


def add_words(po: Path, words: dict[str, str]) -> None:
    """Words at the end of a catalogue, compiled."""
    head = "" if po.is_file() else 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
    with po.open("a", encoding="utf-8") as file:
        file.write(head + "".join(f"\nmsgid {json.dumps(k)}\nmsgstr {json.dumps(v)}\n" for k, v in words.items()))
    with po.open("rb") as source, po.with_suffix(".mo").open("wb") as target:
        write_mo(target, read_po(source))


@pytest.fixture(scope="module")
def bluesland(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The pages of a made-up country, of which a copy of everything was told by data alone."""
    copy = tmp_path_factory.mktemp("copy")
    unneeded = shutil.ignore_patterns("__pycache__", "node_modules")
    for name in ("sender_lookup", "site", "content", "docs"):
        shutil.copytree(ROOT / name, copy / name, ignore=unneeded)
    (copy / "site" / "node_modules").symlink_to(ROOT / "site" / "node_modules")
    package, site = copy / "sender_lookup", copy / "site" / "stopsms"
    (package / "data" / "xx.toml").write_text(RULES, "utf-8")
    index = package / "data" / "index.toml"
    index.write_text(index.read_text("utf-8").replace('countries = ["FR", ', 'countries = ["FR", "XX", ', 1), "utf-8")
    add_words(package / "locale/en/LC_MESSAGES/xx.po", WORDS)
    add_words(site / "locale/en/LC_MESSAGES/xx.po", PAGE_WORDS)
    for language in LANGUAGES:
        for folder in (package, site):
            add_words(folder / f"locale/{language}/LC_MESSAGES/messages.po", {"country.XX": "Bluesland"})
    letter = package / "letters" / "XX" / "en" / "company_objection.txt.j2"
    letter.parent.mkdir(parents=True)
    letter.write_text(
        "{% block subject %}No more{% endblock %}\n{% block recipient %}{{ company }}{% endblock %}\n"
        '{% block body %}By {{ cite("xx.consent.asked") }}, stop. {{ name }}{% endblock %}\n',
        "utf-8",
    )
    (site / "examples" / "xx.toml").write_text(EXAMPLES, "utf-8")
    environment = {**os.environ, "PYTHONPATH": f"{copy}{os.pathsep}{copy / 'site'}", "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(
        [sys.executable, "-c", SHOW], cwd=copy, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr[-3000:]
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_a_new_country_has_its_pages_by_data_alone(bluesland: dict[str, Any]) -> None:
    assert bluesland["problems"] == []
    assert bluesland["languages"] == ["en"]
    assert bluesland["pages"].keys() == LISTS | READ
    assert {status for status, _ in bluesland["pages"].values()} == {200}


@pytest.mark.parametrize(
    ("page", "said"),
    [
        ("step-by-step", ("How to stop unwanted texts in Bluesland", "HALT", "In Bluesland the word HALT must work.")),
        ("scam-or-advert", ("Fake message, made up.", "Check with the bank", "BLUESHOP")),
        ("charged", ("Bluesland", "Dispute the charge")),
        ("i-clicked", ("Call\u00a0555", 'class="case"', "To tell somebody about it.")),
        ("complain", ("Only in Bluesland: the Watchdog barks.", "In Bluesland they must ask you first.")),
        ("senders", ("a blue number", "a mobile number")),
        ("letters", ("Ask the company to stop", "The Blue Watchdog")),
        ("sources", ("In Bluesland the word HALT must work.", "Act 1")),
        ("decision-graph", ("An advert that gives a word", "Made-up example", "HALT")),
    ],
)
def test_a_page_of_it_says_what_its_data_say(bluesland: dict[str, Any], page: str, said: tuple[str, ...]) -> None:
    html = bluesland["pages"][page][1]

    assert [words for words in said if words not in html] == []
    assert "33700" not in html and "CNIL" not in html

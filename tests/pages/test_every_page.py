"""What every page has, and what none may have; what it weighs; html-validate.

Two rules of html-validate's recommended set are adjusted in site/.htmlvalidate.json: `valid-id` is relaxed to what HTML
itself allows, because the fragments of the page of sources are the ids of claims (fr.stop.printed_code), which
guides and letters name; `wcag/h32` (a submit button in every form) is off, because the questions under an answer act
when they are answered; the submit buttons of the two other forms are tested here.
"""

from __future__ import annotations

import gzip
import os
import re
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from stopsms.config import CONTENT, ROOT, Site
from stopsms.i18n import site_words
from stopsms.publish.headers import POLICY

from tests.pages.addresses import family_path, letter_path, old_addresses
from tests.pages.document import Element

LONG = 60_000  # the same of the page that lists what each country asks of senders
BUDGET = 50_500  # bytes, gzip: HTML, CSS and JavaScript of any page, without Python
VALIDATOR = ROOT / "site" / "node_modules" / ".bin" / "html-validate"


def test_language_title_description_heading(documents: dict[str, Element]) -> None:
    for path, document in documents.items():
        (html,) = document.all("html")
        spoken = path.removeprefix("embed/").split("/")[0] if "/" in path else "fr"
        assert html.get("lang") == ("en" if spoken == "docs" else spoken), path
        (title,) = document.all("head")[0].all("title")  # drawings have titles of their own
        assert 5 <= len(title.text) <= 65, f"{path}: {title.text}"
        assert len(document.all("h1")) == 1 and document.all("h1")[0].text.strip(), path
        descriptions = [meta.get("content") for meta in document.all("meta", name="description")]
        assert path == "404.html" or (len(descriptions) == 1 and 70 <= len(descriptions[0]) <= 160), (
            path,
            descriptions,
        )
        assert document.all("meta", name="viewport") and document.all("main", id="content"), path


def found_by_search(documents: dict[str, Element], site: Site) -> Iterator[tuple[str, str, str]]:
    """Path, title and description of every page that search engines show."""
    old = {path for path, _ in old_addresses(site)}
    for path, document in documents.items():
        if path != "404.html" and path not in old and not path.startswith("embed/"):
            (description,) = [meta.get("content") for meta in document.all("meta", name="description")]
            yield path, document.all("head")[0].all("title")[0].text, description


def test_no_two_pages_have_the_same_title_or_description(documents: dict[str, Element], site: Site) -> None:
    """In any language: Spanish and Galician pages differ too."""
    first: dict[str, str] = {}
    for path, *said in found_by_search(documents, site):
        for text in said:
            assert first.setdefault(text, path) == path, f"{path} and {first[text]}: {text}"


def test_titles_and_descriptions_are_whole(documents: dict[str, Element], site: Site) -> None:
    for path, title, description in found_by_search(documents, site):
        assert not title.rstrip().endswith("…") and "…" not in description, f"{path}: {title}: {description}"
        assert re.search(r"[.!?»”)]$", description), f"{path}: {description}"


PATTERN_OF_NUMBERS = re.compile(r"\dx{2,}|\bx{2,} x{2,}")


def test_numbers_are_written_as_people_see_them(documents: dict[str, Element]) -> None:
    """Not as 36xxx, which nobody has on a phone or types into a search; for developers it is the id of a family."""
    for path, document in documents.items():
        if path.startswith("docs/"):
            continue
        head = " ".join(meta.get("content") for meta in document.all("meta"))
        text = f"{document.all('title')[0].text} {head} {document.all('body')[0].text}"
        found = PATTERN_OF_NUMBERS.search(text)
        assert not found, f"{path}: {text[max(0, found.start() - 20) : found.end() + 20]}"


def test_the_title_names_the_country_where_it_is_not_that_of_the_language(
    documents: dict[str, Element], site: Site
) -> None:
    countries = {country.code.lower(): country for country in site.countries}
    for path, document in documents.items():
        language, _, rest = path.partition("/")
        country = countries.get(rest.partition("/")[0])
        if language not in site.languages or country is None:
            continue
        t, short = site_words(language), f"site.short.{country.code}"
        names = [t(f"country.{country.code}"), *([f"({t(short)})"] if short in t else [])]
        for heading in (document.all("title")[0].text, document.all("h1")[0].text):
            if country.code == site.start_country(language).code:
                assert f"({names[0]})" not in heading, path
            else:
                assert sum(heading.count(name) for name in names) == 1, f"{path}: {heading}"


def test_the_first_link_skips_to_the_content(documents: dict[str, Element]) -> None:
    for path, document in documents.items():
        if document.all("header"):  # the list of languages and the missing page begin with their content
            first = document.all("a")[0]
            assert first.get("href") == "#content" and "skip" in first.get("class"), path
        else:
            assert path in ("", "404.html") or path.startswith("embed/")


def test_no_inline_code_and_nothing_from_elsewhere(documents: dict[str, Element]) -> None:
    for path, document in documents.items():
        for element in document.walk():
            where = f"{path}:{element.line}: <{element.tag}>"
            assert element.tag not in ("style", "iframe", "object", "embed", "base"), where
            assert not [name for name in element.attributes if name == "style" or name.startswith("on")], where
            if element.tag == "script":
                assert element.get("src") or element.get("type") in ("application/json", "application/ld+json"), where
            if element.tag in ("script", "img", "source"):
                assert element.get("src").startswith("/") or not element.get("src"), where
            assert element.get("http-equiv") in ("", POLICY), where


def test_no_form_can_send_anything(documents: dict[str, Element]) -> None:
    found = 0
    for path, document in documents.items():
        inside = {id(element) for label in document.all("label") for element in label.walk()}
        for element in document.walk():
            where = f"{path}:{element.line}: <{element.tag}>"
            assert not {"action", "formaction", "formmethod", "ping"} & set(element.attributes), where
            if element.tag == "form":
                found += 1
                assert element.get("method") == "dialog" and element.get("autocomplete") == "off", where
            if element.tag in ("input", "textarea", "select"):
                assert not {"required", "pattern", "maxlength", "disabled"} & set(element.attributes), where
                hidden = element.get("type") == "hidden"  # what buttons have told
                named = id(element) in inside or document.all("label", **{"for": element.get("id")})
                assert hidden or named, f"{where} has no label"
    assert found


def test_the_lookup_form_is_what_other_tests_rely_on(documents: dict[str, Element]) -> None:
    for path in (path for path in documents if re.fullmatch(r"[a-z]{2}/", path)):
        (form,) = [form for form in documents[path].all("form") if "data-lookup" in form.attributes]
        names = [e.get("name") for e in form.walk() if e.tag in ("input", "textarea", "select")]
        assert names == [
            "screenshot", "text", "sender", "from_picture", "country", "received", "knows_sender", "own_number",
        ]  # fmt: skip
        assert len(form.all("button", type="submit")) == 1
        countries = form.all("select", id="country")[0].all("option")
        assert len([option for option in countries if "selected" in option.attributes]) == 1
        assert all(re.fullmatch("[A-Z]{2}", option.get("value")) for option in countries)
        assert [o.get("value") for o in form.all("select", id="knows_sender")[0].all("option")] == ["", "yes", "no"]
        (facts,) = [form for form in documents[path].all("form") if "data-facts" in form.attributes]
        assert facts.all("button", type="submit") == []  # the letter is filled while one types
        assert not {"sender", "text", "received", "stop_sent"} & {
            e.get("name") for e in facts.walk()
        }  # names of the above


@cache
def _packed(path: Path) -> int:
    return len(gzip.compress(path.read_bytes(), mtime=0))


@cache
def _modules(path: Path) -> frozenset[Path]:
    """A script with all that it imports."""
    imported = re.findall(r"from \"(\.[^\"]+)\"", path.read_text("utf-8"))
    return frozenset({path}).union(*(_modules((path.parent / name).resolve()) for name in imported))


def test_every_page_is_light(site: Site, documents: dict[str, Element], dist: Path) -> None:
    heavy = []
    drafts = {f"/{g.language}/{g.slug}/" for g in site.guides.values() if g.id == "can-i-send"}
    for path, document in documents.items():
        parts = {dist / path / "index.html" if path.endswith("/") or not path else dist / path}
        parts |= {dist / link.get("href").lstrip("/") for link in document.all("link", rel="stylesheet")}
        for script in document.all("script"):
            if script.get("src"):
                parts |= _modules((dist / script.get("src").lstrip("/")).resolve())
        budget = LONG if "/" + path in drafts else BUDGET
        if (weight := sum(map(_packed, parts))) > budget:
            heavy.append(f"{path}: {weight} bytes")

    assert heavy == []


def pages_to_validate(site: Site, dist: Path) -> Iterator[Path]:
    """All pages; of those that one template makes for many countries, one in each language, and of a country's families
    and letters one (all of them with STOP_SMS_ALL_PAGES=1)."""
    left_out = set()
    made: dict[tuple[str, str], list[str]] = {}
    for (language, page_id), guide in site.guides.items():
        if guide.country and not (CONTENT / language / f"{page_id}.md").exists():
            made.setdefault((language, guide.name), []).append(f"{language}/{guide.country.lower()}/{guide.slug}/")
    if os.environ.get("STOP_SMS_ALL_PAGES") != "1":
        for turn, paths in enumerate(made.values()):  # each country has its turn
            left_out |= {*paths} - {paths[turn % len(paths)]}
    for country in site.countries if os.environ.get("STOP_SMS_ALL_PAGES") != "1" else ():
        families = [f.id for group in site.families(country).values() for f in group][1:]
        left_out |= {family_path(site, language, country, i) for i in families for language in country.languages}
        for language in country.languages:
            left_out |= {letter_path(site, language, country, i) for i in country.letters[1:]}
    for page in sorted(dist.rglob("*.html")):
        if f"{page.parent.relative_to(dist).as_posix()}/" not in left_out:
            yield page


def test_html_validate(site: Site, dist: Path) -> None:
    if not VALIDATOR.is_file():
        pytest.fail("html-validate is not installed: run `make test`, or `npm ci` in site/")
    config = ROOT / "site" / ".htmlvalidate.json"
    command = [str(VALIDATOR), "--config", str(config), "--formatter", "text", *map(str, pages_to_validate(site, dist))]
    done = subprocess.run(command, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stdout[-4000:] + done.stderr

"""The address of every page, and the list of them all: only what is listed here is frozen, and all of it is."""

from __future__ import annotations

from collections.abc import Iterator

from flask import current_app, url_for

from sender_lookup.country.schema import Country

from ..config import LETTERS_PAGE, SOURCES_PAGE, Site
from ..content.guides import Guide


def current_site() -> Site:
    """The site that the app was made for."""
    found: Site = current_app.config["SITE"]
    return found


def absolute(path: str) -> str:
    """The public address of a path that `url_for` gave (which has the sub-path in it while freezing)."""
    prefix = url_for("pages.root")
    return current_site().base_url + path.removeprefix(prefix)


def homes() -> dict[str, str]:
    """Language -> the address of its home page."""
    return {lang: url_for("pages.home", language=lang) for lang in current_site().languages}


def guide_url(guide: Guide) -> str:
    """The address of a guide."""
    if guide.country:
        return url_for("pages.country_page", language=guide.language, country=guide.country.lower(), slug=guide.slug)
    return url_for("pages.page", language=guide.language, slug=guide.slug)


def page_url(language: str, page_id: str) -> str:
    """The address of the guide with that id; the home page where there is none (the checks report it)."""
    guide = current_site().guide(language, page_id)
    return guide_url(guide) if guide else url_for("pages.home", language=language)


def family_url(language: str, country: Country, family_id: str) -> str:
    """The address of a family's page."""
    return url_for("pages.country_page", language=language, country=country.code.lower(), slug=family_id)


def letter_url(language: str, country: Country, letter_id: str) -> str:
    """The address of a printable letter."""
    slug = getattr(current_site().guide(language, current_site().page_id(country, LETTERS_PAGE)), "slug", LETTERS_PAGE)
    return url_for(
        "pages.letter",
        language=language,
        country=country.code.lower(),
        slug=slug,
        letter_id=letter_id.replace("_", "-"),
    )


def letter_links(language: str, country: Country) -> dict[str, str]:
    """Letter id -> address."""
    return {i: letter_url(language, country, i) for i in country.letters}


def link_address(language: str, country: Country, kind: str, target: str) -> str:
    """The address behind a `kind:target` link of a guide."""
    if kind == "claim":
        return f"{page_url(language, current_site().page_id(country, SOURCES_PAGE))}#{target}"
    if kind == "page":
        return page_url(language, target)
    if kind == "family":
        return family_url(language, country, target)
    if kind == "home":
        return url_for("pages.home", language=language)
    return f"{kind}:{target}"


def page_groups() -> Iterator[dict[str, str]]:
    """Language -> address, for every page that exists in several languages."""
    languages = current_site().languages
    yield homes()
    for page_id in sorted({i for _, i in current_site().guides}):
        yield {lang: guide_url(g) for lang in languages if (g := current_site().guide(lang, page_id))}
    for country in current_site().countries:
        for group in current_site().families(country).values():
            for family in group:
                yield {lang: family_url(lang, country, family.id) for lang in languages}
        for letter_id in country.letters:
            yield {
                lang: letter_url(lang, country, letter_id)
                for lang in languages
                if current_site().guide(lang, current_site().page_id(country, LETTERS_PAGE))
            }


def addresses() -> Iterator[str]:
    """Every address of the site, for freezing."""
    yield url_for("pages.root")
    for group in page_groups():
        yield from group.values()
    for country in current_site().countries:
        for language in current_site().languages:
            yield url_for("pages.instant", language=language, country=country.code.lower())
    for language in current_site().languages:
        yield url_for("pages.web_manifest", language=language)
        yield url_for("pages.embed", language=language)
    for endpoint in ("embed_script", "not_found", "sitemap", "robots"):
        yield url_for(f"pages.{endpoint}")

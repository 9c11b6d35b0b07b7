"""The picture that messengers show beside a link: one for each verdict and one for the site, in each language, and one
in all languages for the list of them. `tools/share_images.py` draws them.
"""

from __future__ import annotations

from dataclasses import dataclass

from flask import url_for

from sender_lookup.codes import Verdict

from ..i18n import site_words
from .urls import absolute, current_site

NAME = "STOP SMS"
# The guides that a verdict's picture fits.
OF_GUIDES = {
    "i-clicked": Verdict.DO_NOT_REPLY,
    "scam-or-advert": Verdict.DO_NOT_REPLY,
    "charged": Verdict.PREMIUM,
    "step-by-step": Verdict.STOP,
}


@dataclass(frozen=True, slots=True)
class Picture:
    """Its public address, and the words that it shows."""

    url: str
    words: str


def file_name(language: str, verdict: str = "") -> str:
    """The file of a picture."""
    return f"share-{verdict}-{language}.png" if verdict else f"share-{language}.png"


ROOT_FILE = "share-root.png"


def lines_of(language: str, verdict: str = "") -> tuple[str, str]:
    """What a picture says: large, and below it."""
    t = site_words(language)
    return (t(f"site.share.{verdict}"), t("site.home.h1")) if verdict else (t("site.home.h1"), t("site.home.intro"))


def root_lines() -> list[str]:
    """What the picture of the list of languages says: the promise in each."""
    return [site_words(language)("site.home.h1") for language in current_site().languages]


def picture(language: str, verdict: str = "") -> Picture:
    """The picture of a page in a language, for a verdict where the page gives one."""
    return _picture(file_name(language, verdict), *lines_of(language, verdict))


def root_picture() -> Picture:
    """The picture of the list of languages."""
    return _picture(ROOT_FILE, *root_lines())


def _picture(name: str, *lines: str) -> Picture:
    return Picture(absolute(url_for("static", filename=f"img/{name}")), " ".join((f"{NAME}.", *lines)))

"""The words for people, from the gettext catalogues: message ids are keys such as `step.send_sms.title`.

Keys instead of English sentences, because most are made from codes ("step." + action + ".title"); the tests know every
key that can be asked for, and fail for a missing, unused or badly filled one.

A country's own words (its claims, its services, what its readers are told of a family) are a gettext domain of their
own, `<cc>` beside `messages`, and come before the general words of the same key. They exist in the languages in which
the country is published: in an answer in another one they stand in the first of these.
"""

from __future__ import annotations

from datetime import date, datetime
from functools import cache
from gettext import GNUTranslations
from io import BytesIO

from ..country.schema import Country
from ..errors import RuleError
from ..resources import read_bytes
from .elision import elided

GENERAL = "messages"  # the domain of the words that hold everywhere
FORMS = ("date", "month.")  # how a language writes days: never that of another one


class Catalogue:
    """The words of one language. `load_catalogue("en")("step.wait.title")`; placeholders are given by name.

    `language_of_country` is that of the country's own words, where it is another one; else "".
    """

    def __init__(
        self,
        language: str,
        general: bytes,
        of_country: bytes | None = None,
        in_language: str = "",
        country: Country | None = None,
    ) -> None:
        """The bytes are compiled catalogues (.mo); `in_language` is that of the country's, where it is another one.
        `country` is the one whose readers see the words: it may spell them in its own way."""
        self.language, self.language_of_country = language, in_language
        self._country = country if country is not None and language in country.spelling else None
        self._general = GNUTranslations(BytesIO(general))
        self._own = None if of_country is None else GNUTranslations(BytesIO(of_country))

    def _text(self, key: str) -> str:
        """The words; the key itself where there are none."""
        if self._own is None or (self.language_of_country and key.startswith(FORMS)):
            return self._general.gettext(key)
        text = self._own.gettext(key)
        return self._general.gettext(key) if text == key else text

    def __contains__(self, key: str) -> bool:
        return self._text(key) != key

    def __call__(self, key: str, **values: str | None) -> str:
        """The words under `key` with its placeholders filled. Raises KeyError where either is missing."""
        text = self._text(key)
        if text == key:
            raise KeyError(key)
        if self._country is not None:  # before names and numbers are put in: those are spelt as they are
            text = self._country.spelled(self.language, text)
        return elided(text.format(**values), self.language) if "{" in text else text

    def first(self, *keys: str) -> str:
        """The first of the keys that the catalogue has (the most special one is given first), else the last."""
        return next((k for k in keys if k in self), keys[-1])

    def language_for(self, key: str) -> str:
        """The language in which these words are, where it is not that of the catalogue; else ""."""
        is_own = self._own is not None and self._own.gettext(key) != key
        return self.language_of_country if is_own and not key.startswith(FORMS) else ""

    def date(self, day: date) -> str:
        """The day as this language writes it ("3 novembre 2026")."""
        number = self("date.first") if day.day == 1 else str(day.day)
        return self("date", day=number, month=self(f"month.{day.month}"), year=str(day.year))

    def date_time(self, moment: datetime) -> str:
        """The day and the clock time, as this language writes them ("3 novembre 2026 à 21:04")."""
        return self("date.time", date=self.date(moment.date()), time=f"{moment:%H:%M}")


@cache
def load_catalogue(language: str, country: Country | None = None) -> Catalogue:
    """The package's words in a language, with those of a country. Raises RuleError where the language has none."""
    general = _compiled(language, GENERAL)
    if general is None:
        raise RuleError("locale", language, "has no compiled catalogue", "run `make locale`")
    if country is None or not country.languages:
        return Catalogue(language, general)
    own = language_of(country, language)
    in_language = "" if own == language else own
    return Catalogue(language, general, _compiled(own, country.code.lower()), in_language, country)


def language_of(country: Country, reader: str) -> str:
    """In which language a reader gets a country's own words: theirs where it is published in it."""
    return reader if reader in country.languages else country.languages[0]


def _compiled(language: str, domain: str) -> bytes | None:
    return read_bytes(f"locale/{language}/LC_MESSAGES/{domain}.mo")

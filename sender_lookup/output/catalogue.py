"""The words for people, from the gettext catalogues: message ids are keys such as `step.send_sms.title`.

Keys instead of English sentences, because most are made from codes ("step." + action + ".title"); the tests know every
key that can be asked for, and fail for a missing, unused or badly filled one.
"""

from __future__ import annotations

from datetime import date, datetime
from functools import cache
from gettext import GNUTranslations
from io import BytesIO

from ..errors import RuleError
from ..resources import read_bytes


class Catalogue:
    """The catalogue of one language. `load_catalogue("en")("step.wait.title")`; placeholders are given by name."""

    def __init__(self, language: str, content: bytes) -> None:
        """`content` is a compiled catalogue (.mo)."""
        self.language = language
        self._catalogue = GNUTranslations(BytesIO(content))

    def __contains__(self, key: str) -> bool:
        return self._catalogue.gettext(key) != key

    def __call__(self, key: str, **values: str | None) -> str:
        """The words under `key` with its placeholders filled. Raises KeyError where either is missing."""
        text = self._catalogue.gettext(key)
        if text == key:
            raise KeyError(key)
        return text.format(**values) if "{" in text else text

    def first(self, *keys: str) -> str:
        """The first of the keys that the catalogue has (the most special one is given first), else the last."""
        return next((k for k in keys if k in self), keys[-1])

    def date(self, day: date) -> str:
        """The day as this language writes it ("3 novembre 2026")."""
        number = self("date.first") if day.day == 1 else str(day.day)
        return self("date", day=number, month=self(f"month.{day.month}"), year=str(day.year))

    def date_time(self, moment: datetime) -> str:
        """The day and the clock time, as this language writes them ("3 novembre 2026 à 21:04")."""
        return self("date.time", date=self.date(moment.date()), time=f"{moment:%H:%M}")


@cache
def load_catalogue(language: str) -> Catalogue:
    """The package's own catalogue of a language. Raises RuleError where there is none."""
    content = read_bytes(f"locale/{language}/LC_MESSAGES/messages.mo")
    if content is None:
        raise RuleError("locale", language, "has no compiled catalogue", "run `make locale`")
    return Catalogue(language, content)

"""A case as it stands on a day: what was done up to it, and the answer to its newest message."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import Any

from ..country.loader import load_index
from ..model import Result, Step
from ..output.calendar import REMINDER
from ..output.letters import ANSWERED
from ..pipeline import lookup
from .kept import Done, KeptCase, KeptMessage

TO_AUTHORITY = "authority_complaint"


class Asked:
    """A case as it stands on a day: what was done up to it, and the answer to its newest message."""

    def __init__(self, case: KeptCase, as_of: date) -> None:
        self.case, self.as_of = case, as_of
        self.done = [done for done in case.events if done.day <= as_of]

    def days(self, *whats: str) -> list[date]:
        """The days on which that was done, in order."""
        return [done.day for done in self.done if what_was_done(done) in whats]

    @cached_property
    def request(self) -> dict[str, Any]:
        """What the home page fills in and asks: the newest message, in its case."""
        return self.request_for(self.case.newest)

    def request_for(self, message: KeptMessage) -> dict[str, Any]:
        """What is asked about a message. The month runs from the first STOP, and from the first letter."""
        found = self.case.request(message)
        for field, what in (("stop_sent", "stop"), ("letter_sent", "letter")):
            if days := self.days(what):
                found[field] = days[0].isoformat()
        return found

    @cached_property
    def result(self) -> Result:
        """The answer of that day."""
        return lookup(self.request, as_of=self.as_of)

    @property
    def is_of_unknown_country(self) -> bool:
        """True where we have no rules of the country that was kept, or it is none."""
        request = self.result.request
        return request.country not in load_index().countries or "bad_country" in request.warnings

    @cached_property
    def first(self) -> Step:
        """The first step that is no first aid."""
        return first_of(self.result)

    def came_since(self, day: date) -> bool:
        """True where a message came on that day or later."""
        return any(message.day and message.day >= day for message in self.case.messages)

    def came_after(self, day: date) -> date | None:
        """The day of the last message that came on a later day; None where none did."""
        days = [message.day for message in self.case.messages if message.day and message.day > day]
        return max(days, default=None)

    @property
    def is_reported(self) -> bool:
        """True where it was reported, and did not come again on a later day."""
        return self._is_last("report")

    @property
    def is_stopped(self) -> bool:
        """True where nothing came any more, up to this day."""
        return self._is_last("stopped")

    def _is_last(self, what: str) -> bool:
        days = self.days(what)
        return bool(days) and self.came_after(days[-1]) is None


def what_was_done(done: Done) -> str:
    """What `DONE` says, or `reminder`: a letter to an authority is no letter to a firm."""
    if done.what != "letter" or not done.letter:
        return done.what
    if done.letter == REMINDER:
        return "reminder"
    if done.letter == TO_AUTHORITY:
        return "complaint"
    return "report" if done.letter.endswith("_report") and done.letter not in ANSWERED else "letter"


def first_of(result: Result) -> Step:
    """The first step that is no first aid."""
    return next((step for step in result.advice.steps if not step.happened), result.advice.steps[0])

"""What can go wrong: each error has one class, and all of them one base."""

from __future__ import annotations


class SenderLookupError(Exception):
    """Whatever this package raises itself."""


class RuleError(SenderLookupError, ValueError):
    """A mistake in a data file: says the file, the place, the value and how to fix it."""

    def __init__(self, file: str, where: str, problem: str, fix: str) -> None:
        self.file, self.what, self.fix = file, f"{where}: {problem}" if where else problem, fix
        super().__init__(f"{file}: {where}: {problem}: {fix}" if where else f"{file}: {problem}: {fix}")


class NothingGivenError(SenderLookupError, ValueError):
    """Neither a sender nor a text was given; `code` is the error's code in every interface."""

    code = "nothing_given"


class BadRequestError(SenderLookupError, ValueError):
    """The request is no mapping of names to values."""

    code = "bad_request"


class UnknownLetterError(SenderLookupError, ValueError):
    """No such letter for this country; the message lists those that there are."""

    code = "unknown_letter"


class MissingPackError(SenderLookupError, LookupError):
    """A file of the package is in a pack that is not here; the error's text is the pack's name. A browser gets the
    words of a language, the rules of a country and what reads pictures when it asks for them."""


class MissingRegionsError(SenderLookupError, LookupError):
    """The metadata of the number's region are not here: a browser gets those of rare regions when it asks for them."""

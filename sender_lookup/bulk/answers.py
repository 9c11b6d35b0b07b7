"""The ten cells that answer a row.

>>> asked = Asked(sender="36180", text="Soldes -40% chez Modalia. STOP au 36180", received="22/11/2026 21:04")
>>> answer(asked, Settings(as_of=date(2026, 11, 24)))[:7]
('stop', 'send_sms', 'marketing', 'short_code', '36xxx', 'STOP', '36180')
>>> answer(Asked(), Settings(as_of=date(2026, 11, 24)))[-1]
'nothing_given'
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple

from ..errors import NothingGivenError, RuleError
from ..intake.timestamp import read_line
from ..model import Result
from ..pipeline import lookup
from ..text.normalize import clean
from .columns import ADDED

FORMULA = re.compile(r'="([^"]*)"')  # how a spreadsheet is kept from taking a number for a measure
SCIENTIFIC = re.compile(r"\d[.,]\d+e\+?\d+|\de\+\d+", re.IGNORECASE)  # a spreadsheet has rounded the rest away
NOTHING = frozenset({"null", "nan", "n/a", "#n/a", "none"})  # what programs write where there is nothing
Cells = tuple[str | None, ...]  # as ADDED


class Settings(NamedTuple):
    """What holds for all rows: the day whose rules hold, the country of the phone lines."""

    as_of: date
    country: str | None = None


class Asked(NamedTuple):
    """What of a row is asked; `error` is the code of what is wrong with the row itself."""

    sender: object = None
    text: object = None
    received: object = None
    error: str | None = None


def joined(values: Sequence[object]) -> object:
    """What stands in one column as it is, in several as one text: a day and an hour."""
    if len(values) < 2:
        return values[0] if values else None
    return " ".join(str(value) for value in values if not _is_nothing(value)) or None


def answer_all(rows: Sequence[Asked], settings: Settings) -> list[Cells]:
    """The cells of each row, in order."""
    return [answer(row, settings) for row in rows]


def answer(row: Asked, settings: Settings) -> Cells:
    """The cells of one row, as ADDED; a row that cannot be answered has its error alone.

    Details that could not be read ("bad_received") are named in the error of a row that has its answer all the same.
    Raises RuleError where a data file is wrong, which no other row would mend.
    """
    if row.error:
        return _failed(row.error)
    try:
        sender = _text(row.sender)
        if sender and SCIENTIFIC.fullmatch(sender.strip()):
            return _failed("sender_in_scientific_notation")
        given = {
            "sender": sender, "text": _text(row.text), "country": settings.country,
            "received": _moment(row.received, settings.as_of),
        }  # fmt: skip
        return _cells(lookup(given, as_of=settings.as_of))
    except NothingGivenError as error:
        return _failed(error.code)
    except UnicodeDecodeError:
        return _failed("bytes_not_utf8")
    except RuleError:
        raise
    except Exception as error:  # a table of a million rows is not lost for one that we cannot read
        return _failed(f"internal_error {type(error).__name__}")


def _is_nothing(value: object) -> bool:
    """Whether a cell holds nothing, or what a program writes for it; what is no number is not even itself."""
    return value is None or value != value or (isinstance(value, str) and value.strip().casefold() in NOTHING)


def _failed(error: str) -> Cells:
    return (*(None for _ in ADDED[:-1]), error)


def _cells(result: Result) -> Cells:
    sender, message, advice = result.sender, result.message, result.advice
    way_out = message.opt_out if message else None
    return (
        advice.verdict.value, advice.steps[0].action,
        message.purpose.value if message else None,
        sender.kind.value if sender else None, sender.family if sender else None,
        way_out.keyword if way_out else None, way_out.to if way_out else None, way_out.via.value if way_out else None,
        result.timing.verdict.value if result.timing else None,
        " ".join(result.warnings) or None,
    )  # fmt: skip


def _text(value: object) -> str | None:
    """A cell as text; a number that a table took for a measure ("36180.0") is written as a number to dial.

    Raises UnicodeDecodeError where it holds bytes that are no UTF-8.
    """
    if isinstance(value, bytes | bytearray):
        value = value.decode("utf-8")
    if _is_nothing(value):
        return None
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    text = str(value)
    formula = FORMULA.fullmatch(text)
    return formula[1] if formula else text


def _moment(value: object, as_of: date) -> str | None:
    """The moment for `lookup`, from a time or from what people write ("22/11/2026 21:04"); a day alone is none."""
    if isinstance(value, datetime) and value == value:  # pandas has moments that are none
        return value.isoformat()
    if isinstance(value, date):
        return None
    written = clean(_text(value) or "")
    arrival = read_line(written, as_of)
    if arrival is None:
        return written or None
    return arrival.moment.isoformat() if arrival.moment else None

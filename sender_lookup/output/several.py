"""Several messages at once: a line for each, the most dangerous first."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, NamedTuple

from ..codes import Verdict
from ..errors import BadRequestError, NothingGivenError
from ..intake.several import split_several
from ..model import Result
from ..pipeline import lookup
from .answer import what_of
from .catalogue import Catalogue, load_catalogue

MOST = 200  # messages that are judged: a few seconds in a browser, and more than anybody reads
BEGINNING = 90  # characters of a message; two lines on a phone
COMMON = ("country", "own_number", "from_picture")  # what a call says of all messages of its text

# The order of danger. First what the answer comes to: what harms whoever answers, what costs money, what may be either;
# an advert that can be stopped still asks for a deed, what nothing stops does not.
VERDICTS = (Verdict.DO_NOT_REPLY, Verdict.PREMIUM, Verdict.CHECK_FIRST, Verdict.STOP, Verdict.NOTHING_TO_STOP)
CALM = (Verdict.STOP, Verdict.NOTHING_TO_STOP)  # where all are, none is dangerous
# Then the rule that decided (`advice.rules`). Somebody in despair before anything that one may lose; what is certainly
# a trick; what may be one, or threatens; what is doubtful; all others.
RULES = (
    ("despair",),
    ("scam", "forged_service_number", "new_number", "paid_invitation"),
    ("threat", "unproven", "paid_code", "paid_way_out"),
    ("doubt",),
)
# Then what it wants (`message.demands`): money and the keys to it are lost at once; a tap may lead there unseen; who
# calls or answers can still hang up.
WANTS = (("pay", "code", "data", "paid_call"), ("tap",), ("call",), ("answer",))


class _Judged(NamedTuple):
    """A message with its answer, and how many times it came."""

    request: Mapping[str, Any]
    result: Result
    times: int


def danger_of(result: Result) -> tuple[int, int, int]:
    """Where an answer stands in the order of danger: the least is the worst.

    >>> scam = lookup({"text": "Votre colis est bloqué, payez 1,99 € : colis.example/x"}, as_of=date(2026, 11, 24))
    >>> advert = lookup({"text": "Soldes -40%. STOP au 36180"}, as_of=date(2026, 11, 24))
    >>> danger_of(scam) < danger_of(advert)
    True
    """
    wants = result.message.wants if result.message else frozenset[str]()
    rule = next((n for n, rules in enumerate(RULES) if result.advice.rule in rules), len(RULES))
    wanted = next((n for n, codes in enumerate(WANTS) if not wants.isdisjoint(codes)), len(WANTS))
    return VERDICTS.index(result.advice.verdict), rule, wanted


def several(call: Mapping[str, Any], language: str, *, as_of: date) -> dict[str, Any]:
    """The lines for `requests`, or for the messages in `text`; and the words around them.

    Raises BadRequestError where the call has neither.
    """
    w = load_catalogue(language)
    different = _different(_requests(call, as_of))
    newest = sorted(different, key=lambda found: _moment(found[0]), reverse=True)
    judged = [j for request, times in newest[:MOST] if (j := _judged(request, times, as_of))]
    judged.sort(key=lambda j: danger_of(j.result))  # stable: the newest first
    left = len(newest) - MOST
    is_calm = all(j.result.advice.verdict in CALM for j in judged)
    return {
        "messages": [_line(j, w) for j in judged],
        "words": {
            "title": w("several.title.calm" if is_calm else "several.title", n=str(len(judged))),
            "all": w("several.all", n=str(len(judged))),
            "whole": w("several.whole"),
            "left": w("several.left", n=str(left), most=str(MOST)) if left > 0 else "",
        },
    }


def _requests(call: Mapping[str, Any], as_of: date) -> list[Mapping[str, Any]]:
    """What is asked about; of a text each of its messages, with what its head says."""
    requests, text = call.get("requests"), call.get("text")
    if isinstance(requests, list) and all(isinstance(request, dict) for request in requests):
        return requests
    if not isinstance(text, str):
        raise BadRequestError("several needs requests, a list of objects, or a text")
    common = {name: call[name] for name in COMMON if name in call}
    return [
        {
            **common, "text": part.text, "sender": part.sender or call.get("sender") or "",
            "received": part.received.isoformat(timespec="minutes") if part.received else "",
        }
        for part in split_several(text, as_of=as_of)
    ]  # fmt: skip


def _different(requests: list[Mapping[str, Any]]) -> list[tuple[Mapping[str, Any], int]]:
    """Each sender and text once, as it came last, and how many times it came."""
    found: dict[tuple[str, str], list[Mapping[str, Any]]] = {}
    for request in requests:
        key = (str(request.get("sender") or "").strip(), " ".join(str(request.get("text") or "").split()))
        found.setdefault(key, []).append(request)
    return [(max(same, key=_moment), len(same)) for same in found.values()]


def _moment(request: Mapping[str, Any]) -> str:
    """When it came, in a form that can be compared (ISO 8601); "" where that is not known."""
    try:
        return datetime.fromisoformat(str(request.get("received"))).replace(tzinfo=None).isoformat()
    except ValueError:
        return ""


def _judged(request: Mapping[str, Any], times: int, as_of: date) -> _Judged | None:
    try:
        return _Judged(request, lookup(request, as_of=as_of), times)
    except NothingGivenError:
        return None  # a picture without words


def _line(judged: _Judged, w: Catalogue) -> dict[str, Any]:
    request, result, times = judged
    return {
        "request": dict(request), "verdict": result.advice.verdict, "what": what_of(result, w),
        "sender": result.sender.display if result.sender else "", "beginning": beginning(result),
        "times": w("several.times", n=str(times)) if times > 1 else "",
    }  # fmt: skip


def beginning(result: Result) -> str:
    """The first words of the message, on one line."""
    start = result.understood.start if result.understood else 0
    words = " ".join((result.request.text or "")[start : start + 3 * BEGINNING].split())
    return words if len(words) <= BEGINNING else f"{words[:BEGINNING].rpartition(' ')[0] or words[:BEGINNING]}…"

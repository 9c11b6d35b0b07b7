"""The closed lists: kinds of senders, purposes, ways out, verdicts, who stands behind a claim.

Their members are a contract with the page, with tests and with callers of the JSON.
"""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    """What a sender is, in any country."""

    SHORT_CODE = "short_code"
    PREMIUM_SHORT_CODE = "premium_short_code"
    MOBILE = "mobile"
    MACHINE = "machine"
    PLATFORM_NUMBER = "platform_number"
    TELEMARKETING_NUMBER = "telemarketing_number"
    LANDLINE = "landline"
    VOIP = "voip"
    TOLL_FREE = "toll_free"
    PREMIUM_NUMBER = "premium_number"
    NAME = "name"
    EMAIL = "email"
    FOREIGN = "foreign"
    SERVICE_NUMBER = "service_number"
    UNREADABLE = "unreadable"


CODE_KINDS = frozenset({Kind.SHORT_CODE, Kind.PREMIUM_SHORT_CODE})
# The note of a short code whose digits do not tell its price.
MAY_COST = "may_cost"
# Senders that nobody can prove: any number that a stranger may have, or forge.
STRANGERS = frozenset({Kind.MOBILE, Kind.FOREIGN, Kind.EMAIL, Kind.MACHINE})


class Purpose(StrEnum):
    """What a message is for."""

    MARKETING = "marketing"
    TRANSACTIONAL = "transactional"
    ONE_TIME_CODE = "one_time_code"
    PREMIUM_TRAP = "premium_trap"
    SCAM = "scam"
    PERSONAL = "personal"
    UNKNOWN = "unknown"


class Via(StrEnum):
    """The way in which a printed opt-out is to be used."""

    SMS = "sms"
    REPLY = "reply"
    CALL = "call"
    LINK = "link"
    POST = "post"


class Verdict(StrEnum):
    """What the advice comes to, in one word."""

    STOP = "stop"
    DO_NOT_REPLY = "do_not_reply"
    NOTHING_TO_STOP = "nothing_to_stop"
    PREMIUM = "premium"
    CHECK_FIRST = "check_first"


class TimingVerdict(StrEnum):
    """How the arrival time stands to the country's rules on hours."""

    WITHIN = "within"
    DISCOURAGED = "discouraged"
    OUTSIDE = "outside"
    NOT_APPLICABLE = "not_applicable"


# What may have happened already, the most urgent first: money and access before an answer that was sent.
HAPPENED = ("paid", "gave_code", "gave_data", "installed", "clicked", "answered", "called", "billed")


class Strength(StrEnum):
    """Who stands behind a claim, strongest first. `advice` is our own: no source can say it, so none is named."""

    LAW = "law"
    REGULATOR = "regulator"
    CHARTER = "charter"
    PRACTICE = "practice"
    ADVICE = "advice"


class DraftState(StrEnum):
    """How a draft stands to one point. `unchecked`: the check lacks what it needs."""

    NOT_SO = "not_so"
    BETTER_NOT = "better_not"
    ASK = "ask"
    FITS = "fits"
    NO_RULE = "no_rule"
    UNCHECKED = "unchecked"


class DraftVerdict(StrEnum):
    """What the check comes to. There is no "allowed": who has consent is not in a draft."""

    NOT_SO = "not_so"
    BETTER_NOT = "better_not"
    NOTHING_AGAINST = "nothing_against"

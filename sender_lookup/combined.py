"""The signs that are more than their parts: who a message claims to be, with how it wants a person to act.

Each line of `combined` is a sign and the question whether it holds, asked of the signs found so far.
"""

from __future__ import annotations

from collections.abc import Callable

from .figures import Places
from .text import Text

# Themes that a scam borrows: one of them with an unknown link, a call-back number or a mobile sender is the pattern.
THEMES = frozenset({
    "parcel", "customs", "fine", "health_card", "training_account", "emission_sticker", "bank", "tax",
    "streaming", "toll", "telecom", "marketplace", "crypto", "public_body", "apple_id", "voicemail_link",
    "inheritance",
})  # fmt: skip
STRICT_THEMES = frozenset({
    "parcel", "customs", "fine", "health_card", "emission_sticker", "tax", "toll", "public_body", "bank",
    "crypto",
})  # fmt: skip
ASKS = frozenset({
    "trouble", "payment_request", "credential_request", "pressure", "money_due_to_you", "not_you",
})  # fmt: skip
ODD_LINKS = frozenset({"lookalike_link", "bait_link", "odd_tld", "short_link", "ip_link", "random_link"})
STRANGERS = frozenset({
    "sender_mobile", "sender_foreign", "sender_machine", "sender_email",
})  # fmt: skip
NOTICES = ("account_notice", "delivery_notice", "appointment", "travel_notice", "public_notice", "survey")
TALK = ("first_person", "familiar", "chatty")
BUSINESS = frozenset({
    "formal", "link", "phone", "phone_mobile", "phone_free", "premium_call", "amount", "opt_out",
    "opt_out_link", "offer", "percent", "code_word", "credential_request", "payment_request", "premium_play",
    "own_channel", "account_notice", "delivery_notice", "parcel", "bank", "prize", "job", "secret_admirer",
})  # fmt: skip
# By these a scam could reach its end; where none of them stands, nothing can happen to the person.
WAYS = frozenset({
    "link", "phone", "phone_mobile", "phone_free", "premium_call", "email", "chat_app", "split_link",
    "credential_request", "payment_request", "code_request", "untraceable_payment",
    "fake_adviser", "wrong_number", "driver_trick", "new_number", "follow_link", "not_you",
    "threat", "opt_out", "job",
})  # fmt: skip


# What lets a scam reach its end although the only address in the message is a true one.
ROUNDABOUT = frozenset({
    "phone", "phone_mobile", "phone_free", "premium_call", "email", "chat_app", "code_request", "untraceable_payment",
    "fake_adviser", "confirm_reply", "premium_play", "opt_out_premium", "family_trick", "new_number", "job",
    "sender_mobile", "sender_foreign", "sender_email",
})  # fmt: skip


def _count(found: Places, *codes: str) -> int:
    count = 0
    for code in codes:
        if code in found:
            count += len(found[code])
    return count


def _has(*codes: str) -> Callable[[Places], bool]:
    """True where every one of them was found; "a|b" stands for one of the two."""
    wanted = [frozenset(c.split("|")) for c in codes]

    def holds(found: Places) -> bool:
        for any_of in wanted:  # noqa: SIM110  a generator costs more than all the rest
            if any_of.isdisjoint(found):
                return False
        return True

    return holds


PHONE = "phone|phone_mobile|phone_free"
CODE_SAFE = _has("code_digits", "code_warning")
CALL_TRICK = _has(PHONE, "not_you|trouble|amount|fake_adviser|pressure")
SMALL_FEE = _has("small_amount", "link", "payment_request|customs")
JOB_TRICK = _has("job", "chat_app|phone_mobile|sender_foreign")
CODE_CALL = _has("code_digits", PHONE, "not_you")
CODE_FRAUD = _has("code_digits", "fake_adviser")
OWN_AFFAIR = _has("own_channel|code_warning|official_link")
FAMILY = _has("family_trick|parent", "new_number|chat_app|untraceable_payment|payment_request|code_request")


def combined(found: Places, text: Text) -> list[str]:
    """The signs that the signs found so far make together."""
    themes = not THEMES.isdisjoint(found)
    strict = not STRICT_THEMES.isdisjoint(found)
    asks = len(ASKS & found.keys())
    official = "official_link" in found
    unknown_link = "link" in found and not official and "own_link" not in found
    formal = "formal" in found and "familiar" not in found
    notices = _count(found, *NOTICES)
    holds = {
        "theme_and_link": unknown_link and (strict or (themes and asks > 0)),
        "prize_and_link": unknown_link and "prize" in found,
        "theme_and_bait": themes and not ODD_LINKS.isdisjoint(found),
        "theme_and_stranger": themes and formal and not STRANGERS.isdisjoint(found),
        "theme_and_call_back": themes and CALL_TRICK(found) and not OWN_AFFAIR(found),
        "code_and_call": (CODE_CALL(found) or CODE_FRAUD(found)) and "code_warning" not in found,
        "family_and_new_number": FAMILY(found),
        "new_number_and_chat": "new_number" in found and "chat_app" in found,
        "job_and_contact": JOB_TRICK(found),
        "small_fee": SMALL_FEE(found) and not official,
        "money_and_link": unknown_link and "money_due_to_you" in found,
        "several_demands": asks >= 2,
        "demands_and_link": asks >= 2 and unknown_link,
        "several_offers": _count(found, "offer", "percent") >= 3,
        "very_chatty": _count(found, *TALK) >= 3,
        "plain_talk": notices == 0 and BUSINESS.isdisjoint(found),
        "several_premium": _count(found, "premium_play", "premium_price", "secret_admirer") >= 3,
        "several_notices": notices >= 3,
        "code_and_warning": CODE_SAFE(found),
        "nothing_asked": WAYS.isdisjoint(found),
        "only_official": official and ROUNDABOUT.isdisjoint(found),
        "short_text": len(text.words) <= 12,
    }
    return [code for code, true in holds.items() if true]

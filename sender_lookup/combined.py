"""The signs that are more than their parts: who a message claims to be, with how it wants a person to act.

Each line of `COMBINED` is a sign and the question whether it holds, asked of the signs found so far.
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


def _unknown_link(found: Places) -> bool:
    return "link" in found and "official_link" not in found and "own_link" not in found


def _themes(found: Places) -> bool:
    return not THEMES.isdisjoint(found)


def _theme_asks(found: Places) -> bool:
    return _themes(found) and _asks(found) > 0


def _formal(found: Places) -> bool:
    return "formal" in found and "familiar" not in found


def _asks(found: Places) -> int:
    return len(ASKS & found.keys())


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

COMBINED: tuple[tuple[str, Callable[[Places, Text], bool]], ...] = (
    ("theme_and_link", lambda f, t: _unknown_link(f) and (not STRICT_THEMES.isdisjoint(f) or _theme_asks(f))),
    ("prize_and_link", lambda f, t: "prize" in f and _unknown_link(f)),
    ("theme_and_bait", lambda f, t: _themes(f) and not ODD_LINKS.isdisjoint(f)),
    ("theme_and_stranger", lambda f, t: _themes(f) and not STRANGERS.isdisjoint(f) and _formal(f)),
    ("theme_and_call_back", lambda f, t: CALL_TRICK(f) and _themes(f) and not OWN_AFFAIR(f)),
    ("code_and_call", lambda f, t: (CODE_CALL(f) or CODE_FRAUD(f)) and "code_warning" not in f),
    ("family_and_new_number", lambda f, t: FAMILY(f)),
    ("new_number_and_chat", lambda f, t: "new_number" in f and "chat_app" in f),
    ("job_and_contact", lambda f, t: JOB_TRICK(f)),
    ("small_fee", lambda f, t: SMALL_FEE(f) and "official_link" not in f),
    ("money_and_link", lambda f, t: "money_due_to_you" in f and _unknown_link(f)),
    ("several_demands", lambda f, t: _asks(f) >= 2),
    ("demands_and_link", lambda f, t: _asks(f) >= 2 and _unknown_link(f)),
    ("several_offers", lambda f, t: _count(f, "offer", "percent") >= 3),
    ("very_chatty", lambda f, t: _count(f, *TALK) >= 3),
    ("plain_talk", lambda f, t: BUSINESS.isdisjoint(f) and _count(f, *NOTICES) == 0),
    ("several_premium", lambda f, t: _count(f, "premium_play", "premium_price", "secret_admirer") >= 3),
    ("several_notices", lambda f, t: _count(f, *NOTICES) >= 3),
    ("code_and_warning", lambda f, t: CODE_SAFE(f)),
    ("nothing_asked", lambda f, t: WAYS.isdisjoint(f)),
    ("only_official", lambda f, t: "official_link" in f and ROUNDABOUT.isdisjoint(f)),
    ("short_text", lambda f, t: len(t.words) <= 12),
)  # fmt: skip

"""The signs that are more than their parts: who a message claims to be, with how it wants a person to act.

Each line of `combined` is a sign and the question whether it holds, asked of the signs found so far.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import compress

from ..text.phrases import Places
from ..text.tokens import Text

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
NOTICES = frozenset({"account_notice", "delivery_notice", "appointment", "travel_notice", "public_notice", "survey"})
TALK = frozenset({"first_person", "familiar", "chatty"})
OFFERS = frozenset({"offer", "percent"})
PREMIUM = frozenset({"premium_play", "premium_price", "secret_admirer"})
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


def _count(found: Places, codes: Iterable[str]) -> int:
    return sum([len(found[code]) for code in codes])


PHONES = frozenset({"phone", "phone_mobile", "phone_free"})
CALL_REASONS = frozenset({"not_you", "trouble", "amount", "fake_adviser", "pressure"})
OWN_AFFAIRS = frozenset({"own_channel", "code_warning", "official_link"})
JOB_CONTACTS = frozenset({"chat_app", "phone_mobile", "sender_foreign"})
FAMILY = frozenset({"family_trick", "parent"})
FAMILY_ASKS = frozenset({"new_number", "chat_app", "untraceable_payment", "payment_request", "code_request"})


def combined(found: Places, text: Text) -> list[str]:
    """The signs that the signs found so far make together."""
    has = {*found}
    themes = not THEMES.isdisjoint(has)
    strict = themes and not STRICT_THEMES.isdisjoint(has)
    asks = len(ASKS & has)
    official = "official_link" in has
    unknown_link = "link" in has and not official and "own_link" not in has
    notices = _count(found, NOTICES & has)
    phone = not PHONES.isdisjoint(has)
    call_trick = phone and not CALL_REASONS.isdisjoint(has) and OWN_AFFAIRS.isdisjoint(has)
    code_call = "code_digits" in has and (("not_you" in has and phone) or "fake_adviser" in has)
    stranger = "formal" in has and "familiar" not in has and not STRANGERS.isdisjoint(has)
    fee = "payment_request" in has or "customs" in has
    holds = {
        "theme_and_link": unknown_link and (strict or (themes and asks > 0)),
        "prize_and_link": unknown_link and "prize" in has,
        "theme_and_bait": themes and not ODD_LINKS.isdisjoint(has),
        "theme_and_stranger": themes and stranger,
        "theme_and_call_back": themes and call_trick,
        "code_and_call": code_call and "code_warning" not in has,
        "family_and_new_number": not FAMILY.isdisjoint(has) and not FAMILY_ASKS.isdisjoint(has),
        "new_number_and_chat": "new_number" in has and "chat_app" in has,
        "job_and_contact": "job" in has and not JOB_CONTACTS.isdisjoint(has),
        "small_fee": "small_amount" in has and "link" in has and fee and not official,
        "money_and_link": unknown_link and "money_due_to_you" in has,
        "several_demands": asks >= 2,
        "demands_and_link": asks >= 2 and unknown_link,
        "several_offers": _count(found, OFFERS & has) >= 3,
        "very_chatty": _count(found, TALK & has) >= 3,
        "plain_talk": notices == 0 and BUSINESS.isdisjoint(has),
        "several_premium": _count(found, PREMIUM & has) >= 3,
        "several_notices": notices >= 3,
        "code_and_warning": "code_digits" in has and "code_warning" in has,
        "nothing_asked": WAYS.isdisjoint(has),
        "only_official": official and ROUNDABOUT.isdisjoint(has),
        "short_text": text.size <= 12,
    }
    return [*compress(holds, holds.values())]

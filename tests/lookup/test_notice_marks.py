"""What tells a notice from an advert that is worded alike: each mark with its neighbours on the other side.

A line in Great Britain where the sender does not begin with another country ("US:").
"""

from __future__ import annotations

import pytest

from sender_lookup import lookup
from sender_lookup.codes import Purpose
from sender_lookup.message import read as module
from sender_lookup.message.purpose import Decision, weights
from sender_lookup.model import Message

from .case_tables import AS_OF

A_HAIR = 1e-9
MOBILE = "07700900123"
OFFICE = "020 7946 0222"


def read(sender: str, text: str) -> Message:
    country, _, rest = sender.rpartition(":")
    message = lookup({"sender": rest or None, "text": text, "country": country or "GB"}, as_of=AS_OF).message
    assert message is not None
    return message


MARKED = [
    # an official warning: its own words, or a danger and what to do at once
    ("", "Flood warning for Hay", "alert", True),
    ("", "Flooding near Hay: move to higher ground", "alert", True),
    ("", "Flooding near Hay", "alert", False),
    ("", "Move to higher ground", "alert", False),
    ("", "Flood warning for Hay: sandbags from £9", "alert", False),
    ("", "Flood warning: -20% on sandbags", "alert", False),
    ("", "Flood warning: your parcel is late", "alert", False),
    ("HSBC", "Emergency alert: leave now", "alert", False),
    ("60777", "Boil water notice? Our filters: www.k7.example/z Reply STOP to opt out", "alert", False),
    ("60777", "Boil water notice. Reply STOP to opt out", "alert", True),
    (MOBILE, "There is a flood, I have to leave now", "alert", False),
    ("CA:", "Incendie de forêt : quittez le secteur", "alert", True),
    ("CA:", "Ordre d'évacuation", "alert", True),
    ("CA:", "Soldes : -20% sur les tentes, quittez le secteur des incendies", "alert", False),
    # a receipt: for how much, or for what
    ("", "Thank you for your gift of £10", "thanked", True),
    ("", "Thank you for your gift. Your receipt follows", "thanked", True),
    ("", "Thank you for your gift", "thanked", False),
    ("", "Thank you for your gift of £10. Please give again", "thanked", False),
    ("", "Thank you for your gift of £10. Now £15 would help", "thanked", False),
    ("", "Thank you for your gift of £10: www.k7.example/z", "thanked", False),
    ("", "Thank you for your order of £10. Code BACK15 saves 15%", "thanked", False),
    ("", "Thank you for your order of £10. Shop our sale", "thanked", False),
    ("", "Thank you for your gift of £10. Add your postcode", "thanked", True),
    ("CA:", "Merci pour votre don de 20 $", "thanked", True),
    ("CA:", "Merci pour votre don de 20 $. Faites un don aujourd'hui", "thanked", False),
    # a bank asks whether it was its customer
    ("", "Did you attempt £640 at TECHBARN? Y or N", "bank_question", True),
    ("", "Did you attempt it? Y or N", "bank_question", False),
    ("", "Was this you? £640 at TECHBARN", "bank_question", True),
    ("", "£640 at TECHBARN", "bank_question", False),
    ("", "Did you attempt our £5 quiz? -20%", "bank_question", False),
    # one's pay is in one's account
    ("", "Your pay of £900 has arrived", "wage", True),
    ("", "Your salary was paid into your account", "wage", True),
    ("", "Your pay of £900", "wage", False),
    ("", "£900 has arrived", "wage", False),
    ("", "Your salary will be paid into your account daily, WhatsApp 07700 900123", "wage", False),
    # how one's own thing or street is
    ("", "Your order is delayed", "own_notice", True),
    ("", "Your order", "own_notice", False),
    ("", "It is delayed", "own_notice", False),
    ("", "Your order is ready: save now", "own_notice", False),
    ("", "Power cut in your area", "own_notice", True),
    ("", "Power cut? A generator for £499", "own_notice", False),
    # how one was served
    ("", "How likely are you to recommend us?", "opinion", True),
    ("", "How likely are you to recommend us? Reply STOP to opt out", "opinion", False),
    ("", "How likely are you to recommend us? Win a prize", "opinion", False),
    # a firm that collects, and its office
    ("", f"Your account is overdue, call {OFFICE}", "collects", True),
    ("", "Your account is overdue", "collects", False),
    ("", "Your account is overdue, call 07700 900123", "collects", False),
    ("HSBC", f"Your account is overdue, call {OFFICE}", "collects", False),
    ("", f"Hey, are you overdue with the rent? I am at {OFFICE}", "collects", False),
    # the code is the message, or a parcel waits
    ("", "5521 is your collection code", "pickup_code", True),
    ("", "Your parcel is ready for collection, collection code 5521", "pickup_code", False),
    ("", "5521 is your sign in code", "pickup_code", False),
    # a gift by text; what is billed says its price
    ("", "Please help: text HOPE to 60300 to give £5", "gift_by_text", True),
    ("", "Please help: text HOPE to 60300 to give", "gift_by_text", False),
    ("", "Books to give for £5: text HOPE to 60300", "gift_by_text", False),
    ("", "Please help: text HOPE to 60300 to give £5, billed to your phone", "gift_by_text", False),
    # a reminder of an appointment that nobody calls one
    ("", "Reminder: Dr Lee at 14:15. Reply C to confirm", "reminder", True),
    ("", "Reminder: Dr Lee at 14:15", "reminder", False),
    ("", "Reminder: Dr Lee. Reply C to confirm", "reminder", False),
    ("", "Your appointment is on Friday", "reminder", True),
    ("", "Your appointment is on Friday, get our offer", "reminder", False),
    ("", "We see you Friday at 8:30", "reminder", False),
]  # fmt: skip


@pytest.mark.parametrize(("sender", "text", "mark", "marked"), MARKED)
def test_a_mark_and_its_neighbours(sender: str, text: str, mark: str, marked: bool) -> None:
    assert (mark in read(sender, text).marks) is marked


WANTED = [
    ("", "Your pay has arrived", "pay", False),
    ("", "Pay today", "pay", True),
    ("", "Did you just try to pay £640?", "pay", False),
    ("", "Did you just try to pay £640? Y or N", "answer", True),
    ("", "Reply today", "answer", True),
    ("", "Reply HELP for help", "answer", False),
    ("", "Reply HELP for help, reply YES to join", "answer", True),
    ("", "Text back unstop to receive messages again", "answer", False),
    ("", "Thank you for your gift of £10. Reply with your name", "answer", False),
    ("", "Reminder: Dr Lee at 14:15. Reply C to confirm, X to cancel", "answer", False),
    ("", "How likely are you to recommend us? Reply 1 to 5", "answer", False),
    ("", "Sign in", "data", True),
    ("", "Use 448120 to sign in", "data", False),
    ("", f"Your appointment is on Friday. Can't make it? Ring {OFFICE}", "call", False),
    ("", f"Flood warning for Hay. Call {OFFICE}", "call", False),
    ("", "Flood warning for Hay. Call 07700 900123", "call", True),
    ("", f"Flood warning for Hay. Not you? Call {OFFICE}", "call", True),
    ("", f"Your appointment is on Friday. Ring {OFFICE}", "call", True),
]


@pytest.mark.parametrize(("sender", "text", "want", "wanted"), WANTED)
def test_what_a_notice_wants(sender: str, text: str, want: str, wanted: bool) -> None:
    assert (want in read(sender, text).wants) is wanted


FLOOD = "Flood warning for Hay"
PAY = "Your pay of £900 has arrived"
DEBT = f"Your account is overdue, call {OFFICE}"
OPINION = "How likely are you to recommend us?"
QUESTION = "Did you attempt £640 at TECHBARN? Y or N"
RECEIPT = "Thank you for your gift of £10"
ORDER = "Your order is delayed"
P = Purpose
JUDGED = [
    # text, what the signs say, their share of scam, what it is then
    *((text, P.MARKETING, "", P.TRANSACTIONAL) for text in (FLOOD, PAY, DEBT, OPINION, QUESTION, RECEIPT, ORDER)),
    *((text, P.PERSONAL, "", P.TRANSACTIONAL) for text in (FLOOD, PAY, DEBT, OPINION, QUESTION)),
    *((text, P.PERSONAL, "", P.PERSONAL) for text in (RECEIPT, ORDER)),
    *((text, P.ONE_TIME_CODE, "", P.ONE_TIME_CODE) for text in (OPINION, QUESTION, RECEIPT)),
    # words that sound like a scam, where nothing or only a call is wanted; not where the readers are sure
    *((text, P.TRANSACTIONAL, "under sure", P.TRANSACTIONAL) for text in (FLOOD, PAY, DEBT, OPINION, QUESTION)),
    *((text, P.MARKETING, "scam", P.SCAM) for text in (RECEIPT, ORDER)),
    (DEBT, P.TRANSACTIONAL, "sure", P.SCAM),
    (f"{FLOOD}: www.k7.example/z", P.TRANSACTIONAL, "scam", P.SCAM),
    (f"{PAY}: www.k7.example/z", P.TRANSACTIONAL, "scam", P.SCAM),
    (f"{DEBT}, or pay at www.k7.example/z", P.TRANSACTIONAL, "scam", P.SCAM),
    (f"{OPINION} www.k7.example/z", P.TRANSACTIONAL, "scam", P.SCAM),
    (f"{QUESTION} www.k7.example/z", P.TRANSACTIONAL, "scam", P.SCAM),
    # an appeal is an advert; what is billed is what it was
    ("Please help: text HOPE to 60300 to give £5", P.PREMIUM_TRAP, "", P.MARKETING),
    ("Text HOPE to 60300", P.PREMIUM_TRAP, "", P.PREMIUM_TRAP),
    # the code of a counter: of the code itself, or of a parcel that waits
    ("5521 is your collection code", P.ONE_TIME_CODE, "", P.ONE_TIME_CODE),
    ("Your parcel is ready for collection, code 5521", P.ONE_TIME_CODE, "", P.TRANSACTIONAL),
    # who names himself and says what it is about, in the words of people
    ("Elm Elementary: the bus is late", P.PERSONAL, "", P.TRANSACTIONAL),
    ("Elm Elementary: the bus is late", P.PERSONAL, "doubt", P.PERSONAL),
    ("Elm Elementary: I am late", P.PERSONAL, "", P.PERSONAL),
    ("The bus to the primary school is late", P.PERSONAL, "", P.PERSONAL),
    ("Elm Choir: the bus is late", P.PERSONAL, "", P.PERSONAL),
]  # fmt: skip


@pytest.mark.parametrize(("text", "says", "share", "purpose"), JUDGED)
def test_what_it_is_for(
    monkeypatch: pytest.MonkeyPatch, text: str, says: Purpose, share: str, purpose: Purpose
) -> None:
    limit: float = getattr(weights(), share.removeprefix("under ")) if share else 0.0
    found = limit - (A_HAIR if share.startswith("under") else 0.0)
    monkeypatch.setattr(module, "decide", lambda *_: Decision(says, found, 0.0))

    assert read("", text).purpose is purpose


SPELT = [
    ("i will find u and ur kids", True),
    ("I will find you", False),
    ("ur gonna regret this", True),
    ("you will regret this", True),
    ("i will call u and ur kids", False),
    ("ur gonna love this", False),
    # what friends say as well counts where two of it stand
    ("Merry Christmas to you and your family", False),
    ("I'm outside", False),
    ("I'll find you at the station", False),
    ("let me know when you get home", False),
    ("I know when you get home", True),
    ("Do you know what time you land?", False),
    ("I know what time you land, I'm coming for you and your family", True),
    ("I don't know where you live, send me the address", False),
    ("I know where you live", True),
    ("can I come to your house after school?", False),
    ("Share your photos with us", False),
    ("I will share your photos with your contacts", True),
]


@pytest.mark.parametrize(("text", "threatens"), SPELT)
def test_a_threat_as_people_spell_it(text: str, threatens: bool) -> None:
    assert ("threat" in read(MOBILE, text).marks) is threatens


@pytest.mark.parametrize(
    "text",
    [
        "ES:Feliz Navidad a ti y a tu familia",
        "ES:Voy a tu casa a las ocho",
        "ES:No sé a qué hora sales, avísame",
        "ES:Voy a por ti a las ocho, estás en casa?",
        "FR:Joyeux Noël à toi et ta famille",
        "FR:Tu vas pleurer de rire",
        "FR:Tu sais à quelle heure tu finis ?",
        "FR:J'envoie tes photos à mamie",
        "PL:Wesołych Świąt, ty i twoja rodzina",
        "DE:Du bist tot müde, oder?",
    ],
)
def test_what_friends_write_is_no_threat(text: str) -> None:
    country, _, words = text.partition(":")
    assert "threat" not in read(f"{country}:", words).marks


PRICED = [
    ("54321", "Trivia Daily $4/wk. Text STOP to end", True),
    ("54321", "Trivia Daily $4. Text STOP to end", False),
    ("54321", "Trivia Daily $4/wk", False),
    ("54321", "Lawns from $30/wk. Text STOP to end", False),
    ("54321", "Lawns from $30/wk. Text STOP to cancel your subscription", True),
    ("LAWNS", "Trivia Daily $4/wk. Text STOP to end", False),
]


@pytest.mark.parametrize(("sender", "text", "runs"), PRICED)
def test_a_service_that_runs_at_a_price(sender: str, text: str, runs: bool) -> None:
    assert ("runs_at_a_price" in read(f"CA:{sender}", text).marks) is runs


INVITED = [
    ("AU:", "Text PLAY to 191234 ($3.00 per text)", True),
    ("AU:", "Text PLAY to 19951234 now", True),
    ("AU:", "Text PLAY to 131234 ($3.00 per text)", False),
    ("GB:", "Text STAR to 83333. £1.50 per text", True),
    ("GB:", "Text STAR to 83333", False),
    ("US:", "Play the quiz: text WIN to 72345", True),
    ("US:", "Play the quiz: text WIN to 72345. Reply STOP to opt out", False),
    ("US:", "Text WIN to 72345 to win", False),
    ("US:", "Please help: text HOPE to 50555 to give $10", True),
    ("US:50555", "Please help: text HOPE to 50555 to give $10. Reply STOP to opt out", False),
    ("US:50555", "Please help: text HOPE to 50555 to give $10", True),
]


@pytest.mark.parametrize(("sender", "text", "invites"), INVITED)
def test_what_invites_to_a_number_that_costs(sender: str, text: str, invites: bool) -> None:
    assert ("invites" in read(sender, text).marks) is invites


def test_a_survey_is_one_in_a_bodys_name() -> None:
    assert read("NHS", OPINION).topic == "survey"
    assert read("NHS", "How likely are you to recommend us? Your account is blocked").topic != "survey"


def test_a_card_to_bring_along_is_no_bank() -> None:
    assert read("", "Your appointment is tomorrow at 10:20. Bring your card").topic == "appointment"
    assert read("", "Your appointment. Your card").topic == "bank"

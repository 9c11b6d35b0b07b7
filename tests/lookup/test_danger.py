"""Despair, threats, codes and accounts as people text them: without apostrophes, with "u" and "ur", each with what
looks like it and is something else. All messages are our own."""

from __future__ import annotations

import pytest

from sender_lookup import lookup
from sender_lookup.model import Result

from .case_tables import AS_OF

MOBILES = {
    "GB": "07700900912", "IE": "0830000091", "US": "2025550123", "CA": "5145550123", "AU": "0491570156",
    "FR": "0612345678", "ES": "612345678",
}  # fmt: skip


def ask(country: str, text: str, sender: str | None = None) -> Result:
    return lookup({"sender": sender or MOBILES[country], "text": text, "country": country}, as_of=AS_OF)


def marks(country: str, text: str, sender: str | None = None) -> frozenset[str]:
    message = ask(country, text, sender).message
    assert message is not None
    return message.marks


DESPAIR = [
    ("GB", "i cant do this anymore im going to end it tonight sorry for everything"),
    ("AU", "end it tonight"),
    ("AU", "i took all my pills. goodbye"),
    ("GB", "feeling very low tonight dont think ill make it to the morning"),
    ("US", "i cant do this anymore. i dont want to be alive. im sorry"),
    ("CA", "jen peu pu jveux mourir dsl"),
    ("GB", "cant do this any more x im so sorry"),
    ("US", "I'm done. I took all my pills. Tell mom I love her"),
    ("AU", "im suicidal pls help"),
    ("IE", "i dont wanna be alive anymore"),
    ("CA", "i cant keep going. forgive me"),
    ("GB", "feel so empty cant cope goodbye"),
    ("US", "Im gonna end it tonight"),
    ("GB", "cant take this anymore. noone would miss me"),
    ("AU", "ive taken too many pills"),
    ("CA", "jveu pu etre la"),
    ("CA", "chui a boutte jveux crever"),
    ("FR", "jen peux plus. pardon pour tout"),
    ("FR", "jveux en finir"),
    ("FR", "j ai pris tous mes cachets, adieu"),
    ("ES", "ya no puedo mas, perdon por todo"),
    ("ES", "no quiero estar viva"),
    ("US", "ya no quiero vivir, perdonenme"),
    ("GB", "Nobody would miss me. Im done"),
    ("AU", "mum im sorry i cant cope anymore, look after the kids"),
    ("US", "i wish i was dead"),
    ("IE", "standing on the bridge, goodbye"),
    ("US", "i dont wanna live anymore idk what to do"),
    ("GB", "i cut my wrists"),
    ("AU", "ive had enough of living"),
    ("CA", "im ending my life tonight"),
    ("GB", "i dont see the point in living any more"),
    ("US", "thinking about killing myself"),
    ("GB", "thinking of ending it"),
    ("US", "im gonna do it tonight. i cant live like this"),
    ("IE", "Ive taken an overdose"),
    ("CA", "je veux juste disparaitre, j'en peux plus"),
    ("FR", "jai plus envie de vivre"),
    ("FR", "je vais me foutre en l'air ce soir"),
    ("ES", "me kiero morir"),
    ("ES", "no puedo seguir asi, quiero desaparecer para siempre"),
    ("US", "ya no quiero estar en este mundo"),
    ("GB", "pls tell mum i love her. i cant do it any more"),
    ("US", "im so tired of everything. i just want to die"),
    ("AU", "i dont wanna be here. sorry"),
    ("CA", "I'm going to kill myself"),
    ("IE", "cant see a way out. goodbye"),
    ("GB", "i want to end it. nobody cares"),
    ("US", "i wont be here tmrw. take care of my dog"),
]


@pytest.mark.parametrize(("country", "text"), DESPAIR)
def test_who_writes_so_is_helped_first(country: str, text: str) -> None:
    result = ask(country, text)
    assert result.advice.rule == "despair"
    assert result.advice.steps[0].action == "get_help"


NO_DESPAIR = [
    ("GB", "lets end it at 5 tonight"),
    ("GB", "cant do this anymore im quitting this job lol"),
    ("GB", "i cant do this anymore we need to break up"),
    ("GB", "goodbye love you all x what a great holiday"),
    ("US", "Sorry for everything last night, can I buy you lunch?"),
    ("GB", "I'll never make it to the morning meeting"),
    ("IE", "the race was 10 kms, im wrecked"),
    ("GB", "cant go on saturday sorry"),
    ("GB", "im going to end it with Mark"),
    ("AU", "Cant cope with this heat, pool?"),
    ("FR", "j'en peux plus de cette chaleur"),
    ("FR", "jen peux plus vivement les vacances"),
    ("FR", "Adieu les kilos ! -30% sur nos cures, STOP au 36180"),
    ("ES", "no puedo mas con este calor"),
    ("GB", "look after the dog pls, goodbye"),
    ("GB", "I took all my pills this morning like the doctor said"),
    ("GB", "Can't go on Friday, love you all, forgive me"),
    ("GB", "the film was so sad i wanted to die laughing"),
    ("GB", "i can't go on the school trip sorry for everything"),
    ("GB", "ive had enough of this weather"),
    ("GB", "the battery took an overdose of charging lol"),
    ("US", "This is goodbye party for Jen, 6pm at Elms. Cant miss it"),
    ("GB", "killing it at work today!"),
    ("AU", "on the bridge now, stuck in traffic, goodbye early finish"),
    ("GB", "thinking of ending it with the builder, hes useless"),
    ("US", "I can't take it anymore, the kids want a puppy"),
    ("CA", "je veux juste dormir, j'en peux plus de ce boulot"),
    ("GB", "cant see a way out of the car park, whats the code"),
    ("GB", "omg dying of embarrassment"),
    ("GB", "Im not coming tonight, feeling really low on energy"),
    ("AU", "nobody cares about the footy lol"),
    ("US", "I give up, where are you parked"),
    ("GB", "I dont want to be here, its so boring. when you picking me up?"),
    ("GB", "take care of my plants please! goodbye"),
    ("IE", "i wont be here tomorrow, leave it with Jan"),
    ("US", "Cant do this any more, my legs hurt, 3 more miles of the run"),
    ("CA", "end it now please, the kids have to sleep"),
    ("GB", "not your fault, dont worry. sorry for everything"),
]


@pytest.mark.parametrize(("country", "text"), NO_DESPAIR)
def test_what_is_said_of_a_job_a_parting_or_a_day_is_no_despair(country: str, text: str) -> None:
    assert "despair" not in marks(country, text)


THREATS = [
    ("GB", "I know where u live u better watch ur back"),
    ("IE", "if u dont pay me the 500 by friday ill send those pics to ur whole family"),
    ("AU", "watch ur back"),
    ("AU", "Im outside ur house. Come out or ill smash ur windows"),
    ("AU", "pay 2000 in bitcoin or i send ur nudes to all ur contacts"),
    ("GB", "im gonna burn ur house down"),
    ("US", "i know where u live. u better pay me what u owe or ill hurt u"),
    ("CA", "jsais ou tu restes ma te casser les jambes si tu paye pas"),
    ("GB", "im gonna fucking kill u"),
    ("US", "pay me or ill smash ur car"),
    ("IE", "we will break your legs"),
    ("GB", "Ill burn ur house down"),
    ("AU", "unless you pay 500 im sending your nudes to your boss"),
    ("US", "if u block me ill post ur pics everywhere"),
    ("GB", "imma slash ur tires"),
    ("GB", "if you dont send me more i will tell your wife"),
    ("CA", "m'as te casser la gueule"),
    ("FR", "jsais ou t'habites, jvais te buter"),
    ("FR", "si tu payes pas j'envoie tes photos a toute ta famille"),
    ("ES", "se donde vives, te voy a romper las piernas"),
    ("US", "si no pagas mando tus fotos a toda tu familia"),
    ("AU", "last warning. got your address. nowhere to hide"),
    ("US", "if u dont pay ill send ur nudes to ur mom"),
    ("US", "if u dont pay ill hurt u"),
    ("CA", "m'en va te tuer mon tabarnak, tu vas payer"),
    ("US", "i got ur address see u soon, nowhere to hide"),
    ("IE", "we no where u live"),
    ("AU", "pay up or we'll come to ur house and break ur legs"),
    ("GB", "tell anyone and ill kill you"),
    ("US", "Send $500 or I post your nudes"),
    ("CA", "i will leak ur pics if u dont reply"),
    ("GB", "youre gonna get stabbed"),
    ("GB", "grass on me and youre dead"),
    ("CA", "tu vas me payer sinon je te casse les jambes"),
    ("FR", "jvais te crever sale batard"),
    ("FR", "on sait ou tu creches, paye ou on te defonce"),
    ("ES", "si no pagas te voy a matar"),
    ("GB", "i know where u work and when u finish. watch ur back"),
    ("IE", "ill put u in hospital"),
    ("AU", "gonna come round and smash ur face in"),
    ("CA", "drop the charges or ill hurt u"),
    ("GB", "drop the case or your family gets it"),
    ("US", "post bail for him or we will find you"),
]


@pytest.mark.parametrize(("country", "text"), THREATS)
def test_a_threat_is_for_the_police_whatever_it_wants(country: str, text: str) -> None:
    result = ask(country, text)
    assert result.advice.rule == "threat"
    assert result.advice.steps[0].action == "keep_evidence"


NO_THREATS = [
    ("GB", "I could kill for a pizza"),
    ("GB", "ill beat u at fifa tonight"),
    ("GB", "ill find you at the bar"),
    ("GB", "can you send the pics to mum or i will do it"),
    ("GB", "ill send those pics to your mum, she will love them"),
    ("GB", "i'll send you the photos of the car if you dont mind"),
    ("GB", "im outside your house, come out"),
    ("GB", "i wont hurt you i promise"),
    ("GB", "I never wanted to hurt you"),
    ("US", "gonna crush you at tennis"),
    ("IE", "ill run u home after, what do you owe?"),
    ("GB", "Ill post the photos to your nan or i can drop them in"),
    ("FR", "je vais te trouver un cadeau"),
    ("FR", "jvais te casser la baraque ce soir au karaoke"),
    ("FR", "jsais ou tu restes ce week-end, l'hotel a l'air super"),
    ("CA", "m'en vais te chercher a 5h"),
    ("ES", "te voy a romper el record jaja"),
    ("GB", "what you owe me is 20 quid, better pay me in beer lol"),
    ("US", "im not gonna hurt you"),
    ("US", "if you dont pay ill send the bill to your mom"),
    ("GB", "my legs are dead after that run, u r a beast"),
    ("GB", "you're dead right about him"),
    ("US", "pay up loser! you lost the bet haha"),
    ("IE", "break a leg tonight!"),
    ("AU", "ill burn you a copy of the photos or i can email them"),
    ("GB", "dont tell your wife, its a surprise party"),
    ("GB", "Ill hunt you down a good price on tyres"),
    ("GB", "we will bury you in the sand at the beach haha"),
    ("GB", "I'm going to expose you to some proper music"),
    ("US", "I will make you pay for lunch next time :)"),
    ("IE", "i will come after you in the queue"),
    ("AU", "im going to ruin you with presents"),
    ("GB", "Show the photos to your dad or I can"),
    ("GB", "or i post your letters tomorrow?"),
    ("US", "Tell your boss you quit, or else you'll never leave"),
    ("GB", "if you leave me the photos ill show them to your mum"),
]


@pytest.mark.parametrize(("country", "text"), NO_THREATS)
def test_who_jokes_helps_or_fetches_threatens_nobody(country: str, text: str) -> None:
    assert "threat" not in marks(country, text)


CASES = [
    (
        "GB",
        "Three",
        "secure_accounts",
        "3: Ur number port request PAC 123456 valid for 30 days. Didn't ask for this? call 333 now",
    ),
    ("IE", "Garda", "unproven", "Garda vetting: your application needs ID. Send photo of your passport to 0830000055"),
    ("GB", "07700900911", "unproven", "my bank changed, pls send rent to sort 20-00-00 acc 12345678"),
    ("GB", "07700900911", "unproven", "New bank details for your rent. Sort code 20-11-22 Account 12345678"),
    ("GB", "Harmon Lets", "unproven", "New bank details. Sort code 20-11-22 Account 12345678"),
    (
        "GB",
        "07700900911",
        "!personal",
        "Hi grandma its me i got arrested please send money to my solicitor dont tell mum",
    ),
    ("IE", "0830000091", "check_first", "Hello is this the number for the dog? still for sale on donedeal?"),
    ("IE", "0830000091", "check_first", "Is this Dave? its Lisa"),
    (
        "IE",
        "Electric Ireland",
        "do_not_reply",
        "Electric Ireland: you qualify for a €250 energy credit. Claim today: energycredit.example/ie "
        "Reply STOP to end",
    ),
    (
        "GB",
        "07700900911",
        "do_not_reply.answer",
        "Hi, we have a part time job, work from home, £200 a day. Contact me on WhatsApp +447700900777",
    ),
    (
        "US",
        "2025550123",
        "do_not_reply",
        "Hey its Dan from marketplace, is the couch still available? Google sent u a 6 digit code can u "
        "send me it to verify ur real",
    ),
    (
        "US",
        "2025550123",
        "do_not_reply",
        "Student loan forgiveness: you've been preapproved. Your file closes today. Call 888-555-0132 "
        "or reply STOP to opt out",
    ),
    ("AU", "NAB", "do_not_reply", "NAB: Reply with the 6 digit code to stop this payment"),
    ("AU", "NAB", "do_not_reply", "reply with your NetBank code to cancel this payment of $900"),
    ("AU", "CommBank", "do_not_reply", "to cancel the transfer of $950 reply with the 6 digit code we sent"),
    ("AU", "0491570156", "do_not_reply", "NAB security: we need the code just sent to you to cancel the transfer"),
    (
        "AU",
        "0491571804",
        "do_not_reply",
        "hey sorry i put ur number by mistake can u send me the 6 digit code u just got",
    ),
    (
        "AU",
        "CommBank",
        "one_time_code",
        "NetCode: 481902 to add new payee J SMITH. If you did not request this call us on the number on "
        "the back of your card",
    ),
    ("AU", "CommBank", "secure_accounts", "Your NetCode is 118203. Don't share it"),
    ("AU", "0491574632", "personal", "is this still your number? its karen from book club"),
    ("AU", "0491574632", "personal", "Hi, is this still Jess's number? It's Karen from book club"),
    (
        "AU",
        "0491573087",
        "do_not_reply",
        "This is the ATO there is a warrant for ur arrest for tax evasion. Call 02 5550 4455 "
        "immediately or police will attend",
    ),
    (
        "AU",
        "0491573087",
        "do_not_reply",
        "ATO: there is a warrant for your arrest for tax evasion. Call 02 5550 4455 immediately or police will attend",
    ),
    ("GB", "Mia", "despair", "i cant go on, dont blame yourself"),
    ("US", "GymBox", "!despair", "Feel hopeless about your abs? Join today 20% off. Reply STOP to opt out"),
    (
        "GB",
        "Harmon School",
        "!threat",
        "If you don't pay for the school photos by Friday we will send the photos to the office",
    ),
    ("GB", "07700900911", "do_not_reply", "Hi its Tom, i sent my whatsapp code to u by accident, what code did u get?"),
    ("GB", "07700900911", "do_not_reply", "hiya can you forward me the 6-digit code you just received"),
    ("US", "2025550123", "do_not_reply", "text me that code google just sent you so i know your not a bot"),
    ("AU", "Westpac", "do_not_reply", "Westpac: to block this payment reply with the code we just sent you"),
    ("US", "2025550123", "do_not_reply", "Fraud dept: please give us the code you received to stop the charge"),
    ("CA", "RBC", "do_not_reply", "RBC: We need your verification code to cancel the e-Transfer. Reply with it now"),
    ("IE", "AIB", "do_not_reply", "AIB: reply with your one time passcode to stop a payment of €640"),
    ("GB", "07700900911", "do_not_reply", "read me the pin that just came to ur phone pls"),
    (
        "US",
        "2025550123",
        "do_not_reply",
        "Is the bike available? I want to check your real. I will send you a google voice code, tell me the code",
    ),
    ("CA", "5145550123", "do_not_reply", "salut jtai envoye un code a 6 chiffres par erreur peux tu me le renvoyer"),
    ("GB", "07700900911", "!do_not_reply", "send me the code for the gate"),
    ("GB", "07700900911", "!do_not_reply", "whats the door code? text me it pls"),
    ("GB", "07700900911", "!do_not_reply", "can you send me the wifi code"),
    ("US", "2025550123", "!do_not_reply", "Send me the zip code for aunt May"),
    ("US", "2025550123", "!do_not_reply", "hey send me the discount code u got from the gym"),
    (
        "GB",
        "NatWest",
        "one_time_code",
        "NatWest: your code is 482913. We will never ask you to give us the code. Do not share it",
    ),
    (
        "AU",
        "NAB",
        "one_time_code",
        "NAB: 118203 is your code. Never give it to anyone, nobody from NAB will ask you to reply with the code",
    ),
    ("US", "22395", "one_time_code", "Your Uber code is 4471. Never share this code"),
    ("GB", "60777", "!do_not_reply", "Reply with the code word SUMMER to win"),
    ("GB", "07700900911", "!do_not_reply", "Hi, its Jo at no 4. Can you give me the alarm code, its going off"),
    ("IE", "An Post", "!do_not_reply", "Your parcel is ready. Tell us the 6 digit code 482913 at the counter"),
    ("GB", "07700900911", "!do_not_reply", "did u get the code for the airbnb? send it to me pls"),
    (
        "IE",
        "0830000055",
        "unproven",
        "HR: you got the job! send a photo of your passport and driving licence to this number",
    ),
    (
        "GB",
        "DWP",
        "!nothing_to_stop",
        "DWP: Send a copy of your driving licence and a selfie with your passport by Friday",
    ),
    ("GB", "HMPO", "!do_not_reply", "HM Passport Office: we have received your passport photo. Thank you"),
    ("GB", "07700900911", "!do_not_reply", "can u send a photo of your dog"),
    ("IE", "0830000091", "unproven", "hi its declan, rent to my new account pls. sort code 90-00-17 acc 12345678"),
    ("GB", "07700900911", "unproven", "Builder here, deposit to sort 200000 account no 12345678 thanks"),
    ("GB", "07700900911", "!unproven", "meet 20-00-00? call me on 12345678 lol"),
    ("GB", "NatWest", "one_time_code", "482913 is your NatWest code to add payee, sort code 20-11-22"),
    (
        "US",
        "2025550123",
        "!personal",
        "Grandma its me, im in jail i need bail money, please send 900 and dont tell mom",
    ),
    (
        "GB",
        "07700900911",
        "!personal",
        "hi nan its me, been in a accident, can u transfer money to the lawyer, dont tell dad",
    ),
    ("GB", "07700900911", "!do_not_reply", "hi mum can u send money for the school trip x"),
    ("GB", "07700900911", "!do_not_reply", "Nan got home from hospital, dont tell mum we bought her a cake"),
    ("AU", "0491570156", "!do_not_reply", "hey dad, dont tell mum but im picking the lawyer up at 6"),
    ("GB", "07700900911", "!do_not_reply", "Hi is this Sarahs number? Its Pete from the allotment"),
    ("GB", "07700900911", "!do_not_reply", "is this the number for the sofa on gumtree?"),
    ("US", "+639171234567", "do_not_reply", "Hi, is this Anna? Are we still on for golf on Sunday?"),
    ("IE", "0830000091", "personal", "hi sorry wrong number"),
    ("AU", "0491574632", "personal", "Is this still Jess's number? Its Tom from footy"),
    ("AU", "CommBank", "one_time_code", "NetCode 118203 for your transfer of $900. Don't share it"),
    ("AU", "ANZ", "one_time_code", "OnePass code 118203. Never share"),
    (
        "AU",
        "0491573087",
        "do_not_reply",
        "this is the ATO u owe tax there is a warrant. call 02 5550 4455 now or police come",
    ),
    ("US", "2025550123", "do_not_reply", "This is the IRS. ur under arrest for tax fraud call 202 555 0144 now"),
    ("GB", "07700900911", "!do_not_reply", "hi this is the ATO thing i told u about, call me on 01632 960 001"),
    (
        "US",
        "2025550123",
        "!stop",
        "You are preapproved for student debt relief. File closes tonight. Call 888-555-0132. Reply STOP to opt out",
    ),
    (
        "US",
        "2025550123",
        "stop",
        "Elm Motors: you're preapproved for 0% APR on a new Ford. Visit us this weekend. Reply STOP to opt out",
    ),
    (
        "US",
        "55155",
        "!do_not_reply",
        "Student loan payments restart in May. Your lender Elm Loans: log in at studentaid.gov to see your plan",
    ),
    (
        "US",
        "2025550123",
        "do_not_reply.answer",
        "Remote job, earn $300 a day, no experience. WhatsApp me at +1 202 555 0144",
    ),
    ("US", "2025550123", "do_not_reply.call", "Remote job, earn $300 a day, work from home. Call 202 555 0144 now"),
    (
        "GB",
        "Elm Surgery",
        "!despair",
        "Elm Surgery: your counselling appointment is on 4 Dec at 10:00. To cancel call 0113 496 0001",
    ),
    (
        "US",
        "2025550123",
        "do_not_reply",
        "I hacked your phone and have your video. send 400 in bitcoin or it goes to all your contacts",
    ),
    (
        "GB",
        "Elm Vet",
        "!threat",
        "We will put you in the queue. If you don't reply we will send the results to your vet",
    ),
    ("GB", "07700900911", "do_not_reply", "hi can u tell me the 6 numbers that just came through on ur phone"),
    (
        "US",
        "2025550123",
        "do_not_reply",
        "Facebook is sending you a code because i used your number by accident. please send it to me",
    ),
    (
        "AU",
        "0491570156",
        "do_not_reply",
        "hey sis locked out of my insta, they sent a code to u can u screenshot it to me",
    ),
    ("IE", "Revolut", "do_not_reply", "Revolut: a payment of €500 is pending. Reply with your passcode to cancel"),
    ("CA", "RBC", "do_not_reply", "RBC Alert: reply with the 6-digit code to decline this transaction"),
    ("GB", "HSBC", "do_not_reply", "HSBC: Please tell us the security code we sent to stop a new payee"),
    (
        "GB",
        "Monzo",
        "one_time_code",
        "Monzo: 482913. Only enter this code in the app. Anyone who asks you to tell them the code is a scammer",
    ),
    ("GB", "07700900911", "!do_not_reply", "Hi its Sam from number 12, whats the code for the bins please"),
    ("GB", "07700900911", "!do_not_reply", "the code to the front door is 4471, let yourself in"),
    ("US", "2025550123", "!do_not_reply", "I'll send you the code for the pool when you get here"),
    ("IE", "0830000091", "!do_not_reply", "can you send me the eircode for the house"),
    ("US", "2025550123", "!do_not_reply", "Hi its Ana from the school, can you send a copy of the permission slip"),
    (
        "GB",
        "Elm Lettings",
        "!nothing_to_stop",
        "Elm Lettings: to keep the flat, send a copy of your passport and 3 bank statements today",
    ),
    ("GB", "DVSA", "!do_not_reply", "DVSA: bring your driving licence to your test on 4 Dec at 10:10"),
    ("GB", "07700900911", "unproven", "hi its the plumber, pay 120 to sort code 20-00-00 account 12345678 ta"),
    (
        "GB",
        "07700900911",
        "!do_not_reply",
        "Thanks for dinner! My details: sort code 20-00-00 acc 12345678 so you can pay me back",
    ),
    ("AU", "0491574632", "personal", "Hi is this Tom? Its Priya from the daycare"),
    ("GB", "07700900911", "check_first", "Hi is that Dave? its Lisa"),
    ("IE", "0830000091", "do_not_reply", "Is this Michael? We met at the conference in Cork, I am Lucy"),
    ("GB", "07700900911", "do_not_reply", "Hi im from HMRC theres a warrant for ur arrest, ring 0161 496 0001 now"),
    ("US", "2025550123", "do_not_reply", "this is ur last warning from the IRS, u will be arrested. call 202 555 0144"),
    (
        "GB",
        "07700900911",
        "!do_not_reply",
        "Hi its mum, got a letter from HMRC says im overdue, call me on 01632 960001",
    ),
    ("AU", "0491573087", "!do_not_reply", "this is the ato letter i told u about"),
    ("IE", "0830000055", "!do_not_reply", "im from the council estate too lol call us on 01 555 0144"),
    ("GB", "07700900911", "!do_not_reply", "whats the code for netflix? u changed it"),
    ("GB", "07700900911", "!do_not_reply", "need the code to the shed again"),
    ("GB", "Argos", "!do_not_reply", "Argos: your order is ready. Give us the 6 digit code 482913 when you collect"),
    (
        "US",
        "729725",
        "one_time_code",
        "PayPal: 482913 is your security code. Don't share it. If someone asks you for the code, it's a scam",
    ),
    ("GB", "Elm Dental", "!do_not_reply", "Please reply with your postcode to confirm your details"),
    ("US", "55155", "!do_not_reply", "Reply with the ZIP code where you live to find the nearest clinic"),
    ("GB", "Octopus", "!do_not_reply", "Octopus Energy: reply with your meter reading by Friday"),
    ("AU", "0491574632", "personal", "Hey is this Mel? its Tara from work"),
    ("US", "2025550123", "do_not_reply", "Is this Dr Chen? This is Lily, we met at the business conference"),
    (
        "GB",
        "Barclays",
        "one_time_code",
        "482913 is your Barclays code to pay £200 to sort code 20-11-22 account 12345678. Never share it",
    ),
    (
        "GB",
        "Elm School",
        "!do_not_reply",
        "School trip: please pay £20 to sort code 20-00-00 account 12345678 by Friday ref JONES",
    ),
    (
        "GB",
        "Elm Lettings",
        "nothing_to_stop",
        "Elm Lettings: we received your rent, thank you. Sort code 20-00-00 account ending 5678",
    ),
]


@pytest.mark.parametrize(("country", "sender", "is_so", "text"), CASES)
def test_codes_papers_accounts_and_openings(country: str, sender: str, is_so: str, text: str) -> None:
    advice = ask(country, text, sender).advice
    if is_so.startswith("!"):
        assert is_so[1:] not in {advice.verdict.value, advice.rule}
        return
    steps = {s.action for s in advice.steps} | {f"{s.action}.{s.situation}" for s in advice.steps}
    assert is_so in {advice.verdict.value, advice.rule} or (is_so in steps and is_so not in {"do_not_reply", "stop"})

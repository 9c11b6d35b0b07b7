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
    # Dutch
    ("NL:", "Overstroming bij Valkenburg: ga naar hoger gelegen gebied", "alert", True),
    ("NL:", "Overstroming bij Valkenburg", "alert", False),
    ("NL:", "Grote brand in Elst: sluit ramen en deuren", "alert", True),
    ("NL:", "Grote brand in Elst: rookmelders vanaf 9 euro", "alert", False),
    ("NL:", "Overstroming: -20% op zandzakken, blijf binnen", "alert", False),
    ("NL:06 12345678", "overstroming in mijn keuken, ik blijf binnen bij jou", "alert", False),
    ("BE:", "Zware storm boven Gent: vermijd parken en blijf binnen", "alert", True),
    ("NL:", "Bedankt voor uw gift van 10 euro", "thanked", True),
    ("NL:", "Bedankt voor uw gift", "thanked", False),
    ("NL:", "Bedankt voor uw gift van 10 euro. Doneer nog eens", "thanked", False),
    ("NL:", "Bedankt voor je bestelling van 10 euro. Op je volgende bestelling 15% korting", "thanked", False),
    ("NL:", "Heeft u zojuist 640 euro betaald bij TECHBARN? JA of NEE", "bank_question", True),
    ("NL:", "Heeft u zojuist gebeld? JA of NEE", "bank_question", False),
    ("NL:", "Je salaris van 2.104 euro is gestort op je rekening", "wage", True),
    ("NL:", "Uw kinderbijslag is overgemaakt", "wage", True),
    ("NL:", "Je salaris is 2.104 euro", "wage", False),
    ("NL:", "Je salaris van 300 euro is gestort, app ons op WhatsApp", "wage", False),
    ("NL:", "Je bestelling is verzonden. Afmelden: STOP", "own_notice", True),
    ("NL:", "Je bestelling wacht, 10% korting. Afmelden: STOP", "own_notice", False),
    ("NL:", "Geen stroom in uw straat tot 16:00", "own_notice", True),
    ("NL:", "Nooit zonder stroom: aggregaten vanaf 499 euro", "own_notice", False),
    ("NL:", "Uw jaarnota staat klaar", "own_notice", True),
    ("NL:", "Je vlucht HV5071 heeft een nieuwe vertrektijd, gate D6", "own_notice", True),
    ("NL:", "Vluchten naar Faro vanaf 39 euro", "own_notice", False),
    ("NL:", "Hoe tevreden bent u over ons? Geef een cijfer van 1 tot 10", "opinion", True),
    ("NL:", "Geef een cijfer en win een prijs: u heeft gewonnen", "opinion", False),
    ("NL:06 12345678", "hoe was je afspraak bij de tandarts?", "opinion", False),
    ("NL:", "Uw rijbewijs is verlengd. Het komt met de post", "settled", True),
    ("NL:", "Uw rijbewijs is verlengd. Bel 020 1234567", "settled", False),
    ("NL:", "Het is tijd voor de vaccinatie van Pluis. Bel 030 1234567 voor een afspraak", "visit_due", True),
    ("NL:", "Tijd voor koffie? Bel 030 1234567 voor een afspraak", "visit_due", False),
    ("NL:IncassoElm", "Bericht voor P. de Groot: huurachterstand, dossier 4471. Bel 020 1234567", "for_another", True),
    ("NL:", "Bericht voor Jan: je fiets staat bij de buren", "for_another", False),
    ("PT:", "Aviso vermelho de mau tempo", "alert", True),
    ("PT:", "Incêndio na serra: saia já de casa", "alert", True),
    ("PT:", "Incêndio na serra", "alert", False),
    ("PT:", "Fique em casa", "alert", False),
    ("PT:", "Cheias? Bombas de água por 49 EUR, fique em casa", "alert", False),
    ("PT:912345678", "houve um incêndio, tive de evacuar, estou em casa da mãe", "alert", False),
    ("PT:", "Obrigado pelo seu donativo de 10 EUR", "thanked", True),
    ("PT:", "Obrigado pelo seu donativo de 10 EUR. Contribua outra vez", "thanked", False),
    ("PT:", "Tentou efetuar um pagamento de 640 EUR na TECHLOJA? Responda S ou N", "bank_question", True),
    ("PT:", "Um pagamento de 640 EUR na TECHLOJA", "bank_question", False),
    ("PT:", "O seu vencimento foi creditado na sua conta", "wage", True),
    ("PT:", "O seu vencimento de 900 EUR", "wage", False),
    ("PT:", "O seu salário na sua conta todos os dias, WhatsApp 912 345 678", "wage", False),
    ("PT:", "A sua encomenda está atrasada", "own_notice", True),
    ("PT:", "A sua encomenda", "own_notice", False),
    ("PT:", "Falha de energia na sua zona", "own_notice", True),
    ("PT:", "Falha de energia? Um gerador por 499 EUR", "own_notice", False),
    ("PT:", "Como avalia o nosso atendimento?", "opinion", True),
    ("PT:", "Como correu o exame?", "opinion", False),
    ("PT:", "Fechado de 1 a 5 de dezembro", "opinion", False),
    ("PT:", "Como avalia o nosso atendimento? Ganhe um prémio", "opinion", False),
    ("PT:", "Ajude-nos: envie MAR para 61142, o donativo é de 1 EUR, para doar", "gift_by_text", True),
    ("PT:", "Está na altura da vacina do Bobi, ligue para marcar", "visit_due", True),
    ("PT:", "A sua inscrição foi aprovada", "settled", True),
    ("PT:", "A sua inscrição foi aprovada, pague em k7.example/z", "settled", False),
    ("IT:", "Allerta gialla per temporali su Valfiorita", "alert", True),
    ("IT:", "Alluvione a Valfiorita: salire ai piani alti", "alert", True),
    ("IT:", "Alluvione a Valfiorita", "alert", False),
    ("IT:", "Salire ai piani alti", "alert", False),
    ("IT:", "Alluvione a Valfiorita, restate in casa: pompe da 99 euro", "alert", False),
    ("IT:", "Allerta rossa: -50% sui sacchi di sabbia", "alert", False),
    ("IT:348 000 0131", "C'è un incendio qui vicino, dobbiamo evacuare, ti chiamo dopo", "alert", False),
    ("IT:", "Incendio al capannone: chiudete le finestre e restate in casa", "alert", True),
    ("IT:", "Grazie per la tua donazione di 25 euro", "thanked", True),
    ("IT:", "Grazie per la tua donazione", "thanked", False),
    ("IT:", "Grazie per la tua donazione. La ricevuta arriverà via e-mail", "thanked", True),
    ("IT:", "Grazie per la tua donazione di 25 euro. Dona ancora", "thanked", False),
    ("IT:", "Grazie per il tuo ordine di 48 euro. -20% sul prossimo ordine", "thanked", False),
    ("IT:", "Ha appena effettuato un pagamento di 320 euro presso TECNOSTORE? Risponda SI o NO", "bank_question", True),
    ("IT:", "Pagamento di 320 euro presso TECNOSTORE", "bank_question", False),
    ("IT:", "Se non ha effettuato lei il pagamento di 320 euro chiami il numero sulla carta", "bank_question", False),
    ("IT:", "Il tuo stipendio di 1.480 euro è stato accreditato", "wage", True),
    ("IT:", "Il tuo stipendio di 1.480 euro", "wage", False),
    ("IT:", "Il bonifico è stato accreditato", "wage", False),
    ("IT:", "Il tuo stipendio sarà accreditato ogni giorno, scrivi su WhatsApp 351 000 0142", "wage", False),
    ("IT:", "Il tuo ordine è in ritardo", "own_notice", True),
    ("IT:", "Il tuo ordine", "own_notice", False),
    ("IT:", "Il tuo ordine è pronto: nuova collezione in negozio", "own_notice", False),
    ("IT:", "Interruzione programmata dell'energia elettrica in via Po", "own_notice", True),
    ("IT:", "Blackout? Gruppo elettrogeno a 499 euro", "own_notice", False),
    ("IT:", "Il tuo volo: imbarco al gate B12", "own_notice", True),
    ("IT:", "Il tuo volo per Roma a 29 euro", "own_notice", False),
    ("IT:", "È disponibile la tua bolletta di 64 euro", "own_notice", True),
    ("IT:", "Taglia la bolletta: sconto di 64 euro", "own_notice", False),
    ("IT:", "Quanto è probabile che ci consigli a un amico?", "opinion", True),
    ("IT:", "Quanto è probabile che ci consigli a un amico? Vinci un premio", "opinion", False),
    ("IT:", "Mi consigli un ristorante?", "opinion", False),
    ("IT:348 000 0131", "com'è stata la tua giornata?", "opinion", False),
    ("IT:", "Valuta la tua esperienza da 1 a 5", "opinion", True),
    ("IT:", "Rata scaduta, chiami lo 02 0000 0142", "collects", True),
    ("IT:", "Rata scaduta", "collects", False),
    ("IT:", "Messaggio per il sig. Rossi: rata scaduta, 02 0000 0142", "for_another", True),
    ("IT:", "Rata scaduta: la paghi. 02 0000 0142", "for_another", False),
    ("IT:", "Il rinnovo della patente è stato completato. Il documento sarà spedito per posta", "settled", True),
    ("IT:", "Il rinnovo è stato completato. Se non sei stato tu chiama lo 02 0000 0142", "settled", False),
    ("IT:", "È ora del richiamo del vaccino di Milo. Per prenotare chiami la clinica", "visit_due", True),
    ("IT:", "È ora del richiamo del vaccino di Milo", "visit_due", False),
    ("IT:", "8123 è il tuo codice di ritiro", "pickup_code", True),
    ("IT:", "Invia DONA al 45580 per donare 2 euro alla ricerca: numero solidale", "gift_by_text", True),
    ("IT:", "Promemoria: Dr Conti alle 14:15. Rispondi SI per confermare", "reminder", True),
    ("IT:", "Il tuo appuntamento è venerdì", "reminder", True),
    ("IT:", "Ti ricordiamo che i saldi sono iniziati: -30%", "reminder", False),
    ("DE:", "Hochwasser an der Elm: verlassen Sie sofort den Keller", "alert", True),
    ("DE:", "Hochwasser an der Elm", "alert", False),
    ("DE:", "Verlassen Sie den Keller", "alert", False),
    ("DE:", "Hochwasser? Verlassen Sie sich auf uns: Pumpen ab 99 Euro", "alert", False),
    ("DE:", "Nina kommt heute nicht", "alert", False),
    ("DE:", "Entwarnung für Elmstadt", "alert", True),
    ("DE:", "Vielen Dank für Ihre Spende von 10 Euro", "thanked", True),
    ("DE:", "Vielen Dank für Ihre Spende", "thanked", False),
    ("DE:", "Danke für Ihre Spende von 10 Euro. Bitte helfen Sie uns wieder", "thanked", False),
    ("DE:", "Wir haben Ihre Zahlung von 10 Euro nicht erhalten", "thanked", False),
    ("DE:", "Haben Sie soeben 640 Euro bei TECHWELT bezahlt?", "bank_question", True),
    ("DE:", "Haben Sie soeben angerufen?", "bank_question", False),
    ("DE:", "Haben Sie gerade 5 Euro übrig?", "bank_question", False),
    ("DE:", "Ihr Gehalt von 900 Euro ist eingegangen", "wage", True),
    ("DE:", "Ihr Gehalt von 900 Euro", "wage", False),
    ("DE:", "900 Euro sind eingegangen", "wage", False),
    ("DE:", "Ihr Gehalt wird täglich auf Ihr Konto überwiesen", "wage", False),
    ("DE:", "Ihre Bestellung wurde heute versendet", "own_notice", True),
    ("DE:", "Ihre Bestellung", "own_notice", False),
    ("DE:", "Wasserrohrbruch in Ihrer Straße", "own_notice", True),
    ("DE:", "Stromausfall? Aggregat für 499 Euro", "own_notice", False),
    ("DE:", "Würden Sie uns weiterempfehlen?", "opinion", True),
    ("DE:", "Würdest du den Arzt weiterempfehlen?", "opinion", False),
    ("DE:", "Wie war dein Tag?", "opinion", False),
    ("DE:", "Ihre Vorsorgeuntersuchung ist wieder fällig, Termin vereinbaren: 030 23125051", "visit_due", True),
    ("DE:", "Ihre Vorsorgeuntersuchung", "visit_due", False),
    ("DE:", "Bitte helfen: sende HOPE an 81190 und spende 5 Euro", "gift_by_text", True),
    ("DE:", "Bitte helfen Sie und spenden Sie", "gift_by_text", False),
    ("DE:", "Ihr Antrag wurde genehmigt. Der Bescheid kommt per Post", "settled", True),
    ("DE:", "Der Bescheid fehlt", "settled", False),
    ("DE:", "Unser Kurier holt Ihre Bankkarte ab", "handover", True),
    ("DE:", "Unser Kurier holt die Retoure ab", "handover", False),
    ("DE:", "Bewahren Sie Karte und PIN getrennt auf", "handover", False),
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
    ("NL:", "Stuur een foto van je paspoort", "data", True),
    ("NL:", "Kun je een kopie van je rijbewijs sturen", "data", True),
    ("NL:", "Stuur een foto van je hond", "data", False),
    ("NL:", "We hebben de foto voor uw paspoort", "data", False),
    ("NL:", "Stuur me de 6 cijfers die je net kreeg", "code", True),
    ("NL:", "Geef ons de code die u heeft ontvangen", "code", True),
    ("NL:", "Stuur me de code van de poort", "code", False),
    ("NL:", "Niemand vraagt u: geef ons de code", "code", False),
    ("NL:", "Je salaris is gestort op je rekening", "pay", False),
    ("NL:", "Er zijn nog kosten verschuldigd voor uw pakket", "pay", True),
    ("NL:", "Antwoord START om weer berichten te krijgen", "answer", False),
    ("PT:", "O seu salário para pagar a renda", "pay", True),
    ("PT:", "Tentou pagar 640 EUR?", "pay", False),
    ("PT:", "Tentou pagar 640 EUR?", "answer", True),
    ("PT:", "Responda AJUDA para mais informações", "answer", False),
    ("PT:", "Responda hoje", "answer", True),
    ("PT:", "Inicie sessão", "data", True),
    ("PT:", "O seu código para iniciar sessão é 448120", "data", False),
    ("PT:", "Diga-nos o código que recebeu", "code", True),
    ("PT:", "Nunca lhe pediremos: diga-nos o código", "code", False),
    ("PT:912345678", "diz-me o código do portão", "code", False),
    ("IT:", "Il tuo stipendio è arrivato sul conto", "pay", False),
    ("IT:", "Paghi oggi", "pay", True),
    ("IT:", "È dovuta una tassa", "pay", True),
    ("IT:", "Il ritardo è dovuto a un guasto", "pay", False),
    ("IT:", "Bonifico istantaneo di 900 euro ricevuto", "pay", False),
    ("IT:", "Faccia un bonifico istantaneo", "pay", True),
    ("IT:", "Rispondi AIUTO per assistenza", "answer", False),
    ("IT:", "Rispondi oggi", "answer", True),
    ("IT:", "Quanto è probabile che ci consigli a un amico? Rispondi da 0 a 10", "answer", False),
    ("IT:", "Inserisci 448120 per verificare il tuo numero", "data", False),
    ("IT:", "Verifica il tuo numero", "data", True),
    ("IT:", "Il codice del cancello è 4471, mandamelo se cambia", "code", False),
    ("IT:", "Codice 448120: se qualcuno ti chiede di comunicarlo è una truffa", "code", False),
    ("IT:", "Mandami il codice che hai ricevuto", "code", True),
    ("IT:", "Invii una foto fronte e retro della carta", "data", True),
    ("IT:", "Grazie per la copia del documento", "data", True),
    ("IT:", "Allerta rossa a Valfiorita. Chiama lo 02 0000 0142", "call", False),
    ("IT:", "Il tuo appuntamento è venerdì. Se non puoi venire chiama lo 02 0000 0142", "call", False),
    ("IT:", "Il tuo appuntamento è venerdì. Chiama lo 02 0000 0142", "call", True),
    ("DE:", "Eine Gebühr ist noch offen", "pay", True),
    ("DE:", "Die Gebühr entfällt", "pay", False),
    ("DE:", "Haben Sie soeben 640 Euro bezahlt?", "answer", True),
    ("DE:", "Verwende 448120, um dich anzumelden", "data", False),
    ("DE:", "TAN 448120 für Ihre Überweisung an Max Muster", "pay", False),
    ("DE:", "Niemand wird Sie bitten, uns den Code zu nennen. Ihr Code: 448120", "code", False),
    ("DE:", "Antworten Sie mit der TAN", "code", True),
    ("DE:", "Schickst du mir den WLAN Code?", "code", False),
    ("DE:", "Zahnarzt morgen um 9. Absage bitte unter 030 23125044", "call", False),
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
        "DE:Ich bringe dich um acht nach Hause",
        "DE:Wann hol ich dich ab?",
        "DE:Ich mach dein Auto warm",
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
    ("NL:", "Gefeliciteerd, je hebt gewonnen! Sms PRIJS naar 7300", True),
    ("NL:", "De beste prijs! Sms FOLDER naar 7300", False),
    ("NL:", "Gefeliciteerd, je hebt gewonnen! Afmelden? Sms STOP naar 7300", False),
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

"""What a message wants and how it alarms: each rule with its neighbour on the other side, in short messages.

A line in France where the sender does not begin with another country ("PT:").
"""

from __future__ import annotations

import pytest

from sender_lookup import lookup
from sender_lookup.model import Message

from .case_tables import AS_OF

MOBILE = "0612345678"
TAP, CALL, RING = {"tap", "foreign_tap"}, {"call", "foreign_call"}, {"call", "numberless_call"}
NUMBER = "01 87 55 10 20"


def read(sender: str, text: str) -> Message:
    country, _, rest = sender.rpartition(":")
    message = lookup({"sender": rest or None, "text": text, "country": country or "FR"}, as_of=AS_OF).message
    assert message is not None
    return message


WANTS: list[tuple[str, str, set[str]]] = [
    # an address that is not its writer's own
    ("", "Votre dossier est prêt. Cliquez ici : www.k7-suivi.example/z", TAP),
    ("", "Cliquez ici", {*TAP, "lost"}),
    ("", "Ne cliquez pas sur le lien", set()),
    ("", "Cliquez sur le lien pour vous désinscrire : www.modalia.example/d", set()),
    ("", "Payé chez FNAC.COM", set()),
    # what is optional: one's own appointment, in nobody's name
    ("", "Votre rendez-vous est demain à 10h. Pour annuler : www.k7-suivi.example/z", set()),
    ("", "Votre rendez-vous est demain à 10h. Voir www.k7-suivi.example/z", TAP),
    ("", "Pour annuler : www.k7-suivi.example/z", TAP),
    ("", "Votre colis arrive. Pour modifier votre livraison : www.k7-suivi.example/z", TAP),
    ("", f"Votre rendez-vous est demain. Pour annuler, appelez le {NUMBER}", set()),
    ("AMELI", "Votre rendez-vous est demain. Pour annuler : www.k7-suivi.example/z", TAP),
    # whose address it is: a body's, the State's, the sender's, that of who names itself at the beginning
    ("AMELI", "Votre carte vitale expire. Cliquez ici : www.ameli.fr/x", {"tap"}),
    ("AMELI", "Votre carte vitale expire. Cliquez ici : www.ameli-vitale.example/x", TAP),
    ("AMELI", "Votre carte vitale : www.ameli.example/z", TAP),
    ("", "Voir www.service-public.fr/x", {"tap"}),
    ("", "Votre dossier : www.prefecture.gouv.fr/x", {"tap"}),
    ("", "Votre dossier : www.mairie-xyz.gouv.fr/x", {"tap"}),
    ("", "Votre dossier : www.gouv.fr/x", {"tap"}),
    ("", "Votre dossier : www.xgouv.fr/x", TAP),
    ("", "Votre dossier : www.prefecture-gouv.example/x", TAP),
    ("MODALIAPARI", "Votre commande : www.modaliapari.example/z", {"tap"}),
    ("MODALIAPARI", "Votre commande : www.modal.example/z", {"tap"}),
    ("MODALIAPARI", "Votre commande : www.moda.example/z", TAP),
    ("MODA", "Votre commande : www.moda.example/z", {"tap"}),
    ("", "Studio Lina : votre séance, www.studiolina.example/z", {"tap"}),
    ("", "Studio Lina, votre séance, www.studiolina.example/z", {"tap"}),
    ("", "La séance du samedi prochain à quatorze heures au Studio Lina, www.studiolina.example/z", TAP),
    ("", "Labo des Arceaux, vos résultats : www.labo-arceaux.example/z", {"tap"}),
    ("", "Vos résultats : www.labo-arceaux.example/z", TAP),
    ("", "Labo, vos résultats : www.labo.example/z", TAP),
    ("", "Prime carburant : www.prime-carburant.example/z", TAP),
    # a call: before the number in the same sentence, right behind it, or by "to the number"
    ("", f"Appelez le {NUMBER}", CALL),
    ("", f"N'appelez pas le {NUMBER}", set()),
    ("", f"Le secrétariat est fermé. Appelez demain. {NUMBER}", set()),
    ("", f"{NUMBER} appelez", CALL),
    ("", f"{NUMBER} et puis appelez", set()),
    ("", f"{NUMBER}. Appelez", set()),
    ("NL:", "Neem via 020 7123456 contact op", CALL),
    ("", f"Appelez {'très ' * 8}vite le {NUMBER}", CALL),
    ("", f"Appelez {'très ' * 12}vite le {NUMBER}", set()),
    ("", f"Sécurisez vos fonds au {NUMBER}", CALL),
    ("", f"Écrivez au numéro {NUMBER}", CALL),
    ("", f"Dossier suivi {NUMBER}", set()),
    ("EDF", "EDF : appelez le 09 69 32 15 15", {"call"}),
    ("EDF", f"EDF : appelez le {NUMBER}", CALL),
    ("", "Soldes. STOP au 36180. Appelez le 36180", set()),
    ("", "Pour ne plus recevoir nos offres, appelez le 09 72 12 34 56", set()),
    # a help line: the help comes before the call
    ("", f"Pour toute question, appelez le {NUMBER}", set()),
    ("", f"Pour toute question {NUMBER}", set()),
    ("", f"Rappelez le secrétariat, pour toute question {NUMBER}", CALL),
    ("", f"Pour toute question {'très ' * 9} appelez le {NUMBER}", CALL),
    ("", f"Besoin d'aide ? Appelez le {NUMBER}", set()),
    ("", f"Besoin d'aide ? Appelez le {NUMBER}. Pas vous ?", CALL),
    ("", f"Un virement est en cours. Pas vous ? {NUMBER}", CALL),
    # a number that costs
    ("", "Appelez le 0899 00 12 34", {*CALL, "paid_call"}),
    ("", "Pour toute question, appelez le 0899 00 12 34", {*CALL, "paid_call"}),
    ("", "Voyance 0899 00 12 34", set()),
    ("", "Vous avez gagné ! 0899 00 12 34", {*CALL, "paid_call"}),
    ("", "Vous avez un message vocal 0899 00 12 34", {*CALL, "paid_call"}),
    ("", "J'attends ton appel 0899 00 12 34", {*CALL, "paid_call"}),
    ("", "Activité suspecte 0899 00 12 34", {*CALL, "paid_call"}),
    ("0899001234", "Rappelez ce numéro", {*CALL, "paid_call"}),
    ("0899001234", "Ne rappelez pas ce numéro", set()),
    ("0899001234", "Bonjour", set()),
    ("0187551020", "Rappelez ce numéro", set()),
    # money, data, a code
    ("", "Payez 45 euros", {"pay"}),
    ("", "Ne payez pas", set()),
    ("", "Renseignez vos coordonnées bancaires", {"data"}),
    ("", "Renseignez vos coordonnées bancaires sur votre espace client", set()),
    ("", "Renseignez vos coordonnées bancaires sur votre espace client : www.k7.example/z", {*TAP, "data"}),
    ("", "Renseignez vos coordonnées bancaires sur votre espace client en cliquant", {*TAP, "lost", "data"}),
    ("", "Envoie-moi le code", {"code"}),
    ("", "Votre code est 482913. Ne le communiquez à personne", set()),
    ("", "Votre code est 482913, pouvez-vous me le donner ?", {"code"}),
    ("", "Pouvez-vous me le donner ?", set()),
    ("", "Votre code de retrait est 482913, à communiquer au livreur", set()),
    ("", "Transmettez-moi le code à la réception", set()),
    ("", f"Communiquez-moi le code. Votre colis arrive demain {'très ' * 9}tôt avec le livreur", {"code"}),
    # an answer, unless it is STOP, a survey, or about one's own appointment or order
    ("", "Répondez OUI", {"answer"}),
    ("", "Ne répondez pas", set()),
    ("", "Répondez STOP", set()),
    ("", "Répondez STOP ou OUI", set()),
    ("", "Répondez vite STOP", set()),
    ("", "Répondez par le mot entier STOP", {"answer"}),
    ("", "Donnez votre avis, répondez OUI", set()),
    ("", "Répondez OUI pour confirmer", {"answer"}),
    ("", "Votre rendez-vous est demain. Répondez OUI pour confirmer", set()),
    ("", "Votre commande est prête, répondez OUI pour confirmer", set()),
    ("", "Votre commande est prête, répondez", {"answer"}),
    # a call without a number: of whoever has one; not what is only offered, nor the bank's own
    ("", "Merci de nous rappeler dès que possible", RING),
    ("", f"Merci de nous rappeler au {NUMBER}", CALL),
    ("", "Un doute ? Appelez-nous", set()),
    ("", f"Un doute {'x' * 46}? Appelez-nous", RING),
    ("", "Un doute. Merci de nous rappeler", RING),
    ("", "Si vous ne pouvez pas venir, merci de nous appeler", set()),
    ("", f"Si vous {'y' * 83} appelez-nous", set()),
    ("", f"Si vous {'y' * 84} appelez-nous", RING),
    ("", "Si vous voulez. Merci de nous appeler", RING),
    ("", "Pour annuler, appelez-nous", set()),
    ("", "Ne nous rappelez pas, on va vous écrire", set()),
    ("", "Votre rendez-vous est demain. Merci de nous appeler", set()),
    ("", "Appelez-nous au numéro au dos de votre carte", set()),
    ("", "Merci de nous rappeler, voir votre espace dans l'appli", set()),
    ("GB:", "Please ring reception after 10am", RING),
    ("NL:", "Neem voor 4 december contact op", RING),
    ("PL:", "Prosimy o pilny telefon", RING),
    # a paper to hand in, by whatever way; data to enter in one's own space asks for nothing here
    ("", "Merci de déposer votre attestation dans votre espace ou à l'agence", {"data"}),
    ("", "Mettez à jour vos informations dans votre espace", set()),
    ("", "Merci de le déposer la veille", set()),
    # "no need to"
    ("GB:", "Reply today", {"answer"}),
    ("GB:", "No need to reply", set()),
    ("PT:", "Não precisa de responder", set()),
    # where a code is for
    ("", "Achat 64,90EUR VELOSHOP.FR. Votre code : 551204", set()),
    ("", "Achat 64,90EUR VELOSHOP.FR/z. Votre code : 551204", TAP),
    ("", "Achat 64,90EUR VELOSHOP.FR", TAP),
]


# How far things may be from each other: the last character that counts, and the first that does not.
REACHES: list[tuple[str, int, str, set[str], set[str]]] = [
    # "{}" takes that many letters, then one more
    (f"Appelez {{}} {NUMBER}", 58, "call", CALL, set()),
    (f"{NUMBER} {{}} appelez", 2, "call", CALL, set()),
    (f"Pour toute question {{}} au {NUMBER}", 40, "help line", set(), CALL),
    ("Votre rendez-vous est demain. Pour annuler {} www.k7-suivi.example/z", 88, "own thing", set(), TAP),
    ("Communiquez-moi le code {} livreur", 57, "code shown", set(), {"code"}),
    ("Répondez {} STOP", 9, "stop", set(), {"answer"}),
]


@pytest.mark.parametrize(("text", "letters", "what", "within", "beyond"), REACHES, ids=[r[2] for r in REACHES])
def test_how_far_it_may_be(text: str, letters: int, what: str, within: set[str], beyond: set[str]) -> None:
    assert read("", text.format("y" * letters)).wants == within
    assert read("", text.format("y" * (letters + 1))).wants == beyond


@pytest.mark.parametrize(
    ("text", "letters"),
    [("Compte {} bloqué", 57), ("Bloqué {} compte", 57), ("Virement {} 900 €", 57), ("900 € {} virement", 57)],
)
def test_how_far_a_thing_may_be_from_its_state(text: str, letters: int) -> None:
    assert "alarm" in read("", text.format("y" * letters)).marks
    assert "alarm" not in read("", text.format("y" * (letters + 1))).marks


def test_a_firm_names_itself_in_the_first_words() -> None:
    assert read("", f"{'un ' * 14}a studiolina, www.studiolina.example").wants == {"tap"}
    assert read("", f"{'un ' * 15}studiolina, www.studiolina.example").wants == TAP


@pytest.mark.parametrize(("sender", "text", "wants"), WANTS)
def test_what_is_wanted(sender: str, text: str, wants: set[str]) -> None:
    assert read(sender, text).wants == wants


MARKS: list[tuple[str, str, set[str], set[str]]] = [
    # an alarm: its own words, a thing and its state, money that moves, a right to money at who pays out
    ("", "Activité suspecte", {"alarm"}, set()),
    ("", "Ce n'est pas vous ?", {"alarm"}, set()),
    ("", "Votre compte est bloqué", {"alarm"}, set()),
    ("", "Bloqué depuis ce matin, votre compte", {"alarm"}, set()),
    ("", "Votre compte", set(), {"alarm"}),
    ("", "Bloqué", set(), {"alarm"}),
    ("", f"Votre compte {'très ' * 10}bloqué", {"alarm"}, set()),
    ("", f"Votre compte {'très ' * 12}bloqué", set(), {"alarm"}),
    ("", f"Bloqué {'très ' * 12}votre compte", set(), {"alarm"}),
    ("", "Virement de 900 €", {"alarm"}, set()),
    ("", "900 € de virement", {"alarm"}, set()),
    ("", "Virement", set(), {"alarm"}),
    ("", "900 €", set(), {"alarm"}),
    ("", f"Virement {'très ' * 13}900 €", set(), {"alarm"}),
    ("", f"900 € {'très ' * 13}virement", set(), {"alarm"}),
    ("", "Ameli : vous avez droit à 120 euros", {"alarm"}, set()),
    ("", "Ameli : 120 euros", set(), {"alarm"}),
    ("", "SFR : vous avez droit à 120 euros", set(), {"alarm"}),
    ("", "Vous avez droit à 120 euros", set(), {"alarm"}),
    *(
        ("", f"{who} : vous avez droit à 120 euros", {"alarm"}, set())
        for who in ("DGFIP", "CAF", "EDF", "Agirc-Arrco", "Mon Compte Formation")
    ),
    ("", "Chèque carburant : vous avez droit à 120 euros", {"alarm"}, set()),
    ("", "Chèque cadeau : vous avez droit à 120 euros", set(), {"alarm"}),
    ("", "ANTAI : vous avez droit à 120 euros", set(), {"alarm"}),
    ("", "Chronopost : vous avez droit à 120 euros", set(), {"alarm"}),
    # openings that ask for nothing yet
    ("", "Votre conseiller va vous appeler", {"trick"}, set()),
    ("", "Bonjour, c'est le livreur, je suis devant chez vous", {"trick"}, set()),
    ("", "Offre d'emploi : contactez-moi sur WhatsApp", {"trick", "app"}, set()),
    ("", "Contactez-moi", set(), {"trick", "app"}),
    ("", "Voir k7-suivi . com", {"trick"}, set()),
    ("", "Désolé, mauvais numéro", {"trick"}, set()),
    ("", "Bonjour", set(), {"trick", "parent"}),
    ("", "Maman c'est moi", {"parent"}, {"trick", "new_number"}),
    ("", "C'est ton fils", {"parent"}, {"trick", "new_number"}),
    # what its words alone say
    ("", "Vous avez gagné", {"prize"}, {"waiting", "bait"}),
    ("", "Vous avez un message vocal", {"waiting"}, {"prize", "bait"}),
    ("", "Rappelle-moi vite", {"bait"}, {"prize", "waiting"}),
    ("", "Mon nouveau numéro", {"new_number"}, {"parent"}),
    ("", "Tu vas le regretter", {"threat"}, {"despair"}),
    ("", "Envie de mourir", {"despair"}, {"threat"}),
    ("Banque", "Le coursier passera : placez votre carte et le code dans une enveloppe", {"handover"}, set()),
    ("Banque", "Votre nouvelle carte vous attend en agence", set(), {"handover"}),
    ("Leo", "Je sais à quelle heure tu sors, tu vas pleurer", {"threat"}, set()),
    ("Karim", "jveux juste plus etre la demain. dis a ma mere que jlaime", {"despair"}, {"threat"}),
    ("Karim", "Je pourrai plus être là demain, dis à ta mère que j'aime sa tarte", set(), {"despair"}),
    ("", "Voici notre nouvel IBAN", {"iban_new"}, {"iban", "hard"}),
    ("", "Votre abonnement est actif, 3 euros par semaine", {"runs"}, {"charity"}),
    # by which money or an account changes hands
    ("", "Mon IBAN est FR76 3000 6000 0112 3456 7890 189", {"iban", "hard"}, set()),
    ("", "Achetez des cartes PCS", {"voucher", "trick", "hard"}, {"crypto"}),
    ("", "Investissez dans le bitcoin", {"crypto", "hard"}, {"voucher", "trick"}),
    ("", "Contactez-moi sur WhatsApp", {"app"}, {"new_account", "hard"}),
    ("", "Contactez-moi sur WhatsApp au 06 12 34 56 78", {"app", "new_account", "hard"}, set()),
    ("", "Contactez-moi sur Telegram : @someone", {"app", "new_account", "hard"}, set()),
    ("", "Contactez-moi sur Telegram : www.t-me.example/z", {"app", "new_account", "hard"}, set()),
    ("", "Contactez-moi au 06 12 34 56 78", set(), {"app", "new_account"}),
    # a parcel that waits; a service that runs at a price
    ("", "Votre colis est disponible, code 4471", {"pickup"}, set()),
    ("", "Votre colis, code 4471", set(), {"pickup"}),
    ("", "Le studio est disponible, code 4471", set(), {"pickup"}),
    ("", "Votre abonnement est actif, 3 euros par semaine facturés sur votre mobile", {"runs_at_a_price"}, set()),
    ("", "Votre abonnement est actif, facturé sur votre mobile", {"runs"}, {"runs_at_a_price"}),
    ("", "3 euros sur votre facture mobile", set(), {"runs", "runs_at_a_price"}),
    ("81234", "Abonnement actif, 3 euros par semaine. STOP au 81234", {"runs_at_a_price"}, set()),
    ("81234", "Abonnement actif, 3 euros par semaine", {"runs"}, {"runs_at_a_price"}),
    ("81234", "Un vote à 3 euros, facturé sur votre mobile. STOP au 81234", {"runs_at_a_price"}, set()),
    ("MODALIA", "Abonnement actif, 3 euros par semaine. STOP au 36180", {"runs"}, {"runs_at_a_price"}),
    # work
    ("", "Emploi de 100 euros par jour", {"offer_of_work"}, set()),
    ("", "Emploi", set(), {"offer_of_work"}),
    # a party or a candidate, not a person who speaks of one
    ("", "Votez Dupont", {"political"}, set()),
    (MOBILE, "Votez Dupont", {"political"}, set()),
    ("MAIRIE", "Votez Dupont", {"political", "firm"}, set()),
    (MOBILE, "Coucou, votez Dupont, bisous, je t'aime", {"person"}, {"political"}),
    ("36180", "Coucou, votez Dupont, bisous, je t'aime", {"political"}, {"person"}),
    ("DUPONT", "Coucou, votez Dupont, bisous, je t'aime", {"political", "person"}, set()),
    ("", "Réunion publique, notre candidat, nos députés", {"political"}, set()),
    ("", "Réunion publique, nos députés", set(), {"political"}),
    (MOBILE, "Coucou maman, ma députée et sa liste, bisous, je t'embrasse", {"person"}, {"political"}),
    ("", "Faites un don", {"charity"}, set()),
    # a reminder: of an appointment with its moment, or "Rappel" with two of day, hour and event
    ("", "Votre rendez-vous est demain", {"reminder"}, set()),
    ("", "Votre rendez-vous est à 10h", {"reminder"}, set()),
    ("", "Votre rendez-vous du 12/12", {"reminder"}, set()),
    ("", "Votre rendez-vous est confirmé", set(), {"reminder"}),
    ("", "Demain à 10h", set(), {"reminder"}),
    ("", "Rappel : réunion demain à 10h", {"reminder"}, set()),
    ("", "Rappel : réunion demain", set(), {"reminder"}),
    ("", "Rappel : réunion à 10h", set(), {"reminder"}),
    # who speaks: a person, or a firm
    ("", "Coucou, tu viens ?", {"person"}, {"firm"}),
    ("", "Coucou, tu viens ? -20%", set(), {"person"}),
    ("", "Coucou, tu viens ? STOP au 36180", set(), {"person"}),
    ("", "Coucou, tu viens ? www.x.example/z", {"firm"}, {"person"}),
    ("36180", "Coucou, tu viens ?", set(), {"person"}),
    ("AMELI", "Coucou, tu viens ?", {"firm"}, {"person"}),
    ("MODALIA", "Coucou, tu viens ?", {"firm", "person"}, set()),
    ("", "Bonjour Madame, tu viens ?", set(), {"person"}),
    ("", "Bonjour maman", {"person", "parent"}, set()),
    ("", "Modalia : bonjour", {"firm"}, set()),
    ("", "Bonjour", set(), {"firm", "person"}),
]


@pytest.mark.parametrize(("sender", "text", "marks", "unmarked"), MARKS)
def test_marks(sender: str, text: str, marks: set[str], unmarked: set[str]) -> None:
    found = read(sender, text).marks

    assert marks <= found and not found & unmarked


ABOUT: list[tuple[str, str, str | None, str | None, bool]] = [
    # sender, text, topic, body, whether it speaks for one
    ("SFR", "Votre facture est disponible", "telecom", "sfr", True),
    ("", "SFR : votre facture est disponible", "telecom", "sfr", True),
    ("BNP", "Bonjour", "bank", "bnp_paribas", True),
    # a firm that names itself only mentions the others; three letters are no name
    ("INTRUM", "Intrum, mandaté par SFR : bonjour", None, None, False),
    ("INTRUM", "Bonjour de SFR", "telecom", "sfr", True),
    ("ABC", "ABC et ameli", "health", "ameli", True),
    ("ABCD", "ABCD et ameli", None, None, False),
    # what only a body writes about
    ("", "Votre colis arrive", "delivery", None, True),
    ("", "Votre paquet arrive", "delivery", None, True),
    ("", "Votre amende", "fine", None, True),
    ("", "Votre télépéage", "toll", None, True),
    ("", "Votre carte bancaire", "bank", None, True),
    ("", "Votre pension", "pension", None, True),
    # and what anybody may
    ("", "Votre commande", "delivery", None, False),
    ("", "Votre rendez-vous", "appointment", None, False),
    ("", "L'école est fermée", "school", None, False),
    ("", "Votre planning", "work", None, False),
    ("", "Votre contrat", "contract", None, False),
    ("", "Facture impayée", "debt", None, False),
    ("", "Notez-nous de 1 à 5, votre avis nous intéresse", "survey", None, False),
    ("", "Bonjour", None, None, False),
    # the most telling first
    ("", "Alerte crue : votre colis", "alert", None, True),
    ("", "Nouvelle connexion à votre compte bancaire", "account_change", None, True),
    ("", "Votre rendez-vous : numéro modifié", "appointment", None, False),
    ("", "Amende impayée", "debt", None, True),
    ("", "Votre amende, votre télépéage", "fine", None, True),
    ("", "L'école : votre commande", "school", None, False),
    ("LA POSTE", "Votre amende", "delivery", "la_poste", True),
]


@pytest.mark.parametrize(("sender", "text", "topic", "body", "speaks"), ABOUT)
def test_what_it_is_about(sender: str, text: str, topic: str | None, body: str | None, speaks: bool) -> None:
    found = read(sender, text)

    assert (found.topic, found.body, found.speaks_for_a_body) == (topic, body, speaks)


@pytest.mark.parametrize(
    ("sender", "text", "proven"),
    [
        ("AMELI", "Votre carte vitale : www.ameli.fr/x", True),
        ("AMELI", "Votre carte vitale : www.ameli-vitale.example/x", False),
        ("AMELI", "Votre carte vitale : www.ameli.fr/x ou www.ameli-vitale.example/x", False),
        ("AMELI", "Votre carte vitale", False),
        ("EDF", "Votre facture, appelez le 09 69 32 15 15", True),
        ("EDF", f"Votre facture, appelez le {NUMBER}", False),
        ("EDF", f"Votre facture : www.edf.fr ou {NUMBER}", False),
        ("EDF", "Votre facture : www.edf.fr ou 09 69 32 15 15", True),
        ("EDF", "Votre facture : cliquez ici ou appelez le 09 69 32 15 15", False),
        ("EDF", "Voir www.edf.fr. Pour ne plus recevoir nos offres, appelez le 09 72 12 34 56", True),
        ("EDF", "Voir www.edf.fr. Pour recevoir nos offres, appelez le 09 72 12 34 56", False),
        ("", "Votre rendez-vous est demain. Pour annuler : www.k7-suivi.example/z", False),
    ],
)
def test_what_proves_its_writer(sender: str, text: str, proven: bool) -> None:
    assert read(sender, text).proven is proven


@pytest.mark.parametrize(
    ("sender", "text", "invites"),
    [
        ("", "Envoyez JEU au 81234", True),
        ("", "Répondez JEU au 81234", True),
        ("", "Envoyez JEU au numéro 81234", True),
        ("", "Envoyez JEU au 8 12 34", True),
        ("", "Envoyez JEU au 36180", False),
        ("", "Envoyez JEU au 81234 €", False),
        ("", "Jeu 81234", False),
        ("", "Envoyez JEU. Bonjour au 81234", False),
        ("", "Envoyez JEU avec tous vos amis de la famille et ceux de tout le quartier au 81234", False),
        ("", "Soldes. Envoyez STOP au 81234", False),
        ("", "Envoyez JEU : www.x.example/81234", False),
        ("GB:", "Play the quiz: text WIN to 60300", True),
        ("GB:", "Text HELLO to 60300", False),
    ],
)
def test_what_invites_to_a_number_that_costs(sender: str, text: str, invites: bool) -> None:
    assert ("invites" in read(sender, text).marks) is invites


@pytest.mark.parametrize(
    ("sender", "text", "signal", "shown"),
    [
        ("", "Activité suspecte sur votre carte bancaire. Appelez le 01 87 55 10 20", "alarm", {"Activité suspecte"}),
        ("", "Votre compte bancaire est bloqué. Appelez le 01 87 55 10 20", "alarm", {"compte bancaire est bloqué"}),
        ("", "Votre carte est bloquée. Appelez le 01 87 55 10 20", "wants_call", {"01 87 55 10 20"}),
        ("AMELI", "Carte vitale expirée : www.k7.example/z", "wants_foreign_tap", {"www.k7.example/z"}),
        ("", "Votre colis est bloqué, payez 2 €. Cliquez ici", "wants_lost_tap", {"Cliquez"}),
        ("", "Colis bloqué, payez 2 € : www.k7.example/z", "wants_payment", {"payez"}),
        (MOBILE, "Prends une carte PCS et envoie-moi le code", "wants_code", {"envoie-moi le code"}),
        (
            "AMELI",
            "Carte vitale expirée, renseignez vos coordonnées : www.k7.example/z",
            "wants_data",
            {"renseignez", "vos coordonnées"},
        ),
        ("", "Envoyez JEU au 81234", "invites_to_paid_code", {"81234"}),
        ("", "Dimanche, votez Dupont", "political", {"votez"}),
        ("", "Tu vas le regretter", "threat_by_person", {"Tu vas le regretter"}),
        ("", "J'ai envie de mourir", "despair", {"envie de mourir"}),
        ("", "Voici notre nouvel IBAN", "new_iban", {"nouvel IBAN"}),
        ("", "Remettez-lui votre carte", "wants_handover", {"Remettez-lui votre carte"}),
        ("", "Faites un don", "charity", {"Faites un don"}),
    ],
)
def test_the_reason_is_shown_where_it_stands(sender: str, text: str, signal: str, shown: set[str]) -> None:
    assert {e.text for s in read(sender, text).signals if s.code == signal for e in s.evidence} == shown

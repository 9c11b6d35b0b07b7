"""The opt-out as printed: our own corpus, and the ways in which it is written.

A row of a table is: text, what is expected as "via keyword to" (a dash for what is null), or None where nothing is
printed. The country is France where the row does not say.
"""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sender_lookup.country.loader import load_country
from sender_lookup.message.opt_out.find import find_opt_out
from sender_lookup.model import OptOut
from sender_lookup.text.tokens import prepare
from tests.lookup.corpus import Case, held_out, learned, whole


def found(text: str, country: str = "FR") -> OptOut | None:
    """What is printed in a text."""
    return find_opt_out(prepare(text), load_country(country))


def short(opt_out: OptOut | None) -> str | None:
    """'sms STOP 36180', 'reply BAJA -', 'link - -'."""
    return None if opt_out is None else f"{opt_out.via} {opt_out.keyword or '-'} {opt_out.to or '-'}"


def _same(wanted: Case, got: OptOut | None) -> bool:
    if got is None or wanted["via"] != got.via:
        return False
    if wanted["via"] == "link":
        return wanted.get("url") in (None, got.url)
    return wanted["via"] == "post" or (wanted.get("keyword"), wanted.get("to")) == (got.keyword, got.to)


def _misread(cases: tuple[Case, ...]) -> tuple[int, list[tuple[str, Case, str | None]]]:
    """How many print an opt-out, and those of them that are read otherwise."""
    printed = [(c, found(c["text"], c["country"])) for c in cases if c.get("opt_out")]
    return len(printed), [(c["id"], c["opt_out"], short(got)) for c, got in printed if not _same(c["opt_out"], got)]


def _mixed(cases: tuple[Case, ...], mixed: bool) -> tuple[Case, ...]:
    """The messages in many voices and nine languages (their ids have an "n"), or those in the usual French forms."""
    return tuple(c for c in cases if ("-n" in c["id"]) is mixed)


def test_what_is_printed_is_read() -> None:
    printed, wrong = _misread(_mixed(whole(), False))
    assert printed > 300 and len(wrong) <= 0.01 * printed, wrong


def test_what_is_printed_is_read_where_it_is_held_out() -> None:
    printed, wrong = _misread(_mixed(held_out(), False))
    assert printed > 70 and len(wrong) <= 0.02 * printed, wrong


def test_what_is_printed_in_many_voices_is_read() -> None:
    """What was not looked at: a floor to climb from. What was is read but for a few."""
    printed, wrong = _misread(_mixed(held_out(), True))
    assert printed > 200 and len(wrong) <= 0.11 * printed, wrong
    printed, wrong = _misread(_mixed(learned(), True))
    assert printed > 800 and len(wrong) <= 0.013 * printed, wrong


def test_nothing_is_invented() -> None:
    silent = [c for c in whole() if "opt_out" in c and not c["opt_out"]]
    invented = [c["id"] for c in silent if found(c["text"], c["country"])]
    assert len(silent) > 500 and len(invented) <= 0.0015 * len(silent), invented


# --- ways of writing it ----------------------------------------------------------------------------------------------

WAYS = [
    ("Refus SMS : lunamode.fr/stop", "link - -"),
    ("STOP au 36.180", "sms STOP 36180"),
    ("STOP au 3 6 1 8 0", "sms STOP 36180"),
    ("STOP (36173)", "sms STOP 36173"),
    ("Stop@36063", "sms Stop 36063"),
    ("STOP -> 36180", "sms STOP 36180"),
    ("STOP ☞ 36034", "sms STOP 36034"),
    ("STOP\u00a0au\u00a036\u202f180", "sms STOP 36180"),
    ("STOP  au  36180", "sms STOP 36180"),
    ("ST\u200bOP au 36\u200b180", "sms STOP 36180"),
    ("36180 : STOP", "sms STOP 36180"),
    ("stopsms36105", "sms stop 36105"),
    ("Mention STOP au 36180", "sms STOP 36180"),
    ("envoyer le mot STOP au 36105", "sms STOP 36105"),
    ('envoyer "STOP AGRI" au 36200', "sms STOP AGRI 36200"),
    ("Envoyez STOP SERRE au 36200", "sms STOP SERRE 36200"),
    ("STOP SMS gratuit au 36179", "sms STOP 36179"),
    ("STOP par retour de SMS", "reply STOP -"),
    ("Rép. STOP", "reply STOP -"),
    ("tape STOP pr finir", "reply STOP -"),
    ("STOP=end", "reply STOP -"),
    ("stop?txtStop", "reply Stop -"),
    ("Envoyer ARRET au 36180", "sms ARRET 36180"),
    ("STOP au +33 6 44 60 00 00", "sms STOP +33644600000"),
    ("Pour ne plus recevoir nos SMS, appelez le 09 69 00 00 36", "call - 0969000036"),
    ("Opposition au 0800 000 990", "call - 0800000990"),
    ("STOP au 01 42 16 32 36", "call - 0142163236"),
    ("STOP au 0800 000 990", "sms STOP 0800000990"),
    ("STOP sur notre page : modes.example/x", "link - -"),
    ("STOP, et la suite de nos nouveautés est sur modes.example/x", None),
    ("Pour ne plus recevoir nos offres, cliquez ici", "link - -"),
    ("Se désinscrire : x.example/u", "link - -"),
    ("Plus d'SMS ? brasserie.example/off", "link - -"),
    ("muscu.example/STOP pour te désinscrire", "link - -"),
    ("Pour ne plus être contacté, écrivez à Centre Fontaine, 5 place Carnot", "post - -"),
]


@pytest.mark.parametrize(("text", "wanted"), WAYS)
def test_ways_of_writing(text: str, wanted: str | None) -> None:
    assert short(found(f"Soldes chez Luna Mode jusqu'à samedi. {text}")) == wanted


TRAPS = [
    "Pour annuler votre rendez-vous, envoyez NON au 38200",
    "Jeu : envoyez OUI au 36180 pour participer",
    "Pour ne plus recevoir vos factures papier, envoyez EFACT au 38200",
    "Pour ne plus être seul ce soir, envoyez COEUR au 83333",
    "Votre carte est bloquée : contactez le service opposition au 01 89 71 02 26",
    "Stop aux prix fous ! Dès 36,18 €",
    "Rendez-vous à l'arrêt de bus Stop Église, 36180 Pellevoisin",
    "Ouvert non-stop 9h-20h",
    "Stop avec tes blagues nulles",
    "9 rue du Stop, 38200 Vienne",
    "Votre code est 36180",
    "Stop ou encore ? Le jeu revient à 20h30",
    "Plus besoin de faire du stop : 36180 km offerts",
    "Code promo STOP20 : -20%",
    "HELP for help, INFO au 36180",
    "Répondez OUI au 36180 pour participer",
    "STOP 36,18 € seulement",
    "Stop & Go 24h/24",
    "Arrêtez le stop, prenez le bus 36105",
]


@pytest.mark.parametrize("text", TRAPS)
def test_traps(text: str) -> None:
    assert found(text) is None


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("NOSMS al 215215", "sms NOSMS 215215"),
        ("Para darte de baja BAJA JUEGO al 217100", "sms BAJA JUEGO 217100"),
        ("BAJA STOP al 217100", "sms BAJA STOP 217100"),
        ("¿No quieres perderlo? Envía SI al 217100", None),
        ("Para no recibir recargo de la multa, envíe PAGO al 25522", None),
        ("Si no desea recibir la tarjeta en su domicilio, responda OFICINA al 217100", None),
        ("Solo WhatsApp, no SMS: 612 345 678", None),
        ("Envía GANA al 217100 para participar", None),
        ("Para anular la cita envía ANULAR al 217100", None),
    ],
)
def test_ways_of_writing_in_spain(text: str, wanted: str | None) -> None:
    assert short(found(f"ModaNova: rebajas hasta el sábado. {text}", "ES")) == wanted


# Each with its neighbour: what stands between the word and the number, which number it is, whose the words beside the
# keyword are, how far an address may be, what is printed twice. First what works by SMS, then the other ways.
EDGES = [
    ("FR", "Soldes. txtSTOP au 36180", "sms STOP 36180"),
    ("FR", "Soldes. STOP36180", "sms STOP 36180"),
    ("FR", "Soldes. stopsms36105", "sms stop 36105"),
    ("FR", "Soldes. stoppub36105", "sms stop 36105"),
    ("FR", "Soldes. STOPX 36105", ""),
    ("FR", "Soldes. XSTOP 36105", ""),
    ("US", "Sale. txtstop to 12345", "sms stop 12345"),
    ("US", "Sale. replySTOP", "reply STOP -"),
    ("US", "Sale. optout 54321", "sms optout 54321"),
    ("US", "Sale. STOP2end", "reply STOP -"),
    ("US", "Sale. STOP=end", "reply STOP -"),
    ("US", "Sale. Reply SHOPSTOP", "reply SHOPSTOP -"),
    ("US", "Sale. Reply NOTATALLSTOP", ""),
    ("US", "Sale. Reply STOP this", "reply STOP -"),
    ("GB", "Sale. Stop txts? Call 0871 234 5678", "call - 08712345678"),
    ("GB", "Sale. STOP? Text STOP 60300", "sms STOP 60300"),
    ("FR", "Soldes. Opposition : répondez STOP", "reply STOP -"),
    ("FR", "Service opposition : 01 87 55 10 20", ""),
    ("FR", "Soldes. Opposition : 01 42 16 32 36", "call - 0142163236"),
    ("FR", "Soldes. Appuyez sur : Se désabonner", "reply - -"),
    ("FR", "Soldes. Se désabonner maintenant", ""),
    ("FR", "Soldes. STOP appelez le 09 72 12 34 56", "call - 0972123456"),
    ("FR", "Soldes. STOP par téléphone au 09 72 12 34 56", "call - 0972123456"),
    ("FR", "Soldes. www.x.example/d pour vous désinscrire", "link - www.x.example/d"),
    ("FR", "Soldes. www.x.example/d (pour vous désinscrire)", "link - www.x.example/d"),
    ("FR", "Soldes. Désabo, cliquez ici", "link - -"),
    ("FR", "Soldes. Désabo. Cliquez ici", ""),
    ("FR", "Soldes. faire du STOP au 36180", ""),
    ("FR", "Soldes. STOP au 0899 00 12 34", "sms STOP 0899001234"),
    ("FR", "Soldes. STOP 0899 00 12 34", "call - 0899001234"),
    ("FR", "Soldes. STOP au 99 99 99 99 99", ""),
    ("FR", "Soldes. STOP au 01 62 00 12 34", ""),
    (
        "FR",
        "Soldes. STOP 09 72 12 34 56 ou www.x.example/d pour vous désinscrire",
        "link - www.x.example/d + call - 0972123456",
    ),
    ("FR", "Soldes. STOP 09 72 12 34 56 ou répondez ARRET", "reply ARRET - + call - 0972123456"),
    ("ES", "Rebajas. BAJA al 900 123 456", "sms BAJA 900123456"),
    ("ES", "Rebajas. BAJA 900 123 456", "call - 900123456"),
    ("FR", "Soldes. Envoyez SMS STOP au 36200", "sms STOP 36200"),
    ("FR", "Soldes. STOP www.x.example/d. Désabo : www.y.example/d", "link - www.x.example/d + link - www.y.example/d"),
    ("FR", "Soldes. STOP au 09 72 12 34 56", "sms STOP 0972123456"),
    ("FR", "Soldes. STOP 09 72 12 34 56", "call - 0972123456"),
    ("FR", "Soldes. STOP au 3646", "sms STOP 3646"),
    ("FR", "Soldes. STOP 3646", ""),
    ("FR", "Soldes. STOP au 06 12 34 56 78", "sms STOP 0612345678"),
    ("FR", "Soldes. STOP 06 12 34 56 78", "sms STOP 0612345678"),
    ("FR", "Soldes. STOP au 09 39 02 12 34", "sms STOP 0939021234"),
    ("FR", "Soldes. STOP au +44 7700 900123", "sms STOP +447700900123"),
    ("FR", "Soldes. STOP au 36180€", ""),
    ("FR", "Soldes. STOP au 36180 €", ""),
    ("FR", "Soldes. STOP au 36180%", ""),
    ("FR", "Soldes. STOP au 36180", "sms STOP 36180"),
    ("FR", "Soldes. STOP 01 42 16 32 36", "call - 0142163236"),
    ("FR", "Soldes. STOP au 01 42 16 32 36", "call - 0142163236"),
    ("FR", "Soldes. STOP 0805 80 58 17", "call - 0805805817"),
    ("FR", "Soldes. 36180 STOP", "sms STOP 36180"),
    ("FR", "Soldes. 36180 : STOP", "sms STOP 36180"),
    ("FR", "Soldes. 36180 :   STOP", "sms STOP 36180"),
    ("FR", "Soldes. 36180 par STOP", "sms STOP 36180"),
    ("FR", "Soldes. 36180, STOP", "reply STOP -"),
    ("FR", "Soldes. 75001 : STOP", "sms STOP 75001"),
    ("FR", "Soldes. txt CLUB STOP au 36200", "sms CLUB STOP 36200"),
    ("FR", "Soldes. Envoyez CLUB STOP au 36200", "sms CLUB STOP 36200"),
    ("FR", "Soldes. Envoyez club STOP au 36200", "sms STOP 36200"),
    ("FR", "soldes. envoyez club stop au 36200", "sms club stop 36200"),
    ("FR", 'Soldes. Envoyez "club STOP" au 36200', "sms club STOP 36200"),
    ("FR", "Soldes. CLUB STOP au 36200", "sms CLUB STOP 36200"),
    ("FR", "Soldes. Club STOP au 36200", "sms STOP 36200"),
    ("FR", "Soldes ! SKY STOP au 36200", "sms SKY STOP 36200"),
    ("FR", "Soldes ! SMS STOP au 36200", "sms STOP 36200"),
    ("FR", "Soldes. Envoyez STOP CLUB au 36200", "sms STOP CLUB 36200"),
    ("FR", "Soldes. Envoyez STOP SMS au 36200", "sms STOP 36200"),
    ("FR", "Soldes. STOP CLUB au 36200", "sms STOP CLUB 36200"),
    ("FR", "Soldes. STOP STOP au 36200", "sms STOP 36200"),
    ("FR", "Soldes. Répondez STOP LUNA", "reply STOP LUNA -"),
    ("FR", "Soldes. Répondez STOP luna", "reply STOP -"),
    ("FR", "Soldes. Répondez stop LUNA", "reply stop -"),
    ("FR", "Soldes. Répondez STOP SMS", "reply STOP -"),
    ("FR", "Soldes. Répondez STOP LUNA MODE", "reply STOP -"),
    ("FR", "Soldes. STOP LUNA", "reply STOP LUNA -"),
    ("FR", "Soldes. STOP luna", ""),
    ("FR", "Soldes. STOP www.x.example/d", "link - www.x.example/d"),
    ("FR", "Soldes. STOP à tout moment sur www.x.example/d", "link - www.x.example/d"),
    ("FR", "Soldes. STOP quand vous voulez et partout sur www.x.example/d", "reply STOP -"),
    ("FR", "Soldes. STOP ! Voir www.x.example/d", "link - www.x.example/d"),
    ("FR", "Soldes. STOP. Voir www.x.example/d", ""),
    ("FR", "Soldes. Désabo : www.x.example/d", "link - www.x.example/d"),
    ("FR", "Soldes. Désabo. Voir www.x.example/d", ""),
    ("FR", "Soldes. Désabo à tout moment et sans frais sur notre page www.x.example/d", "link - www.x.example/d"),
    ("FR", "Soldes. Désabo au 09 72 12 34 56", "call - 0972123456"),
    ("FR", "Soldes. Désabo au 3646", ""),
    ("FR", "Soldes. Désabo STOP", "reply STOP -"),
    ("FR", "Soldes. Désabo : STOP au 36180", "sms STOP 36180"),
    ("FR", "Soldes. Désabo : STOP au 36180 ou www.x.example/d", "sms STOP 36180 + link - www.x.example/d"),
    ("FR", "Soldes. STOP au 36180, STOP au 36180", "sms STOP 36180"),
    ("FR", "Soldes. STOP au 36180 ou répondez STOP", "sms STOP 36180"),
    ("FR", "Soldes. STOP au 36180 ou STOP au 36200", "sms STOP 36180 + sms STOP 36200"),
    ("FR", "Soldes. Stop au 36180 ou STOP au 36200", "sms Stop 36180 + sms STOP 36200"),
    ("FR", "Soldes. ARRET au 36180 ou STOP au 36180", "sms ARRET 36180 + sms STOP 36180"),
    ("FR", "Soldes. Répondez STOP ou STOP au 36180", "sms STOP 36180"),
    ("FR", "Soldes. www.x.example/d ou www.y.example/d pour vous désinscrire", "link - www.y.example/d"),
    ("FR", "Soldes. Désabo : www.x.example/d\nDésabo : www.x.example/d", "link - www.x.example/d"),
    ("FR", "Soldes. Pour ne plus recevoir nos offres, cliquez ici", "link - -"),
    ("FR", "Soldes. Pour ne plus recevoir nos offres, cliquez ici ou STOP au 36180", "sms STOP 36180"),
    ("FR", "Soldes. Pour ne plus recevoir nos offres, appelez le 09 72 12 34 56", "call - 0972123456"),
    ("FR", "Soldes. Pour ne plus recevoir nos offres, appelez le 3646", ""),
    ("FR", "Soldes. Pour ne plus être contacté, écrivez à Centre Fontaine, 5 place Carnot", "post - -"),
    (
        "FR",
        "Soldes. STOP au 36180. Pour ne plus être contacté, écrivez à Centre Fontaine, 5 place Carnot",
        "sms STOP 36180 + post - -",
    ),
    ("FR", "Soldes\nSe désabonner", "reply - -"),
    ("FR", "Soldes. Se désabonner", ""),
    ("FR", "Soldes, appuyez sur Se désabonner", "reply - -"),
    ("FR", "Soldes|Se désabonner", "reply - -"),
    ("FR", "Se désabonner", ""),
    ("FR", "Soldes www.x.example/z\nSe désabonner", "reply - -"),
    ("US", "Sale. End? Reply END SPTV", "reply END SPTV -"),
    ("US", "Sale. Reply END", ""),
    ("US", "Sale. To opt out reply END", "reply END -"),
    ("US", "Sale. Reply END to opt out", "reply END -"),
    ("US", "Sale. Reply STOP to opt out. Reply end to opt out", "reply STOP -"),
    ("US", "Sale. Reply STOP to opt out. Reply END to opt out", "reply STOP - + reply END -"),
    ("US", "Sale. Reply OPTSTOP", "reply OPTSTOP -"),
    ("ES", "Rebajas. Envía BAJA al 217100", "sms BAJA 217100"),
    ("ES", "Rebajas. BAJA BAJA JUEGO al 797555", "sms BAJA JUEGO 797555"),
    ("GB", "Sale. 2 stop texts call 0871 234 5678", "call - 08712345678"),
    ("GB", "Sale. Txt SKY OPT OUT to 60300", "sms SKY OPT OUT 60300"),
    ("GB", "Sale. ! SKY OPT OUT 60300", "sms SKY OPT OUT 60300"),
    ("FR", "Promo www.x.example/STOP", ""),
    ("FR", "Promo sur stop-sms.fr/a", ""),
    ("FR", "Arrêt de bus STOP au 36180", ""),
    ("FR", "Rue du Stop, 38200 Vienne", ""),
    ("FR", "Soldes. Répondez STOP M6", "reply STOP M6 -"),
    ("FR", "Soldes. STOP eBAY au 36200", "sms STOP 36200"),
]


@pytest.mark.parametrize(("country", "text", "wanted"), EDGES)
def test_what_is_printed_and_what_is_not(country: str, text: str, wanted: str) -> None:
    opt_out = found(text, country)
    ways = (opt_out, *opt_out.also) if opt_out else ()

    assert " + ".join(f"{o.via} {o.keyword or '-'} {o.to or o.url or '-'}" for o in ways) == wanted


@pytest.mark.parametrize(
    ("country", "text", "letters", "within"),
    [
        ("FR", "Soldes. STOP {} www.x.example/d", 22, "link - -"),
        ("FR", "Soldes. Désabo {} www.x.example/d", 43, "link - -"),
        ("US", "Sale. Unsubscribe {} reply END now", 32, "reply END -"),
    ],
)
def test_how_far_it_may_be(country: str, text: str, letters: int, within: str) -> None:
    assert short(found(text.format("y" * letters), country)) == within
    assert found(text.format("y" * (letters + 1)), country) is None


def test_the_one_that_works_by_sms_comes_first() -> None:
    opt_out = found("Louez votre TV. Stop sms: STOP au 36173 ou tvlocation.example/stop")
    assert opt_out is not None and short(opt_out) == "sms STOP 36173"
    assert [short(o) for o in opt_out.also] == ["link - -"]


def test_a_word_to_answer_with_comes_before_a_link() -> None:
    opt_out = found("Louez votre TV. Désabo : tvlocation.example/d ou répondez STOP")
    assert opt_out is not None and short(opt_out) == "reply STOP -"
    assert [short(o) for o in opt_out.also] == ["link - -"]


NUMBERS = st.sampled_from(["36180", "38200", "36 180", "36.180", "3 6 1 8 0"])
SEPARATORS = st.sampled_from([" au ", " ", " : ", "=", "->", " AU ", " SMS au ", " au\n", " - "])
ADVERTS = st.sampled_from(["Soldes à -40%", "Dès 4,90€, 12 rue Noire 38200 Vienne", "Code 36105", "RDV 10h30"])


@settings(deadline=None, max_examples=150)
@given(ADVERTS, SEPARATORS, NUMBERS, st.sampled_from([". ", "\n", " ! ", ", "]))
def test_keyword_separator_number(advert: str, separator: str, number: str, gap: str) -> None:
    opt_out = found(f"{advert}{gap}STOP{separator}{number}")
    assert short(opt_out) == "sms STOP " + "".join(c for c in number if c.isdigit())


@settings(deadline=None)
@given(st.text(alphabet="STOPstopau 0123456789:.=\n€é-()", max_size=80))
def test_never_fails_and_a_target_holds_digits_only(text: str) -> None:
    opt_out = found(text)
    for one in (opt_out, *opt_out.also) if opt_out else ():
        assert one.to is None or one.to.removeprefix("+").isdigit()

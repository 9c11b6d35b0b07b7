"""The contract of design 4.1, field by field, and what no answer may ever do, over all cases and any input."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sender_lookup import lookup
from sender_lookup.codes import Kind, Purpose, TimingVerdict, Verdict, Via
from sender_lookup.country.loader import load_country, load_index
from sender_lookup.errors import BadRequestError, NothingGivenError
from sender_lookup.intake.request import country_code
from sender_lookup.message.bodies import bodies_of
from sender_lookup.model import Result, Step
from sender_lookup.output.answer import as_html, as_text
from sender_lookup.output.as_json import result_as_dict
from sender_lookup.sender.classify import classify

from .case_tables import AS_OF, ask, every_case, requests, results, templates

EXAMPLE = {
    "sender": "MODALIA",
    "country": "FR",
    "text": "Soldes -40% chez Modalia jusqu'à samedi. STOP au 36180",
    "received": "2026-11-22T21:00",
    "language": "en",
}
ACTIONS = {
    "send_sms",
    "reply_sms",
    "ask_identity",
    "do_not_reply",
    "report",
    "block",
    "open_opt_out_link",
    "call_opt_out",
    "write_company",
    "complain",
    "ask_operator",
    "join_opt_out_list",
    "secure_accounts",
    "keep_evidence",
    "wait",
    "nothing",
    "look_in_message",
    "find_company",
    "get_help",
    "verify_yourself",
    "use_button",
    "police",
}
SENDING = ("send_sms", "reply_sms", "ask_identity")


def all_cases() -> list[tuple[str, dict[str, Any]]]:
    found = every_case()
    doors = [{"knows_sender": k} for k in (True, False)] + [
        {"stop_sent": d} for d in ("2026-11-24", "2026-11-10", "2026-09-01")
    ]
    for t in templates():
        found += [(f"{t['id']}-{extra}", {**t, **extra}) for extra in [*doors, {"clicked": True}]]
    return found


def each() -> list[Any]:
    """The cases, asked inside the tests: what fails is then a test, and not their collection."""
    return [pytest.param(row, id=label) for label, row in all_cases()]


# --- the example ----------------------------------------------------------------------------------------------------


def test_the_example_of_the_design() -> None:
    got = result_as_dict(lookup(EXAMPLE, as_of=AS_OF))
    first = got["advice"]["steps"][0]

    assert got["sender"] == {
        "raw": "MODALIA",
        "display": "MODALIA",
        "kind": "name",
        "family": "sender-name",
        "e164": None,
        "region": None,
        "territory": None,
        "operator": None,
        "allocation": None,
        "replyable": False,
        "notes": [],
    }
    assert got["message"]["purpose"] == "marketing"
    assert got["message"]["opt_out"] == {"keyword": "STOP", "to": "36180", "via": "sms", "url": None, "also": []}
    assert got["timing"] == {
        "verdict": "discouraged",
        "reasons": ["after_20", "sunday"],
        "claims": ["fr.hours.charter", "fr.hours.practice"],
    }
    assert got["advice"]["verdict"] == "stop"
    assert first == {
        "action": "send_sms",
        "to": "36180",
        "body": "STOP",
        "uri": "sms:36180?&body=STOP",
        "claims": ["fr.stop.printed_code"],
    }
    assert (got["letters"], got["warnings"]) == (["company_objection"], [])


def test_the_result_has_these_fields_and_is_json() -> None:
    got = json.loads(json.dumps(result_as_dict(lookup(EXAMPLE, as_of=AS_OF))))

    fields = ["schema", "sender", "message", "timing", "advice", "question", "guide", "letters", "warnings"]
    assert (list(got), got["schema"]) == (fields, 1)
    assert {"purpose", "opt_out", "signals"} <= got["message"].keys()
    assert all(
        {"code", "evidence"} == s.keys() and all({"start", "end", "text"} == e.keys() for e in s["evidence"])
        for s in got["message"]["signals"]
    )


def test_what_was_not_given_is_null() -> None:
    alone = result_as_dict(lookup({"sender": "36180"}, as_of=AS_OF))
    text = result_as_dict(lookup({"text": "Soldes -40% STOP au 36180"}, as_of=AS_OF))

    assert (alone["message"], alone["timing"]) == (None, None)
    assert text["sender"] is None


def test_closed_lists() -> None:
    assert {
        "short_code",
        "premium_short_code",
        "mobile",
        "machine",
        "platform_number",
        "telemarketing_number",
        "landline",
        "voip",
        "toll_free",
        "premium_number",
        "name",
        "email",
        "foreign",
        "service_number",
        "unreadable",
    } == set(Kind)
    assert {"marketing", "transactional", "one_time_code", "premium_trap", "scam", "personal", "unknown"} == set(
        Purpose
    )
    assert {"sms", "reply", "call", "link", "post"} == set(Via)
    assert {"stop", "do_not_reply", "nothing_to_stop", "premium", "check_first"} == set(Verdict)
    assert {"within", "discouraged", "outside", "not_applicable"} == set(TimingVerdict)


# --- requests -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "given", [{}, {"sender": ""}, {"text": "   "}, {"sender": None, "text": None}, {"country": "FR"}]
)
def test_nothing_given(given: dict[str, Any]) -> None:
    with pytest.raises(NothingGivenError) as caught:
        lookup(given, as_of=AS_OF)

    assert caught.value.code == "nothing_given"


@pytest.mark.parametrize("given", [[], "36180", 36180, None, True])
def test_a_request_is_a_mapping(given: Any) -> None:
    with pytest.raises(BadRequestError):
        lookup(given, as_of=AS_OF)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("country", "France"),
        ("country", "F"),
        ("country", 33),
        ("country", "../x"),
        ("country", ["FR"]),
        ("received", "yesterday"),
        ("received", "2026-11-22"),
        ("received", "2026-11-22T25:00"),
        ("received", "2026-02-30T10:00"),
        ("received", 20261122),
        ("received", {}),
        ("knows_sender", "perhaps"),
        ("knows_sender", 1),
        ("knows_sender", []),
        ("stop_sent", "lundi"),
        ("stop_sent", 3),
        ("clicked", "what"),
        ("as_of", "now"),
        ("language", "xx"),
        ("language", 5),
    ],
)
def test_a_bad_detail_never_costs_the_answer(field: str, value: object) -> None:
    request = {"sender": "36180", field: value}
    result = lookup(request, as_of=AS_OF)

    assert (f"bad_{field}",) == result.warnings
    assert requests().is_valid(request) is (value == "2026-02-30T10:00"), "its pattern knows no calendar"
    assert result.advice.verdict == "stop"
    assert as_html(result, "fr")


@pytest.mark.parametrize(
    ("given", "country"),
    [
        ("UK", "GB"),
        ("uk", "GB"),
        (" fr ", "FR"),
        ("", "FR"),
        (None, "FR"),
        *((c, "FR") for c in ("GP", "GF", "MQ", "RE", "YT", "PM", "BL", "MF")),
        ("DE", "DE"),
        ("es", "ES"),
    ],
)
def test_country_aliases(given: object, country: str) -> None:
    assert country == country_code(given)
    assert lookup({"sender": "36180", "country": given}, as_of=AS_OF).warnings == ()


@pytest.mark.parametrize(
    ("value", "known"),
    [
        (True, True),
        (False, False),
        (None, None),
        ("yes", True),
        ("no", False),
        ("", None),
        ("true", True),
        ("NO", False),
    ],
)
def test_knows_sender(value: object, known: bool | None) -> None:
    assert known == lookup({"sender": "36180", "knows_sender": value}, as_of=AS_OF).request.knows_sender


PASTES = [
    ("De : MODALIA\nMessage texte\nSoldes ! -40% sur tout. STOP au 36180", "name", "MODALIA"),
    ("36180\nSoldes ! -40% sur tout. STOP au 36180", "short_code", "36180"),
    ("+33 6 12 34 56 78\nAujourd'hui 21:04\nVotre colis est bloqué : colis-x.example/pay", "mobile", "06 12 34 56 78"),
    ("Soldes ! -40% sur tout chez Modalia jusqu'à samedi. STOP au 36180", "unreadable", ""),
]


@pytest.mark.parametrize(("paste", "kind", "display"), PASTES)
def test_a_paste_in_the_sender_field_is_read_as_text(paste: str, kind: str, display: str) -> None:
    result = lookup({"sender": paste}, as_of=AS_OF)

    assert result.sender is not None and result.message is not None
    assert (kind, display, paste) == (result.sender.kind, result.sender.display, result.sender.raw)
    assert "sender_read_as_text" in result.warnings


@pytest.mark.parametrize("sender", ["36180\n", "  +33 6 12 34 56 78  ", "x" * 40])
def test_a_sender_with_blanks_around_is_no_paste(sender: str) -> None:
    assert lookup({"sender": sender}, as_of=AS_OF).warnings == ()


# --- what no answer may do ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("row", each())
def test_safe_steps(row: dict[str, Any]) -> None:
    check_steps(ask(row))


def check_steps(result: Result) -> None:
    """The invariants of design 4.1 on steps, and the form of the whole."""
    assert [error.message for error in results().iter_errors(result_as_dict(result))] == []
    advice, country, steps = result.advice, result.country, result.advice.steps
    assert {s.action for s in steps} <= ACTIONS
    assert len(steps) == len(set(steps))
    for s in steps:
        assert (s.action in SENDING) == (s.body is not None)
        check_other_link(result, s)
        if s.action in SENDING:
            assert s.to and s.body and s.uri and s.uri.startswith(f"sms:{s.to}?&body=")
            target = classify(s.to, country)
            family = country.family(target.family)
            assert family.replyable, "no SMS to what cannot take one"
            never = {Kind.SERVICE_NUMBER, Kind.FOREIGN, Kind.PREMIUM_NUMBER, Kind.TELEMARKETING_NUMBER, Kind.MACHINE}
            if s.action == "reply_sms" and s.price:  # a long number from which a paid service writes
                never.remove(Kind.PREMIUM_NUMBER)
            assert target.kind not in never
            if s.action != "reply_sms":
                takes_texts = target.kind is Kind.MOBILE or (target.kind is Kind.TOLL_FREE and family.replyable)
                mobile = takes_texts and country.advice.sms_opt_out_to_mobile
                assert target.kind is Kind.SHORT_CODE or s.price or mobile, "a surcharged message names its price"
            if s.action == "reply_sms":
                assert result.sender is not None and s.to in (result.sender.e164, result.sender.display)
                assert target.kind is not Kind.PREMIUM_SHORT_CODE
            check_body(result, s.action, s.body)
    if advice.verdict is Verdict.DO_NOT_REPLY:
        assert not any(s.action in SENDING for s in steps)
    if advice.verdict in (Verdict.NOTHING_TO_STOP, Verdict.CHECK_FIRST):
        assert steps[0].action not in ("send_sms", "reply_sms") or steps[0].when == "known"
    if advice.verdict is Verdict.STOP:
        assert "report" not in {s.action for s in steps}
        assert not any(s.route == country.advice.fraud_route for s in steps if s.route)
    assert set(result.letters) <= set(country.letters)
    assert all(c in country.claims for s in steps for c in s.claims)


def check_other_link(result: Result, step: Step) -> None:
    """Beside a word to send: a report goes to the country's own number, an emergency to its own line."""
    route = result.country.routes.get(step.route or "")
    if step.action in ("report", "police") and route and route.sms and step.situation != "own_number":
        assert (step.to, step.uri and step.uri.split("?")[0]) == (route.sms, f"sms:{route.sms}")
    else:
        assert (step.uri is not None) == (step.action in SENDING)


def check_body(result: Result, action: str, body: str) -> None:
    """The word alone: as printed, or the country's own; never one of ours."""
    rules = result.country.advice
    printed = result.message.opt_out if result.message else None
    words = {o.keyword for o in (printed, *printed.also)} if printed else set()
    own = rules.identity_keyword if action == "ask_identity" else rules.default_keyword
    assert body in words | {own, rules.premium_keyword}


def in_languages() -> list[Any]:
    """Each row in one of the languages in which its country is published and in one of the others, in turn."""
    rows, every = each(), load_index().languages
    found = []
    for n, row in enumerate(rows):
        own = load_country(row.values[0]["country"]).languages
        others = [language for language in every if language not in own]
        chosen = [*own[n % max(len(own), 1) :][:1], *others[n % max(len(others), 1) :][:1]]
        found += [
            pytest.param(row.values[0], language, id=f"{language}-{row.id}") for language in dict.fromkeys(chosen)
        ]
    return found


@pytest.mark.parametrize(("row", "language"), in_languages())
def test_safe_html(row: dict[str, Any], language: str) -> None:
    check_html(ask(row), language)


class Links(HTMLParser):
    """Every address and element of a piece of HTML."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.hrefs: list[str] = []
        self.tags: set[str] = set()
        self.first: list[str] = []
        self._in_first = 0
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        names = dict(attrs)
        assert not any(n.startswith("on") or n in ("style", "src", "action") for n in names)
        if "data-first-step" in names:
            self._in_first = 1
        elif self._in_first and tag == "section":
            self._in_first += 1
        if "href" in names:
            self.hrefs.append(names["href"] or "")
            if self._in_first:
                self.first.append(names["href"] or "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "section" and self._in_first:
            self._in_first -= 1


TAGS = {
    "article",
    "p",
    "section",
    "h2",
    "h3",
    "h4",
    "h5",
    "header",
    "figure",
    "figcaption",
    "label",
    "input",
    "a",
    "button",
    "div",
    "blockquote",
    "b",
    "mark",
    "details",
    "summary",
    "ul",
    "ol",
    "li",
    "bdi",
    "small",
    "span",
    "svg",
    "path",
    "dl",
    "dt",
    "dd",
}


def check_html(result: Result, language: str) -> None:
    """The invariants of design 4.1 on what is shown."""
    links = Links(as_html(result, language))
    sources = {s.url for c in result.country.claims.values() for s in c.sources}
    sources |= {url for r in result.country.routes.values() for url in (r.url, *r.urls.values()) if url}
    verdict = result.advice.verdict
    assert links.tags <= TAGS
    bodies = bodies_of(result.country.code).all
    sources |= {f"https://{b.site}" for b in bodies if b.site}
    assert all(h.startswith(("sms:", "tel:")) or h in sources for h in links.hrefs), (
        "links go to sources, official routes and sites, the SMS app and the telephone"
    )
    official = {
        digits(p) for p in (*(r.phone for r in result.country.routes.values()), *(b.phone for b in bodies)) if p
    }
    assert {h.removeprefix("tel:") for h in links.hrefs if h.startswith("tel:")} <= official  # never a sender
    own = {f"sms:{r.sms}" for r in result.country.routes.values() if r.sms}
    stops = [h for h in links.hrefs if h.startswith("sms:") and h.split("?")[0] not in own]
    if verdict is Verdict.DO_NOT_REPLY:
        assert not stops
        assert not SEND_STOP[language].search(TAG.sub(" ", as_html(_without_message(result), language)))
    if verdict in (Verdict.NOTHING_TO_STOP, Verdict.CHECK_FIRST):
        assert not any(h in stops and not h.endswith("body=CONTACT") for h in links.first)


def digits(number: str) -> str:
    return "".join(c for c in number if c.isdigit() or c == "+")


TAG = re.compile("<[^>]*>")
# "Send STOP" as an order, in each language; "answer nothing, not even STOP" is none.
SEND_STOP = {
    "fr": re.compile(r"\b(?:envoyez|répondez)(?: d’abord| simplement| par| le mot| uniquement)* STOP", re.IGNORECASE),
    "en": re.compile(r"\b(?:send|reply|answer|text)(?: first| only| with| the word)* STOP", re.IGNORECASE),
    "es": re.compile(
        r"\b(?:envía|envíe|responde|responda)(?: primero| solo| con| la palabra)* (?:STOP|BAJA)", re.IGNORECASE
    ),
    "gl": re.compile(
        r"\b(?:envía|envíe|responde|responda)(?: primeiro| só| con| a palabra)* (?:STOP|BAIXA|BAJA)", re.IGNORECASE
    ),
    "de": re.compile(
        r"\b(?:senden|schicken|antworten|schreiben)(?: Sie)?(?: zuerst| nur| einfach| mit| das Wort)* STOP",
        re.IGNORECASE,
    ),
    "it": re.compile(r"\b(?:invia|manda|rispondi|scrivi)(?: prima| solo| con| la parola)* STOP", re.IGNORECASE),
    "pt": re.compile(
        r"\b(?:envie|mande|responda|escreva)(?: primeiro| só| apenas| com| a palavra)* (?:STOP|SAIR)", re.IGNORECASE
    ),
    "nl": re.compile(r"\b(?:stuur|sms|antwoord|reageer)(?: eerst| alleen| met| het woord)* STOP", re.IGNORECASE),
}


def _without_message(result: Result) -> Result:
    """The same answer without the quoted words of the sender, which may contain anything."""
    from dataclasses import replace

    sender = result.sender._replace(display="") if result.sender else None
    return replace(result, message=None, sender=sender)


def test_premium_prices_stand_in_the_sentence() -> None:
    result = lookup(
        {"sender": "81234", "text": "Félicitations! Envoyez OUI au 81234 (3€/SMS). STOP au 81234"}, as_of=AS_OF
    )
    html = as_html(result, "en")
    first = html[html.index("data-first-step") : html.index("</section>")]

    assert "81234" in first and re.search(r"€|price|charge|cost|free", first)
    assert "OUI" not in " ".join(h for h in Links(html).hrefs)


# --- hostile input --------------------------------------------------------------------------------------------------

HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "'><svg/onload=alert(1)>",
    "{{ 7*7 }}",
    "{% include 'x' %}",
    "${7*7}",
    "%(key)s {0} {key}",
    "\u202eSTOP au 36180\u202c",
    "\u2066<b>\u2069",
    "a\x00b",
    "\ud800",
    "\r\n\r\n",
    "&lt;b&gt;",
    "javascript:alert(1)",
    "sms:36180?body=STOP",
    '<a href="sms:36180?&body=STOP">x</a>',
    "tel:0899001234",
    "<!--",
    "]]>",
    "\\",
    "\N{ZERO WIDTH SPACE}",
    "İ" * 40,
]


@pytest.mark.parametrize("field", ["sender", "text"])
@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_input_is_escaped_text(field: str, hostile: str) -> None:
    result = lookup(
        {"sender": "06 12 34 56 78", field: hostile, "text": hostile if field == "text" else "Soldes ! STOP au 36180"},
        as_of=AS_OF,
    )
    html = as_html(result, "fr")

    check_html(result, "fr")
    others = html.replace('<svg class="verdict-icon"', "")  # ours
    assert "<script" not in html and "<img" not in html and "<svg" not in others
    assert "49" not in html, "what 7*7 would have become"
    assert as_text(result, "fr")
    json.dumps(result_as_dict(result))


@pytest.mark.parametrize("address", ["https://colis-x.example/pay", "www.colis-x.example", "colis-x.info/a"])
def test_addresses_of_a_message_are_never_links(address: str) -> None:
    html = as_html(
        lookup({"sender": "COLIS", "text": f"Votre colis est bloqué, payez ici : {address}"}, as_of=AS_OF), "fr"
    )

    assert not any("colis-x" in h for h in Links(html).hrefs if not h.startswith("sms:33700?&body="))
    assert re.search(r'<b class="host">(?:www\.)?colis-x\.\w+</b>', html), "the host stands in bold"


ANY_TEXT = st.text(st.characters(), max_size=200)
PIECES = st.lists(
    st.sampled_from(
        [
            "STOP",
            "au",
            "36180",
            "81234",
            "92200",
            "33700",
            "06 12 34 56 78",
            "+44 7700 900123",
            "répondez",
            "envoyez",
            "OUI",
            "http://a.example/x",
            "colis",
            "bloqué",
            "code",
            "482913",
            "-40%",
            "soldes",
            "CPF",
            "\n",
            "<b>",
            "0899 00 12 34",
            "désabonnement :",
            "appelez le",
            "BAJA",
            "3€/SMS",
        ]
    ),
    max_size=14,
).map(" ".join)
SENDERS = st.one_of(
    ANY_TEXT,
    st.sampled_from(
        [
            "36180",
            "38080",
            "34990",
            "81234",
            "92200",
            "33700",
            "0612345678",
            "+447700900123",
            "MODALIA",
            "0142163236",
            "0899001234",
            None,
        ]
    ),
)


@settings(max_examples=300, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(
    sender=SENDERS,
    text=st.one_of(PIECES, ANY_TEXT),
    country=st.sampled_from(["FR", "ES", "GB", "US", "BE", "DE"]),
    knows=st.sampled_from([True, False, None]),
    stop=st.sampled_from([None, "2026-11-24", "2026-11-01", "2026-01-01", "2030-01-01"]),
    clicked=st.booleans(),
)
def test_any_request_gets_a_safe_answer(
    sender: str | None, text: str, country: str, knows: bool | None, stop: str | None, clicked: bool
) -> None:
    request = {
        "sender": sender,
        "text": text,
        "country": country,
        "knows_sender": knows,
        "stop_sent": stop,
        "clicked": clicked,
    }
    try:
        result = lookup(request, as_of=AS_OF)
    except NothingGivenError:
        assert not sender and not text.strip()
        return
    check_steps(result)
    check_html(result, "en")


def test_a_megabyte_is_cut_and_answered() -> None:
    huge = "STOP au 36180 http://a.example/x <b> " * 27_000
    for request in (
        {"text": huge},
        {"sender": huge},
        {"sender": "6" * 1_000_000},
        {"text": "é\u200b" * 500_000},
        {"text": "İ.é" * 300_000},
    ):
        result = lookup(request, as_of=AS_OF)
        check_steps(result)
        assert len(as_html(result, "fr")) < 400_000

"""The answer for people: one view of a result, written as HTML by a template or as text (`answer_text`).

The view holds finished sentences in the reader's language; the templates only arrange them. HTML is autoescaped, so
whatever a sender or a message contains appears as text. A web address from a message is never a link.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from ..advice.deadline import day_to_look, deadline_of
from ..codes import Kind, Verdict
from ..country.number_blocks import table_of
from ..country.schema import Country, Route
from ..message.bodies import bodies_of
from ..message.printed_numbers import digits_of
from ..model import Result, Sender, Step
from ..sender.classify import classify_printed
from .asked import Asked, asked_of
from .calendar import is_disputed, reminder_of
from .catalogue import Catalogue, load_catalogue
from .claims import ClaimView, ConflictView, claim_view, conflicts_of, silent_reasons_of, strengths
from .message_in_words import Piece, excerpt, marks_in_words, message_lines, quoted, signs_in_words


@dataclass(frozen=True, slots=True, kw_only=True)
class StepView:
    """A step in words.

    `text` says all of it, `short` what fits beside a button. `button` says what a tap on `uri` does. `own` are (words,
    what is shown, its link) for the true site and number of a body that the message names, where we read them; `phone`
    is an official line to ring, as (words, `tel:` link).
    `gestures` are (title, text) of how it is done on each phone, or in the app by which the message came; `guide` is
    the id of a guide and the words of its link, whose address the page knows. `languages` are those of title and text,
    "" where it is the page's.
    """

    action: str
    title: str
    text: str
    short: str
    to: str | None
    body: str | None
    uri: str | None
    button: str
    when: str | None
    url: str | None
    own: tuple[tuple[str, str, str], ...]
    phone: tuple[str, str] | None
    happened: str | None
    gestures: tuple[tuple[str, str], ...]
    guide: tuple[str, str] | None
    strengths: tuple[tuple[str, str], ...]
    claims: tuple[ClaimView, ...]
    languages: tuple[str, str] = ("", "")

    @property
    def speaks_by_itself(self) -> bool:
        """True where its title and what can be pressed say enough; a word that is sent always has its sentence, with
        what it costs."""
        can_be_pressed = bool(self.uri or self.phone or self.url or self.own or self.gestures)
        return can_be_pressed and not self.body and self.action != "get_help"

    @property
    def is_more_than_shown(self) -> bool:
        """True where its whole text says more than what stands in the open."""
        return self.short != self.text or self.speaks_by_itself

    @property
    def site(self) -> str:
        """The host of `url`, as people know it: "17cyber.gouv.fr"."""
        return (self.url or "").partition("//")[2].partition("/")[0].removeprefix("www.")


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """All that an answer shows, in order.

    `what` is what it is, in a few words; `said` sums the answer up in a sentence (for who hears the page); `excerpt` is
    the message as it stands beside the deeds, `quoted` the whole of it. What cannot be read has its reason and the way
    on, and nothing else: `correct` is the field to go back to (`sender` or `text`, else ""), `suggested` the number
    that may have been meant.
    """

    verdict: str
    verdict_text: str
    what: str
    said: str
    first: StepView
    doors: tuple[tuple[str, tuple[StepView, ...]], ...]
    held: StepView | None
    deeds: tuple[StepView, ...]
    others: tuple[StepView, ...]
    rests_on: str
    sender: tuple[str, ...]
    sender_shown: str
    message: tuple[str, ...]
    signs: tuple[str, ...]
    quoted: tuple[Piece, ...]
    excerpt: tuple[Piece, ...]
    marks: tuple[str, ...]
    asked: Asked
    timing: tuple[str, ...]
    claims: tuple[ClaimView, ...]
    conflicts: tuple[ConflictView, ...]
    silent: tuple[tuple[str, tuple[ClaimView, ...]], ...]
    deadline: str
    remind: str
    explained: tuple[StepView, ...]
    letters: tuple[tuple[str, str, str], ...]
    warnings: tuple[str, ...]
    understood: tuple[str, ...]
    has_evidence: bool
    correct: str
    suggested: str
    guide: tuple[str, str] | None


# Where somebody may come to harm, what comes next is not folded: a warning alone is nothing that one can do.
OPEN_VERDICTS = (Verdict.DO_NOT_REPLY, Verdict.CHECK_FIRST, Verdict.NOTHING_TO_STOP, Verdict.PREMIUM)
OPEN_DEEDS = 2  # beside the first: more than three are not read
LOOK_AHEAD = 3  # how far a step with nothing to press looks for a button
WAYS_OUT_SHOWN = (Verdict.STOP, Verdict.PREMIUM)  # the one mark is the way out, which says it itself
CAUSES = ("political", "charity")
AFTER = ("wait", "write_company", "complain")  # first steps of somebody who has sent STOP or a letter


def _may_be_held(step: StepView) -> bool:
    """A report, or an official line: no word to a sender stands in the place of "nothing"."""
    return (step.action == "report" and bool(step.uri)) or step.phone is not None


def _is_no_deed(step: StepView) -> bool:
    """True for "do not answer" and "nothing": there is nothing to press, so the next deed stands in its place."""
    return step.action in ("do_not_reply", "nothing") and not step.uri


def as_html(result: Result, language: str, letter_links: Mapping[str, str] | None = None) -> str:
    """The answer as a fragment of HTML, autoescaped.

    The page's widget has buttons that fill in a letter; a printed page passes `letter_links` (letter id -> address)
    and gets links instead.
    """
    from .templates import environment

    template, w = environment("templates").get_template("answer.html"), load_catalogue(language, result.country)
    return template.render(view=view_of(result, language), t=w, letter_links=letter_links)


def as_text(result: Result, language: str, *, explain: bool = False) -> str:
    """The answer as plain text for a terminal: the one thing to do first, on one screen; `explain` gives the rest."""
    from .answer_text import text_of

    return text_of(view_of(result, language), load_catalogue(language, result.country), explain=explain)


def view_of(result: Result, language: str) -> View:
    """The view of a result in one language."""
    country = result.country
    w = load_catalogue(language, country)
    steps = [step_view(s, country, w, result.sender) for s in result.advice.steps]
    if result.advice.rule == "foreign" and (between := _between(result, w)):
        steps[0] = replace(steps[0], text=f"{steps[0].text} {between}")
    doors = tuple((w(f"answer.{when}"), tuple(s for s in steps if s.when == when)) for when in ("unknown", "known"))
    both = all(shown for _, shown in doors)
    timing = result.timing
    claim_ids = [c for s in result.advice.steps for c in s.claims] + list(timing.claims if timing else ())
    others = tuple(s for s in steps[1:] if s.when is None or not both)
    is_open = result.advice.verdict in OPEN_VERDICTS and (not both or bool(result.request.happened))
    held = (
        next((s for s in others[:LOOK_AHEAD] if _may_be_held(s)), None) if is_open and _is_no_deed(steps[0]) else None
    )
    others = tuple(s for s in others if s is not held)
    most = OPEN_DEEDS if result.advice.verdict is not Verdict.PREMIUM else 1
    open_deeds = max(most, _deeds_after_harm(others)) if is_open else 0
    what, marked = what_of(result, w), marks_in_words(result, w) if result.message else ()
    pieces = quoted(result, [signal for _, signal in marked]) if result.message else ()
    is_unread = result.advice.rule == "unreadable"
    is_bare = is_unread and not result.request.happened
    if is_bare:
        claim_ids = []
    return View(
        verdict=result.advice.verdict,
        verdict_text=w(f"verdict.{result.advice.verdict}"),
        what=what,
        said=f"{what}. {steps[0].title}",
        first=steps[0],
        doors=doors if both else (),
        held=held,
        deeds=others[:open_deeds],
        others=others[open_deeds:],
        rests_on=_rests_on(claim_ids, country, w),
        sender=_sender_lines(result, w) if result.sender and not is_unread else (),
        sender_shown=result.sender.display if result.sender else "",
        message=message_lines(result.message, w) if result.message else (),
        signs=signs_in_words(result, w) if result.message else (),
        quoted=pieces,
        excerpt=excerpt(pieces) if not result.request.happened else (),  # what to do now comes first
        marks=tuple(words for words, _ in marked) if result.advice.verdict not in WAYS_OUT_SHOWN else (),
        asked=asked_of(result, w),
        timing=_timing_lines(result, w),
        claims=tuple(claim_view(country.claims[c], w) for c in dict.fromkeys(claim_ids)),
        conflicts=() if result.advice.verdict is Verdict.DO_NOT_REPLY  # no side that says STOP under a scam
        else conflicts_of(result.advice.steps, claim_ids, country, w),
        silent=silent_reasons_of(country, w) if result.advice.verdict is Verdict.STOP else (),
        deadline=deadline_text(result, w),
        remind=reminder_of(result.request, result.country, disputed=is_disputed(result)),
        explained=tuple(s for s in (steps[0], held, *others[:open_deeds]) if s and s.is_more_than_shown),
        letters=tuple((i, *letter_words(i, w)) for i in result.letters),
        warnings=(
            *(w(f"warning.{code}") for code in result.warnings),
            *(w(f"reserve.{code}") for code in result.notes),
        ),
        understood=_understood(result, w),
        has_evidence=result.message is not None or not is_unread,
        correct=_field_to_correct(result) if is_bare else "",
        suggested=(steps[0].to or "") if is_bare else "",
        guide=_guide_words(result.guide, w) if result.guide and result.message else None,
    )  # fmt: skip


def _field_to_correct(result: Result) -> str:
    """A hidden sender has no more to show, and a question was no slip: the message helps."""
    notes = result.sender.notes if result.sender else ()
    return "text" if result.guide or "hidden_sender" in notes else "sender"


def what_of(result: Result, w: Catalogue) -> str:
    """What it is, in a few words: where one stands after STOP, else what the rule that fitted is about."""
    advice, request = result.advice, result.request
    rule = advice.rule if not advice.rule.startswith("marketing") else "marketing"
    topics = (
        [t for t in (m.topic, *(s.code for s in m.signals if s.code in CAUSES)) if t] if (m := result.message) else []
    )
    if rule == "foreign" and result.sender and (there := country_name(result.sender.region, w)):
        return w("what.foreign.from", there=there)
    names = [*(f"what.{rule}.{t}" for t in (*topics, advice.verdict)), f"what.{rule}"]
    if request.happened:
        names.insert(0, "what.happened")
    elif advice.steps[0].action in AFTER and (request.stop_sent or request.letter_sent):
        names[:0] = [f"what.after.{advice.steps[0].action}", "what.after"]
    return w(w.first(*names))


def _deeds_after_harm(steps: tuple[StepView, ...]) -> int:
    """How many steps there are up to the last line that helps, after something has happened."""
    if not any(s.happened or s.action == "get_help" for s in steps):
        return 0
    return max(n for n, s in enumerate(steps, 1) if s.happened or s.action == "get_help" or s.phone)


def _understood(result: Result, w: Catalogue) -> tuple[str, ...]:
    """What was found in a paste, a line each: the sender, when it came, and that the rest is the message."""
    u, lines = result.understood, []
    if u and u.sender and result.sender:
        lines.append(w("understood.sender", sender=result.sender.display or u.sender))
    if u and u.received:
        lines.append(w("understood.received", when=w.date_time(u.received)))
    return (*lines, w("understood.text")) if lines else ()


def _rests_on(claim_ids: list[str], country: Country, w: Catalogue) -> str:
    """The country of the phone line, the strongest that stands behind the advice, and how many sources there are."""
    sources = {s.url or s.title for c in claim_ids for s in country.claims[c].sources}
    strongest = [w(f"strength.{s}") for s in strengths(claim_ids, country)][:1]
    counted = [w("answer.source" if len(sources) == 1 else "answer.sources", n=str(len(sources)))] if sources else []
    named = [country_name(country.code, w)] if strongest or counted else []
    return " · ".join([*filter(None, named), *strongest, *counted])


def country_name(code: str | None, w: Catalogue) -> str:
    """The name of a country that the site is about; "" of any other."""
    return w(key) if (key := f"country.{code}") in w else ""


def _between(result: Result, w: Catalogue) -> str:
    """Which two countries a foreign number and the line are of; "" where the site is not about the first."""
    sender = result.sender
    where = _countries_of(sender, result.country, w) if sender and sender.kind is Kind.FOREIGN else {"there": ""}
    return w("sender.from", **where) if where["there"] else ""


def _countries_of(number: Sender, country: Country, w: Catalogue) -> dict[str, str]:
    """Where a number belongs and where the line is, by name."""
    return {"there": country_name(number.region, w), "here": country_name(country.code, w) or country.code}


def step_view(step: Step, country: Country, w: Catalogue, sender: Sender | None = None) -> StepView:
    """One step in words: those of its situation where there are any, else of its action."""
    names = [f"step.{step.action}.{step.situation}", f"step.{step.action}"]
    addressee = step.route if step.action == "complain" and step.route else country.advice.authority
    route = country.routes.get(step.route or "")
    page = country.routes.get(addressee or "") if step.action == "complain" else route
    values = {
        "to": _shown(step.to, country, sender), "body": step.body or "",
        "price": w(f"price.{step.price}") if step.price else "",
        "route": _route_name(route, w) if route else "",
        "authority": w(f"authority.{addressee}") if addressee and f"authority.{addressee}" in w else "",
        "what": _route_use(route, w) if route else "", "guide": w(f"guide.{step.guide}") if step.guide else "",
    }  # fmt: skip
    if step.to and step.situation == "neighbours_code":
        values |= _countries_of(classify_printed(step.to, country), country, w)
    title, key = w(w.first(*(f"{n}.title" for n in names)), **values), w.first(*(f"{n}.text" for n in names))
    short = w.first(*([f"route.{route.id}.short"] if route and key == "step.get_help.text" else []), _short_of(key))
    text = w(key, **values)
    return StepView(
        action=step.action, title=title, text=text, short=w(short, **values) if short in w else text,
        to=step.to, body=step.body, uri=step.uri,
        button=_button(step, values["to"], w), when=step.when,
        url=page.url_in(w.language) if page else None, own=_own_ways(step, country, w), happened=step.happened,
        gestures=_gestures(step, w), guide=_guide_link(step, w),
        phone=(_whole(w("answer.call", phone=route.phone)), _tel(route.phone)) if route and route.phone else None,
        strengths=tuple((s, w(f"strength.{s}")) for s in strengths(step.claims, country)),
        claims=tuple(claim_view(country.claims[c], w) for c in step.claims),
        languages=(w.language_for(w.first(*(f"{n}.title" for n in names))), w.language_for(key)),
    )  # fmt: skip


PHONES = {"iphone": "iPhone", "android": "Android"}
CHANNELS = {"rcs": "RCS", "imessage": "iMessage", "whatsapp": "WhatsApp"}


def _gestures(step: Step, w: Catalogue) -> tuple[tuple[str, str], ...]:
    """How to block on each phone, and what to do about numbers that change; in an app its own gesture."""
    if step.channel:
        return ((CHANNELS[step.channel], w(f"{step.action}.{step.channel}")),)
    if step.action != "block":
        return ()
    phones = tuple((name, w(f"block.{phone}")) for phone, name in PHONES.items())
    return (*phones, (w("block.filters.title"), w("block.filters")))


def _guide_link(step: Step, w: Catalogue) -> tuple[str, str] | None:
    """The guide's id and the words of its link; the title says already what the guide is about, or the link does."""
    if step.guide is None:
        return None
    return (step.guide, w("answer.read_guide")) if step.situation == "guide" else _guide_words(step.guide, w)


def _guide_words(guide: str, w: Catalogue) -> tuple[str, str]:
    """The id of a guide and the words of a link to it."""
    return guide, f"{w(f'guide.{guide}')} {w('answer.read_guide')}"


def _short_of(key: str) -> str:
    """'step.block.text' -> 'step.block.short'."""
    return f"{key.removesuffix('text')}short"


def _button(step: Step, shown: str, w: Catalogue) -> str:
    """What a tap on the step's link does: "Text STOP to 36180", "Send this text to 33700"."""
    if not step.uri:
        return ""
    if step.body:
        return w("answer.write_word", body=step.body, to=shown)
    _, _, text = step.uri.partition("body=")
    return w("answer.send_text" if text else "answer.write_to", to=shown)


def _own_ways(step: Step, country: Country, w: Catalogue) -> tuple[tuple[str, str, str], ...]:
    """The site and the number that a body really has, each with its link."""
    body = bodies_of(country.code).by_id.get(step.official) if step.official else None
    if body is None:
        return ()
    site = ((w("answer.own_site", site="").strip(), body.site, f"https://{body.site}"),) if body.site else ()
    if not body.phone:
        return site
    return (*site, (w("answer.own_phone", phone="").strip(), _whole(body.phone), _tel(body.phone)))


def _whole(number: str) -> str:
    """On one line, whatever the screen's width."""
    return number.replace(" ", "\u00a0")


def _tel(number: str) -> str:
    """'0 805 805 817' -> 'tel:0805805817' (RFC 3966: an official line, never a sender)."""
    return f"tel:{digits_of(number)}"


def _shown(to: str | None, country: Country, sender: Sender | None) -> str:
    """A number as a phone of that country writes it: '+33142163236' -> '01 42 16 32 36' on a line in France."""
    if to and sender and to == sender.e164:
        return sender.display
    return classify_printed(to, country).display or to if to else ""


def _route_name(route: Route, w: Catalogue) -> str:
    """A number to send to; else the name: in the reader's language where it is no proper name."""
    key = f"route.{route.id}.name"
    return route.sms or (w(key) if key in w else route.name)


def _route_use(route: Route, w: Catalogue) -> str:
    key = f"route.{route.id}.what"
    return w(key) if key in w else route.name


def deadline_text(result: Result, w: Catalogue) -> str:
    """Until when the company has to answer, or that its month is over; "" where nothing runs."""
    disputed = is_disputed(result)
    deadline = deadline_of(result.request, result.country, disputed=disputed)
    if deadline is None or result.advice.verdict in (Verdict.NOTHING_TO_STOP, Verdict.DO_NOT_REPLY):
        return ""
    if reminder_of(result.request, result.country, disputed=disputed) == "check":
        return w("deadline.check", day=w.date(day_to_look(deadline.since, result.country)))
    state = "passed" if deadline.has_passed(result.request.as_of) else "runs"
    return w(f"deadline.{state}.{deadline.of}", since=w.date(deadline.since), until=w.date(deadline.until))


def letter_words(letter_id: str, w: Catalogue) -> tuple[str, str]:
    """The title of a letter and what it is for."""
    return w(f"letter.{letter_id}.title"), w(f"letter.{letter_id}.what")


def _sender_lines(result: Result, w: Catalogue) -> tuple[str, ...]:
    sender, country = result.sender, result.country
    if sender is None:
        return ()
    territory = sender.territory or ""
    if f"territory.{territory}" in w:
        territory = w(f"territory.{territory}")
    table = table_of(country) if sender.allocation else None
    date = w.date(table.day) if table else ""
    where = _countries_of(sender, country, w)
    lines = [w(f"note.{n}", territory=territory, date=date, **where) for n in sender.notes]
    if sender.operator:
        lines.append(w("note.operator", operator=sender.operator, date=date))
    if result.advice.rule != "foreign" and (between := _between(result, w)):  # there the first step says it
        lines.append(between)
    return (family_text(sender.family, sender.kind, w), *lines)


def family_text(family: str, kind: str, w: Catalogue) -> str:
    """What a kind of sender is."""
    return w(w.first(f"family.{family}", f"kind.{kind}"))


def _timing_lines(result: Result, w: Catalogue) -> tuple[str, ...]:
    timing = result.timing
    if timing is None:
        return ()
    reasons = ", ".join(w(f"reason.{r}") for r in timing.reasons)
    line = w(f"timing.{timing.verdict}")
    line = f"{line.removesuffix('.')} ({reasons})." if reasons else line
    return (line, w("timing.caution")) if timing.reasons else (line,)

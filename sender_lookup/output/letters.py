"""Letters: Jinja2 text templates by country and language of the recipient, filled with what the person told.

A fact that is not given becomes a visible placeholder in the letter's language, never a gap. Templates cite law only
through `cite`, which refuses a claim that nobody read. The blocks of a template are `subject`, `body`, `recipient` (a
text without one goes into the box of a form, which asks for names itself) and `short` (the same for an e-mail).

>>> from ..country.loader import load_country
>>> letter = compose_letter("company_objection", load_country("FR"), {"company": "Modalia"})
>>> letter.language, "Modalia" in letter.recipient, letter.missing[:1]
('fr', True, ('name',))
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from jinja2 import Template
from jinja2.exceptions import TemplateNotFound

from ..country.schema import Country
from ..errors import RuleError, UnknownLetterError
from ..text.phrases import languages_of
from ..text.tokens import prepare
from .catalogue import Catalogue, load_catalogue
from .letter_pieces import Pieces, masked, pieces_of
from .templates import environment

FACTS = (
    "name", "address", "email", "phone", "company", "company_address",
    "sender", "text", "received", "stop_sent", "letter_sent", "received_after", "city", "date",
)  # fmt: skip
WRITER = ("name", "address", "email", "phone")  # the head of a letter
SHORT = "short"  # the fact `form` that asks for the short text, and the name of its block
# A month runs from these.
ANSWERED = ("company_objection", "company_reminder", "foreign_objection", "operator_dispute", "not_for_me")
ANYWHERE = ("EU", "en")  # where a template is looked for last, after the country and the EU


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A letter ready to be read, edited and sent. `missing` are the facts that stand as placeholders.

    `top` is what stands above the body, part by part (name of the part, text): nothing for the box of a form, the
    subject alone for an e-mail. `asked` are the facts that change what is said, `has_short` tells of a text for e-mail.
    `fields` are all the facts that it can take, told or not; `pieces` is the body, fact by fact.
    """

    id: str
    language: str
    subject: str
    recipient: str
    body: str
    reference: str
    top: tuple[tuple[str, str], ...]
    claims: tuple[str, ...]
    missing: tuple[str, ...]
    asked: tuple[str, ...]
    has_short: bool
    fields: tuple[str, ...]
    pieces: Pieces

    @property
    def expects_answer(self) -> bool:
        """True for a letter to a company, which has a month to answer; False for one to an authority."""
        return self.id in ANSWERED

    def as_text(self) -> str:
        """The whole letter as plain text."""
        return "\n\n".join([*(text for _, text in self.top), self.body]) + "\n"


def _languages(country: Country, wanted: object, message: str) -> tuple[str, ...]:
    """In which languages a template is looked for: the reader's, if recipients must read it; else, where they read
    several, the one in which they wrote; then the country's."""
    usual, several = country.advice.recipient_language, country.advice.recipient_languages
    if wanted in several:
        return str(wanted), usual
    wrote = [language for language in languages_of(prepare(message)) if language in several] if several else []
    return (*wrote, usual) if len(wrote) == 1 else (usual,)


@cache
def _template(letter_id: str, country: str, *languages: str) -> tuple[Template, str]:
    for folder, language in (*((f, lang) for f in (country, "EU") for lang in languages), ANYWHERE):
        try:
            return environment("letters").get_template(f"{folder}/{language}/{letter_id}.txt.j2"), language
        except TemplateNotFound:
            continue
    fix = f"write letters/{country}/{languages[-1]}/{letter_id}.txt.j2"
    raise RuleError("letters", letter_id, f"has no template for {country}", fix)


def reference_of(facts: Mapping[str, str]) -> str:
    """A short number for the subject line, made from the day and the sender, so that answers can be told apart.

    It is made from what is in the letter anyway, hence the same letter has the same reference.
    """
    seed = "|".join(facts.get(k, "") for k in ("sender", "text", "company", "date"))
    value = 0
    for char in seed:
        value = (value * 131 + ord(char)) % 1_000_000
    return f"SMS-{value:06d}"


def _readable(name: str, value: str, w: Catalogue) -> str:
    """Dates in the letter's language; everything else as given."""
    if name not in ("received", "stop_sent", "letter_sent", "date"):
        return value
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        return value
    return w.date(moment.date()) if len(value) <= 10 else w.date_time(moment)


def compose_letter(letter_id: str, country: Country, facts: Mapping[str, str | None]) -> Letter:
    """The letter, filled with `facts` (names in FACTS; unknown names are ignored, missing ones become placeholders).

    `language` among the facts is the one that the reader would like: it is taken where recipients must read it;
    `form` = "short" is for an e-mail, where the letter has such a text.

    Raises UnknownLetterError for a letter that the country does not have.
    """
    if letter_id not in country.letters:
        known = ", ".join(country.letters) or "none"
        raise UnknownLetterError(f"{letter_id!r} is no letter for {country.code}: the letters are {known}")
    template, language = _template(
        letter_id, country.code, *_languages(country, facts.get("language"), facts.get("text") or "")
    )
    w = load_catalogue(language, country)
    given = {k: str(v).strip() for k in FACTS if (v := facts.get(k)) and str(v).strip()}
    values = {k: _readable(k, given[k], w) if k in given else w(f"letter.placeholder.{k}") for k in FACTS}
    cited: list[str] = []
    asked: list[str] = []

    def cite(claim_id: str) -> str:
        claim = country.claims[claim_id]
        if language not in claim.cite:
            problem = f"has no citation in {language!r}, or was not read"
            raise RuleError(f"{letter_id}.txt.j2", claim_id, problem, "add cite, or drop it from the letter")
        cited.append(claim_id)
        return claim.cite[language]

    def was_given(name: str) -> bool:
        asked.append(name)
        return name in given

    reference = reference_of(given)

    def block(name: str, said: Mapping[str, str] = values) -> str:
        if name not in template.blocks:
            return ""
        context = template.new_context({**said, "reference": reference, "given": was_given, "cite": cite})
        return "".join(template.blocks[name](context)).strip()

    has_short = SHORT in template.blocks
    is_short = has_short and facts.get("form") == SHORT
    main = SHORT if is_short else "body"
    subject, recipient, body = block("subject"), block("recipient"), block(main)
    top = _top(values, subject, "" if is_short else recipient, w) if recipient else ()
    whole = "\n".join([subject, recipient, *(text for _, text in top), body])
    missing = tuple(k for k in FACTS if k not in given and values[k] in whole)
    fields = (
        compose_letter(letter_id, country, {"language": language, "form": facts.get("form")}).fields
        if given
        else tuple(dict.fromkeys([*missing, *asked]))
    )
    label = w("letter.placeholder.name").partition(":")[0].rstrip()
    return Letter(
        id=letter_id, language=language, subject=subject, recipient=recipient, body=body, reference=reference, top=top,
        claims=tuple(dict.fromkeys(cited)), missing=missing, asked=tuple(dict.fromkeys(asked)), has_short=has_short,
        fields=fields, pieces=pieces_of(body, block(main, masked(values, given)), FACTS, label),
    )  # fmt: skip


def letter_says(letter_id: str, w: Catalogue) -> str:
    """What a letter asks, of whom, by when, and what to do with it, in a few short sentences."""
    return w(f"letter.{letter_id}.says")


def _top(values: Mapping[str, str], subject: str, recipient: str, w: Catalogue) -> tuple[tuple[str, str], ...]:
    """Above the body: who writes, place and day, to whom, and the subject with its label; without a recipient (an
    e-mail has fields for all that) the subject alone."""
    head = (
        ("writer", "\n".join(values[k] for k in WRITER)),
        ("dated", w("letter.dated", city=values["city"], date=values["date"])),
        ("recipient", recipient),
    )
    return (*(head if recipient else ()), ("subject", w("letter.subject", subject=subject)))

"""A text by which a person can tell us that an answer is wrong, without telling us who wrote what to whom.

It says what was decided, in codes, and repeats the message with what could name somebody blanked: every digit is a 0,
web and e-mail addresses go (a known body's own host stays), and so does every word that our word lists do not have.
Where the message writes names with a capital, its words in small letters stay as well. Whoever copies it can still
read and change it; nothing is sent.

>>> from ..country.loader import load_country
>>> blanked("Bonjour Camille, votre colis 8R4120 est chez Zoé : colis-x.top/p?id=7", load_country("FR"))
'Bonjour […], votre colis […] est chez […] : [link]'
>>> blanked("Suivi : https://www.laposte.fr/suivi/8R41 ou +33 6 39 98 00 01", load_country("FR"))
'Suivi : laposte.fr/[…] ou +00 0 00 00 00 00'
"""

from __future__ import annotations

import re
from functools import cache
from itertools import chain

from ..country.schema import Country
from ..message.bodies import bodies_of
from ..message.links import host_of
from ..model import Result
from ..text.normalize import clean, fold
from ..text.phrases import STEM, lexicon
from ..text.tokens import WORD, Text, prepare
from .catalogue import Catalogue, load_catalogue

BLANK, LINK, EMAIL = "[…]", "[link]", "[e-mail]"
ADDRESS = re.compile(r"[^\s@<>()\[\],;:/]+@[^\s@<>()\[\],;:/]+")  # an e-mail address
ACCOUNT = re.compile(r"(?<!\w)@\w[\w.]*")  # @somebody
AFTER_A_WORD = re.compile(r"[^\W_][,'’\-]? ?$")  # no sentence begins there
LOOK_BACK = 3  # characters that this looks at
AMOUNT = re.compile(r"\d+(?:[a-z]{1,3}\d{0,2}|[A-Z])")  # "48h", "30min", "10h15", "68E"
BLANKS_IN_A_ROW = re.compile(rf"{re.escape(BLANK)}(?:[ '’\-]?{re.escape(BLANK)})+")
LEAST_OF_A_STEM = 5  # letters; a shorter beginning is that of a name as well


def wrong_answer(result: Result, language: str, revision: str = "") -> str:
    """The text, for a person to complete. `revision` is that of the site where the answer was given."""
    w, country, message = load_catalogue(language, result.country), result.country, result.message
    first = result.advice.steps[0].action
    lines = [
        w("wrong.title"), "", _line(w, "wrong.right", ""), "",
        _line(w, "wrong.country", country.code),
        _line(w, "wrong.sender", _sender(result)),
        _line(w, "wrong.answer", f"{result.advice.verdict}, {first} ({result.advice.rule})"),
    ]  # fmt: skip
    if message:
        doubt = " ?" if message.unsure else ""
        signs = ", ".join(dict.fromkeys(s.code for s in message.signals))
        lines += [_line(w, "wrong.purpose", f"{message.purpose}{doubt}"), _line(w, "wrong.signs", signs or "-")]
    lines += [_line(w, "wrong.made", f"{result.request.as_of}{f', {revision}' if revision else ''}")]
    if message:
        start = result.understood.start if result.understood else 0
        lines += ["", _line(w, "wrong.text", ""), blanked((result.request.text or "")[start:], country)]
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _line(w: Catalogue, label: str, value: str) -> str:
    return f"{w(label)}{w('answer.colon')} {value}"


def _sender(result: Result) -> str:
    """Kind and family, and how the sender looks: 'mobile, mobile, 00 00 00 00 00'."""
    sender = result.sender
    if sender is None:
        return "-"
    return f"{sender.kind}, {sender.family}, {masked_sender(sender.display, result.country)}"


def masked_sender(display: str, country: Country) -> str:
    """A sender of which the form alone is left; a known body's name stays.

    >>> from ..country.loader import load_country
    >>> [masked_sender(s, load_country("FR")) for s in ("06 39 98 00 01", "Chez Zoé 2", "LA POSTE", "a@b.example")]
    ['00 00 00 00 00', 'xxxx xxx 0', 'LA POSTE', '[e-mail]']
    """
    if "@" in display:
        return EMAIL
    of_bodies = words_of_bodies(country.code)

    def word(match: re.Match[str]) -> str:
        shown = match.group()
        return shown if fold(shown) in of_bodies else "".join("0" if c.isdigit() else "x" for c in shown)

    return WORD.sub(word, display)


def blanked(raw: str, country: Country) -> str:
    """The message with digits, names and addresses blanked; of a very long one what was read."""
    text = prepare(clean(raw))
    shown = text.raw[: len(text.folded)] if text.index is None else "".join(text.raw[i] for i in text.index)
    of_bodies, small_stays = words_of_bodies(country.code), _writes_names_with_a_capital(shown, text)
    pieces, at = [], 0
    for start, end, instead in [*_addresses(shown, text, country), (len(shown), len(shown), "")]:
        pieces += [WORD.sub(lambda m: _word(m.group(), of_bodies, small_stays), shown[at:start]), instead]
        at = end
    return BLANKS_IN_A_ROW.sub(BLANK, "".join(pieces)) + (" …" if text.truncated else "")


def _writes_names_with_a_capital(shown: str, text: Text) -> bool:
    """True where a word has a capital and no sentence begins: who writes "Bonjour Zoé" writes names so."""
    capitals = (m.start() for m in WORD.finditer(shown) if m.group().istitle() and not text.in_link(m.start()))
    return any(AFTER_A_WORD.search(shown[max(0, at - LOOK_BACK) : at]) for at in capitals)


def _word(shown: str, of_bodies: frozenset[str], small_stays: bool) -> str:
    word = lexicon().plain(fold(shown))  # "c0lis" is a word that we know
    stays = shown.isdigit() or AMOUNT.fullmatch(shown) or word in of_bodies or is_listed(word)
    if stays or (small_stays and shown.islower() and shown.isalpha()):
        return "".join("0" if c.isdigit() else c for c in shown)
    return BLANK


def _addresses(shown: str, text: Text, country: Country) -> list[tuple[int, int, str]]:
    """Where addresses stand, in order and apart, and what is put there."""
    found = [(*m.span(), EMAIL) for m in ADDRESS.finditer(shown)]
    found += [(*m.span(), BLANK) for m in ACCOUNT.finditer(shown)]
    found += [(start, end, _link(text.folded[start:end], country)) for start, end in text.links]
    found += [(start, end, BLANK) for start, end in text.dotted if not _is_known(text.folded[start:end], country)]
    apart: list[tuple[int, int, str]] = []
    for start, end, instead in sorted(found):
        if not apart or start >= apart[-1][1]:
            apart.append((start, end, instead))
    return apart


def _is_known(dotted: str, country: Country) -> bool:
    """True for "a.m.e.l.i", which is a body's name, and for a word of ours that is spelt so."""
    word = dotted.replace(".", "")
    return word in words_of_bodies(country.code) or is_listed(word)


def _link(address: str, country: Country) -> str:
    """A body's own host without what follows it; of any other address nothing."""
    host = host_of(address)
    owner = bodies_of(country.code).owner_of_host(host)
    if owner is None:
        return LINK
    own = next(d for d in owner.domains if host == d or host.endswith(f".{d}"))
    return f"{own}/{BLANK}" if "/" in address.removeprefix("https://").removeprefix("http://") else own


def is_listed(word: str) -> bool:
    """True for a folded word that our word lists have: ordinary words, hardly a name among them.

    >>> [is_listed(word) for word in ("colis", "votre", "stop", "camille")]
    [True, True, True, False]
    """
    known = lexicon()
    if word in known.known or word in known.shows or word in words_of_opt_outs():
        return True
    stems = known.by_stem.get(word[:STEM], ())
    return any(len(stem) >= LEAST_OF_A_STEM and word.startswith(stem) for stem, _ in stems)


@cache
def words_of_opt_outs() -> frozenset[str]:
    """The words in which messages say how to stop them."""
    return frozenset(chain.from_iterable(WORD.findall(p) for phrases in lexicon().opt_out.values() for p in phrases))


@cache
def words_of_bodies(code: str) -> frozenset[str]:
    """The words in the names of the bodies that a line of that country may meet."""
    bodies = bodies_of(code).all
    return frozenset(word for b in bodies for name in (*b.names, *b.sender_names) for word in WORD.findall(fold(name)))

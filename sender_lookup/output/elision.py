"""Words of a language that change before a number which is only known when they are said.

>>> elided("Scrivi STOP al 81234 fino al 11 marzo", "it")
'Scrivi STOP all’81234 fino all’11 marzo'
>>> elided("Chiama il 0805 805 817 o il 112", "it"), elided("il 1º marzo", "en")
('Chiama lo 0805 805 817 o il 112', 'il 1º marzo')
"""

from __future__ import annotations

import re

TAGS = r"(?:<[^>]*>)*"  # a number may stand in a tag
# Italian: the article is shortened before a vowel (otto, undici), and is another one before "zero".
ARTICLE = r"\b([Ii]|[AaDdNnSs][aeu]|[Aa])l "
BEFORE_VOWEL = re.compile(rf"{ARTICLE}(?={TAGS}(?:8|11(?!\d)))")
BEFORE_ZERO = re.compile(rf"{ARTICLE}(?={TAGS}0)")
BARE = {"i": "", "I": ""}  # "il" has no beginning of its own


def elided(text: str, language: str) -> str:
    """The text with the articles that its numbers ask for; the same text in a language that has none such."""
    if language != "it":
        return text
    text = BEFORE_VOWEL.sub(lambda found: _shortened(found[1]), text)
    return BEFORE_ZERO.sub(lambda found: _shortened(found[1]).removesuffix("’") + "o ", text)


def _shortened(beginning: str) -> str:
    """ "a" -> "all’", "I" -> "L’"."""
    if beginning in BARE:
        return "L’" if beginning == "I" else "l’"
    return f"{beginning}ll’"

"""The host of a web address was marked at the wrong place where a letter grows when it is lowered ("İ" -> "i̇")."""

from __future__ import annotations

from datetime import date

from sender_lookup import lookup
from sender_lookup.output.answer import as_html


def test_the_mark_stands_on_the_host() -> None:
    text = "İİİİ votre colis est bloqué, payez : colis-x.info/a"
    html = as_html(lookup({"text": text}, as_of=date(2026, 11, 24)), "fr")

    assert '<b class="host">colis-x.info</b>' in html

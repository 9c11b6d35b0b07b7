"""Hostile senders, messages and letters are shown as text: nothing of them is run, followed, or becomes an element."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.e2e.form import Home

PAYLOADS = (
    "<img src=x onerror=alert(1)>",
    "<script>alert(1)</script><svg/onload=alert(1)>",
    "\"'><iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "javascript:alert(1)//",
    "{{ 7*7 }}{% for x in () %}{{ cycler.__init__.__globals__ }}",
    "${alert(1)}`</textarea><a href='javascript:alert(1)'>x</a>",
    "&lt;b&gt;&amp;#x3c; </article></section></div>",
)
NOT_OURS = "svg:not(.qr-code, .verdict-icon)"
STRANGE = (
    f"img, script, iframe, {NOT_OURS}, object, embed, style, link, form, input:not([type=date]), textarea, [onerror]"
)


def expect_text_only(desk: Home) -> None:
    region = desk.page.locator("[data-answer]")
    expect(region.locator(STRANGE)).to_have_count(0)
    for link in region.locator("a").all():
        assert re.match(r"https?://|sms:|tel:|/|#", link.get_attribute("href") or ""), link.get_attribute("href")
    expect(region).not_to_contain_text("49")  # what 7*7 would have become


@pytest.mark.parametrize("payload", PAYLOADS)
def test_in_a_message(desk: Home, payload: str) -> None:
    text = f"Soldes -40 % chez Modalia {payload} STOP au 36180"
    answer = desk.ask("en", sender="MODALIA", text=text)

    expect_text_only(desk)
    assert answer.region.locator(".quoted").text_content() == text


@pytest.mark.parametrize("payload", PAYLOADS)
def test_as_a_sender(desk: Home, payload: str) -> None:
    desk.ask("en", sender=payload)

    expect_text_only(desk)


@pytest.mark.parametrize("payload", PAYLOADS)
def test_in_a_letter(desk: Home, payload: str) -> None:
    text = "Soldes -40 % chez Modalia. STOP au 36180"
    desk.ask("en", sender="MODALIA", text=text)
    desk.page.locator("[data-letter=company_objection]").click()
    letter = desk.page.locator("textarea[name=letter]")
    expect(letter).to_have_value(re.compile("36180"))
    desk.page.locator("form[data-facts] [name=company]").fill(payload)
    desk.page.locator("form[data-facts] [name=name]").fill("Ana " + payload)

    expect(letter).to_have_value(re.compile(re.escape("Ana " + payload)))
    expect(desk.page.locator("[data-letter-recipient]")).to_contain_text(payload)
    expect(desk.page.locator(".letter-sheet").locator("img, script, iframe, svg, a")).to_have_count(0)


@pytest.mark.parametrize("opt_out", ["sms:36180?body=OUI", "javascript:alert(1)", "https://evil.example/stop"])
def test_links_of_a_message_are_not_links(desk: Home, opt_out: str) -> None:
    answer = desk.ask("en", sender="MODALIA", text=f"Soldes -40 % chez Modalia ce samedi. STOP : {opt_out}")

    assert answer.region.locator("a[href*='evil'], a[href^='javascript'], a[href*='OUI']").count() == 0


def test_text_that_turns_the_direction(desk: Home) -> None:
    sender, text = "MODA\u202eAIL", "Soldes \u202e-40 %\u2066 chez Modalia STOP au \u202e08163 \u200b36180"
    answer = desk.ask("en", sender=sender, text=text)

    shown = answer.region.locator(".sender-shown")
    expect(shown.locator("bdi")).to_have_count(1)
    assert "\u202e" not in (shown.text_content() or "")
    for link in answer.sms_links():
        assert re.fullmatch(r"sms:\d+\?&body=[A-Z]+", link)
    quoted = answer.region.locator(".quoted")
    # What turns inside the quotation must not turn the page around it.
    assert quoted.evaluate("e => getComputedStyle(e).unicodeBidi") in ("isolate", "plaintext", "isolate-override")


def test_a_very_long_message(desk: Home) -> None:
    answer = desk.ask("en", sender="MODALIA", text="Soldes -40 % " * 8000 + "STOP au 36180")

    assert answer.data("source") == "python"
    assert desk.page.evaluate("document.documentElement.scrollWidth <= innerWidth")  # nothing pushes the page wide


def test_words_without_spaces_do_not_widen_the_page(desk: Home) -> None:
    desk.ask("en", sender="W" * 40, text="W" * 600 + " STOP au 36180")

    assert desk.page.evaluate("document.documentElement.scrollWidth <= innerWidth")

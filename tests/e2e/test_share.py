"""An answer that is sent to someone, and the hint that the site can be installed."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.e2e.form import Home

SCAM = "Chronopost: votre colis Zébulon est bloqué, frais 1,99€ à régler : https://chronopost-suivi.info/x"
SHARE = "navigator.share = async (what) => { window.shared = what; };"
NO_SHARE = "Object.defineProperty(navigator, 'share', { value: undefined });"
OFFER = """() => dispatchEvent(Object.assign(new Event("beforeinstallprompt", { cancelable: true }),
    { prompt: async () => { window.prompted = true; } }))"""


@pytest.fixture
def context_options() -> dict[str, object]:
    """A screen that is touched."""
    return {"has_touch": True, "is_mobile": True}


def test_an_answer_is_sent_as_text_by_the_person(home: Home) -> None:
    home.page.add_init_script(SHARE)
    home.ask("fr", sender="06 12 34 56 78", text=SCAM)
    home.page.locator("[data-answer] [data-share]").click()

    shared = home.page.evaluate("window.shared")
    assert list(shared) == ["text"], "a text only: no file, no address with something in it"
    lines = shared["text"].split("\n")
    assert lines[0] == home.page.locator(".answer .what").inner_text()
    assert home.page.locator("[data-first-step] .step-title").first.inner_text() in lines[1]
    assert any(line.startswith("2. ") for line in lines)
    assert lines[-1].endswith("/fr/"), "where the one who gets it can ask as well"
    assert "Zébulon" not in shared["text"] and "chronopost-suivi" not in shared["text"]


def test_both_doors_of_an_answer_are_sent(home: Home) -> None:
    home.page.add_init_script(SHARE)
    home.ask("fr", sender="06 12 34 56 78")
    home.page.locator("[data-answer] [data-share]").click()

    text = home.page.evaluate("window.shared.text")
    for door in home.page.locator(".door-name").all():
        assert door.inner_text() in text


def test_an_answer_is_copied_where_nothing_can_be_shared(desk: Home) -> None:
    desk.open("en")
    desk.page.evaluate(NO_SHARE)
    desk.ask("en", sender="36180", text="LUNAMODE: -30% samedi. STOP au 36180", country="FR")
    button = desk.page.locator("[data-answer] [data-share]")
    button.click()

    expect(button).to_have_text("Copied")
    assert "36180" in desk.page.evaluate("navigator.clipboard.readText()")


def test_the_word_goes_off_to_the_right_once_it_is_written(home: Home) -> None:
    home.ask("fr", sender="36180", text="LUNAMODE: -30% samedi. STOP au 36180")
    link = home.page.locator("[data-first-step] a[href^='sms:']")
    home.page.emulate_media(reduced_motion="no-preference")
    link.evaluate("e => e.addEventListener('click', (event) => event.preventDefault())")
    link.evaluate("e => e.click()")
    assert home.page.evaluate("document.querySelector('.sent-word').textContent") == "STOP"
    expect(home.page.locator(".sent-word")).to_have_count(0)

    home.page.emulate_media(reduced_motion="reduce")
    link.evaluate("e => e.click()")
    expect(home.page.locator(".sent-word")).to_have_count(0)


def test_the_hint_to_install_comes_with_the_first_answer_and_goes_for_good(home: Home) -> None:
    hint = home.page.locator("[data-install]")
    home.open("fr")
    home.page.evaluate(OFFER)
    expect(hint).to_be_hidden()

    home.fill(sender="36180").submit()
    home.ready()
    expect(hint).to_be_visible()
    answer, below = (home.page.locator(s).bounding_box() for s in ("[data-card]", "[data-install]"))
    assert answer and below and below["y"] >= answer["y"] + answer["height"], "never over what is read"
    hint.locator("[data-install-no]").click()
    expect(hint).to_be_hidden()

    home.page.locator("[data-change]").click()
    home.fill(sender="38100").submit()
    home.ready()
    expect(hint).to_be_hidden()


def test_the_hint_installs(home: Home) -> None:
    home.open("fr")
    home.page.evaluate(OFFER)
    home.fill(sender="36180").submit()
    home.ready()
    home.page.locator("[data-install-yes]").click()

    assert home.page.evaluate("window.prompted") is True
    expect(home.page.locator("[data-install]")).to_be_hidden()

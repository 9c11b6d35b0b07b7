"""The main path as a screen reader meets it: roles, names, order, what is announced; and by keyboard alone.

What the browser hands over is tested here. No screen reader was used: the page on accessibility says so.
"""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.e2e.form import Home
from tests.e2e.test_axe import ADVERT

FORM = """
- heading "An unwanted or suspicious text? Here’s what to do." [level=1]
- button "Paste"
- textbox "The message (best)"
- paragraph:
  - textbox "Who sent it?"
- paragraph:
  - button "See what to do"
- paragraph:
  - combobox "For a phone line in"
- button "Clear everything"
- group: "Add the date · I know the sender"
- paragraph:
  - link "I clicked, paid or gave a code"
- heading "What happened?" [level=2]
- list
- region "The answer":
  - heading "The answer" [level=2]
  - status
"""
ANSWER = """
- region "The answer":
  - heading "The answer" [level=2]
  - status
  - paragraph: An advert. Send STOP to 36180
  - article:
    - heading "An advert" [level=2]
    - figure:
      - blockquote:
        - mark: STOP au 36180
    - heading "Send STOP to 36180" [level=3]
    - paragraph: /The word STOP alone/
    - paragraph:
      - link "Text STOP to 36180"
      - button "Copy 36180"
      - button "Copy STOP"
    - heading "Asked them to stop?" [level=3]
    - paragraph:
      - button "Yes, today"
      - button "Yesterday"
    - group: Earlier
    - group: I clicked, paid or gave a code
    - group:
      - heading "What next" [level=3]
    - group:
      - heading "Where does this advice come from?" [level=3]
    - list:
      - listitem:
        - button "Tell the company to stop"
    - paragraph:
      - button "Send to someone"
      - button "Evidence sheet"
      - button "Wrong answer?"
"""
LETTER = """
- region "Your letter":
  - heading "Your letter" [level=2]
  - group "How will you send it?":
    - paragraph:
      - radio "By e-mail (short)" [checked]
    - paragraph:
      - radio "By post (complete)"
  - group "You":
    - paragraph:
      - textbox "Your full name"
    - paragraph:
      - textbox "Your number, the one that received the message"
  - group "The company":
    - paragraph:
      - textbox "Its name (your operator, for a bill)"
    - status
    - paragraph:
      - textbox "Its e-mail or postal address"
  - group "When":
    - paragraph:
      - textbox "Text received on"
  - paragraph:
    - 'textbox "Text of the letter: you can change it"'
  - paragraph: "/blanks left:/"
  - list:
    - listitem:
      - button "date and time when it arrived"
    - listitem:
      - button "your number that received the message"
    - listitem:
      - button "your full name"
  - paragraph:
    - link "Send by e-mail"
    - button "Copy"
    - button "Print"
    - link "Save as text"
  - status
  - paragraph:
    - checkbox "Print the evidence sheet as well"
  - paragraph:
    - button "I sent it today"
  - status
  - status
  - paragraph:
    - button "Close the letter"
"""
FAMILY = """
- main:
  - navigation "Where you are":
    - list:
      - listitem:
        - link "Check a text"
      - listitem:
        - link "What does the sender look like?"
      - listitem: "06, 07: a text from an unknown mobile number"
  - article:
    - 'heading "06, 07: a text from an unknown mobile number" [level=1]'
    - article:
      - heading "A mobile number" [level=2]
      - heading "Is this number saved in your phone?" [level=3]
    - heading "What does your text say?" [level=2]
    - heading "What these texts look like" [level=2]
    - figure "An advert (made up)":
      - text: An advert (made up)
      - list
"""


def test_the_path_has_one_name_and_role_for_each_thing(desk: Home) -> None:
    page = desk.open("en").page
    expect(page.get_by_role("main")).to_match_aria_snapshot(FORM)

    desk.ask("en", sender="LUNAMODE", text=ADVERT)
    expect(page.get_by_role("main")).to_match_aria_snapshot(ANSWER)

    page.get_by_role("button", name="Tell the company to stop").click()
    expect(page.get_by_role("main")).to_match_aria_snapshot(LETTER)


def test_a_drawing_is_read_once(desk: Home, served: str) -> None:
    desk.page.goto(f"{served}en/fr/mobile/")

    expect(desk.page.locator("body")).to_match_aria_snapshot(FAMILY)


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until it is reached, as somebody without a mouse does."""
    wanted = page.locator(selector)
    for _ in range(40):
        page.keyboard.press("Tab")
        if wanted.evaluate("e => e === document.activeElement"):
            return
    raise AssertionError(f"{selector} is not reached by Tab")


def test_a_letter_by_keyboard_alone(desk: Home) -> None:
    page = desk.ask("en", sender="LUNAMODE", text=ADVERT).region.page
    page.locator("form[data-lookup] button[type=submit]").focus()

    tab_to(page, "[data-first-step] [data-copy='36180']")
    page.keyboard.press("Enter")
    expect(page.locator("[data-status]")).to_have_text("Copied")  # announced: the button's new name alone is not

    tab_to(page, "[data-letter=company_objection]")
    page.keyboard.press("Enter")
    expect(page.locator("#letter-title")).to_be_focused()

    tab_to(page, "#fact-name")
    page.keyboard.type("Ana Rey")
    page.keyboard.press("Enter")
    expect(page.locator("textarea[name=letter]")).to_have_value(re.compile("Ana Rey"))

    tab_to(page, "[data-letter-copy]")
    page.keyboard.press("Enter")
    expect(page.locator("[data-letter-status]")).to_contain_text("Copied. 2 blanks left: ")

    tab_to(page, "[data-letter-close]")
    page.keyboard.press("Enter")
    expect(page.locator("[data-letter=company_objection]")).to_be_focused()

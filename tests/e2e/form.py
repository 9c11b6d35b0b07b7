"""The home page as a person uses it."""

from __future__ import annotations

from dataclasses import dataclass

from playwright.sync_api import Locator, Page, expect

READY = "[data-answer][data-state=ready]"


@dataclass(frozen=True)
class Home:
    """The home page of a language on the site at `address`."""

    page: Page
    address: str
    kept: bool = False  # the page serves several tests: what the one before typed is cleared

    def open(self, language: str) -> Home:
        """Go there, and wait until its scripts are."""
        url = f"{self.address}{language}/"
        if self.kept and self.page.url == url:
            self.page.locator("[data-clear]").click()
            self.page.locator("[data-answer][data-state=idle]").wait_for(state="attached")
            return self
        self.page.goto(url)
        self.page.locator("html[data-scripted]").wait_for()
        return self

    def fill(self, *, sender: str = "", text: str = "", country: str = "", received: str = "", knows: str = "") -> Home:
        """Type into the form, as far as given."""
        if sender:
            self.page.fill("[name=sender]", sender)
        if text:
            self.page.fill("[name=text]", text)
        if country:
            self.page.select_option("[name=country]", country)
        if (received or knows) and not self.page.locator("[name=received]").is_visible():
            self.page.locator("form[data-lookup] summary").click()
        if received:
            self.page.fill("[name=received]", received)
        if knows:
            self.page.select_option("[name=knows_sender]", knows)
        return self

    def submit(self) -> None:
        """Press the button."""
        self.page.locator("form[data-lookup] button[type=submit]").click()

    def ask(self, language: str, **given: str) -> Answer:
        """Open, fill in, submit, and wait for Python's answer."""
        self.open(language).fill(**given).submit()
        return self.ready()

    def ready(self) -> Answer:
        """Python's answer, once it is there."""
        self.page.locator(READY).wait_for()
        return self.answer

    def date_field(self, name: str) -> Locator:
        """The field of the answer for the day on which something was sent, with all that it stands in unfolded."""
        field = self.page.locator(f"[data-answer] [name={name}]")
        field.evaluate("e => { for (let d = e; (d = d.parentElement.closest('details')); ) d.open = true; }")
        return field

    @property
    def answer(self) -> Answer:
        """The answer as it is now."""
        return Answer(self.page.locator("[data-answer]"))


@dataclass(frozen=True)
class Answer:
    """The answer's region."""

    region: Locator

    def expect(self, *, verdict: str, action: str, kind: str | None = None) -> Answer:
        """Python's answer with that verdict and first action."""
        assert self.data("source") == "python"
        assert self.data("verdict") == verdict, self.text()
        assert self.first.get_attribute("data-action") == action, self.text()
        if kind is not None:
            assert self.data("kind") == kind
        return self

    def data(self, name: str) -> str | None:
        """A `data-` attribute of the region."""
        return self.region.get_attribute(f"data-{name}")

    def text(self) -> str:
        """All that stands there."""
        return self.region.inner_text()

    @property
    def first(self) -> Locator:
        """The first step."""
        return self.region.locator("[data-first-step]")

    def sms_links(self) -> list[str]:
        """The addresses that would send a word to an advertiser, anywhere in the answer, also in what is folded.

        The country's own report number is none: it takes the message, where there is one.
        """
        links = self.region.locator('[href^="sms:"]:not([href^="sms:33700?"])').all()
        return [link.get_attribute("href") or "" for link in links]

    def expect_visible(self, selector: str) -> Locator:
        """The one element, which a person sees without unfolding anything."""
        found = self.region.locator(selector)
        expect(found).to_be_visible()
        return found

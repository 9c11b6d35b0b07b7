"""A case is kept on the device when the person asks for it, and goes on with what they tell; else nothing is."""

from __future__ import annotations

import json
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.form import Home
from tests.e2e.watch import Watch

ADVERT = "MODALIA : -40 % sur tout samedi ! STOP au 36180"
READ = """() => new Promise((resolve, reject) => {
  const asked = indexedDB.open("stop-sms");
  asked.onerror = () => reject(asked.error);
  asked.onsuccess = () => {
    const all = asked.result.transaction("cases").objectStore("cases").getAll();
    all.onsuccess = () => { asked.result.close(); resolve(all.result); };
  };
})"""
# A database as version 1 of the site made it.
FORMER = """(record) => new Promise((resolve) => {
  const asked = indexedDB.open("stop-sms", 1);
  asked.onupgradeneeded = () => asked.result.createObjectStore("cases", { keyPath: "id" }).put(record);
  asked.onsuccess = () => { asked.result.close(); resolve(undefined); };
})"""
# One that lets go of nothing.
HOLD = """(version) => new Promise((resolve) => {
  const asked = indexedDB.open("stop-sms", version);
  asked.onsuccess = () => { window.held = asked.result; resolve(undefined); };
})"""
REFUSE = "IDBFactory.prototype.open = () => { throw new DOMException('refused', 'SecurityError'); };"


DROP = """() => new Promise((resolve, reject) => {
  const asked = indexedDB.deleteDatabase("stop-sms");
  asked.onsuccess = () => resolve(undefined);
  asked.onerror = asked.onblocked = () => reject(new Error("it is held"));
})"""


@pytest.fixture
def tab(desk: Home) -> Home:
    """The page that serves several tests, without what the one before kept."""
    desk.open("en").page.evaluate(DROP)
    return desk


def keep(home: Home) -> Locator:
    """Press the button; what then stands in the answer."""
    home.page.locator("[data-answer] [data-keep-case]").click()
    note = home.page.locator("[data-answer] [data-kept]")
    expect(note).to_be_visible()
    return note


def note_day(home: Home, field: str, day: str) -> None:
    """Tell in the answer on which day something was sent; the case gets it."""
    home.date_field(field).fill(day)
    home.page.locator(f"[data-answer] [name={field}]").blur()
    expect(home.page.locator("[data-kept]")).to_contain_text("Noted in your case")


def kept(page: Page) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = page.evaluate(READ)
    return found


def databases(page: Page) -> list[str]:
    return [found["name"] for found in page.evaluate("indexedDB.databases()")]


def test_a_case_is_kept_when_the_button_is_pressed_and_gone_when_it_is_taken_back(tab: Home) -> None:
    tab.ask("en", sender="MODALIA", text=ADVERT, received="2026-11-20T10:00")
    assert databases(tab.page) == []

    note = keep(tab)

    (case,) = kept(tab.page)
    assert case["country"] == "FR"
    assert case["opened"] == "2026-11-24"
    assert case["messages"] == [
        {
            "sender": "MODALIA", "text": ADVERT, "received": "2026-11-20T10:00", "knows_sender": "", "own_number": "",
            "from_picture": "",
        }
    ]  # fmt: skip
    expect(tab.page.locator("[data-status]")).to_contain_text("Kept on this device")
    expect(note.get_by_role("link", name="My cases")).to_be_visible()
    expect(tab.page.locator("[data-keep-case]")).to_be_hidden()

    note.get_by_role("button", name="Do not keep it").click()

    expect(tab.page.locator("[data-status]")).to_contain_text("Not kept")
    expect(tab.page.locator("[data-keep-case]")).to_be_focused()
    assert databases(tab.page) == []


@pytest.mark.parametrize(
    ("sender", "text"),
    [
        ("36180", ADVERT),
        ("+33 7 56 00 00 00", "Colis bloqué, frais de 1,99 € : colis-suivi.example/payer"),
        ("CAF", "Votre code est 123456"),
        ("0899700123", ""),
        ("zzz@", ""),
    ],
)
def test_every_answer_offers_it(desk: Home, sender: str, text: str) -> None:
    desk.ask("fr", sender=sender, text=text).expect_visible("[data-keep-case]")


def test_what_is_told_later_is_noted(tab: Home) -> None:
    tab.ask("en", sender="MODALIA", text=ADVERT, received="2026-11-20T10:00")
    keep(tab)

    note_day(tab, "stop_sent", "2026-11-21")
    tab.page.locator("[data-answer] button[data-letter=company_objection]").click()
    expect(tab.page.locator("#letter-title")).to_be_focused()
    for _ in range(2):  # blanks are asked about once
        tab.page.locator("[data-letter-sent-today]").click()
    expect(tab.page.locator("[data-sent-reminder]")).to_be_visible()
    tab.ready()

    (case,) = kept(tab.page)
    assert case["events"] == [
        {"what": "stop", "day": "2026-11-21"},
        {"what": "letter", "day": "2026-11-24", "letter": "company_objection"},
    ]


def test_another_message_of_a_named_sender_joins_its_case_and_one_of_a_number_does_not(tab: Home) -> None:
    tab.ask("fr", sender="MODALIA", text=ADVERT)
    keep(tab)
    tab.fill(sender="Modalia", text="MODALIA : derniers jours. STOP au 36180").submit()
    tab.ready()
    keep(tab)
    (case,) = kept(tab.page)
    assert [message["sender"] for message in case["messages"]] == ["MODALIA", "Modalia"]

    for text in (ADVERT, "LUNA : soldes. STOP au 36180"):
        tab.fill(sender="36180", text=text).submit()
        tab.ready()
        keep(tab)
    assert [len(case["messages"]) for case in kept(tab.page)].count(1) == 2


def test_an_answer_about_another_message_is_not_noted(tab: Home) -> None:
    tab.ask("fr", sender="MODALIA", text=ADVERT)
    keep(tab)
    before = kept(tab.page)
    tab.fill(sender="LUNA", text="LUNA : soldes. STOP au 36180").submit()
    tab.ready()

    expect(tab.page.locator("[data-kept]")).to_have_count(0)
    expect(tab.page.locator("[data-keep-case]")).to_be_visible()
    assert kept(tab.page) == before


def test_a_case_is_gone_on_with(home: Home) -> None:
    home.ask("en", sender="MODALIA", text=ADVERT, received="2026-11-10T10:00")
    keep(home)
    note_day(home, "stop_sent", "2026-11-11")
    (case,) = kept(home.page)
    home.page.goto("about:blank")

    home.page.goto(f"{home.address}en/#case-{case['id']}")
    home.ready()

    expect(home.page.locator("[name=text]")).to_have_value(ADVERT)
    expect(home.page.locator("[data-first-step]")).to_have_attribute("data-action", "write_company")
    assert home.page.url == f"{home.address}en/"
    note_day(home, "letter_sent", "2026-11-20")
    assert kept(home.page)[0]["events"][-1] == {"what": "letter", "day": "2026-11-20"}


# What another tab does: it adds a firm to each case.
NAME_FIRM = """() => new Promise((resolve) => {
  const asked = indexedDB.open("stop-sms");
  asked.onsuccess = () => {
    const transaction = asked.result.transaction("cases", "readwrite");
    const store = transaction.objectStore("cases");
    store.getAll().onsuccess = ({ target }) => target.result.forEach((one) => store.put({ ...one, firm: "Modalia SAS", changed: "2026-11-24T11:00:00.000Z" }));
    transaction.oncomplete = () => { asked.result.close(); resolve(undefined); };
  };
})"""  # noqa: E501


def test_what_another_tab_changed_is_not_written_over(tab: Home) -> None:
    tab.ask("en", sender="MODALIA", text=ADVERT, received="2026-11-20T10:00")
    note = keep(tab)
    tab.page.evaluate(NAME_FIRM)
    note_day(tab, "stop_sent", "2026-11-21")

    (case,) = kept(tab.page)
    assert case["firm"] == "Modalia SAS"
    assert case["events"] == [{"what": "stop", "day": "2026-11-21"}]
    tab.page.evaluate(NAME_FIRM)
    note.get_by_role("button", name="Do not keep it").click()
    expect(tab.page.locator("[data-kept]")).to_have_count(0)
    assert len(kept(tab.page)) == 1, "another tab went on with it"


def test_a_day_that_is_taken_back_is_no_day_of_the_case(tab: Home) -> None:
    tab.ask("en", sender="MODALIA", text=ADVERT, received="2026-11-20T10:00")
    note = keep(tab)
    for day in ("2026-11-21", ""):
        tab.date_field("stop_sent").fill(day)
        tab.page.locator("[data-answer] [name=stop_sent]").blur()
        tab.ready()
    expect(note).to_contain_text("Noted in your case")
    expect(tab.page.locator("[data-first-step]")).to_have_attribute("data-action", "send_sms")
    assert kept(tab.page)[0]["events"] == []


def test_a_further_message_takes_nothing_from_its_case_and_learns_from_it(home: Home) -> None:
    home.ask("en", sender="MODALIA", text=ADVERT, received="2026-11-10T10:00")
    keep(home)
    note_day(home, "stop_sent", "2026-11-11")
    home.open("en").page.reload()
    home.page.locator("html[data-scripted]").wait_for()
    home.fill(sender="MODALIA", text="MODALIA : derniers jours. STOP au 36180").submit()
    home.ready()
    keep(home)

    expect(home.page.locator("[data-first-step]")).to_have_attribute("data-action", "write_company")
    (case,) = kept(home.page)
    assert case["events"] == [{"what": "stop", "day": "2026-11-11"}]
    assert len(case["messages"]) == 2
    expect(home.page.locator("[name=text]")).to_have_value("MODALIA : derniers jours. STOP au 36180")


def test_pressed_twice_it_is_one_case(tab: Home) -> None:
    tab.ask("en", sender="36180", text=ADVERT)
    tab.page.locator("[data-keep-case]").evaluate("e => { e.click(); e.click(); e.click(); }")
    expect(tab.page.locator("[data-kept]")).to_be_visible()
    tab.page.locator("[data-kept]").get_by_role("button", name="Do not keep it").click()
    expect(tab.page.locator("[data-status]")).to_contain_text("Not kept")
    assert databases(tab.page) == []


def test_a_case_that_is_not_there_is_said_to_be_gone(home: Home) -> None:
    home.page.goto(f"{home.address}en/#case-abcdefghijkl")

    expect(home.page.locator("[data-status]")).to_contain_text("no longer on this device")
    assert databases(home.page) == [], "looking leaves nothing"


def test_the_first_version_of_the_database_is_taken_over(tab: Home) -> None:
    tab.open("en")
    request = {"sender": "MODALIA", "text": ADVERT, "country": "FR", "stop_sent": "2026-11-02", "knows_sender": "no"}
    tab.page.evaluate(FORMER, {"id": "abcdefghijkl", "kept": "2026-11-03", "request": request})

    tab.fill(sender="36180", text="LUNA : soldes. STOP au 36180").submit()
    tab.ready()
    keep(tab)

    former = next(case for case in kept(tab.page) if case["id"] == "abcdefghijkl")
    assert former["opened"] == "2026-11-03"
    assert former["events"] == [{"what": "stop", "day": "2026-11-02"}]
    assert [message["text"] for message in former["messages"]] == [ADVERT]
    assert "request" not in former


def saved_instead(home: Home, said: str) -> dict[str, Any]:
    """What cannot be kept is told, and saved as a file."""
    note = keep(home)
    expect(note).to_contain_text(said)
    expect(home.page.locator("[data-keep-case]")).to_be_visible()
    with home.page.expect_download() as download:
        note.get_by_role("button", name="Save as a file").click()
    assert download.value.suggested_filename == "stop-sms-case.json"
    found: dict[str, Any] = json.loads(download.value.path().read_text("utf-8"))
    assert (found["format"], found["version"]) == ("stop-sms-case", 2)
    assert found["cases"][0]["messages"][0]["text"] == ADVERT
    return found


def test_a_full_device(home: Home) -> None:
    home.ask("en", sender="MODALIA", text=ADVERT)
    session = home.page.context.new_cdp_session(home.page)
    session.send("Storage.overrideQuotaForOrigin", {"origin": home.address.rstrip("/"), "quotaSize": 1})

    saved_instead(home, "no room left")


def test_a_browser_that_keeps_nothing(home: Home) -> None:
    home.page.add_init_script(REFUSE)
    home.ask("en", sender="MODALIA", text=ADVERT)

    saved_instead(home, "private window")


def test_another_tab_in_the_way(home: Home) -> None:
    other = home.page.context.new_page()
    other.goto(f"{home.address}en/")
    other.evaluate(FORMER, {"id": "abcdefghijkl", "kept": "2026-11-03", "request": {"text": ADVERT}})
    other.evaluate(HOLD, 1)
    home.page.clock.install()
    home.ask("en", sender="MODALIA", text=ADVERT)

    saved_instead(home, "Close the other tabs")

    other.close()
    keep(home)
    expect(home.page.locator("[data-kept]")).to_contain_text("on this device")
    assert len(kept(home.page)) == 2


def test_a_newer_version_of_the_site_made_the_database(home: Home) -> None:
    home.ask("en", sender="MODALIA", text=ADVERT)
    home.page.evaluate(HOLD, 9)

    saved_instead(home, "newer version")


def test_it_is_said_when_its_script_does_not_come(home: Home, watch: Watch) -> None:
    home.ask("en", sender="MODALIA", text=ADVERT)
    watch.expect("keep.js", "Failed to load resource")
    home.page.route("**/lookup/keep.js*", lambda route: route.abort())
    home.page.locator("[data-keep-case]").click()
    expect(home.page.locator("[data-status]")).to_contain_text("could not be loaded")

    home.page.unroute("**/lookup/keep.js*")
    keep(home)
    assert len(kept(home.page)) == 1

"""The page of cases: what is kept is shown, changed, taken away and brought back, and looking keeps nothing."""

from __future__ import annotations

import base64
import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import FilePayload, Locator, Page, expect
from stopsms.config import load_site

from tests.e2e.form import Home
from tests.e2e.test_axe import violations
from tests.e2e.watch import Watch
from tests.pages.built import AS_OF, ROOT_URL

DATABASES = "indexedDB.databases().then((all) => all.length)"
PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
MARK = "ab12cd34ef56"
OTHER = "zz12cd34ef56"


def path_of(language: str = "en") -> str:
    guide = load_site(ROOT_URL, AS_OF).guide(language, "my-cases")
    assert guide is not None
    return f"{language}/{guide.slug}/"


def case(case_id: str = MARK, sender: str = "MODALIA", **more: Any) -> dict[str, Any]:
    message = {"sender": sender, "text": f"{sender}: -20%. STOP au 36180", "received": "2026-11-20T10:00"}
    events = [{"what": "stop", "day": "2026-11-20"}]
    made = {"id": case_id, "country": "FR", "firm": "", "opened": "2026-11-20", "changed": "2026-11-20T09:00:00.000Z"}
    return {**made, "messages": [message], "happened": [], "answers": {}, "events": events, **more}


def file_of(*cases: dict[str, Any]) -> FilePayload:
    whole = {"format": "stop-sms-case", "version": 2, "saved": "2026-11-20", "cases": list(cases)}
    return {"name": "c.json", "mimeType": "application/json", "buffer": json.dumps(whole).encode()}


def opened(page: Page, address: str) -> Page:
    page.goto(address + path_of())
    page.locator("html[data-scripted]").wait_for()
    return page


def take_in(page: Page, *cases: dict[str, Any]) -> None:
    page.set_input_files("input[name=cases]", file_of(*cases))
    expect(page.locator("[data-status]")).not_to_be_empty()
    settled(page)


def settled(page: Page) -> None:
    """What is stored is shown; who needs Python's words waits for them."""
    page.locator("[data-cases]:not([data-state=loading])").wait_for(state="attached")


def exported(page: Page, folder: Path) -> list[dict[str, Any]]:
    with page.expect_download() as download:
        page.locator("[data-export]").click()
    assert download.value.suggested_filename == "stop-sms-cases.json"
    download.value.save_as(folder / "cases.json")
    cases: list[dict[str, Any]] = json.loads((folder / "cases.json").read_text("utf-8"))["cases"]
    return cases


def card(page: Page, case_id: str = MARK) -> Locator:
    return page.locator(f"article[data-case={case_id}]")


def unfold(page: Page, panel: str, case_id: str = MARK) -> Locator:
    fold = card(page, case_id).locator(f"[data-panel={panel}]")
    fold.locator("summary").first.click()
    return fold


@pytest.fixture
def cases(page: Page, address: str) -> Page:
    """The page with two cases."""
    opened(page, address)
    take_in(page, case(), case(OTHER, "ZETA"))
    return page


def test_looking_keeps_nothing_and_starts_no_python(page: Page, address: str, watch: Watch) -> None:
    opened(page, address)
    expect(page.locator("[data-none]")).to_be_visible()
    page.locator("[data-cases][data-state=stored]").wait_for(state="attached")

    assert page.evaluate(DATABASES) == 0
    assert not any("/runtime/" in request.url for request in watch.requests)
    assert violations(page) == []


def test_a_file_of_all_brings_all_back(cases: Page, tmp_path: Path) -> None:
    unfold(cases, "pictures").locator("[data-attach]").set_input_files(
        {"name": "shot.png", "mimeType": "image/png", "buffer": PNG}
    )
    expect(card(cases).locator(".case-pictures canvas")).to_have_attribute("aria-label", "Picture 1 (shot.png)")
    before = exported(cases, tmp_path)
    assert [one["pictures"][0]["name"] for one in before if "pictures" in one] == ["shot.png"]

    cases.locator("[data-delete-all]").click()
    expect(cases.locator("[data-none]")).to_be_visible()
    expect(cases.locator("[data-undo]")).to_be_focused()
    assert cases.evaluate(DATABASES) == 0

    cases.set_input_files("input[name=cases]", tmp_path / "cases.json")
    expect(cases.locator("article[data-case]")).to_have_count(2)
    assert exported(cases, tmp_path) == before


def test_undo_brings_back_one_and_all(cases: Page) -> None:
    unfold(cases, "more").locator("[data-delete]").click()
    expect(cases.locator("article[data-case]")).to_have_count(1)
    expect(cases.locator("[data-undo]")).to_be_focused()
    cases.keyboard.press("Enter")
    expect(cases.locator("article[data-case]")).to_have_count(2)
    expect(card(cases).locator("h3")).to_be_focused()

    cases.locator("[data-delete-all]").click()
    expect(cases.locator("article[data-case]")).to_have_count(0)
    cases.keyboard.press("Enter")
    expect(cases.locator("article[data-case]")).to_have_count(2)


def test_the_last_case_takes_the_database_with_it(page: Page, address: str) -> None:
    opened(page, address)
    take_in(page, case())
    unfold(page, "more").locator("[data-delete]").click()
    expect(page.locator("[data-none]")).to_be_visible()
    assert page.evaluate(DATABASES) == 0


def test_it_came_again_and_something_was_done(cases: Page, tmp_path: Path) -> None:
    again = unfold(cases, "again")
    expect(again.locator("[name=day]")).to_have_value(str(AS_OF))
    again.locator("[name=text]").fill("MODALIA: -50%")
    again.locator("button").click()
    expect(card(cases).locator("h3")).to_be_focused()
    expect(again).not_to_have_attribute("open", "")
    unfold(cases, "done").locator("button").click()
    expect(cases.locator("[data-status]")).to_have_text("Noted.")

    (mine,) = [one for one in exported(cases, tmp_path) if one["id"] == MARK]
    assert [one["text"] for one in mine["messages"]][1] == "MODALIA: -50%"
    assert mine["messages"][1]["received"] == f"{AS_OF}T10:00"
    assert mine["events"][-1] == {"what": "stop", "day": str(AS_OF)}


def test_two_cases_become_one(cases: Page, tmp_path: Path) -> None:
    unfold(cases, "more").locator("[data-join] button").click()
    expect(cases.locator("article[data-case]")).to_have_count(1)
    cases.locator("[data-undo]").click()
    expect(cases.locator("article[data-case]")).to_have_count(2)

    card(cases).locator("[data-join] button").click()
    expect(cases.locator("article[data-case]")).to_have_count(1)
    (one,) = exported(cases, tmp_path)
    assert [message["sender"] for message in one["messages"]] == ["MODALIA", "ZETA"]
    assert len(one["events"]) == 1


def test_the_newer_of_two_wins_and_what_is_no_case_is_left_out(cases: Page) -> None:
    newer = case(firm="Modalia SAS", changed="2026-11-22T09:00:00.000Z")
    cases.set_input_files("input[name=cases]", file_of(newer, case(OTHER, "ZETA"), {"id": "x"}))
    said = "Replaced by a newer version: 1. Already here: 1. Could not be read, left out: 1."
    expect(cases.locator("[data-status]")).to_have_text(said)
    expect(card(cases).locator("[data-firm]")).to_have_text("Modalia SAS")


def test_a_file_that_is_none_says_what_to_do(cases: Page) -> None:
    cases.set_input_files("input[name=cases]", {"name": "a", "mimeType": "text/plain", "buffer": b"no"})
    expect(cases.locator("[data-status]")).to_contain_text("stop-sms-cases.json")
    expect(cases.locator("article[data-case]")).to_have_count(2)


def test_an_address_names_a_case(cases: Page, address: str) -> None:
    cases.goto(f"{address}{path_of()}#case-{OTHER}")
    cases.reload()
    expect(card(cases, OTHER).locator("h3")).to_be_focused()
    expect(card(cases, OTHER).locator("[data-open]")).to_have_attribute("href", f"/en/#case-{OTHER}")


def test_with_cases_axe_finds_nothing(cases: Page) -> None:
    assert violations(cases) == []


WAITING = case("waitingaaaaa", events=[{"what": "stop", "day": "2026-11-23"}])
FRAUD = case(
    "fraudbbbbbbb", events=[],
    messages=[{"sender": "+33 7 56 00 00 00", "text": "Colis bloqué, 1,99 € à payer : colis-suivi.example/payer"}],
)  # fmt: skip
WRITTEN = case(
    "writtenccccc", firm="Modalia SAS",
    events=[
        {"what": "stop", "day": "2026-11-10"}, {"what": "letter", "day": "2026-11-14", "letter": "company_objection"},
    ],
)  # fmt: skip


def test_what_comes_next_and_when_stands_on_each_case(page: Page, address: str) -> None:
    opened(page, address)
    take_in(page, WAITING, FRAUD, WRITTEN)
    page.locator("[data-cases][data-state=ready]").wait_for()

    expect(card(page, "waitingaaaaa").locator("[data-when]")).to_have_text("from 25 November 2026")
    expect(card(page, "writtenccccc").locator("[data-next]")).to_contain_text("until 14 December 2026")
    expect(card(page, "writtenccccc").locator("h3")).to_have_text("Modalia SAS (MODALIA)")
    expect(card(page, "writtenccccc").locator("[data-chronology]")).to_contain_text("14 November 2026")
    expect(card(page, "fraudbbbbbbb").locator("[data-when]")).to_have_text("now")
    page.reload()
    page.locator("[data-cases][data-state=ready]").wait_for()
    ids = page.locator("article[data-case]").evaluate_all("all => all.map((e) => e.dataset.case)")
    assert ids == ["fraudbbbbbbb", "waitingaaaaa", "writtenccccc"], "what is due, then by day"

    unfold(page, "done", "fraudbbbbbbb").locator("[name=what]").select_option("report")
    card(page, "fraudbbbbbbb").locator("[data-panel=done] button").click()
    expect(card(page, "fraudbbbbbbb").locator("[data-next]")).to_contain_text("You reported it")


def test_the_whole_file_is_printed_alone(page: Page, address: str) -> None:
    opened(page, address)
    picture = {"name": "a.png", "type": "image/png", "data": base64.b64encode(PNG).decode()}
    take_in(page, {**WRITTEN, "pictures": [picture]}, FRAUD)
    page.locator("[data-cases][data-state=ready]").wait_for()
    page.evaluate("() => { window.print = () => { document.documentElement.dataset.printed = ''; }; }")
    unfold(page, "more", "writtenccccc").locator("[data-print]").click()
    page.locator("html[data-printed]").wait_for()

    paper = page.locator("[data-file-sheet]")
    page.emulate_media(media="print")
    expect(paper.locator(".evidence")).to_have_count(1)
    expect(paper.locator(".evidence")).to_be_visible()
    expect(paper.locator(".case-file table, table.case-chronology")).to_contain_text("14 November 2026")
    expect(paper.locator("[data-case-pictures] canvas")).to_be_visible()
    for elsewhere in ("article[data-case=fraudbbbbbbb]", ".header", ".footer", "[data-export]", ".lead"):
        expect(page.locator(elsewhere)).to_be_hidden()
    page.emulate_media(media="screen")
    page.locator("[data-file-close]").click()
    expect(card(page, "writtenccccc").locator("[data-print]")).to_be_focused()


def test_the_next_day_goes_into_the_calendar_with_an_address_that_says_nothing(page: Page, address: str) -> None:
    opened(page, address)
    take_in(page, WAITING)
    page.locator("[data-cases][data-state=ready]").wait_for()
    with page.expect_download() as download:
        card(page, "waitingaaaaa").locator("[data-reminder]").click()
    text = download.value.path().read_text("utf-8").replace("\r\n ", "")
    assert "DTSTART;VALUE=DATE:20261125" in text
    assert next(line for line in text.splitlines() if line.startswith("URL:")).endswith(
        "/en/my-cases/#case-waitingaaaaa"
    )


def test_the_answer_is_a_link_away(page: Page, address: str) -> None:
    opened(page, address)
    take_in(page, WAITING)
    card(page, "waitingaaaaa").locator("[data-open]").click()
    page.locator("[data-answer][data-state=ready]").wait_for()
    expect(page.locator("[name=text]")).to_have_value("MODALIA: -20%. STOP au 36180")
    assert page.url == f"{address}en/"


@pytest.mark.service_worker
def test_it_works_without_a_network(home: Home) -> None:
    home.ask("en", sender="MODALIA", text="MODALIA: -20%. STOP au 36180")
    page = home.page
    page.locator("html[data-kept-pages][data-kept-python]").wait_for()
    opened(page, home.address)
    take_in(page, WAITING)
    page.locator("html[data-kept-python]").wait_for()
    page.context.set_offline(True)

    page.reload()
    page.locator("[data-cases][data-state=ready]").wait_for()
    expect(card(page, "waitingaaaaa").locator("[data-when]")).to_have_text("from 25 November 2026")


FULL = """() => { IDBObjectStore.prototype.add = () => { throw new DOMException('full', 'QuotaExceededError'); }; }"""
# One that lets go of nothing.
HOLD = """(version) => new Promise((resolve) => {
  const asked = indexedDB.open("stop-sms", version);
  asked.onsuccess = () => { window.held = asked.result; resolve(undefined); };
})"""


def test_a_full_device_takes_no_file(page: Page, address: str) -> None:
    opened(page, address)
    session = page.context.new_cdp_session(page)
    session.send("Storage.overrideQuotaForOrigin", {"origin": address.rstrip("/"), "quotaSize": 1})
    page.set_input_files("input[name=cases]", file_of(case()))
    expect(page.locator("[data-status]")).to_contain_text("device is full")


def test_what_does_not_fit_is_saved_as_a_file(cases: Page) -> None:
    # The browser weighs an open database only now and then: here it says that it is full.
    cases.evaluate(FULL)
    unfold(cases, "pictures").locator("[data-attach]").set_input_files(
        {"name": "shot.png", "mimeType": "image/png", "buffer": PNG}
    )
    expect(cases.locator("[data-status]")).to_contain_text("device is full")
    with cases.expect_download() as download:
        cases.locator("[data-instead]").click()
    (saved,) = json.loads(download.value.path().read_text("utf-8"))["cases"]
    assert (saved["id"], saved["pictures"][0]["data"]) == (MARK, base64.b64encode(PNG).decode())


def test_what_another_tab_holds_is_said(cases: Page, address: str) -> None:
    other = cases.context.new_page()
    other.goto(address + path_of())
    other.locator("html[data-scripted]").wait_for()
    other.evaluate(HOLD, 2)
    cases.locator("[data-delete-all]").click()
    expect(cases.locator("[data-status]")).to_contain_text("other tabs", ignore_case=True)

    other.close()
    cases.locator("[data-delete-all]").click()
    expect(cases.locator("[data-none]")).to_be_visible()


def test_a_database_of_a_newer_version_is_said_and_left(page: Page, address: str) -> None:
    opened(page, address)
    page.evaluate(HOLD, 9)
    page.reload()
    expect(page.locator("[data-failed-text]")).to_contain_text("newer", ignore_case=True)
    assert page.evaluate("indexedDB.databases().then((all) => all[0].version)") == 9


def test_a_browser_that_keeps_nothing_says_so(page: Page, address: str) -> None:
    page.add_init_script("IDBFactory.prototype.open = () => { throw new DOMException('refused', 'SecurityError'); };")
    opened(page, address)
    page.set_input_files("input[name=cases]", file_of(case()))
    expect(page.locator("[data-status]")).to_contain_text("private", ignore_case=True)


def test_what_was_printed_goes_with_its_case(page: Page, address: str) -> None:
    opened(page, address)
    take_in(page, WRITTEN)
    page.locator("[data-cases][data-state=ready]").wait_for()
    page.evaluate("() => { window.print = () => { document.documentElement.dataset.printed = ''; }; }")
    unfold(page, "more", "writtenccccc").locator("[data-print]").click()
    page.locator("html[data-printed]").wait_for()
    page.locator("[data-delete-all]").click()

    expect(page.locator("[data-none]")).to_be_visible()
    expect(page.locator("[data-case-file]")).to_be_hidden()
    expect(page.locator("[data-file-sheet]")).to_be_empty()


def test_undo_ends_with_the_visit(cases: Page) -> None:
    cases.locator("[data-delete-all]").click()
    expect(cases.locator("[data-undo]")).to_be_visible()
    cases.evaluate("dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))")
    expect(cases.locator("[data-undo]")).to_be_hidden()


def test_a_thing_that_was_not_done_is_taken_away(cases: Page, tmp_path: Path) -> None:
    card(cases).locator("[data-remove-done]").click()
    expect(cases.locator("[data-status]")).to_have_text("Removed.")
    (mine,) = [one for one in exported(cases, tmp_path) if one["id"] == MARK]
    assert mine["events"] == []


def test_a_file_without_a_case_leaves_no_database(page: Page, address: str) -> None:
    opened(page, address)
    page.set_input_files("input[name=cases]", file_of({"id": "x"}))
    expect(page.locator("[data-status]")).not_to_be_empty()
    assert page.evaluate(DATABASES) == 0

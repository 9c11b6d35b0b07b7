"""The page of cases: what is kept is shown, changed, taken away and brought back, and looking keeps nothing."""

from __future__ import annotations

import base64
import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import FilePayload, Locator, Page, expect
from stopsms.config import load_site

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
    """Python has spoken, or cannot."""
    page.locator("[data-cases]:is([data-state=ready], [data-state=failed])").wait_for(state="attached")


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

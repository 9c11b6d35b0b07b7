"""The page of the cases that a person keeps."""

from __future__ import annotations

import base64
import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect
from stopsms.config import CASES_PAGE

from tests.e2e.form import Home
from tests.e2e.test_pictures import one_colour
from tests.pages.built import built

READY = "[data-cases][data-state=ready]"


def message(sender: str, text: str, received: str = "") -> dict[str, str]:
    return {
        "sender": sender, "text": text, "received": received, "knows_sender": "", "own_number": "", "from_picture": "",
    }  # fmt: skip


def case(
    id_: str, *messages: dict[str, str], changed: str = "2026-11-20T10:00:00.000Z", **more: object
) -> dict[str, Any]:
    return {
        "id": id_, "country": "FR", "firm": "", "opened": "2026-11-20", "changed": changed, "messages": list(messages),
        "happened": [], "answers": {}, "events": [], **more,
    }  # fmt: skip


ADVERT = message("MODALIA", "MODALIA : -40 % sur tout samedi ! STOP au 36180", "2026-11-10T10:00")
SCAM = message("+33 7 56 00 00 00", "Colis bloqué, frais de 1,99 € : colis-suivi.example/payer", "2026-11-20T21:00")
WAITING = case("waitingaaaaa", ADVERT, events=[{"what": "stop", "day": "2026-11-23"}])
FRAUD = case("fraudbbbbbbb", SCAM)
WRITTEN = case(
    "writtenccccc", ADVERT, firm="Modalia SAS",
    events=[
        {"what": "stop", "day": "2026-11-10"},
        {"what": "letter", "day": "2026-11-14", "letter": "company_objection"},
    ],
)  # fmt: skip


class Cases:
    """The page in a language, with the file field to put cases there."""

    def __init__(self, page: Page, address: str, language: str = "en") -> None:
        guide = built()[0].guide(language, CASES_PAGE)
        assert guide is not None
        self.page, self.url = page, f"{address}{language}/{guide.slug}/"

    def open(self) -> Cases:
        self.page.goto(self.url)
        return self.ready()

    def ready(self) -> Cases:
        self.page.locator(READY).wait_for()
        return self

    def give(self, *cases: dict[str, Any], folder: Path) -> Cases:
        whole = {"format": "stop-sms-case", "version": 2, "saved": "2026-11-20", "cases": list(cases)}
        self.give_text(json.dumps(whole), folder)
        for one in cases:
            expect(self.case(one["id"])).to_be_visible()
        return self.ready()

    def give_text(self, text: str, folder: Path) -> Cases:
        path = folder / "cases.json"
        path.write_text(text, "utf-8")
        self.page.locator("input[name=cases]").set_input_files(path)
        return self

    def case(self, id_: str) -> Locator:
        return self.page.locator(f"[data-case={id_}]")

    def button(self, id_: str, name: str) -> Locator:
        """A button of a case, with what it stands in unfolded."""
        found = self.case(id_).get_by_role("button", name=name, exact=True, include_hidden=True)
        found.evaluate("e => { for (let d = e; (d = d.parentElement?.closest('details')); ) d.open = true; }")
        return found

    def expect_said(self, text: str) -> None:
        expect(self.page.locator("[data-status]")).to_contain_text(text)

    def exported(self) -> dict[str, Any]:
        with self.page.expect_download() as download:
            self.page.locator("[data-export]").click()
        found: dict[str, Any] = json.loads(download.value.path().read_text("utf-8"))
        return found

    def databases(self) -> list[str]:
        return [found["name"] for found in self.page.evaluate("indexedDB.databases()")]


@pytest.fixture
def cases(home: Home) -> Cases:
    return Cases(home.page, home.address).open()


def test_where_nothing_is_kept_the_page_says_how_and_leaves_nothing(cases: Cases) -> None:
    expect(cases.page.get_by_role("link", name="Ask about a message")).to_be_visible()
    expect(cases.page.locator("[data-export]")).to_be_disabled()
    expect(cases.page.locator("[data-delete-all]")).to_be_disabled()
    assert cases.databases() == []


def test_what_comes_next_and_when_stands_on_each_case(cases: Cases, tmp_path: Path) -> None:
    cases.give(WAITING, FRAUD, WRITTEN, folder=tmp_path).expect_said("Added: 3.")
    cases.ready()

    expect(cases.case("waitingaaaaa").locator(".case-next")).to_contain_text("from 25 November 2026")
    expect(cases.case("writtenccccc").locator(".case-next")).to_contain_text("until 14 December 2026")
    expect(cases.case("writtenccccc").locator("h2")).to_have_text("Modalia SAS (MODALIA)")
    expect(cases.case("fraudbbbbbbb").locator(".case-next.due")).to_contain_text("now")
    ids = cases.page.locator("[data-case]").evaluate_all("all => all.map((e) => e.dataset.case)")
    assert ids == ["fraudbbbbbbb", "waitingaaaaa", "writtenccccc"], "what is due, then by day"
    expect(cases.page.locator("[data-bytes]")).to_contain_text("kept on this device: 3")


def test_the_same_comes_back_after_all_was_deleted(cases: Cases, tmp_path: Path) -> None:
    cases.give(WAITING, FRAUD, folder=tmp_path).expect_said("Added: 2.")
    first = cases.exported()
    cases.page.locator("[data-delete-all]").click()
    cases.expect_said("Nothing remains")
    expect(cases.page.locator("[data-case]")).to_have_count(0)
    assert cases.databases() == []

    cases.give(*first["cases"], folder=tmp_path).expect_said("Added: 2.")
    assert sorted(cases.exported()["cases"], key=str) == sorted(first["cases"], key=str)


def test_deleting_is_taken_back(cases: Cases, tmp_path: Path) -> None:
    cases.give(WAITING, folder=tmp_path)
    cases.button("waitingaaaaa", "Delete this case").click()
    expect(cases.page.locator("[data-case]")).to_have_count(0)
    assert cases.databases() == [], "with the last case goes the database"
    undo = cases.page.get_by_role("button", name="Undo")
    expect(undo).to_be_focused()
    undo.click()
    expect(cases.case("waitingaaaaa").locator("h2")).to_be_focused()

    cases.page.locator("[data-delete-all]").click()
    cases.page.get_by_role("button", name="Undo").click()
    expect(cases.case("waitingaaaaa")).to_be_visible()
    cases.open()
    expect(cases.case("waitingaaaaa")).to_be_visible()


def test_of_two_with_one_id_the_newer_stays(cases: Cases, tmp_path: Path) -> None:
    cases.give(WAITING, folder=tmp_path).expect_said("Added: 1.")
    cases.give({**WAITING, "firm": "Old"}, folder=tmp_path).expect_said("left as they are: 1.")
    newer = {**WAITING, "firm": "New", "changed": "2026-11-21T10:00:00.000Z"}
    cases.give(newer, FRAUD, folder=tmp_path).expect_said("Added: 1. Newer than what was here, taken: 1.")
    expect(cases.case("waitingaaaaa").locator("h2")).to_contain_text("New")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("hello", "no file of cases"),
        ('{"format": "other"}', "another program"),
        ('{"format": "stop-sms-case", "version": 9, "cases": []}', "newer version"),
        ('{"format": "stop-sms-case", "version": 2, "cases": [{}]}', "something in this file is missing"),
        ('{"format": "stop-sms-case", "version": 2, "cases": []}', "no case in this file"),
    ],
)
def test_a_file_that_cannot_be_taken_is_answered(cases: Cases, tmp_path: Path, text: str, said: str) -> None:
    cases.give(WAITING, folder=tmp_path)
    cases.give_text(text, tmp_path)
    expect(cases.page.locator("[data-status]")).to_contain_text(said, ignore_case=True)
    expect(cases.page.locator("[data-case]")).to_have_count(1)


def test_it_came_again(cases: Cases, tmp_path: Path) -> None:
    cases.give(WRITTEN, folder=tmp_path)
    cases.button("writtenccccc", "It came again").click()
    expect(cases.case("writtenccccc").locator("form:visible [name=day]")).to_have_value("2026-11-24")
    cases.case("writtenccccc").get_by_label("The message", exact=True).fill("MODALIA : derniers jours. STOP au 36180")
    cases.case("writtenccccc").locator("form:visible button[type=submit]").click()
    cases.expect_said("The message is added")
    cases.ready()

    expect(cases.case("writtenccccc").locator(".case-count")).to_contain_text(
        "2 messages, the last on 24 November 2026"
    )
    (kept,) = cases.exported()["cases"]
    assert kept["messages"][1]["text"].endswith("derniers jours. STOP au 36180")
    assert kept["messages"][1]["received"].startswith("2026-11-24T")


def test_what_was_done_changes_what_comes_next(cases: Cases, tmp_path: Path) -> None:
    cases.give(FRAUD, folder=tmp_path)
    cases.button("fraudbbbbbbb", "I did something").click()
    cases.case("fraudbbbbbbb").get_by_label("What did you do?").select_option("report")
    cases.case("fraudbbbbbbb").locator("form:visible button[type=submit]").click()
    cases.expect_said("Saved")
    expect(cases.case("fraudbbbbbbb").locator(".case-next")).to_contain_text("You reported it")
    expect(cases.case("fraudbbbbbbb").locator(".case-done")).to_contain_text("24 November 2026")


def test_a_firm_is_noted_and_two_cases_are_put_together(cases: Cases, tmp_path: Path) -> None:
    cases.give(WAITING, case("secondeeeeee", message("LUNA", "LUNA : soldes")), folder=tmp_path)
    cases.button("waitingaaaaa", "Put the two together")
    firm = cases.case("waitingaaaaa").get_by_label("The firm, if you know it")
    firm.fill("Luna Mode")
    firm.blur()
    expect(cases.case("waitingaaaaa").locator("h2")).to_have_text("Luna Mode (MODALIA)")

    cases.button("waitingaaaaa", "Put the two together").click()
    expect(cases.page.locator("[data-case]")).to_have_count(1)
    cases.page.get_by_role("button", name="Undo").click()
    expect(cases.page.locator("[data-case]")).to_have_count(2)

    cases.button("waitingaaaaa", "Put the two together").click()
    expect(cases.page.locator("[data-case]")).to_have_count(1)
    expect(cases.case("waitingaaaaa").locator("h2")).to_be_focused()
    (kept,) = cases.exported()["cases"]
    assert [one["sender"] for one in kept["messages"]] == ["MODALIA", "LUNA"]


def test_a_picture_is_kept_shown_exported_and_taken_away(cases: Cases, tmp_path: Path) -> None:
    cases.give(WAITING, folder=tmp_path)
    picture = tmp_path / "capture.png"
    picture.write_bytes(one_colour(600, 400))
    cases.button("waitingaaaaa", "Delete this case")
    cases.case("waitingaaaaa").locator("input[name=picture]").set_input_files(picture)
    expect(cases.case("waitingaaaaa").get_by_role("img", name="Picture 1")).to_be_visible()
    exported = cases.exported()
    assert len(exported["cases"][0]["pictures"]) == 1

    cases.page.locator("[data-delete-all]").click()
    cases.expect_said("Nothing remains")
    cases.give(*exported["cases"], folder=tmp_path)
    cases.button("waitingaaaaa", "Remove").click()
    expect(cases.case("waitingaaaaa").locator("canvas")).to_have_count(0)
    assert "pictures" not in cases.exported()["cases"][0]

    picture.write_text("<svg/>")
    cases.case("waitingaaaaa").locator("input[name=picture]").set_input_files(
        {"name": "a.svg", "mimeType": "image/svg+xml", "buffer": b"<svg/>"}
    )
    expect(cases.case("waitingaaaaa").locator(".field-error")).to_contain_text("Only pictures")


def test_the_whole_file_is_printed(cases: Cases, tmp_path: Path) -> None:
    picture = {
        "name": "a.png",
        "type": "image/png",
        "data": base64.b64encode(one_colour(600, 400)).decode(),
    }
    cases.give({**WRITTEN, "pictures": [picture]}, FRAUD, folder=tmp_path)
    cases.page.evaluate("() => { window.print = () => { document.documentElement.dataset.printed = ''; }; }")
    cases.button("writtenccccc", "Print the whole file").click()
    cases.page.locator("html[data-printed]").wait_for()

    paper = cases.page.locator("[data-paper]")
    cases.page.emulate_media(media="print")
    expect(paper.locator(".evidence")).to_have_count(1)
    expect(paper.locator(".evidence")).to_be_visible()
    expect(paper.locator(".case-chronology")).to_contain_text("14 November 2026")
    expect(paper.locator("[data-case-pictures] canvas")).to_be_visible()
    expect(cases.page.locator("[data-case=fraudbbbbbbb]")).to_be_hidden()
    expect(cases.page.locator(".header")).to_be_hidden()


def test_the_next_day_goes_into_the_calendar_without_what_was_typed(cases: Cases, tmp_path: Path) -> None:
    cases.give(WAITING, folder=tmp_path)
    with cases.page.expect_download() as download:
        cases.button("waitingaaaaa", "Put the date in my calendar").click()
    text = download.value.path().read_text("utf-8").replace("\r\n ", "")
    assert "DTSTART;VALUE=DATE:20261125" in text
    address = next(line for line in text.splitlines() if line.startswith("URL:"))
    assert address.endswith("/en/my-cases/#case-waitingaaaaa")
    cases.expect_said("Open the file")


def test_an_answer_is_a_link_away_and_a_case_has_an_address(cases: Cases, tmp_path: Path) -> None:
    cases.give(WAITING, WRITTEN, folder=tmp_path)
    cases.page.goto("about:blank")
    cases.page.goto(f"{cases.url}#case-writtenccccc")
    expect(cases.case("writtenccccc").locator("h2")).to_be_focused()
    cases.ready().case("writtenccccc").get_by_role("link", name="See the answer").click()
    cases.page.locator("[data-answer][data-state=ready]").wait_for()
    expect(cases.page.locator("[name=text]")).to_have_value(ADVERT["text"])


@pytest.mark.service_worker
def test_it_works_without_a_network(home: Home, tmp_path: Path) -> None:
    home.ask("en", sender="MODALIA", text=ADVERT["text"])
    home.page.locator("html[data-kept-pages][data-kept-python]").wait_for()
    cases = Cases(home.page, home.address).open().give(WAITING, folder=tmp_path)
    cases.page.locator("html[data-kept-python]").wait_for()
    cases.page.context.set_offline(True)

    cases.page.reload()
    cases.ready()
    expect(cases.case("waitingaaaaa").locator(".case-next")).to_contain_text("from 25 November 2026")

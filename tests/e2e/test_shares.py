"""What is shared to the installed app: texts and files, several in a row, none lost, none kept."""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, FilePayload, expect
from stopsms.publish.service_worker import write_service_worker

from tests.e2e.conftest import KEEPING, new_context
from tests.e2e.form import Home
from tests.e2e.kept import everything_kept
from tests.e2e.served import Served, observed
from tests.e2e.watch import Watch
from tests.pages.built import built

pytestmark = pytest.mark.service_worker

SHOP = "MODALIA : -40 % sur toute la boutique jusqu'à dimanche ! STOP au 36180"
PARCEL = "Votre colis est retenu, payez 1,99 EUR sur colis-frais.example/x"
MARK = "ZQXMARK"
BETWEEN = "\n\n---\n\n"
# In the place of what reads pictures: notes the files that it is given.
NOTES_FILES = b"""let taken = [];
export async function takeFiles(files) {
  taken = taken.concat(await Promise.all(files.map(async (file) => [file.name, file.type, await file.text()])));
  document.documentElement.dataset.taken = JSON.stringify(taken);
}
export const clear = () => {};"""
# What a phone does: a form with files goes to the target, and the window with it.
SHARE = """({ action, said, files }) => {
  const sent = { action, method: "post", enctype: "multipart/form-data" };
  const form = Object.assign(document.createElement("form"), sent);
  for (const [name, value] of Object.entries(said)) {
    form.append(Object.assign(document.createElement("input"), { name, value }));
  }
  const input = Object.assign(document.createElement("input"), { type: "file", name: "screenshot", multiple: true });
  const transfer = new DataTransfer();
  for (const [name, type, content] of files) {
    const parts = typeof content === "number" ? [new Uint8Array(content)] : [content];
    transfer.items.add(new File(parts, name, { type }));
  }
  input.files = transfer.files;
  form.append(input);
  document.body.append(form);
  form.submit();
}"""
# The same without going anywhere, as if the window were another one.
SHARE_ELSEWHERE = """async ({ action, said, files }) => {
  const body = new FormData();
  for (const [name, value] of Object.entries(said)) body.set(name, value);
  for (const [name, type, content] of files) body.append("screenshot", new File([content], name, { type }));
  const { redirected, url } = await fetch(action, { method: "POST", body });
  return [redirected, url];
}"""
FIRST = ("first.png", "image/png", "one")
SECOND = ("second.jpg", "image/jpeg", "two")
File = tuple[str, str, str | int]


@pytest.fixture(scope="session")
def noting(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The build, which notes files and reads none."""
    folder: Path = tmp_path_factory.mktemp("noting") / "dist"
    shutil.copytree(built()[1], folder, copy_function=os.link)
    (scripts,) = folder.glob("static/*/js/lookup")
    replace(folder, scripts / "pictures.js", NOTES_FILES)
    return folder


def replace(folder: Path, path: Path, content: bytes) -> None:
    """Another content of one file of a build, whose files are links."""
    for changed in (path, folder / "sw.js"):
        changed.unlink(missing_ok=True)
    path.write_bytes(content)
    write_service_worker(built()[0].with_runtime(built()[0].runtime), folder)


@pytest.fixture(scope="module")
def observed_site(noting: Path) -> Iterator[Served]:
    with observed(noting) as site:
        yield site


@pytest.fixture(scope="module")
def installed(browser: Browser, observed_site: Served) -> Iterator[BrowserContext]:
    """A phone with the installed site: its service worker is the same for all tests, as it is for all shares.

    The page's own policy lets no form go anywhere; the system that shares is not bound by it.
    """
    context = new_context(browser, bypass_csp=True, **KEEPING)
    watch = Watch(context, observed_site.url)
    watch.expect("POST ")  # the service worker's: no server sees it
    first = Home(context.new_page(), observed_site.url)
    first.open("fr").page.locator("html[data-kept-pages]").wait_for()
    yield context
    context.close()  # hands over what is still on its way
    assert watch.unexpected() == []


@pytest.fixture
def context(installed: BrowserContext) -> Iterator[BrowserContext]:
    """The same, without windows of the test before."""
    for page in installed.pages[1:]:
        page.close()
    yield installed
    for page in installed.pages[1:]:
        page.close()


@pytest.fixture
def app(context: BrowserContext, observed_site: Served) -> Home:
    """A window of the installed site."""
    return Home(context.new_page(), observed_site.url).open("fr")


def share(app: Home, *files: File, **said: str) -> None:
    """A share that comes into the app's window."""
    app.page.evaluate("delete document.documentElement.dataset.scripted")
    with app.page.expect_navigation(url="**/fr/"):
        app.page.evaluate(SHARE, {"action": f"{app.address}fr/share/", "said": said, "files": files})
    app.page.locator("html[data-scripted]").wait_for()


def share_elsewhere(app: Home, *files: File, **said: str) -> None:
    """A share whose page has not come yet."""
    answer = app.page.evaluate(SHARE_ELSEWHERE, {"action": f"{app.address}fr/share/", "said": said, "files": files})
    assert answer == [True, f"{app.address}fr/"]


def expect_text(app: Home, *messages: str) -> None:
    expect(app.page.locator("[name=text]")).to_have_value(BETWEEN.join(messages))


def expect_taken(app: Home, *files: File) -> None:
    expect(app.page.locator("html")).to_have_attribute(
        "data-taken", json.dumps(files, ensure_ascii=False, separators=(",", ":"))
    )


def test_a_phone_offers_the_site_for_messages_and_pictures(app: Home) -> None:
    manifest = app.page.evaluate("fetch(document.querySelector('link[rel=manifest]').href).then((r) => r.json())")

    target = manifest["share_target"]
    assert (target["action"], target["method"], target["enctype"]) == ("/fr/share/", "POST", "multipart/form-data")
    (files,) = target["params"]["files"]
    assert files["name"] == "screenshot"
    assert {"image/png", "image/jpeg", "image/webp", "image/heic", "text/plain"} <= set(files["accept"])


def test_a_message_comes_into_the_form_once(app: Home) -> None:
    share(app, text=SHOP)
    expect_text(app, SHOP)
    assert app.answer.data("state") in ("idle", "instant")  # it waits for the sender

    app.open("fr")
    expect_text(app)


def test_title_text_and_address_are_one_message(app: Home) -> None:
    share(app, title="SMS", text=SHOP, url="https://modalia.example/")
    expect_text(app, f"SMS\n{SHOP}\nhttps://modalia.example/")


def test_pictures_and_a_text_file_go_where_chosen_ones_do(app: Home) -> None:
    text_file = ("messages.txt", "text/plain", SHOP)
    share(app, FIRST, SECOND, text_file)
    expect_taken(app, FIRST, SECOND, text_file)
    expect(app.page.locator("[data-error]")).to_be_hidden()


def test_a_picture_with_a_message(app: Home) -> None:
    share(app, FIRST, text=SHOP)
    expect_text(app, SHOP)
    expect_taken(app, FIRST)


def test_shares_that_come_before_a_page_takes_them(app: Home) -> None:
    share_elsewhere(app, text=SHOP)
    share_elsewhere(app, FIRST)
    share_elsewhere(app, SECOND, text=PARCEL)
    app.open("fr")
    expect_text(app, SHOP, PARCEL)
    expect_taken(app, FIRST, SECOND)

    app.open("fr")
    expect_text(app)
    expect(app.page.locator("html")).not_to_have_attribute("data-taken", re.compile(""))


def test_a_share_in_the_window_of_the_one_before(app: Home) -> None:
    share(app, FIRST, text=SHOP)
    expect_taken(app, FIRST)
    share(app, SECOND)
    expect_taken(app, FIRST, SECOND)
    share(app, text=PARCEL)

    expect_text(app, SHOP, PARCEL)
    expect_taken(app, FIRST, SECOND)


def test_what_was_chosen_in_the_window_before_comes_along(app: Home) -> None:
    name, kind, content = FIRST
    chosen = FilePayload(name=name, mimeType=kind, buffer=str(content).encode())
    app.page.locator("[name=screenshot]").set_input_files([chosen])
    expect_taken(app, FIRST)
    share(app, SECOND)
    expect_taken(app, FIRST, SECOND)


def test_an_export_of_messages_is_taken_whatever_kind_the_system_gives_it(app: Home) -> None:
    table, backup = ("sms.csv", "application/vnd.ms-excel", "a;b"), ("sms.xml", "application/xml", "<smses/>")
    share(app, table, backup)
    expect_taken(app, table, backup)
    expect(app.page.locator("[data-error]")).to_be_hidden()


def test_the_same_message_twice_is_one(app: Home) -> None:
    share(app, text=SHOP)
    share(app, text=SHOP)
    expect_text(app, SHOP)


def test_a_share_takes_nothing_from_what_is_typed(app: Home) -> None:
    app.fill(sender="MODALIA", text=SHOP, country="ES")
    share(app, text=PARCEL)

    expect_text(app, f"De : MODALIA\n{SHOP}", PARCEL)
    expect(app.page.locator("[name=sender]")).to_have_value("")  # that of the first is not that of the second
    expect(app.page.locator("[name=country]")).to_have_value("ES")


def test_a_picture_takes_nothing_from_what_is_typed(app: Home) -> None:
    app.fill(sender="MODALIA", text=SHOP)
    share(app, FIRST)

    expect_text(app, SHOP)
    expect(app.page.locator("[name=sender]")).to_have_value("MODALIA")
    expect_taken(app, FIRST)


def test_a_share_in_another_window_leaves_the_first_as_it_was(app: Home, context: BrowserContext) -> None:
    app.fill(sender="MODALIA", text=SHOP)
    other = Home(context.new_page(), app.address).open("fr")
    share(other, text=PARCEL)

    expect_text(other, PARCEL)
    expect_text(app, SHOP)


def test_what_was_cleared_does_not_come_back(app: Home) -> None:
    share(app, FIRST, text=SHOP)
    expect_taken(app, FIRST)
    app.page.locator("[data-clear]").click()
    share(app, SECOND, text=PARCEL)

    expect_text(app, PARCEL)
    expect_taken(app, SECOND)


def test_who_leaves_without_a_share_hands_nothing_on(app: Home) -> None:
    app.fill(sender="MODALIA", text=SHOP)
    app.open("fr")
    expect_text(app)
    share(app, text=PARCEL)
    expect_text(app, PARCEL)


COMPLAINTS = [
    ([], {}, "aucun message"),
    ([], {"text": " \n "}, "aucun message"),
    ([("film.mp4", "video/mp4", "film")], {}, "que du texte et des images"),
    ([("a.pdf", "application/pdf", "%PDF")], {"text": SHOP}, "que du texte et des images"),
    ([("huge.png", "image/png", 65_000_000)], {}, "trop lourd"),
]


@pytest.mark.parametrize(("files", "said", "words"), COMPLAINTS)
def test_a_share_that_cannot_be_taken_is_answered(
    app: Home, files: list[File], said: dict[str, str], words: str
) -> None:
    share(app, *files, **said)

    expect(app.page.locator("[data-error]")).to_contain_text(words)
    expect(app.page.locator("[name=text]")).to_be_focused()
    expect_text(app, said.get("text", "").strip())
    expect(app.page.locator("html")).not_to_have_attribute("data-taken", re.compile(""))
    app.page.locator("[name=text]").press_sequentially("x")
    expect(app.page.locator("[data-error]")).to_be_hidden()


def test_a_share_that_is_no_form_at_all(app: Home) -> None:
    app.page.evaluate("fetch('share/', { method: 'POST', body: 'no form' })")
    app.open("fr")
    expect(app.page.locator("[data-error]")).to_contain_text("aucun message")


def test_one_unreadable_share_takes_nothing_from_the_others(app: Home) -> None:
    share_elsewhere(app, text=SHOP)
    share_elsewhere(app, ("film.mp4", "video/mp4", "film"))
    share_elsewhere(app, FIRST)
    app.open("fr")

    expect_text(app, SHOP)
    expect_taken(app, FIRST)
    expect(app.page.locator("[data-error]")).to_contain_text("que du texte et des images")


def test_a_change_of_version_keeps_what_was_shared(browser: Browser, noting: Path, tmp_path: Path) -> None:
    now = tmp_path / "now"
    shutil.copytree(noting, now, copy_function=os.link)
    page = now / "fr" / "index.html"
    with observed(now) as served, new_context(browser, bypass_csp=True, **KEEPING) as context:
        app = Home(context.new_page(), served.url).open("fr")
        app.page.locator("html[data-kept-pages]").wait_for()
        share(app.open("fr"), FIRST, text=SHOP)
        expect_taken(app, FIRST)
        replace(now, page, page.read_bytes().replace(built()[0].revision.encode(), b"later"))
        app.page.evaluate("navigator.serviceWorker.getRegistration().then((registration) => registration.update())")
        app.page.locator("[data-update-use]").click()

        expect(app.page.locator(".footer p")).to_contain_text("later")
        expect_text(app, SHOP)
        expect_taken(app, FIRST)


def test_no_server_sees_a_share_and_nothing_keeps_it(app: Home, context: BrowserContext, observed_site: Served) -> None:
    picture = (f"{MARK}.png", "image/png", MARK)
    share(app, picture, text=f"{MARK} : soldes", title=MARK)
    expect_taken(app, picture)
    share(app, picture, text=f"{MARK} : colis")
    expect_taken(app, picture, picture)

    kept = everything_kept(app.page)
    assert "/fr/" in kept and MARK not in kept
    assert MARK not in json.dumps(context.storage_state()) + app.page.url + app.page.title()
    assert app.page.evaluate("indexedDB.databases().then((all) => all.length)") == 0
    assert observed_site.asked
    assert not any(MARK in asked or asked.startswith("POST") for asked in observed_site.asked)


def test_without_scripts_no_address_holds_what_was_shared(browser: Browser, observed_site: Served) -> None:
    """A browser whose scripts are off has no service worker: the server refuses, and the address says nothing."""
    context = new_context(browser, java_script_enabled=False, bypass_csp=True)
    page = context.new_page()
    page.goto(f"{observed_site.url}fr/")
    page.set_content(f"""<form action="{observed_site.url}fr/share/" method="post" enctype="multipart/form-data">
      <input name="text" value="{MARK}"><button>Share</button></form>""")
    with page.expect_response("**/fr/share/") as refused:
        page.get_by_role("button").click()

    assert refused.value.status >= 400
    assert page.url == f"{observed_site.url}fr/share/"
    assert MARK not in page.content()
    context.close()

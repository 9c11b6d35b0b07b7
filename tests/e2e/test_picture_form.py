"""A picture of a message in the form: chosen, dropped, pasted; what was read is compared, corrected, asked, cleared.

Most tests put a small module in the place of the one that reads: a "picture" here is a real one that carries, behind
its last byte, what an engine would have seen in it. What Python makes of that is real; the last test reads a real one.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from io import BytesIO
from typing import Any, Literal

import pytest
from PIL import Image, ImageDraw, ImageFont
from playwright.sync_api import Browser, BrowserContext, FilePayload, Locator, Page, expect

from tests.e2e.conftest import PERSON, SAVE_DATA, new_context
from tests.e2e.form import Home
from tests.e2e.test_axe import LOOKS, violations
from tests.e2e.test_layout import overflow
from tests.e2e.watch import Watch

READER = """export class PictureError extends Error {
  constructor(code) { super(code); this.code = code; }
}
export async function readPicture(blob, { onProgress, signal }) {
  const { page, fault, waits } = JSON.parse((await blob.text()).split("SEEN:")[1]);
  onProgress({ stage: "download", done: 47, total: 100 });
  const untilStopped = (_, fail) => signal.addEventListener("abort", () => fail(new PictureError("aborted")));
  if (waits) await new Promise(untilStopped);
  if (fault) throw new PictureError(fault);
  return { page, width: page.width, height: page.height };
}"""
NOTE_CALLS = """globalThis.calls = [];
const send = Worker.prototype.postMessage;
Worker.prototype.postMessage = function (message, ...more) {
  calls.push(JSON.stringify(message));
  return send.call(this, message, ...more);
}"""
AS_FILE = "([name, type, data]) => new File([Uint8Array.from(atob(data), (c) => c.charCodeAt(0))], name, { type })"
GIVE = f"""([kind, file, text]) => {{
  const dataTransfer = new DataTransfer();
  if (file) dataTransfer.items.add(({AS_FILE})(file));
  if (text) dataTransfer.setData("text/plain", text);
  const how = {{ dataTransfer, clipboardData: dataTransfer, bubbles: true, cancelable: true }};
  const event = kind === "paste" ? new ClipboardEvent(kind, how) : new DragEvent(kind, how);
  document.querySelector("h1").dispatchEvent(event);
}}"""
ADVERT = "MODALIA : -40 % jusqu’à dimanche sur modalia.example STOP au 36180"
PANEL = "[data-picture-panel]"
WHITE = (255, 255, 255)


def line(text: str, left: int, top: int, unsure: dict[str, int], ground: tuple[int, int, int]) -> dict[str, Any]:
    """A line as an engine sees it; `unsure`: word -> how sure."""
    words: list[dict[str, Any]] = []
    for word in text.split():
        right = left + 13 * len(word)
        box = [left, top, right, top + 26]
        words.append(
            {"text": word, "box": box, "confidence": unsure.get(word, 95), "ink": [0, 0, 0], "ground": list(ground)}
        )
        left = right + 10
    return {"box": [words[0]["box"][0], top, words[-1]["box"][2], top + 26], "words": words}


def seen(*bubbles: tuple[str, ...], sender: str = "MODALIA", unsure: dict[str, int] | None = None) -> dict[str, Any]:
    """A screen with these bubbles, each of lines, from the top."""
    lines = [
        line("14:02", 40, 20, {}, WHITE),
        line(sender, 340, 110, unsure or {}, WHITE),
        line("Aujourd’hui 14:02", 270, 200, {}, WHITE),
    ]
    top = 260
    for rows in bubbles:
        for row in rows:
            lines.append(line(row, 40, top, unsure or {}, (233, 233, 235)))
            top += 40
        top += 110
    return {"page": {"width": 750, "height": 1334, "lines": lines}}


ROWS = ("MODALIA : -40 % jusqu’à dimanche", "sur modalia.example STOP au 36180")
UNSURE = {"dimanche": 40, "36180": 60}


def picture(carried: dict[str, Any], name: str = "message.png", kind: str = "image/png") -> FilePayload:
    """A picture that carries what is to be seen in it."""
    image = Image.new("RGB", (375, 667), "white")
    ImageDraw.Draw(image).rectangle((20, 130, 300, 180), "#e9e9eb")
    content = BytesIO()
    image.save(content, "PNG")
    return {"name": name, "mimeType": kind, "buffer": content.getvalue() + b"SEEN:" + json.dumps(carried).encode()}


def as_file(payload: FilePayload) -> list[str]:
    """For AS_FILE."""
    return [payload["name"], payload["mimeType"], base64.b64encode(payload["buffer"]).decode()]


def watched(browser: Browser, served: str, **options: object) -> tuple[BrowserContext, Watch]:
    context = new_context(browser, **options)
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    context.add_init_script(NOTE_CALLS)
    context.route("**/js/picture/read.js", lambda route: route.fulfill(body=READER, content_type="text/javascript"))
    return context, Watch(context, served)


@pytest.fixture(scope="module")
def one_page(browser: Browser, served: str) -> Iterator[tuple[Page, Watch]]:
    """One page for most tests: Python starts once."""
    context, watch = watched(browser, served)
    yield context.new_page(), watch
    context.close()


@pytest.fixture
def desk(one_page: tuple[Page, Watch], served: str) -> Iterator[Home]:
    """The form, all cleared."""
    page, watch = one_page
    watch.forget()
    yield Home(page, served, kept=True).open("fr")
    assert watch.unexpected() == []


def choose(home: Home, *pictures: FilePayload, state: str = "read") -> Locator:
    """Choose pictures; what stands below the message then."""
    home.page.set_input_files("[name=screenshot]", list(pictures))
    home.page.locator(f"form[data-picture={state}]").wait_for()
    return home.page.locator(PANEL)


def expect_values(page: Page, **values: str) -> None:
    for name, value in values.items():
        expect(page.locator(f"form[data-lookup] [name={name}]")).to_have_value(value)


def side_of(element: Locator, side: Literal["width", "height"]) -> float:
    box = element.bounding_box()
    assert box is not None
    return box[side]


def asked(page: Page, op: str) -> dict[str, Any]:
    """The last call of Python with that operation."""
    calls = [json.loads(value) for call in page.evaluate("calls") for value in _texts(json.loads(call))]
    found: dict[str, Any] = [call for call in calls if call.get("op") == op][-1]
    return found


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str) and value.startswith("{"):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from _texts(one)


def test_what_was_read_stands_in_the_form_beside_its_picture(desk: Home) -> None:
    page = desk.page
    panel = choose(desk, picture(seen(ROWS, unsure=UNSURE)))

    expect_values(page, sender="MODALIA", text=ADVERT, received="2026-11-24T14:02", from_picture="true")
    expect(panel.get_by_role("status")).to_contain_text("C’est lu.")
    expect(panel.locator(".picture-show canvas")).to_be_visible()
    assert side_of(panel.locator(".picture-show canvas"), "height") <= 844 * 0.4
    checks = panel.locator(".picture-check")
    assert checks.evaluate_all("items => items.map((item) => item.dataset.check)") == ["digits", "address", "word"]
    expect(checks.nth(1)).to_contain_text("lettre par lettre")
    desk.submit()
    desk.ready()
    assert asked(page, "lookup")["request"]["from_picture"] == "true"
    assert "screenshot" not in asked(page, "lookup")["request"]


def test_the_picture_is_enlarged_and_made_smaller(desk: Home) -> None:
    button = choose(desk, picture(seen(ROWS))).locator(".picture-show")
    small = side_of(button.locator("canvas"), "width")

    button.press("Enter")

    expect(button).to_contain_text("Réduire")
    assert side_of(button.locator("canvas"), "width") > 1.5 * small
    button.click()
    expect(button).to_contain_text("Agrandir")


def test_a_picture_is_dropped_anywhere(desk: Home) -> None:
    page, file = desk.page, as_file(picture(seen(ROWS)))
    shown = "getComputedStyle(document.querySelector('form[data-lookup]'), '::after').content"

    page.evaluate(GIVE, ["dragover", file, ""])
    assert page.evaluate(shown) == '"Déposez l’image ici"'
    page.evaluate(GIVE, ["dragleave", file, ""])
    assert page.evaluate(shown) == "none"
    page.evaluate(GIVE, ["drop", file, ""])

    expect_values(page, text=ADVERT)
    expect(page.locator("form[data-dragging]")).to_have_count(0)


def test_a_picture_is_pasted_but_text_that_comes_with_one_is_text(desk: Home) -> None:
    page, file = desk.page, as_file(picture(seen(ROWS)))

    page.evaluate(GIVE, ["paste", file, "Bonjour"])
    expect(page.locator(PANEL)).to_have_count(0)
    page.evaluate(GIVE, ["paste", file, ""])

    expect_values(page, text=ADVERT)


def test_the_button_that_pastes_takes_a_picture_too(desk: Home) -> None:
    page = desk.page
    item = f"new ClipboardItem({{ 'image/png': ({AS_FILE})(file) }})"
    holds = f"(file) => {{ navigator.clipboard.read = async () => [{item}]; }}"
    page.evaluate(holds, as_file(picture(seen(ROWS))))

    page.locator("[data-paste]").click()

    expect_values(page, text=ADVERT)
    page.evaluate("() => { delete navigator.clipboard.read; }")


def test_several_messages_of_one_picture(desk: Home) -> None:
    panel = choose(desk, picture(seen(("Votre code est le 482913.",), ROWS)))
    buttons = panel.locator(".picture-messages button")

    expect(panel.locator(".picture-messages")).to_contain_text("2 messages")
    expect(buttons).to_have_count(2)
    expect(buttons.first).to_have_attribute("aria-current", "true")
    expect_values(desk.page, text=ADVERT)
    buttons.nth(1).press("Enter")

    expect_values(desk.page, text="Votre code est le 482913.", sender="MODALIA")
    expect(buttons.nth(1)).to_be_focused()
    expect(buttons.nth(1)).to_have_attribute("aria-current", "true")
    expect(panel.get_by_role("button", name="Remettre")).to_have_count(0)  # nobody had written anything


def test_several_pictures_are_a_list_and_each_has_its_picture(desk: Home) -> None:
    scam = ("Votre colis est bloqué, frais impayés", "1,99 € sous 48h : colis-suivi.example/payer")
    pictures = [picture(seen(ROWS)), picture({"fault": "no-text"}), picture(seen(scam, sender="+33756000000"))]
    panel = choose(desk, *pictures)
    lines = desk.page.locator("[data-several-line]")

    expect(lines).to_have_count(2)
    expect(panel.get_by_role("status")).to_contain_text("Image 2 sur 3")
    expect_values(desk.page, sender="+33756000000", from_picture="true")
    expect(panel.locator("[data-check=address]")).to_contain_text("colis-suivi.example/payer")
    desk.ready()
    lines.nth(1).click()

    expect_values(desk.page, text=ADVERT, sender="MODALIA", from_picture="true")
    expect(panel.locator("[data-check=address]")).to_contain_text("modalia.example")


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("not-a-picture", "n’est pas une image"),
        ("too-large", "trop grande"),
        ("no-text", "aucun message"),
        ("engine", "Ce navigateur"),
        ("download", "connexion"),
    ],
)
def test_why_a_picture_was_not_read(desk: Home, code: str, said: str) -> None:
    desk.fill(sender="36180", text="Bonjour")
    panel = choose(desk, picture({"fault": code}), state="failed")

    expect(panel.get_by_role("status")).to_contain_text(said)
    expect_values(desk.page, sender="36180", text="Bonjour", from_picture="")
    expect(panel.get_by_role("button", name="Réessayer")).to_have_count(1 if code == "download" else 0)


def test_a_photo_that_the_browser_cannot_open(desk: Home) -> None:
    panel = choose(desk, picture({"fault": "not-a-picture"}, "IMG_0001.HEIC", ""), state="failed")

    expect(panel.get_by_role("status")).to_contain_text("HEIC")


def test_a_picture_without_a_message(desk: Home) -> None:
    panel = choose(desk, picture({"page": {"width": 750, "height": 1334, "lines": []}}), state="failed")

    expect(panel.get_by_role("status")).to_contain_text("aucun message")


def test_a_text_file_goes_where_pasted_messages_go(desk: Home) -> None:
    desk.page.set_input_files(
        "[name=screenshot]", {"name": "sms.txt", "mimeType": "text/plain", "buffer": ADVERT.encode()}
    )

    expect_values(desk.page, text=ADVERT, from_picture="")
    desk.ready()
    desk.page.set_input_files("[name=screenshot]", {"name": "sms.txt", "mimeType": "text/plain", "buffer": b"\0\1\2"})
    expect(desk.page.locator("[data-error]")).to_contain_text("pas de texte")


def test_what_somebody_wrote_comes_back(desk: Home) -> None:
    desk.fill(sender="36111", text="Bonjour, c’est moi", received="2026-11-20T10:00")
    panel = choose(desk, picture(seen(ROWS)))
    expect_values(desk.page, sender="MODALIA", text=ADVERT, received="2026-11-24T14:02")

    panel.get_by_role("button", name="Remettre").click()

    expect_values(desk.page, sender="36111", text="Bonjour, c’est moi", received="2026-11-20T10:00", from_picture="")
    expect(desk.page.locator(PANEL)).to_have_count(0)


def test_a_sender_that_somebody_typed_stays(desk: Home) -> None:
    desk.fill(sender="36111")
    choose(desk, picture(seen(ROWS)))
    expect_values(desk.page, sender="36111", text=ADVERT)

    choose(desk, picture(seen(("Autre chose, bien sûr",), sender="CLUB")))

    expect_values(desk.page, sender="36111", text="Autre chose, bien sûr")


def test_a_number_is_asked_for_and_corrected(desk: Home) -> None:
    panel = choose(desk, picture(seen(ROWS, unsure=UNSURE)))
    field = panel.get_by_label("Ces chiffres sont-ils justes")
    expect(field).to_have_value("36180")
    expect(panel.locator("[data-check=digits] canvas")).to_be_visible()

    field.fill("36189")
    expect(panel.get_by_role("button", name="Corriger")).to_be_visible()
    field.press("Enter")

    expect_values(desk.page, text=ADVERT.replace("36180", "36189"), from_picture="true")
    expect(panel.locator("[data-check=digits]")).to_have_count(0)
    expect(panel.locator("[data-check=address] button")).to_be_focused()
    expect(desk.page.locator("[data-answer]")).to_have_attribute("data-state", "idle")  # nothing was sent off


def test_a_number_that_is_right(desk: Home) -> None:
    panel = choose(desk, picture(seen(ROWS, unsure=UNSURE)))

    panel.get_by_role("button", name="C’est juste").click()

    expect(panel.locator("[data-check=digits]")).to_have_count(0)
    expect_values(desk.page, text=ADVERT)


def test_the_number_of_the_sender(desk: Home) -> None:
    panel = choose(
        desk, picture(seen(("Bonjour, votre rendez-vous est demain",), sender="36181", unsure={"36181": 50}))
    )
    field = panel.get_by_label("Les chiffres de l’expéditeur")

    field.fill("36180")
    panel.get_by_role("button", name="Corriger").click()

    expect_values(desk.page, sender="36180", from_picture="true")
    expect(field).to_have_count(0)


def test_an_unsure_word_is_shown_in_the_message(desk: Home) -> None:
    panel = choose(desk, picture(seen(ROWS, unsure=UNSURE)))

    panel.locator("[data-check=word] button").press("Enter")

    expect(desk.page.locator("[name=text]")).to_be_focused()
    assert desk.page.evaluate("getSelection().toString()") == "dimanche"


def test_marks_follow_what_is_changed_and_fall_away(desk: Home) -> None:
    panel, text = choose(desk, picture(seen(ROWS, unsure=UNSURE))), desk.page.locator("[name=text]")

    text.fill(f"De Modalia. {ADVERT.replace('-40 %', '-45 %')}")
    panel.locator("[data-check=word] button").click()
    assert desk.page.evaluate("getSelection().toString()") == "dimanche"
    text.fill(ADVERT.replace("dimanche", "samedi"))

    expect(panel.locator("[data-check=word]")).to_have_count(0)
    expect(panel.locator("[data-check=digits]")).to_have_count(1)


def test_four_things_are_compared_at_once(desk: Home) -> None:
    words = ["Merci", "beaucoup", "votre", "visite", "nous", "ravit"]
    panel = choose(desk, picture(seen((" ".join(words), ROWS[1]), unsure=dict.fromkeys((*words, "36180"), 30))))
    checks = panel.locator(".picture-check")
    expect(panel.locator(".picture-check:visible")).to_have_count(4)
    expect(checks.first).to_have_attribute("data-check", "digits")

    panel.get_by_role("button", name="Tout montrer").click()

    assert panel.locator(".picture-check:visible").count() == checks.count() > 4
    expect(checks.nth(4).locator("button")).to_be_focused()


def test_another_message_drops_the_picture(desk: Home) -> None:
    page = desk.page
    choose(desk, picture(seen(ROWS, unsure=UNSURE)))
    page.evaluate("(text) => navigator.clipboard.writeText(text)", "Bonjour, votre colis est arrivé au relais")

    page.locator("[data-paste]").click()

    expect(page.locator(PANEL)).to_have_count(0)
    expect_values(page, sender="", received="", text="Bonjour, votre colis est arrivé au relais", from_picture="")
    expect(page.locator("form[data-lookup][data-picture]")).to_have_count(0)


def test_a_text_that_is_corrected_is_still_from_the_picture(desk: Home) -> None:
    choose(desk, picture(seen(ROWS)))

    desk.fill(text=ADVERT.replace("MODALIA", "Modalia").replace("-40 %", "-50 %"))
    desk.submit()
    desk.ready()

    assert asked(desk.page, "lookup")["request"]["from_picture"] == "true"


@pytest.mark.parametrize("how", ["clear", "example"])
def test_all_of_it_is_cleared(desk: Home, how: str) -> None:
    page = desk.page
    choose(desk, picture(seen(ROWS, unsure=UNSURE)))

    page.locator("[data-clear]" if how == "clear" else "[data-example-text]").first.click()

    expect(page.locator(PANEL)).to_have_count(0)
    expect(page.locator("canvas")).to_have_count(0)
    expect(page.locator("form[data-lookup][data-picture]")).to_have_count(0)
    expect_values(page, from_picture="", screenshot="")
    if how == "clear":
        expect_values(page, sender="", text="", received="")
    else:
        desk.ready()


def test_reading_is_told_and_stopped(desk: Home) -> None:
    desk.fill(text="Bonjour")
    panel = choose(desk, picture({"waits": True}), state="reading")
    expect(panel.get_by_role("status")).to_have_text("Téléchargement : 45 %")
    expect(panel.get_by_role("progressbar")).to_have_js_property("value", 0.47)

    panel.get_by_role("button", name="Arrêter").click()

    expect(panel.get_by_role("status")).to_contain_text("Lecture arrêtée")
    expect(desk.page.locator("form[data-lookup][data-picture]")).to_have_count(0)
    expect_values(desk.page, text="Bonjour")
    choose(desk, picture(seen(ROWS)))


def test_clearing_stops_reading(desk: Home) -> None:
    choose(desk, picture({"waits": True}), state="reading")

    desk.page.locator("[data-clear]").click()

    expect(desk.page.locator(PANEL)).to_have_count(0)
    expect(desk.page.locator("form[data-lookup][data-picture]")).to_have_count(0)


@pytest.mark.parametrize("look", LOOKS)
def test_axe_and_narrow_screens(desk: Home, look: str) -> None:
    page = desk.page
    page.set_viewport_size(LOOKS[look].get("viewport", PERSON["viewport"]))  # type: ignore[arg-type]
    page.emulate_media(color_scheme=LOOKS[look].get("color_scheme"))  # type: ignore[arg-type]
    many = seen(("Votre code est le 482913.",), ROWS, sender="36181", unsure={**UNSURE, "36181": 50})
    panel = choose(desk, picture(many))

    assert violations(page) == []
    for width in (320, 640):
        page.set_viewport_size({"width": width, "height": 640})
        assert overflow(page) == []
        panel.locator(".picture-show").click()
        assert overflow(page) == []
    page.set_viewport_size(PERSON["viewport"])  # type: ignore[arg-type]
    page.emulate_media(color_scheme="null")


def test_forced_colours_keep_the_questions_and_the_way_to_choose(browser: Browser, served: str) -> None:
    context, watch = watched(browser, served, forced_colors="active")
    home = Home(context.new_page(), served).open("fr")
    panel = choose(home, picture(seen(ROWS, unsure=UNSURE)))

    for element in (home.page.locator("label[for=screenshot]"), panel.locator("[data-check=digits] .button")):
        expect(element).to_have_css("border-top-style", "solid")
    assert violations(home.page) == []
    context.close()
    assert watch.unexpected() == []


def test_it_reads_inside_another_sites_page_too(browser: Browser, served: str) -> None:
    context, watch = watched(browser, served)
    page = context.new_page()
    page.goto(f"{served}embed/fr/")
    page.locator("html[data-scripted]").wait_for()

    panel = choose(Home(page, served), picture(seen(ROWS)))

    expect_values(page, text=ADVERT)
    assert side_of(panel.locator(".picture-show canvas"), "height") <= 18 * 16
    context.close()
    assert watch.unexpected() == []


def test_nothing_of_it_comes_before_the_first_picture(browser: Browser, served: str) -> None:
    context, watch = watched(browser, served)
    home = Home(context.new_page(), served).open("fr")
    parts = ("/pictures.js", "pictures.json", "picture.css", "/picture/", "/pictures/")
    before = [request.url for request in watch.requests if any(part in request.url for part in parts)]
    context.route("**/pictures.json", lambda route: route.abort())
    home.page.set_input_files("[name=screenshot]", picture(seen(ROWS)))

    expect(home.page.locator("[data-error]")).to_contain_text("n’a pas pu être chargée")

    context.unroute("**/pictures.json")
    choose(home, picture(seen(ROWS)))
    expect(home.page.locator("[data-error]")).to_be_hidden()
    context.close()
    assert before == []


def test_who_saves_data_is_told_how_much_it_is(browser: Browser, served: str) -> None:
    context, watch = watched(browser, served)
    context.add_init_script(SAVE_DATA)
    home = Home(context.new_page(), served).open("fr")
    home.page.set_input_files("[name=screenshot]", picture(seen(ROWS)))
    panel = home.page.locator(PANEL)
    expect(panel.get_by_role("status")).to_contain_text("2 Mo")
    assert not any("read.js" in request.url for request in watch.requests)

    panel.get_by_role("button", name="Télécharger").click()

    expect_values(home.page, text=ADVERT)
    context.close()


def test_without_scripts_there_is_no_button_that_does_nothing(browser: Browser, served: str) -> None:
    context = new_context(browser, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{served}fr/")

    expect(page.locator("[name=text]")).to_be_visible()
    expect(page.locator("label[for=screenshot]")).to_be_hidden()
    expect(page.locator("[name=screenshot]")).to_be_hidden()
    context.close()


def drawn() -> FilePayload:
    """A screenshot of a short message, to be read for certain."""
    image = Image.new("RGB", (750, 1000), "white")
    pen, font = ImageDraw.Draw(image), ImageFont.load_default(34)
    pen.text((320, 100), "36180", "black", font)
    pen.rounded_rectangle((30, 250, 700, 390), 30, "#e9e9eb")
    pen.text((60, 270), "Soldes chez Modalia samedi", "black", font)
    pen.text((60, 330), "STOP au 36180", "black", font)
    content = BytesIO()
    image.save(content, "PNG")
    return {"name": "capture.png", "mimeType": "image/png", "buffer": content.getvalue()}


@pytest.mark.service_worker
def test_a_real_picture_is_read_and_again_without_network(home: Home, context: BrowserContext, watch: Watch) -> None:
    """Under the site's own policy: any violation would be a fault."""
    home.open("fr")
    choose(home, drawn())
    home.page.locator("html[data-kept-pages][data-kept-python]").wait_for()
    text = home.page.input_value("[name=text]")
    assert "Soldes" in text and "36180" in text
    context.set_offline(True)

    home.open("fr")
    choose(home, drawn())

    expect_values(home.page, text=text, from_picture="true")
    watch.expect("ERR_INTERNET_DISCONNECTED", "Failed to fetch", "net::ERR_FAILED")

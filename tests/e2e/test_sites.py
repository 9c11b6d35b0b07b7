"""What docs/sites.md gives to other sites, as it stands there: in pages of another origin, under the policies named."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import SimpleHTTPRequestHandler
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from stopsms.config import ROOT

from sender_lookup import Verdict, __version__
from sender_lookup.cli import main
from sender_lookup.schema import request_schema
from tests.e2e.conftest import new_context
from tests.e2e.served import Served, observed, served_by
from tests.e2e.watch import Watch
from tests.pages.built import AS_OF, SUB_PATH_URL, built

ADDRESS = "https://stop-sms.example/"  # in the documentation
FRAME, MODULE = "The form in a frame", "Answers as JSON"  # its headings
MARK = "ZQXMARK"
ADVERT = f"{MARK} : -40 % sur toute la boutique jusqu'à dimanche ! STOP au 36180"
HAIRDRESSER = f"{MARK} Salon Éva : brushing à 20 €. Répondez STOP"
MOBILE = "0612345678"
# What the page around the frame can know: each message, and each event of the element.
LISTEN = """if (parent === window) {
  Object.assign(globalThis, { heard: [], told: [] });
  addEventListener("message", ({ data, origin }) => heard.push([data, origin]));
  addEventListener("stop-sms:answer", ({ target, detail, bubbles, composed }) =>
    told.push([target.localName, detail, bubbles, composed]));
}"""
# Beside the documented script: what that starts, and the classes themselves.
PROBE = """<script type="module" nonce="probe" referrerpolicy="no-referrer">
import { StopSms, StopSmsError } from "%sengine.js";
const { start } = StopSms;
StopSms.start = async (options) => (globalThis.engine = await start(options));
Object.assign(globalThis, { StopSms, StopSmsError });
</script>"""
# How a call ends that must not end well.
ENDING = """const endingOf = (promise) => promise.then(
  () => "it went well", (error) => [error instanceof StopSmsError ? error.code : error.name, error.message]);"""


def blocks(heading: str, site: str) -> dict[str, list[str]]:
    """Kind -> the blocks of that kind below a heading of docs/sites.md, about the site at that address."""
    section = (ROOT / "docs" / "sites.md").read_text("utf-8").split(f"\n## {heading}\n")[1].split("\n## ")[0]
    found: dict[str, list[str]] = {}
    for kind, text in re.findall(r"^```(\w+)\n(.*?)^```$", section, re.MULTILINE | re.DOTALL):
        found.setdefault(kind, []).append(text.replace(ADDRESS, site).replace(ADDRESS.rstrip("/"), origin_of(site)))
    return found


def origin_of(url: str) -> str:
    return "{0.scheme}://{0.netloc}".format(urlsplit(url))


def policy_of(heading: str, site: str) -> str:
    """The documented policy; what it does not name is forbidden, but for what the page itself has."""
    (line,) = blocks(heading, site)["http"]
    name, _, value = line.strip().partition(": ")
    assert name == "Content-Security-Policy"
    return f"default-src 'none'; img-src data:; {value}".replace("script-src", "script-src 'nonce-probe'")


@contextmanager
def elsewhere(files: Mapping[str, str], policy: str) -> Iterator[str]:
    """Another site (another port: another origin) with these files and this policy; gives its address."""

    class Handler(SimpleHTTPRequestHandler):
        """Nothing but the files."""

        def send_head(self) -> Any:
            content = files.get(self.path.lstrip("/") or "index.html")
            if content is None:
                return self.send_error(404)
            body = content.encode()
            self.send_response(200)
            self.send_header("Content-Type", "text/javascript" if self.path.endswith(".js") else "text/html")
            self.send_header("Content-Length", str(len(body)))
            self.send_header("Content-Security-Policy", policy)
            self.end_headers()
            return BytesIO(body)

        def log_message(self, format: str, *args: object) -> None:
            """Nothing."""

    with served_by(Handler) as address:
        yield address


def page_of(body: str) -> str:
    return f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>An association</title>
<link rel="icon" href="data:,"></head><body><h1>An association</h1>{body}</body></html>"""


@pytest.fixture(scope="module")
def site() -> Iterator[Served]:
    """The site in a folder, which remembers what it was asked."""
    with observed(built(SUB_PATH_URL)[1], SUB_PATH_URL) as served:
        yield served


@pytest.fixture
def address(site: Served) -> str:
    """Its address."""
    return site.url


# --- the form in a frame ----------------------------------------------------------------------------------------------


def test_the_page_around_the_frame_hears_each_verdict_and_nothing_else(
    context: BrowserContext, watch: Watch, address: str
) -> None:
    (html,), (script,) = (blocks(FRAME, address)[kind] for kind in ("html", "js"))
    context.add_init_script(LISTEN)
    files = {"index.html": page_of(f'{html}<script nonce="probe" src="listen.js"></script>'), "listen.js": script}
    with elsewhere(files, policy_of(FRAME, address)) as other:
        watch.expect(f"request to another origin: {other}")
        page = context.new_page()
        page.goto(other)
        frame = page.frame_locator("stop-sms iframe")
        frame.locator("html[data-scripted]").wait_for(state="attached")
        answer = frame.locator("[data-answer]")
        told: list[list[object]] = []

        def expect_told(verdict: str) -> None:
            answer.and_(frame.locator(f"[data-state=ready][data-source=python][data-verdict={verdict}]")).wait_for()
            told.append(["stop-sms", {"verdict": verdict}, True, True])
            expect(page).to_have_title(verdict)
            assert page.evaluate("told") == told

        def ask(sender: str, text: str) -> None:
            frame.locator("[name=sender]").fill(sender)
            frame.locator("[name=text]").fill(text)
            frame.locator("form[data-lookup] button[type=submit]").click()

        frame.locator("[name=sender]").fill("36180")
        answer.and_(frame.locator("[data-state=instant]")).wait_for()
        assert page.evaluate("told") == [], "an instant answer is told"
        ask("MODALIA", ADVERT)
        expect_told("stop")
        page.evaluate("document.title = ''")
        ask("MODALIA", ADVERT)
        expect_told("stop")  # the same again is an answer too
        ask(MOBILE, HAIRDRESSER)
        expect_told("check_first")
        frame.locator("[data-door=yes]").click()
        expect_told("stop")

        heard = page.evaluate("heard")
        assert {origin for _, origin in heard} == {origin_of(address)}
        assert all(type(data) is int or data in list(Verdict) for data, _ in heard)
        assert [data for data, _ in heard if type(data) is str] == ["stop", "stop", "check_first", "stop"]

        for data in ('"nonsense"', '{ verdict: "stop" }', '["stop"]', "null", '"stop "', '"verdict"'):
            frame.locator("body").evaluate(f"() => parent.postMessage({data}, '*')")
        page.evaluate("() => postMessage('stop', '*')")
        frame.locator("body").evaluate("() => parent.postMessage('premium', '*')")  # that it comes shows that all came
        expect(page).to_have_title("premium")
        assert page.evaluate("told.length") == len(told) + 1


# --- answers as JSON --------------------------------------------------------------------------------------------------


@dataclass
class Elsewhere:
    """The documented page on another site, with Python started by its first question."""

    page: Page
    url: str
    watch: Watch

    def run(self, script: str, argument: object = None) -> Any:
        return self.page.evaluate(f"async (given) => {{ {ENDING} {script} }}", argument)


@contextmanager
def documented(browser: Browser, site: str, change: tuple[str, str] = ("", "")) -> Iterator[Elsewhere]:
    """The page of docs/sites.md, with a part of its policy replaced."""
    (html,), (script,) = (blocks(MODULE, site)[kind] for kind in ("html", "js"))
    policy = f"{policy_of(MODULE, site)}; frame-src 'none'"
    assert change[0] in policy
    files = {"index.html": page_of(html + PROBE % site), "question.js": script}
    context = new_context(browser)
    watch = Watch(context, site)
    with elsewhere(files, policy.replace(*change)) as other:
        page = context.new_page()
        page.goto(other)
        page.wait_for_function("'StopSms' in globalThis")
        try:
            yield Elsewhere(page, other, watch)
        finally:
            context.close()


@pytest.fixture(scope="module")
def asked(browser: Browser, site: Served) -> Iterator[Elsewhere]:
    """The documented page after its first answer: one start of Python for all that follows."""
    with documented(browser, site.url) as made:
        made.page.fill("[name=sender]", "MODALIA")
        made.page.fill("[name=text]", ADVERT)
        made.page.click("button")
        expect(made.page.locator("#answer")).to_have_text("stop")
        yield made
        made.watch.expect(f"request to another origin: {made.url}", f"request to another origin: blob:{made.url}")
        assert made.watch.unexpected() == []


AS_OF_TEXT = str(AS_OF)
TERMINAL = {"received": "--received", "text": "--text", "country": "--country", "language": "--language"}


@pytest.mark.parametrize(
    "given",
    [
        {"sender": "MODALIA", "text": ADVERT, "country": "FR", "received": "2026-11-22T21:00"},
        {"sender": "36180", "country": "FR", "language": "en"},
        {"sender": MOBILE, "text": HAIRDRESSER, "country": "FR"},
        {"sender": "+81 90-1234-5678", "country": "ES"},  # rules and telephone data that did not come at the start
        {"text": "Your parcel is held: pay 1.99 EUR at http://correos-es.top/x", "country": "GB", "received": "soon"},
    ],
)
def test_the_same_json_as_in_a_terminal(
    asked: Elsewhere, capsys: pytest.CaptureFixture[str], given: dict[str, str]
) -> None:
    sender = [given["sender"]] if "sender" in given else []
    options = [word for name, value in given.items() if name in TERMINAL for word in (TERMINAL[name], value)]
    assert main([*sender, *options, "--json", "--as-of", AS_OF_TEXT]) == 0

    assert asked.run("return engine.lookup(given)", given) == json.loads(capsys.readouterr().out)


def test_drafts_and_letters_as_in_a_terminal(
    asked: Elsewhere, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    draft = {"text": "Soldes -20 % chez Modalia", "sender": "MODALIA", "country": "FR"}
    options = ["--text", draft["text"], "--sender", draft["sender"], "--country", "FR"]
    assert main(["draft", *options, "--json", "--as-of", AS_OF_TEXT]) == 0
    assert asked.run("return engine.draft(given)", draft) == json.loads(capsys.readouterr().out)

    facts = {"name": "Ana Ruiz", "company": "Modalia", "sender": "MODALIA"}
    (tmp_path / "facts.json").write_text(json.dumps(facts), "utf-8")
    of_country = ["--country", "FR", "--facts", str(tmp_path / "facts.json")]
    assert main(["letter", "company_objection", *of_country, "--as-of", AS_OF_TEXT]) == 0
    letter = asked.run("return engine.letter('company_objection', { country: 'FR', facts: given })", facts)
    assert letter["text"] == capsys.readouterr().out
    assert set(letter) == {"id", "language", "recipient", "subject", "body", "text", "missing"}
    assert letter["language"] == "fr" and "address" in letter["missing"] and letter["body"] in letter["text"]


@pytest.mark.parametrize(
    ("call", "code", "says"),
    [
        ("engine.lookup({})", "nothing_given", "Écrivez"),  # in the first of the languages
        ("engine.lookup({ language: 'en' })", "nothing_given", "Type"),
        ("engine.lookup('36180')", "bad_request", ""),
        ("engine.letter('love', { country: 'FR' })", "unknown_letter", "company_objection"),
        ("StopSms.start({ languages: ['xx'] })", "bad_request", 'languages: "xx": use fr, gl, '),
        ("engine.lookup(null)", "bad_request", ""),
        ("engine.lookup({ sender: 1n })", "bad_request", "BigInt"),
        ("StopSms.start({ countries: 'FR' })", "bad_request", "countries: give a list of two letters, as FR"),
        ("StopSms.start({ languages: null })", "bad_request", "languages: give a list of fr, gl, "),
        ("StopSms.start({ countries: ['France'] })", "bad_request", 'countries: "France": use two letters'),
        ("StopSms.start({ signal: AbortSignal.abort() })", "AbortError", ""),
        ("engine.lookup({ sender: '36180' }, { signal: AbortSignal.abort() })", "AbortError", ""),
    ],
)
def test_what_cannot_be_answered(asked: Elsewhere, call: str, code: str, says: str) -> None:
    found, message = asked.run(f"return endingOf({call})")

    assert found == code
    assert says in message


def test_an_answer_that_nobody_waits_for_any_more(asked: Elsewhere) -> None:
    ending, next_one = asked.run("""
      const leaving = new AbortController();
      const ending = endingOf(engine.lookup({ sender: "36180" }, { signal: leaving.signal }));
      leaving.abort(new Error("changed my mind"));
      return [await ending, (await engine.lookup({ sender: "36180", country: "FR" })).advice.verdict];
    """)

    assert ending == ["Error", "changed my mind"]
    assert next_one == "stop"


def test_nothing_of_it_leaves(asked: Elsewhere, site: Served) -> None:
    assert asked.run("return engine.version") == __version__
    requests = [line.lower() for line in (*site.asked, *(request.url for request in asked.watch.requests))]
    assert any("worker.js" in line for line in requests)
    assert not [line for line in requests if MARK.lower() in line or "modalia" in line]
    assert not [line for line in requests if f"referer: {asked.url}" in line], "we learn the page's address"


# --- what goes wrong --------------------------------------------------------------------------------------------------


@pytest.fixture
def other_site(dist: Path) -> Iterator[Served]:
    """The site at a root, which can fail."""
    with observed(dist) as served:
        yield served


@pytest.mark.parametrize(
    ("without", "lacks"),
    [
        ("worker-src blob:", "worker-src blob:"),
        (" 'wasm-unsafe-eval'", "script-src 'wasm-unsafe-eval'"),
        ("connect-src SITE", "connect-src SITE"),
        ("script-src 'nonce-probe' 'self' SITE", "script-src SITE"),  # the nonce alone loads engine.js, not the worker
    ],
)
def test_a_policy_that_lacks_a_line_is_told_which(
    browser: Browser, other_site: Served, without: str, lacks: str
) -> None:
    site = origin_of(other_site.url)
    left = "script-src 'nonce-probe'" if "nonce" in without else ""
    with documented(browser, other_site.url, (without.replace("SITE", site), left)) as page:
        code, message = page.run("return endingOf(StopSms.start())")

    assert code == "blocked"
    assert message == f"the Content-Security-Policy of this page lacks: {lacks.replace('SITE', site)}"


def test_trusted_types_and_stopping(browser: Browser, other_site: Served) -> None:
    demanding = "frame-src 'none'; require-trusted-types-for 'script'"
    with documented(browser, other_site.url, ("frame-src 'none'", f"{demanding}; trusted-types theirs")) as page:
        code, message = page.run("return endingOf(StopSms.start())")
        assert (code, message.partition("lacks: ")[2]) == ("blocked", "trusted-types stop-sms-engine")

    with documented(
        browser, other_site.url, ("frame-src 'none'", f"{demanding}; trusted-types stop-sms-engine")
    ) as page:
        stages, verdict, ending, later = page.run("""
          const stages = new Set();
          await StopSms.start({ onProgress: ({ stage, done, total }) => done <= total && stages.add(stage) });
          const { advice } = await engine.lookup({ sender: "36180", country: "FR" });
          const waiting = endingOf(engine.lookup({ sender: "36180", country: "FR" }));
          engine.stop();
          return [[...stages], advice.verdict, await waiting, await endingOf(engine.lookup({ sender: "36180" }))];
        """)
    assert set(stages) == {"download", "start", "import"} and stages[0] == "download"  # a slow machine starts twice
    assert verdict == "stop"
    assert ending[0] == later[0] == "stopped"


@pytest.mark.parametrize(
    ("faults", "is_down", "code", "says"),
    [
        ({"worker.js": None}, False, "failed", "worker.js: HTTP status 404"),
        ({"core.zip.bin": b"nonsense"}, False, "failed", "core.zip.bin: "),
        ({"pyodide.asm.wasm": None}, False, "failed", "pyodide.asm.wasm: HTTP status 404"),
        ({}, True, "unreachable", "does not answer"),
    ],
)
def test_files_that_do_not_come(
    browser: Browser, other_site: Served, faults: dict[str, bytes | None], is_down: bool, code: str, says: str
) -> None:
    with documented(browser, other_site.url) as page:
        other_site.faults.update(faults)
        other_site.is_down = is_down
        found, message = page.run("return endingOf(StopSms.start())")

    assert found == code
    assert says in message


def test_the_declarations_have_every_field_of_a_request() -> None:
    text = (ROOT / "site" / "types" / "engine.d.ts").read_text("utf-8")
    _, _, declared = text.partition("export interface LookupRequest {")
    names = set(re.findall(r"^  (\w+)\?:", declared.partition("\n}")[0], re.M))

    assert names == set(request_schema()["properties"]) - {"clicked"}, "`clicked` is an older way to say it"


@pytest.mark.parametrize(
    ("call", "is_right"),
    [
        ("{ sender: '36180' }", True),
        ("{ sender: '0612345678', answers: { knows_number: true } }", True),
        ("{ sendr: '36180' }", False),
    ],
)
def test_the_declarations_say_what_is_there(tmp_path: Path, call: str, is_right: bool) -> None:
    (options,) = blocks(MODULE, ADDRESS)["json"]
    shutil.copy(ROOT / "site" / "types" / "engine.d.ts", tmp_path)
    (tmp_path / "page.ts").write_text(
        f"""import {{ StopSms, type Verdict }} from "{ADDRESS}engine.js";
        const engine = await StopSms.start({{ languages: ["fr"] }});
        export const verdict: Verdict = (await engine.lookup({call})).advice.verdict;""",
        "utf-8",
    )
    strict = {"strict": True, "noEmit": True, "module": "esnext", "target": "es2022", "moduleResolution": "bundler"}
    whole = {"compilerOptions": {**strict, **json.loads(options)["compilerOptions"]}, "files": ["page.ts"]}
    (tmp_path / "tsconfig.json").write_text(json.dumps(whole), "utf-8")
    compiler = ROOT / "site" / "node_modules" / "typescript" / "bin" / "tsc"
    done = subprocess.run(
        ["node", str(compiler), "-p", str(tmp_path)], capture_output=True, text=True, check=False, timeout=60
    )

    assert (done.returncode == 0) is is_right, done.stdout
    assert is_right or "sendr" in done.stdout

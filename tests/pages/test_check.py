"""`build.py --check`: each problem is one line, `file:line: what: how to fix it`, and exit 1; nothing is written."""

from __future__ import annotations

import subprocess
import sys
from functools import partial
from itertools import product
from pathlib import Path

import pytest
from stopsms import checks, cli
from stopsms.checks import NEEDED_GUIDES
from stopsms.config import ROOT, load_site

from sender_lookup.country.loader import load_country, load_index
from sender_lookup.country.schema import Country
from sender_lookup.errors import RuleError

FRONT = """title = "{id}"
slug = "{slug}"
description = "What {id} is about."
country = "{country}"
checked = 2026-11-24
"""
PUBLISHER = '[publisher]\nname = "A"\naddress = "B"\nemail = "c@d.example"\nhost = "E"\n'
KINDS = "use claim:, route:, tel:, page:, family:, home:, licences: or an https address"


OF_A_COUNTRY = ("letters", "senders", "sources")
PAGES = (
    *OF_A_COUNTRY,
    *("privacy", "legal", "about", "accessibility", "step-by-step", "stop-did-not-work"),
    *("what-senders-must-respect", "can-i-send", "how-good", "my-cases"),
)


class Desk:
    """A small content folder in which all is well, and the command that checks it."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        self.content, self.config, self.capsys = folder / "content", folder / "config.toml", capsys
        self.config.write_text(PUBLISHER, "utf-8")
        index = load_index()
        for language in index.languages:
            for page_id in PAGES:
                country = index.default_country if page_id in OF_A_COUNTRY else ""
                self.write(language, page_id, country)
        for other in (load_country(c) for c in index.countries if c != index.default_country):
            for language, page_id in product(other.languages if other.letters else (), OF_A_COUNTRY):
                self.write(language, f"{other.code.lower()}/{page_id}", other.code)
        monkeypatch.setattr(cli, "load_site", partial(load_site, content=self.content, config=self.config))

    def write(self, language: str, page_id: str, country: str = "", body: str = "Text.\n", more: str = "") -> Path:
        """Write a guide."""
        path = self.content / language / f"{page_id}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        slug = page_id.rpartition("/")[2]
        path.write_text(f"+++\n{FRONT.format(id=page_id, slug=slug, country=country)}{more}+++\n\n{body}", "utf-8")
        return path

    def check(self, *options: str) -> tuple[int, list[str]]:
        """Exit code and lines on standard error."""
        code = cli.main(["--check", *options])
        return code, self.capsys.readouterr().err.splitlines()


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Desk:
    """Content in which all is well."""
    return Desk(tmp_path, monkeypatch, capsys)


def test_all_is_well(desk: Desk) -> None:
    assert desk.check() == (0, [])


def test_a_page_that_one_language_lacks(desk: Desk) -> None:
    (desk.content / "gl" / "about.md").unlink()

    assert desk.check() == (1, ["content/gl/about.md:1: is missing: translate content/fr/about.md"])


@pytest.mark.parametrize("page", PAGES)
def test_a_page_that_no_language_has(desk: Desk, page: str) -> None:
    for path in desk.content.glob(f"*/{page}.md"):
        path.unlink()

    code, lines = desk.check()

    assert code == 1
    assert lines == [
        f"content/{language}/{page}.md:1: is missing: write it: the site links to it"
        for language in sorted(load_country("FR").guide_languages if page in NEEDED_GUIDES else load_index().languages)
    ]


@pytest.mark.parametrize(
    ("link", "shown"),
    [
        ("[x](page:nowhere)", "link page:nowhere leads nowhere"),
        ("[x](page:about#there)", "link page:about#there leads nowhere"),
        ("[x](claim:fr.nothing)", "link claim:fr.nothing leads nowhere"),
        ("[x](route:nothing)", "link route:nothing leads nowhere"),
        ("[x](route:info-escroqueries)", "link route:info-escroqueries leads nowhere"),  # a line without a site
        ("[x](tel:17cyber)", "link tel:17cyber leads nowhere"),  # a site without a line
        ("[x](family:12345)", "link family:12345 leads nowhere"),
        ("[x](http://example.org/)", "link http://example.org/ leads nowhere"),
        ("[x](javascript:alert)", "link javascript:alert leads nowhere"),
        ("[x](about.md)", "link 'about.md' leads nowhere"),
        ("[x](/fr/about/)", "link '/fr/about/' leads nowhere"),
        ("[x](<page:nowhere>)", "link page:nowhere leads nowhere"),
        ("[x]()", "link '' leads nowhere"),
        ("[x][there]\n\n[there]: page:nowhere", "link page:nowhere leads nowhere"),
    ],
)
def test_a_broken_link_with_its_line(desk: Desk, link: str, shown: str) -> None:
    path = desk.write("en", "about", body=f"One.\n\nTwo\nthree, [well](page:privacy) and {link}\n")
    line = next(n for n, text in enumerate(path.read_text("utf-8").splitlines(), 1) if link.splitlines()[-1] in text)

    assert desk.check() == (1, [f"content/en/about.md:{line}: {shown}: {KINDS}"])


def test_links_that_lead_somewhere(desk: Desk) -> None:
    body = (
        "[a](page:privacy) [b](claim:fr.stop.printed_code) [c](family:36xxx) [d](home:) [e](https://www.33700.fr/)"
        " [f](route:17cyber) [g](tel:card-line)\n"
    )
    desk.write("en", "about", body=body)

    assert desk.check() == (0, [])


@pytest.mark.parametrize(
    ("more", "problem"),
    [
        ('claims = ["fr.nothing"]\n', "1: claim 'fr.nothing' does not exist: fix its id in `claims`"),
        ('next = "nowhere"\n', "1: next page 'nowhere' does not exist: fix `next`"),
        (
            'author = "me"\n',
            "7: author is not known: use one of title, slug, description, country, checked, claims, next, unlinked, "
            "in_short, deed",
        ),
        ('claims = "fr.names.no_reply"\n', "7: claims is not a list: write it as in the other guides"),
    ],
)
def test_front_matter_that_names_the_unknown(desk: Desk, more: str, problem: str) -> None:
    desk.write("es", "about", more=more)

    assert desk.check() == (1, [f"content/es/about.md:{problem}"])


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("Only text.\n", "1: has no front matter: begin with +++, the fields, +++"),
        ('+++\ntitle = "a"\n', "1: has no front matter: begin with +++, the fields, +++"),
        ('+++\nslug = "a"\ndescription = "b"\nchecked = 2026-11-24\n+++\n', "1: title is missing: add title = ..."),
        (
            f'+++\ntitle = "{"a" * 66}"\nslug = "a"\ndescription = "b"\nchecked = 2026-11-24\n+++\n',
            "2: title has 66 characters: write at most 65",
        ),
        (
            '+++\ntitle = "a"\nslug = "Á propos"\ndescription = "b"\nchecked = 2026-11-24\n+++\n',
            "3: slug 'Á propos': use lower-case ASCII letters, digits and single dashes",
        ),
        (
            '+++\ntitle = "a"\nslug = "a"\ndescription = "b"\nchecked = "2026"\n+++\n',
            "5: checked is not a date: write it as in the other guides",
        ),
        (
            '+++\ntitle = "a"\nslug = "a"\ndescription = "b"\nchecked = 2026-11-24\n'
            'in_short = "c"\ndeed = "Call"\n+++\n',
            "7: deed 'Call' is no link: write [words](route:id), (tel:id) or (page:id)",
        ),
        (
            '+++\ntitle = "a"\nslug = "a"\ndescription = "b"\nchecked = 2026-11-24\ndeed = "[Call](page:about)"\n+++\n',
            "6: deed stands without in_short: say the guide in one short sentence",
        ),
    ],
)
def test_bad_front_matter(desk: Desk, text: str, problem: str) -> None:
    (desk.content / "fr" / "about.md").write_text(text, "utf-8")

    assert desk.check() == (1, [f"content/fr/about.md:{problem}"])


def test_a_deed_that_leads_nowhere(desk: Desk) -> None:
    desk.write("es", "about", more='in_short = "Call."\ndeed = "[Call](tel:nobody)"\n')

    code, (line,) = desk.check()
    assert code == 1 and line.startswith("content/es/about.md:8: link tel:nobody leads nowhere: ")


def test_front_matter_that_is_no_toml(desk: Desk) -> None:
    (desk.content / "fr" / "about.md").write_text("+++\ntitle = \n+++\n", "utf-8")

    code, (line,) = desk.check()
    assert code == 1
    assert line.startswith("content/fr/about.md:1: front matter: ") and line.endswith(": fix the TOML")


def test_two_pages_with_one_address(desk: Desk) -> None:
    path = desk.content / "en" / "legal.md"
    path.write_text(path.read_text("utf-8").replace('slug = "legal"', 'slug = "about"'), "utf-8")

    problem = "1: slug 'about' is that of content/en/about.md: choose another slug"
    assert desk.check() == (1, [f"content/en/legal.md:{problem}"])


def test_a_page_with_the_address_of_a_family(desk: Desk) -> None:
    for language in load_index().languages:
        desk.write(language, "36xxx", "FR")

    code, lines = desk.check()
    assert code == 1
    assert "content/fr/36xxx.md:1: slug '36xxx' is that of a family of senders: choose another slug" in lines


def test_a_page_about_a_country_without_advice(desk: Desk) -> None:
    for language in load_index().languages:
        desk.write(language, "abroad", "XX")

    code, lines = desk.check()
    assert code == 1
    assert "content/fr/abroad.md:1: country 'XX' has no advice: use the code of one that has" in lines


def test_rules_that_do_not_load(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(code: str) -> Country:
        raise RuleError("fr.toml", "families[36xxx]", "'shortcode' is unknown", "use one of short_code, mobile")

    monkeypatch.setattr(checks, "load_country", broken)

    problem = "families[36xxx]: 'shortcode' is unknown: use one of short_code, mobile"
    assert desk.check() == (1, [f"sender_lookup/data/fr.toml:1: {problem}"])


def test_a_public_address_needs_a_publisher(desk: Desk) -> None:
    desk.config.write_text('[publisher]\nname = "Somebody"\naddress = ""\n', "utf-8")

    assert desk.check("--base-url", "http://127.0.0.1:8000/") == (0, [])
    code, lines = desk.check("--base-url", "https://stop.example/")
    assert code == 1
    assert lines == [
        f"site/config.toml:1: publisher.{key} is empty for the public address https://stop.example/:"
        " say who publishes this site"
        for key in ("address", "email", "host")
    ]


def test_several_problems_are_all_said_in_order(desk: Desk) -> None:
    (desk.content / "gl" / "legal.md").unlink()
    desk.write("en", "about", body="[x](page:nowhere)\n")

    assert desk.check() == (
        1,
        [
            f"content/en/about.md:9: link page:nowhere leads nowhere: {KINDS}",
            "content/gl/legal.md:1: is missing: translate content/fr/legal.md",
        ],
    )


def build_py(*options: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "build.py", *options], cwd=ROOT, capture_output=True, text=True, check=False)


def test_the_content_of_this_repository(tmp_path: Path) -> None:
    done = build_py("--check", "--out", str(tmp_path / "out"))

    assert (done.returncode, done.stderr) == (0, "")
    assert "not yet checked against their source" in done.stdout
    assert not (tmp_path / "out").exists()  # nothing is written


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--base-url", "stop.example"), "is not the address of a site"),
        (("--base-url", "https://stop.example/?a=b"), "is not the address of a site"),
        (("--as-of", "tomorrow"), "is not a date"),
        (("--operators", "names.csv"), "--operators needs --numbering FILE"),
    ],
)
def test_unusable_options(options: tuple[str, ...], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.main(["--check", *options])

    assert ended.value.code == 2
    assert said in capsys.readouterr().err

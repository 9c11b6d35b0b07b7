"""The lists of firms for letters: how they are made, what those of the tree hold, whom they suggest, when they come."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from stopsms import cli
from stopsms.companies import lists
from stopsms.companies.compile import E_MAIL, compile_companies, domain_of
from stopsms.config import ROOT, Site
from stopsms.errors import BuildError
from stopsms.publish.service_worker import describe

from tests.pages.document import Element

NAMES = Path(__file__).with_name("company_match.mjs")
LISTS = {path.stem.upper(): path for path in (lists.STATIC / lists.FOLDER).glob("*.json")}
LARGEST = 200_000  # bytes, compressed: a list comes while somebody waits for an address; Germany's is the longest
FIRM = {
    "slug": "vestia", "name": "Vestia Modes SAS", "address": "1 rue Bleue\n69001 Lyon", "email": "dpo@vestia.example",
    "web": "https://www.vestia.example/fr", "sources": ["https://github.com/a/b/pull/1", "https://vestia.example/data"],
    "quality": "verified", "countries": ["fr"],
}  # fmt: skip


def row(**changed: Any) -> dict[str, Any]:
    """A firm of the database; None takes a value away."""
    return {key: value for key, value in {**FIRM, **changed}.items() if value is not None}


def source(folder: Path, *rows: object, name: str = "companies-2026-07-21.jsonl") -> Path:
    """A database; a row that is text stands there as it is."""
    path = folder / name
    lines = [r if isinstance(r, str) else json.dumps(r) for r in rows]
    path.write_text("".join(f"{line}\n" for line in lines), "utf-8")
    return path


def made(folder: Path, *rows: object) -> list[dict[str, Any]]:
    """The firms of the French list."""
    firms: list[dict[str, Any]] = json.loads(compile_companies(source(folder, *rows), ["FR"]).files["FR"])["firms"]
    return firms


# --- making ----------------------------------------------------------------------------------------------------------


def test_what_is_kept_of_a_firm(tmp_path: Path) -> None:
    runs = [
        "Luna (www.luna.example)",
        "vestia.example",
        "luna-mode.example",
        "VESTIA MODES, SAS",
        "Old Luna (formerly)",
    ]
    assert made(tmp_path, row(runs=runs, phone="+33 1", quality="tested")) == [
        {
            "name": "Vestia Modes SAS", "also": ["Luna", "Old Luna"], "host": "vestia.example",
            "more": ["luna.example", "luna-mode.example"], "address": "1 rue Bleue\n69001 Lyon",
            "email": "dpo@vestia.example", "page": "https://vestia.example/data", "quality": "tested",
        }
    ]  # fmt: skip


def test_a_country_has_its_own_firms_and_those_of_all(tmp_path: Path) -> None:
    path = source(
        tmp_path,
        row(slug="a", name="A", countries=["all"]),
        row(slug="b", name="B", countries=["es", "fr"]),
        row(slug="c", name="C", countries=["de"]),
    )
    compiled = compile_companies(path, ["FR", "ES", "GB"])  # of the last there is no firm, hence no list

    names = {code: [f["name"] for f in json.loads(content)["firms"]] for code, content in compiled.files.items()}
    assert names == {"FR": ["A", "B"], "ES": ["A", "B"]}
    assert "FR: 2 firms kept, 1 of the country; 0 dropped" in compiled.report


def test_the_same_rows_give_the_same_bytes_in_any_order(tmp_path: Path) -> None:
    rows = [row(slug=s, name=n) for s, n in (("b", "Étoile"), ("a", "etoile"), ("c", "Zèbre"), ("d", "Abricot"))]
    files = []
    for number, order in enumerate((rows, rows[::-1])):
        folder = tmp_path / str(number)
        folder.mkdir()
        files.append(compile_companies(source(folder, *order), ["FR"]).files["FR"])

    assert files[0] == files[1]
    assert json.loads(files[0])["date"] == "2026-07-21"
    assert files[0].count(b"\n") == len(made(tmp_path, *rows)) + 2  # a firm a line: differences can be read


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"address": None, "email": None}, "neither address nor e-mail"),
        ({"address": " \n ", "email": "not an address"}, "neither address nor e-mail"),
        ({"web": None, "sources": ["https://github.com/a/b"]}, "no site of its own"),
        ({"web": "httsp://vestia.example", "sources": ["https://register.example/vestia"], "email": None}, "no site"),
    ],
)
def test_what_is_of_no_use_is_dropped_and_said(tmp_path: Path, changed: dict[str, Any], why: str) -> None:
    compiled = compile_companies(source(tmp_path, row(), row(slug="other", name="Other", **changed)), ["FR"])

    assert [f["name"] for f in json.loads(compiled.files["FR"])["firms"]] == ["Vestia Modes SAS"]
    assert compiled.report[0] == "FR: 1 firms kept, 1 of the country; 1 dropped"
    assert compiled.report[1].startswith(f"FR: other dropped: {why}")


def test_the_same_firm_in_two_rows_is_kept_once(tmp_path: Path) -> None:
    rows = [row(slug="b", name="VESTIA MODES, SAS"), row(slug="a"), row(slug="c", address="2 rue Verte\n69002 Lyon")]
    compiled = compile_companies(source(tmp_path, *rows), ["FR"])

    assert len(json.loads(compiled.files["FR"])["firms"]) == 2  # another address is another office
    assert compiled.report[1:] == ("FR: b dropped: the same as a",)


def test_without_a_site_its_own_source_or_further_name_tells_it(tmp_path: Path) -> None:
    rows = [
        row(slug="a", name="Ademo", web=None, sources=["https://register.example/1", "https://www.vestia.example/x"]),
        row(slug="b", name="Bluna", web=None, sources=["https://www.bluna.example/x"], email=None),
        row(
            slug="c", name="Celar", web=None, sources=["https://register.example/1"], email=None, runs=["Celar.example"]
        ),
    ]
    assert [(f["host"], f["page"]) for f in made(tmp_path, *rows)] == [
        ("vestia.example", "https://www.vestia.example/x"),
        ("bluna.example", "https://www.bluna.example/x"),
        ("celar.example", "https://celar.example/"),
    ]


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        ("{", "is no JSON"),
        ("[1]", r"is \[1\]: not a row"),
        (row(name=" "), "name is ' ': a text that is not empty"),
        (row(slug=None), "slug is ''"),
        (row(address=["1 rue Bleue"]), r"address is \['1 rue Bleue'\]: a text"),
        (row(sources="https://vestia.example/"), "sources is 'https://vestia.example/': a list of texts"),
        (row(runs=[1]), r"runs is \[1\]: a list of texts"),
        (row(countries=None), "countries is empty"),
        (row(web="https://[vestia.example"), "Invalid IPv6 URL"),
        (row(), "slug 'vestia' stands in an earlier line as well"),
    ],
)
def test_a_broken_row_is_told_with_its_line(tmp_path: Path, broken: object, said: str) -> None:
    path = source(tmp_path, row(), broken)

    with pytest.raises(BuildError, match=f"^{re.escape(str(path))}:2: {said}.*: (?:fix|pass) "):
        compile_companies(path, ["FR"])


def test_a_wrong_file_is_told_in_few_lines(tmp_path: Path) -> None:
    with pytest.raises(BuildError) as caught:
        compile_companies(source(tmp_path, *["x"] * 50), ["FR"])
    assert len(caught.value.problems) == 10
    with pytest.raises(BuildError, match="has no firm"):
        compile_companies(source(tmp_path), ["FR"])
    with pytest.raises(BuildError, match="cannot be read"):
        compile_companies(tmp_path / "companies-2026-07-21.csv", ["FR"])


@pytest.mark.parametrize("name", ["companies.jsonl", "companies-2026-13-01.jsonl"])
def test_a_file_without_its_day_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(BuildError, match=r"says no date: name the file as companies-2026-07-21\.jsonl"):
        compile_companies(source(tmp_path, row(), name=name), ["FR"])


def test_the_option_writes_the_lists_and_says_what_it_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    written: dict[str, bytes] = {}
    monkeypatch.setattr(cli, "write_lists", written.update)
    path = source(tmp_path, row())

    assert cli.main(["--check", "--companies", str(path)]) == 0
    assert written == {}  # --check writes nothing
    assert "FR: 1 firms kept" in capsys.readouterr().out
    cli.companies(cli.parse(["--companies", str(path)]))
    assert written == compile_companies(path, ["FR"]).files and list(written) == ["FR"]
    assert "ES: no list, for no firm is of the country" in capsys.readouterr().out
    assert cli.main(["--check", "--companies", str(source(tmp_path, "x"))]) == 1
    assert "is no JSON" in capsys.readouterr().err


def test_lists_are_found_where_they_were_written(tmp_path: Path) -> None:
    given = source(tmp_path, row(countries=["fr", "es"]))
    lists.write_lists(compile_companies(given, ["FR", "ES", "US"]).files, tmp_path)

    assert lists.days_of_lists(tmp_path) == {"ES": date(2026, 7, 21), "FR": date(2026, 7, 21)}
    assert (tmp_path / lists.name_of("FR")).is_file()


# --- those of the tree -----------------------------------------------------------------------------------------------


def read(country: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(LISTS[country].read_text("utf-8"))
    return found


def test_france_and_spain_have_a_list_of_one_day() -> None:
    assert {"FR", "ES"} <= LISTS.keys()
    (day,) = {read(country)["date"] for country in LISTS}
    told = date.fromisoformat(day)
    assert f"datenanfragen.de e. V., as of {told.day} {told:%B %Y}" in (ROOT / "NOTICE").read_text("utf-8")


@pytest.mark.parametrize("country", sorted(LISTS))
def test_every_firm_can_be_written_to_and_checked(country: str) -> None:
    firms = read(country)["firms"]

    assert len(firms) > 800
    for firm in firms:
        page = urlsplit(firm["page"])
        assert firm.keys() <= {"name", "also", "host", "more", "address", "email", "page", "quality"}
        assert firm["name"] == firm["name"].strip() != ""
        assert firm.get("address") or firm.get("email"), firm
        assert page.scheme in ("http", "https"), firm
        assert domain_of(page.hostname or "") in {firm["host"], *firm.get("more", ())}, firm
        assert all(domain_of(d) == d for d in (firm["host"], *firm.get("more", ()))), firm
        assert E_MAIL.fullmatch(firm.get("email", "a@b.example")), firm
        assert firm.get("quality", "tested") in ("tested", "scraped"), firm


# --- whom a message suggests -----------------------------------------------------------------------------------------


def matched(firms: dict[str, Any], messages: Sequence[tuple[str, str]] = (), typed: Sequence[str] = ()) -> Any:
    """What the page's own script finds."""
    node = shutil.which("node")
    assert node, "Node runs the page's script"
    given = json.dumps({"list": firms, "messages": list(messages), "typed": list(typed)})
    done = subprocess.run([node, str(NAMES)], input=given, capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


@pytest.fixture(scope="module")
def small() -> dict[str, Any]:
    """A list of made-up firms."""
    rows = [
        ("Vestia Modes S.A.S.", "vestia.example", ["luna.example"], ["Luna Mode"]),
        ("Étoile du Nord, S.A.U.", "nord.co.uk", [], []),
        ("Librairie Ardent", "ardent.example", [], []),
        ("Mail GmbH", "mail.example", [], []),
        ("Zig S.à r.l.", "platform.example", [], []),
        *((f"Quatre {n} SA", "quatre.example", [], []) for n in "ABCD"),
        *((f"Deux {n} SA", "deux.example", [], []) for n in "AB"),
    ]
    firms = [{"name": n, "host": h, "more": m, "also": a, "page": f"https://{h}/"} for n, h, m, a in rows]
    return {"date": "2026-07-21", "open": ["platform.example", "short.example"], "plain": ["mail"], "firms": firms}


VESTIA, ETOILE = ["Vestia Modes S.A.S."], ["Étoile du Nord, S.A.U."]


@pytest.mark.parametrize(
    ("sender", "text", "found"),
    [
        ("VESTIA MODES", "", VESTIA),  # its name without the legal form, whatever the case
        ("Vestiamodes", "", VESTIA),  # senders have no room for spaces
        ("vestia", "", VESTIA),  # its site
        ("ETOILE DU NORD", "", ETOILE),
        ("zig", "", ["Zig S.à r.l."]),
        ("VESTI", "", []),  # only begins so
        ("VESTIAS", "", []),
        ("LIBRAIRIE", "", []),  # the first word of one firm is that of many
        ("Luna Mode", "", []),  # brands are often everyday words
        ("MAIL", "", []),  # an everyday word
        ("NO", "", []),
        ("36180", "", []),
        ("", "", []),
        ("DEUX", "", ["Deux A SA", "Deux B SA"]),  # told apart by the person
        ("QUATRE", "", []),
        ("36180", "Soldes sur vestia.example ! STOP au 36180", VESTIA),
        ("36180", "Soldes : https://www.soldes.Vestia.example/x?y.", VESTIA),
        ("36180", "Soldes (https://luna.example), demain.", VESTIA),
        ("36180", "See https://shop.nord.co.uk/", ETOILE),
        ("36180", "See https://other.co.uk/", []),
        ("VESTIA", "Soldes sur vestia.example", VESTIA),
        ("VESTIA", "Soldes : short.example/abc", VESTIA),  # it may lead anywhere
        ("VESTIA", "Soldes : ardent.example", []),  # sender and address contradict each other
        ("VESTIA", "Colis bloqué : https://vestia.livraison.example/x", []),
        ("VESTIA", "Colis bloqué : http://192.0.2.7/vestia.example", []),
        ("36180", "vestia.example et ardent.example", []),
        ("36180", "Répondez sur platform.example/form", []),  # anybody writes there
        ("36180", "vestia.example.evil.example", []),
        ("36180", "https://evil.example/vestia.example", []),
        ("36180", "hxxps://evil.example/vestia.example", []),
        ("36180", "https://vestia.example@evil.example/", []),
        ("36180", "https://vestia.example:x@evil.example/", []),
        ("VESTIA", "https://vestia.example:x@evil.example/", []),
        ("36180", "évestia.example notvestia.example my-vestia.example", []),
        ("36180", "Ana (ana@vestia.example) arrive", []),  # a person's mailbox
        ("36180", "vestia.example@evil.example", []),
    ],
)
def test_whom_a_message_suggests(small: dict[str, Any], sender: str, text: str, found: list[str]) -> None:
    assert matched(small, [(sender, text)])["messages"] == [found]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("", []),
        ("ve", []),  # too little
        ("ves", VESTIA),
        ("MODES", VESTIA),
        ("etoile d", ETOILE),
        ("luna", VESTIA),
        ("vestia.ex", VESTIA),
        ("odes", []),  # within a word
        ("vsetia", []),  # no guess
        ("sas", []),
        ("deux", ["Deux A SA", "Deux B SA"]),
        ("quatre b", ["Quatre B SA"]),
    ],
)
def test_whom_typing_finds(small: dict[str, Any], typed: str, found: list[str]) -> None:
    assert matched(small, typed=[typed])["typed"] == [found]


def test_the_same_name_is_offered_first_and_never_too_many(small: dict[str, Any]) -> None:
    firms = [{**small["firms"][0], "name": name} for name in ("Zug Un", "Zug Deux", *"abcdef", "Zug", "Le Zug")]
    firms += [{**small["firms"][0], "name": f"Zug {n}"} for n in range(9)]
    (found,) = matched({**small, "firms": firms}, typed=["zug"])["typed"]

    assert found == ["Zug", "Zug Un", "Zug Deux", "Zug 0", "Zug 1", "Zug 2"]


@pytest.mark.parametrize(
    ("country", "sender", "text", "found"),
    [
        ("FR", "FNAC", "", ["FNAC DARTY"]),
        ("FR", "AMAZON", "", ["Amazon Europe Core SARL", "Amazon Web Services EMEA SARL"]),
        ("FR", "Cdiscount", "-20 % : https://www.cdiscount.com/soldes STOP au 36180", ["Cdiscount.com / SGPN"]),
        ("FR", "Free", "", ["Free SAS"]),
        ("ES", "CABIFY", "", ["Cabify España, S.L."]),
        ("ES", "IKEA", "Ven a ikea.com", ["IKEA Ibérica SAU"]),
        *(("FR", word, "", []) for word in ("BANQUE", "PHARMACIE", "INFO", "PROMO", "MAIL", "TEAM", "BOOKING", "Ada")),
        *(("ES", word, "", []) for word in ("BANCO", "INFO", "OFERTA", "Free", "ALERTA", "HOME", "WEB")),
        ("FR", "36180", "bit.ly/abc", []),
        ("FR", "36180", "https://forms.google.com/x", []),
        ("FR", "36180", "https://www.facebook.com/salon", []),
    ],
)
def test_whom_real_senders_suggest(country: str, sender: str, text: str, found: list[str]) -> None:
    assert matched(read(country), [(sender, text)])["messages"] == [found]


# --- when they come --------------------------------------------------------------------------------------------------


def test_no_page_asks_for_a_list(dist: Path, documents: dict[str, Element]) -> None:
    """The home page knows the addresses, and asks for none: they stand in no element that a browser fetches."""
    served = [f"/{p.relative_to(dist).as_posix()}" for p in dist.glob(f"static/*/{lists.FOLDER}/*.json")]
    assert len(served) == len(LISTS)
    for path, page in documents.items():
        naming = [name for e in page.walk() for name, value in e.attributes.items() if any(a in value for a in served)]
        assert set(naming) <= {"data-companies"}, path
        assert bool(naming) == bool(page.all("form", **{"data-lookup": ""})), path


def test_the_service_worker_keeps_a_list_once_it_was_used(site: Site, dist: Path) -> None:
    build = describe(site, dist)
    kept = [address for address in build["files"] if f"/{lists.FOLDER}/" in address]
    languages = build["languages"].values()
    at_once = {*build["shared"], *build["python"], *(a for one in languages for a in (*one["start"], *one["rest"]))}

    assert len(kept) == len(LISTS)
    assert at_once
    assert not at_once & set(kept)


@pytest.mark.parametrize("country", sorted(LISTS))
def test_a_list_is_small(dist: Path, country: str) -> None:
    (packed,) = dist.glob(f"static/*/{lists.name_of(country)}.gz")
    assert packed.stat().st_size <= LARGEST

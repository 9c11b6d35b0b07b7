"""The data files and the layers: what generated tables must equal, and what the core may not contain."""

from __future__ import annotations

import ast
import json
import re
import shutil
import subprocess
import sys
import tomllib
from datetime import date
from pathlib import Path

import holidays
import phonenumbers
import pytest

import sender_lookup
from sender_lookup.country.loader import READ, load_country, load_holidays, load_index
from tools.holidays_table import days_off

PACKAGE = Path(sender_lookup.__file__).parent
MODULES = sorted(PACKAGE.rglob("*.py"))
COUNTRIES = load_index().countries


def by_name(path: Path) -> str:
    return path.name


@pytest.mark.parametrize(
    "key", sorted(p.name.partition(".")[0].upper() for p in (PACKAGE / "data").glob("*.holidays.json"))
)
def test_holidays_are_those_of_the_holidays_package(key: str) -> None:
    table = load_holidays(key)
    years = range(min(table).year, max(table).year + 1)

    national = set(holidays.country_holidays(key, years=years))
    assert set(table) == days_off(key, years) >= national
    assert {date.today().year, 2022, 2030} <= set(years)


@pytest.mark.parametrize("code", COUNTRIES)
def test_every_country_of_the_index_loads(code: str) -> None:
    country = load_country(code)

    assert country.has_file and country.code == code
    assert len({f.id for f in country.families}) == len(country.families)
    assert country.holidays is None or load_holidays(country.holidays)


def test_every_country_file_is_in_the_index() -> None:
    files = {p.stem.upper() for p in (PACKAGE / "data").glob("??.toml")}

    assert {*COUNTRIES, *load_index().more_countries} == files


@pytest.mark.parametrize("code", COUNTRIES)
def test_every_claim_has_an_official_looking_source_and_a_check(code: str) -> None:
    for claim in load_country(code).claims.values():
        for source in claim.sources:
            assert re.match(r"https?://", source.url) or source.url == "", claim.id
            assert source.checked is not None and source.checked <= date.today(), claim.id
        if claim.valid_from and claim.valid_to:
            assert claim.valid_from <= claim.valid_to


@pytest.mark.parametrize("code", COUNTRIES)
def test_rules_on_hours_rest_on_claims_of_their_time(code: str) -> None:
    """A rule cites only claims that hold for at least as long as the rule itself."""
    country = load_country(code)
    for rule in country.hours:
        for claim in (country.claims[c] for c in rule.claims):
            assert claim.valid_from is None or (rule.valid_from is not None and claim.valid_from <= rule.valid_from), (
                rule
            )
            assert claim.valid_to is None or (rule.valid_to is not None and rule.valid_to <= claim.valid_to), rule


# --- patterns mean the same in the browser --------------------------------------------------------------------------


@pytest.mark.skipif(shutil.which("node") is None, reason="needs node")
def test_patterns_mean_the_same_in_javascript() -> None:
    """Every family's pattern, over the whole of its short neighbourhood and the edges of whole numbers."""
    patterns = {
        f"{code}/{f.id}": f.pattern.pattern.removesuffix(r"\Z")
        for code in COUNTRIES
        for f in load_country(code).families
        if f.pattern is not None
    }
    numbers = [str(n) for n in range(0, 100_000, 7)] + [f"0{n}" for n in range(10**8, 10**9, 1_234_567)]
    numbers += [
        "07000048829320",
        "0700512345678",
        "116000",
        "118712",
        "33700",
        "33700\n",
        "٣٦١٨٠",
        "36180 ",
        "",
        "7991234",
    ]
    script = """
        const { patterns, numbers } = JSON.parse(require("fs").readFileSync(0, "utf8"));
        const found = {};
        for (const [id, p] of Object.entries(patterns)) {
          const re = new RegExp("^" + p + "$");
          found[id] = numbers.map((n, i) => (re.test(n) ? i : -1)).filter((i) => i >= 0);
        }
        console.log(JSON.stringify(found));
    """
    given = json.dumps({"patterns": patterns, "numbers": numbers})
    done = subprocess.run(["node", "-e", script], input=given, capture_output=True, text=True, check=True, timeout=60)
    here = {
        f"{code}/{f.id}": [i for i, n in enumerate(numbers) if f.pattern.match(n)]
        for code in COUNTRIES
        for f in load_country(code).families
        if f.pattern is not None
    }

    assert here == json.loads(done.stdout)


# --- layers ---------------------------------------------------------------------------------------------------------

ALLOWED = {"phonenumbers", "jinja2", "sender_lookup"}
# The QR code, which the page does without; what extras of the package bring; frames that whoever calls has made.
OPTIONAL = {
    "output/qr_code.py": {"segno"}, "cli/completion.py": {"shtab"}, "bulk/parquet_file.py": {"pyarrow"},
    "bulk/frame.py": {"pandas", "pyarrow"},
}  # fmt: skip
IMPURE = {
    "os",
    "time",
    "socket",
    "urllib.request",
    "http",
    "subprocess",
    "random",
    "secrets",
    "tempfile",
    "ssl",
    "asyncio",
    "threading",
}
RIM = ("cli", "bulk")  # the only readers of the clock, of the environment, of arguments and of a person's files
LOADER = "resources.py"  # the only reader of files


def imports(module: Path) -> set[str]:
    """Every module that is imported, at the top or inside a function."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(module.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found.add(node.module or "" if node.level == 0 else "sender_lookup")
    return found


@pytest.mark.parametrize("module", MODULES, ids=by_name)
def test_the_core_needs_only_phonenumbers_and_jinja2(module: Path) -> None:
    tops = {name.partition(".")[0] for name in imports(module)}

    assert set() == tops - set(sys.stdlib_module_names) - ALLOWED - OPTIONAL.get(
        module.relative_to(PACKAGE).as_posix(), set()
    )
    assert "site" not in tops and "stopsms" not in tops


@pytest.mark.parametrize("module", [m for m in MODULES if m.relative_to(PACKAGE).parts[0] not in RIM], ids=by_name)
def test_no_clock_no_network_no_environment(module: Path) -> None:
    source = module.read_text("utf-8")

    assert set() == imports(module) & IMPURE
    assert not re.search(r"\b(?:today|now|utcnow|getenv|environ|urlopen|input)\(|sys\.(?:argv|stdin|stdout)", source)
    assert not re.search(r"\bopen\(|\.read_text\(\)|\.read_bytes\(\)", source) or module.name == LOADER


REGIONS = set(phonenumbers.SUPPORTED_REGIONS) | {"UK", "EU"}
CALLING_CODES = {str(c) for c in phonenumbers.COUNTRY_CODE_TO_REGION_CODE if c not in (1, 7)}
WORDS = {"NA", "NO", "IS", "IN", "TO", "BY", "AS", "AT", "SO", "US"}


def texts(module: Path) -> list[tuple[int, str]]:
    """Every text in the code that is no docstring."""
    tree = ast.parse(module.read_text("utf-8"))
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef)
    docs = {
        id(n.body[0].value)
        for n in ast.walk(tree)
        if isinstance(n, documented) and n.body and isinstance(n.body[0], ast.Expr)
    }
    return [
        (n.lineno, n.value)
        for n in ast.walk(tree)
        if isinstance(n, ast.Constant) and isinstance(n.value, str) and id(n) not in docs
    ]


@pytest.mark.parametrize("module", MODULES, ids=by_name)
def test_no_python_names_a_country(module: Path) -> None:
    """All that is national lives in data files. "EU" is the folder of the letters that several countries share."""
    named = [(line, t) for line, t in texts(module) if t in REGIONS or t.lstrip("+") in CALLING_CODES]
    shared = [(line, t) for line, t in named if module.name == "letters.py" and t == "EU"]

    assert [n for n in named if n not in shared] == []
    assert not re.search(
        r"country(?:\.code)? ?(?:==|!=|in) ",
        "\n".join(ast.unparse(n) for n in ast.walk(ast.parse(module.read_text("utf-8"))) if isinstance(n, ast.Compare)),
    )


@pytest.mark.parametrize("module", MODULES, ids=by_name)
def test_every_module_says_what_it_answers(module: Path) -> None:
    assert ast.get_docstring(ast.parse(module.read_text("utf-8")))


def test_official_domains_have_a_source_and_stand_once() -> None:
    tables = [tomllib.loads(p.read_text("utf-8")) for p in sorted((PACKAGE / "data/official").glob("*.toml"))]
    groups = [group for table in tables for group in table.get("groups", ())]
    bodies = [body for table in tables for body in table["bodies"]]
    by_list = [
        [d for key in ("groups", "bodies") for row in t.get(key, ()) for d in row.get("domains", ())] for t in tables
    ]
    domains = [domain for domains in by_list for domain in domains]

    assert len(bodies) > 300 and all(g["what"] and g["source"] and g["read"] in READ for g in groups)
    assert all(b["sources"] and all(s["read"] in READ for s in b["sources"]) for b in bodies if b.get("domains"))
    assert all(len(domains) == len(set(domains)) for domains in by_list)
    assert all(domain == domain.lower() and not domain.startswith("www.") for domain in domains)
    assert {p.stem for p in (PACKAGE / "data/official").glob("*.toml")} == set(load_index().official)


@pytest.mark.parametrize("name", load_index().official)
def test_only_what_was_read_of_a_body_is_shown(name: str) -> None:
    for body in tomllib.loads((PACKAGE / f"data/official/{name}.toml").read_text("utf-8"))["bodies"]:
        if body.get("site") or body.get("phone"):
            assert any(s["read"] != "no" for s in body["sources"]), body["id"]
        if body.get("site"):
            assert any(body["site"] == d or body["site"].endswith(f".{d}") for d in body["domains"]), body["id"]
        if body.get("phone"):
            assert re.sub(r"\D", "", body["phone"]) in body["phones"], body["id"]
        for text in (*body["names"], *body.get("sender_names", ())):
            assert re.fullmatch(r"[a-z0-9]+(?: [a-z0-9]+)*", text) and len(text) > 2, (body["id"], text)

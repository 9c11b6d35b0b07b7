"""What `pip install` gets: the wheel and the source distribution, made from a copy of the sources, and installed into
empty environments of every Python that is at hand."""

from __future__ import annotations

import io
import json
import os
import shutil
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Callable
from contextlib import redirect_stdout
from email import message_from_string
from email.message import Message
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage

import pytest
from stopsms.config import ROOT
from trove_classifiers import classifiers

import sender_lookup
from sender_lookup.cli import main
from sender_lookup.country.loader import load_index

TOP = ("hatch_build.py", "pyproject.toml", "README.md", "LICENSE", "NOTICE")
FOLDERS = ("sender_lookup", "site/stopsms/locale", "LICENSES")
CATALOGUES = {
    po.relative_to(ROOT).with_suffix("").as_posix() for po in ROOT.glob("sender_lookup/locale/*/LC_MESSAGES/*.po")
}
LICENCES = ("LICENSE", "NOTICE", *(f"LICENSES/{name}.txt" for name in ("CC-BY-4.0", "Unicode-3.0", "holidays")))


@pytest.fixture(scope="module")
def distributions(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with a wheel and a source distribution."""
    tree = tmp_path_factory.mktemp("tree")
    for name in TOP:
        shutil.copy(ROOT / name, tree)
    for name in FOLDERS:
        shutil.copytree(ROOT / name, tree / name, ignore=shutil.ignore_patterns("__pycache__", "*.mo"))
    return build(tree)


def build(tree: Path, *options: str) -> Path:
    """Make the distributions of a tree; returns their folder."""
    made = tree / "made"
    environment = {**os.environ, "PYTHONPATH": str(tree)}
    command = [sys.executable, "-m", "hatchling", "build", "-d", str(made), *options]
    done = subprocess.run(command, cwd=tree, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return made


@pytest.fixture(scope="module")
def wheel(distributions: Path) -> dict[str, bytes]:
    (path,) = distributions.glob("*.whl")
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.fixture(scope="module")
def metadata(wheel: dict[str, bytes]) -> Message:
    (name,) = (name for name in wheel if name.endswith(".dist-info/METADATA"))
    return message_from_string(wheel[name].decode("utf-8"))


def test_type_checkers_may_rely_on_the_wheel(wheel: dict[str, bytes], metadata: Message) -> None:
    assert "sender_lookup/py.typed" in wheel
    assert "Typing :: Typed" in (metadata.get_all("Classifier") or [])


def test_the_wheel_has_compiled_catalogues_and_not_their_sources(wheel: dict[str, bytes]) -> None:
    assert {name for name in wheel if name.endswith(".mo")} == {f"{name}.mo" for name in CATALOGUES}
    assert [name for name in wheel if name.endswith((".po", ".pot", ".pyc"))] == []


def test_the_wheel_has_its_tables_as_json(wheel: dict[str, bytes]) -> None:
    """Every one that the tree has as TOML, and one for all words: none of them is read by `tomllib` at a start."""
    tables = {p.relative_to(ROOT).with_suffix(".json").as_posix() for p in ROOT.glob("sender_lookup/data/**/*.toml")}
    words = {name for name in tables if "/words/" in name}

    assert (tables - words) | {"sender_lookup/data/lexicon.json"} <= set(wheel) and words
    assert [name for name in wheel if name.endswith(".toml")] == []


def test_distributions_have_the_same_bytes_whoever_builds_them(distributions: Path, tmp_path: Path) -> None:
    """Made a second time from the source distribution: in another folder, from files of other times and rights."""
    (source,) = distributions.glob("*.tar.gz")
    with tarfile.open(source) as archive:
        archive.extractall(tmp_path, filter="data")
    (tree,) = tmp_path.iterdir()
    for path in tree.rglob("*.mo"):  # those of the first build
        path.unlink()
    for path in tree.rglob("*"):
        os.utime(path, (2_000_000_000, 2_000_000_000))
        path.chmod(0o700 if path.is_dir() else 0o600)
    again = build(tree)

    assert {path.name: path.read_bytes() for path in again.iterdir()} == {
        path.name: path.read_bytes() for path in distributions.iterdir()
    }


def test_the_source_distribution_has_what_a_wheel_is_made_from(distributions: Path) -> None:
    (path,) = distributions.glob("*.tar.gz")
    with tarfile.open(path) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}

    assert {*TOP, *LICENCES, "sender_lookup/py.typed", *(f"{name}.po" for name in CATALOGUES)} <= names


def test_the_wheel_carries_both_licences(wheel: dict[str, bytes], metadata: Message) -> None:
    """Code is under MIT; letters, words and claims, a third of the bytes, are under CC BY 4.0."""
    carried = {name.partition(".dist-info/licenses/")[2]: text for name, text in wheel.items() if "/licenses/" in name}

    assert metadata["License-Expression"] == "MIT AND CC-BY-4.0"
    assert carried == {name: (ROOT / name).read_bytes() for name in LICENCES}
    assert b"Creative Commons Attribution 4.0 International Public License" in carried["LICENSES/CC-BY-4.0.txt"]


def test_classifiers_are_known_to_the_index(metadata: Message) -> None:
    assert set(metadata.get_all("Classifier") or []) - classifiers == set()


def test_the_version_stands_in_one_place(metadata: Message) -> None:
    assert metadata["Version"] == sender_lookup.__version__
    assert 'dynamic = ["version"]' in (ROOT / "pyproject.toml").read_text("utf-8")


def test_who_wants_no_parquet_installs_no_arrow(metadata: Message) -> None:
    needed = metadata.get_all("Requires-Dist") or []

    assert sorted(r.partition(">")[0] for r in needed if "extra ==" not in r) == ["jinja2", "phonenumbers"]
    assert [r.partition(">")[0] for r in needed if "extra == 'bulk'" in r] == ["pyarrow"]


# --- installed ------------------------------------------------------------------------------------------------------


def pythons() -> dict[str, Path]:
    """Version -> a Python of it, from 3.12 on: the one that runs this, those on the path and those of pyenv."""
    folders = [*map(Path, os.environ.get("PATH", "").split(os.pathsep)), *Path.home().glob(".pyenv/versions/*/bin")]
    found = {f"3.{sys.version_info.minor}": Path(sys.executable)}
    for folder in (f for f in folders if f.name != "shims"):
        for path in folder.glob("python3.??"):
            minor = path.name.removeprefix("python3.")
            if minor.isdigit() and int(minor) >= 12:
                found.setdefault(path.name.removeprefix("python"), path)
    return found


PYTHONS = pythons()
Run = Callable[..., str]
ADVERT = ("MODALIA", "--text", "Soldes -40% chez Modalia. STOP au 36180", "--as-of", "2026-11-24")
REQUESTS = "".join(
    json.dumps({"sender": sender, "text": text, "country": country}) + "\n"
    for country in (*load_index().countries, "JP")
    for sender, text in (
        ("36180", None),
        ("+447700900123", "Your parcel waits: pay at x.example/p"),
        (ADVERT[0], ADVERT[2]),
    )
)


@pytest.fixture(scope="module", params=sorted(PYTHONS))
def installed(request: pytest.FixtureRequest, distributions: Path, tmp_path_factory: pytest.TempPathFactory) -> Run:
    """Runs a program of an environment that has nothing but the wheel and what it asks for; returns what it prints."""
    folder = tmp_path_factory.mktemp("environment")
    (wheel,) = distributions.glob("*.whl")
    subprocess.run([PYTHONS[request.param], "-m", "venv", "--without-pip", folder], check=True)
    programs = folder / "bin"
    command: list[str | Path] = [
        sys.executable,
        "-m",
        "pip",
        "--python",
        programs / "python",
        "install",
        "--quiet",
        wheel,
    ]
    subprocess.run(command, check=True, stdin=subprocess.DEVNULL)
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "COV", "FORCE_COLOR"))}

    def run(program: str, *arguments: str, stdin: str = "") -> str:
        done = subprocess.run(
            [programs / program, *arguments], input=stdin, capture_output=True, encoding="utf-8", cwd=folder,
            env=environment, timeout=120,
        )  # fmt: skip
        assert (done.returncode, done.stderr) == (0, "")
        return done.stdout

    return run


def here(*arguments: str) -> str:
    """What the tree's program prints."""
    with redirect_stdout(io.StringIO()) as out:
        assert main(arguments) == 0
    return out.getvalue()


def test_installed_it_answers_as_in_the_tree(installed: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every country, with and without a text: rules, words, holidays and n-grams are all there."""
    monkeypatch.setattr("sys.stdin", io.StringIO(REQUESTS))
    answers = installed("sender-lookup", "--jsonl", "--as-of", "2026-11-24", stdin=REQUESTS)

    assert answers == here("--jsonl", "--as-of", "2026-11-24")
    assert answers.count("\n") == REQUESTS.count("\n") and '"error"' not in answers


@pytest.mark.parametrize("language", load_index().languages)
def test_installed_it_has_all_words(installed: Run, language: str) -> None:
    given = (*ADVERT, "--explain", "--language", language)

    assert installed("sender-lookup", *given) == here(*given)


@pytest.mark.parametrize(
    "given",
    [
        ("letter", "company_objection", "--country", "FR", "--as-of", "2026-11-24"),
        ("letter", "authority_complaint", "--country", "DE", "--as-of", "2026-11-24"),
        ("draft", *ADVERT[1:], "--sender", "MODALIA"),
        ("lookup", "36180", "--as-of", "2026-11-24"),
    ],
    ids=lambda given: " ".join(given[:2]),
)
def test_installed_every_command_works(installed: Run, given: tuple[str, ...]) -> None:
    assert installed("sender-lookup", *given) == here(*given)


def test_installed_it_is_a_module_too(installed: Run) -> None:
    assert installed("python", "-m", "sender_lookup", *ADVERT) == here(*ADVERT)
    assert installed("sender-lookup", "--version") == f"sender-lookup {sender_lookup.__version__}\n"


BARE_STARTS = 16  # 36180 took 11.5 times what a bare Python does, 28 times before tables were JSON (3.13, two cores)


def test_the_first_answer_comes_at_once(installed: Run) -> None:
    """The least of several, in time of a processor, against starts of a bare Python beside them: machines differ, and
    others work on them."""

    def taken(*command: str) -> float:
        before = getrusage(RUSAGE_CHILDREN)
        installed(*command)
        after = getrusage(RUSAGE_CHILDREN)
        return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime

    installed("sender-lookup", "36180")  # writes the bytecode
    times = [(taken("sender-lookup", "36180"), taken("python", "-c", "pass")) for _ in range(7)]
    assert min(ours for ours, _ in times) < BARE_STARTS * min(bare for _, bare in times)

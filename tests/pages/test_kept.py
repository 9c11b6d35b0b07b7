"""A build of the same inputs is taken from `.cache/sites`; where anything is another, the site is built."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from stopsms import cli
from stopsms.config import ROOT, Site
from stopsms.publish import kept as store
from stopsms.publish.cache import drop_oldest, write_whole
from stopsms.publish.kept import fingerprint, keep, restore

TREE = {
    "build.py": "the command", "LICENSE": "ours", "LICENSES/musl.txt": "theirs", "NOTICE": "both",
    "content/fr/charged.md": "a guide", "content/how-good.jsonl": "figures",
    "docs/tutorial.md": "for developers",
    "sender_lookup/advice/rules.py": "code", "sender_lookup/data/fr.toml": "rules",
    "sender_lookup/locale/fr/LC_MESSAGES/messages.mo": "words", "sender_lookup/templates/answer.html": "an answer",
    "site/config.toml": "publisher", "site/package.json": '{"dependencies": {"pyodide": "1"}}',
    "site/runtime-lock.json": "wheels", "site/static/css/site.css": "colours",
    "site/stopsms/views/home.py": "code", "site/templates/base.html": "a page",
    "site/node_modules/pyodide/pyodide.asm.wasm": "Python",
}  # fmt: skip
NOT_READ = {"README.md": "words", "site/node_modules/mypy/x.js": "a tool", "site/stopsms/__pycache__/cli.pyc": "made"}


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A small tree with a file of each kind that a build reads, and some that it does not."""
    for name, text in {**TREE, **NOT_READ}.items():
        write(tmp_path / "tree" / name, text)
    return tmp_path / "tree"


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def later() -> float:
    """A beginning after everything that was written so far."""
    return time.time() + 1


def contents(folder: Path) -> dict[str, str]:
    return {p.relative_to(folder).as_posix(): p.read_text("utf-8") for p in folder.rglob("*") if p.is_file()}


@pytest.mark.parametrize("name", TREE)
def test_each_file_that_a_build_reads_counts(name: str, tree: Path, site: Site) -> None:
    before = fingerprint(site, later(), tree)
    write(tree / name, TREE[name] + " ")

    assert before and fingerprint(site, later(), tree) not in (None, before)


@pytest.mark.parametrize("name", NOT_READ)
def test_what_no_build_reads_counts_not(name: str, tree: Path, site: Site) -> None:
    before = fingerprint(site, later(), tree)
    write(tree / name, "another")

    assert fingerprint(site, later(), tree) == before


def test_so_do_new_files_lost_ones_and_their_names(tree: Path, site: Site) -> None:
    guide = tree / "content" / "fr" / "charged.md"
    found = [fingerprint(site, later(), tree)]
    guide.rename(guide.with_name("paid.md"))
    found.append(fingerprint(site, later(), tree))
    write(guide, "a guide")
    found.append(fingerprint(site, later(), tree))
    guide.unlink()
    guide.with_name("paid.md").unlink()
    found.append(fingerprint(site, later(), tree))

    assert len(set(found)) == 4 and None not in found


@pytest.mark.parametrize(
    "change",
    [
        lambda site: replace(site, base_url="https://example.org/"),
        lambda site: replace(site, as_of=site.as_of + timedelta(days=1)),
        lambda site: replace(site, revision="another"),
    ],
    ids=["address", "day", "revision"],
)
def test_what_the_command_line_and_the_calendar_say_counts(
    change: Callable[[Site], Site], tree: Path, site: Site
) -> None:
    assert fingerprint(change(site), later(), tree) != fingerprint(site, later(), tree)


@pytest.mark.parametrize("what", ["packages", "Python", "zlib"])
def test_versions_count(what: str, tree: Path, site: Site, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    before = fingerprint(site, later(), tree)
    if what == "packages":
        (tmp_path / "more" / "flask-99.dist-info").mkdir(parents=True)
        monkeypatch.syspath_prepend(tmp_path / "more")
    elif what == "Python":
        monkeypatch.setattr("sys.version", "4")
    else:
        monkeypatch.setattr("zlib.ZLIB_RUNTIME_VERSION", "9")

    assert fingerprint(site, later(), tree) != before


def settled(tree: Path) -> float:
    """A beginning before which all files of the tree were written, as far as any clock can tell."""
    newest = max(path.stat().st_ctime for path in tree.rglob("*"))
    while time.time() <= newest + store.TICK:
        pass
    return time.time()


def test_what_was_changed_meanwhile_may_have_been_read_before(tree: Path, site: Site) -> None:
    began = settled(tree)
    assert fingerprint(site, began, tree)
    write(tree / "content" / "fr" / "charged.md", "a guide")

    assert fingerprint(site, began, tree) is None


def test_so_may_what_an_old_file_was_put_in_the_place_of(tree: Path, site: Site) -> None:
    old = tree / "README.md"
    os.utime(old, (1e9, 1e9))
    began = settled(tree)
    old.rename(tree / "content" / "fr" / "charged.md")

    assert fingerprint(site, began, tree) is None


def test_a_kept_site_is_there_again_as_it_was(tmp_path: Path) -> None:
    out, kept = tmp_path / "dist", tmp_path / "sites" / "1.zip"
    site = {"index.html": "home", "index.html.br": "home!", "fr/index.html": "accueil", "runtime/start/worker.js": "py"}
    for name, text in site.items():
        write(out / name, text)
    keep(out, kept)
    fine = (out / "fr" / "index.html").stat().st_mtime_ns
    write(out / "index.html", "spoilt")
    write(out / "gone" / "index.html", "a page of before")
    (out / "runtime" / "start" / "worker.js").unlink()

    assert restore(kept, out) == len(site)
    assert contents(out) == site
    assert not (out / "gone").exists()
    assert (out / "fr" / "index.html").stat().st_mtime_ns == fine, "what is right is left alone"
    assert (out / "index.html.br").stat().st_mtime_ns >= (out / "index.html").stat().st_mtime_ns, "the server compares"
    assert restore(kept, tmp_path / "elsewhere") == len(site)
    assert contents(tmp_path / "elsewhere") == site


def test_a_damaged_one_is_none(tmp_path: Path) -> None:
    write(tmp_path / "dist" / "index.html", "home and more")
    kept = tmp_path / "sites" / "1.zip"
    keep(tmp_path / "dist", kept)
    kept.write_bytes(kept.read_bytes().replace(b"home and more", b"hame and more"))

    assert restore(kept, tmp_path / "dist") == 0
    assert not kept.exists()
    assert restore(kept, tmp_path / "dist") == 0, "nor is one that was never there"


def test_what_was_not_used_for_longest_goes(tmp_path: Path) -> None:
    for age, name in enumerate(("new", "older", "oldest")):
        write_whole(tmp_path / name, b"x" * 40)
        os.utime(tmp_path / name, (1e9 - age, 1e9 - age))
    drop_oldest(tmp_path, 100)

    assert sorted(p.name for p in tmp_path.iterdir()) == ["new", "older"]


# --- the command ------------------------------------------------------------------------------------------------------


@pytest.fixture
def command(tree: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., str]:
    """`build.py` for the small tree; its build writes the guide, and how many builds there were."""
    builds: list[Path] = []

    def build(site: Site, out: Path, **_: object) -> Site:
        builds.append(out)
        guide = tree / "content" / "fr" / "charged.md"
        write(out / "index.html", f"{guide.read_text('utf-8')}, build {len(builds)}")
        return site

    def run(*options: str, began: float | None = None) -> str:
        assert cli.main(["--out", str(tmp_path / "dist"), *options], began=began) == 0
        return (tmp_path / "dist" / "index.html").read_text("utf-8")

    monkeypatch.setattr(cli, "build", build)
    monkeypatch.setattr(cli, "CACHE", tmp_path / ".cache")
    monkeypatch.setattr(cli, "fingerprint", lambda site, began, engine: fingerprint(site, began, tree, engine))
    return run


def test_the_same_again_is_not_built_again(command: Callable[..., str]) -> None:
    assert command(began=later()) == "a guide, build 1"
    assert command(began=later()) == "a guide, build 1"
    assert command("--as-of", "2026-11-24", began=later()) == "a guide, build 2"
    assert command(began=later()) == "a guide, build 1"


def test_but_where_it_is_wanted(command: Callable[..., str]) -> None:
    command(began=later())

    assert command("--fresh", began=later()) == "a guide, build 2"
    assert command(began=later()) == "a guide, build 2", "the newest is kept"


def test_a_changed_input_is_built(command: Callable[..., str], tree: Path) -> None:
    command(began=later())
    write(tree / "content" / "fr" / "charged.md", "another")

    assert command(began=later()) == "another, build 2"


def test_nothing_is_kept_where_an_input_was_changed_meanwhile(command: Callable[..., str], tree: Path) -> None:
    began = settled(tree)
    write(tree / "content" / "fr" / "charged.md", "a guide")

    assert command(began=began) == "a guide, build 1"
    assert command(began=later()) == "a guide, build 2"


def test_nor_where_one_is_changed_before_the_build_reads_it(
    command: Callable[..., str], tree: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build, guide = cli.build, tree / "content" / "fr" / "charged.md"

    def late(site: Site, out: Path, **_: object) -> Site:
        write(guide, "a slip")
        return build(site, out)

    with monkeypatch.context() as patched:
        patched.setattr(cli, "build", late)
        assert command(began=later()) == "a slip, build 1"
    write(guide, "a guide")

    assert command(began=later()) == "a guide, build 2"


def test_who_does_not_say_when_it_began_gets_a_build(command: Callable[..., str]) -> None:
    assert [command(), command()] == ["a guide, build 1", "a guide, build 2"]


def test_inputs_are_those_of_this_project() -> None:
    names = {path.relative_to(ROOT).as_posix() for path in store.inputs()}

    assert "README.md" not in names
    assert {"build.py", "content/fr/charged.md", "site/node_modules/pyodide/package.json", "LICENSE"} <= names

"""Pages that other processes make ahead of the freezer are those that it would have got, and failures stay its own."""

from __future__ import annotations

import os
import subprocess
import sys
from concurrent.futures import Future
from pathlib import Path

import pytest
from flask import Flask, request, url_for
from stopsms import create_app
from stopsms.config import ROOT, Site
from stopsms.errors import BuildError
from stopsms.publish import ahead, freeze
from stopsms.publish.ahead import Made, Pages
from stopsms.views.once import once
from stopsms.views.urls import every_page, page_groups, page_sets


def app_that_says(what: str) -> Flask:
    app = Flask(__name__)
    app.add_url_rule("/<path:path>", "page", lambda path: f"{what} {path} at {request.root_path}")
    return app


def made(pages: Pages) -> Future[Pages]:
    future: Future[Pages] = Future()
    future.set_result(pages)
    return future


def failed() -> Future[Pages]:
    future: Future[Pages] = Future()
    future.set_exception(RuntimeError("the process is gone"))
    return future


def test_a_page_that_was_made_is_taken_once_and_all_others_are_made_here() -> None:
    app = app_that_says("here:")
    there = Made([("Content-Type", "text/plain")], b"there: a")
    waiting = {"/a": made({"/a": there}), "/b": made({"/a": there}), "/c": failed()}
    app.wsgi_app = ahead._taken(app.wsgi_app, waiting)  # type: ignore[assignment,method-assign]
    answers = [app.test_client().get(path).text for path in ("/a", "/a", "/b", "/c", "/d")]

    assert answers == ["there: a", "here: a at ", "here: b at ", "here: c at ", "here: d at "]


def test_a_page_that_fails_or_is_none_is_left_to_the_freezer() -> None:
    app = app_that_says("here:")
    app.config["PROPAGATE_EXCEPTIONS"] = True
    app.add_url_rule("/fails", "fails", lambda: str(1 // 0))
    app.add_url_rule("/none", "none", lambda: ("none", 404))

    assert list(ahead._make(app, ["/a", "/fails", "/none", "/b"], "http://localhost/sub/")) == ["/a", "/b"]
    assert ahead._make(app, ["/a"], "http://localhost/sub/")["/a"].body == b"here: a at /sub"


def test_one_process_makes_nothing_ahead() -> None:
    app = app_that_says("here:")
    own = app.wsgi_app
    with ahead.made_ahead(app, [], [("/a",)], "http://localhost/", processes=1):
        assert app.wsgi_app == own


SEVERAL = """
import os
from flask import Flask
from stopsms.publish import ahead

class Nowhere:
    countries, as_of = (), None

app = Flask("app")
app.config["SITE"] = Nowhere
app.add_url_rule("/<path:path>", "page", lambda path: f"{path} {os.getpid()}")
own = app.wsgi_app
with ahead.made_ahead(app, ["/a"], [("/a", "/b"), ("/c",)], "http://localhost/", processes=2):
    pages = [app.test_client().get(path).text.split() for path in ("/a", "/b", "/c", "/d")]
assert [name for name, _ in pages] == ["a", "b", "c", "d"], pages
ids = [int(number) for _, number in pages]
assert ids[0] == ids[1] != os.getpid() and ids[2] != os.getpid() and ids[3] == os.getpid(), ids
assert app.wsgi_app == own
"""


@pytest.mark.skipif(sys.platform != "linux", reason="processes are copied on Linux only")
def test_several_do() -> None:
    """In a process of its own: one with threads, as a run of tests may be, must not be copied."""
    environment = {**os.environ, "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'site'}"}
    command = [sys.executable, "-W", "error", "-c", SEVERAL]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stderr


def test_the_sets_hold_every_page_once(site: Site) -> None:
    with create_app(site).test_request_context():
        pages = [(endpoint, tuple(sorted(values.items()))) for endpoint, values in every_page()]
        groups = [page for group in page_groups() for page in group.values()]
        in_sets = [page for pages in page_sets() for page in pages]

    assert len(pages) == len(set(pages)) == len(in_sets)
    assert all(page in in_sets for page in groups)


def test_an_address_that_cannot_be_made_is_a_problem_in_one_line(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(freeze, "page_sets", lambda: iter([[("pages.nowhere", {})]]))

    with pytest.raises(BuildError, match=r"site/stopsms/views/urls\.py:\d+: BuildError: .*pages\.nowhere"):
        freeze.freeze(create_app(site), site, tmp_path)


# --- what is made once ------------------------------------------------------------------------------------------------


def test_once_is_once_for_an_app_and_a_folder() -> None:
    made: list[str] = []

    @once
    def page(name: str) -> str:
        made.append(name)
        return url_for("page", path=name)

    first, second = app_that_says(""), app_that_says("")
    found = []
    for app, base in ((first, "http://x/"), (first, "http://x/"), (first, "http://x/sub/"), (second, "http://x/")):
        with app.test_request_context(base_url=base):
            found.append(page("a"))

    assert found == ["/a", "/a", "/sub/a", "/a"]
    assert len(made) == 3

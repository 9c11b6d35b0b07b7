"""What the build itself relies on: where a source has no place for what is filled in, it ends with place and fix."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from stopsms import create_app
from stopsms.config import Site, load_site
from stopsms.errors import BuildError
from stopsms.examples.instant_table import instant_table
from stopsms.publish import freeze, service_worker
from stopsms.publish.freeze import freeze as freeze_pages
from stopsms.views import embed

from sender_lookup.codes import Kind
from sender_lookup.country.loader import load_country

TODAY = date(2026, 11, 24)


@pytest.fixture(scope="module")
def unbuilt() -> Site:
    """The site before anything is written."""
    return load_site("http://localhost:8000/", TODAY)


def test_a_service_worker_without_a_place_for_the_list(
    unbuilt: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service_worker, "EMPTY", "{ nowhere }")
    with pytest.raises(
        BuildError, match=r"^site/static/js/offline/sw\.js: has no place for the list: write \{ nowhere \} once$"
    ):
        service_worker.write_service_worker(unbuilt, tmp_path)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("endpoint", "place", "said"),
    [
        ("embed_script", "EMPTY", "site/static/js/embed/embed.js: has no place for the titles"),
        ("embed_script", "NO_VERDICTS", "site/static/js/embed/embed.js: has no place for the verdicts"),
        ("engine_script", "NO_BUILD", "site/static/js/engine/stop_sms.js: has no place for the addresses"),
    ],
)
def test_a_script_for_other_sites_without_a_place(
    unbuilt: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, endpoint: str, place: str, said: str
) -> None:
    monkeypatch.setattr(embed, place, "const NOWHERE = {};")
    monkeypatch.setattr(freeze, "every_page", lambda: iter([(f"pages.{endpoint}", {})]))
    with pytest.raises(BuildError, match=f"^{re.escape(said)}: write const NOWHERE = {{}}; once$"):
        freeze_pages(create_app(unbuilt), unbuilt, tmp_path)


def test_an_example_of_another_family() -> None:
    """The instant answer of a family would be that of another one."""
    france = load_country("FR")
    mobile = next(f for f in france.families if f.kind == Kind.MOBILE)
    families = tuple(replace(f, examples=("36180",)) if f is mobile else f for f in france.families)
    said = rf"^sender_lookup/data/fr\.toml: '36180', an example of family '{mobile.id}', is read as .*'36xxx': "
    with pytest.raises(BuildError, match=said):
        instant_table(replace(france, families=families), "fr", TODAY, lambda family: f"/{family}/")

"""Tables in the form that browsers and wheels have: JSON with the same content, and one table of words."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest

import sender_lookup
from sender_lookup.data_forms import derive
from sender_lookup.errors import RuleError

PACKAGE = Path(sender_lookup.__file__).parent
TABLES = sorted(p for p in PACKAGE.glob("data/**/*.toml") if p.parent.name != "words")


@pytest.mark.parametrize("path", TABLES, ids=lambda p: p.name)
def test_a_table_has_the_same_content_and_order_as_json(path: Path) -> None:
    """Dates and times become text, as `tables` reads them; nothing else changes, nor the order of the rules."""
    table = tomllib.loads(path.read_text("utf-8"))
    (derived,) = derive({"sender_lookup/data/x.toml": path.read_bytes()}).items()

    assert derived[0] == "sender_lookup/data/x.json"
    assert json.dumps(table, default=lambda d: d.isoformat()) == json.dumps(json.loads(derived[1]))


def test_what_is_no_table_stays_as_it_is() -> None:
    files = {"sender_lookup/worker.py": b"x", "sender_lookup/data/fr.holidays.json": b"{}"}

    assert derive(files) == files


def test_the_words_become_one_table() -> None:
    names = ("data/index.toml", *(f"data/words/{p.name}" for p in (PACKAGE / "data/words").glob("*.toml")))
    derived = derive({f"sender_lookup/{name}": (PACKAGE / name).read_bytes() for name in names})

    assert sorted(derived) == ["sender_lookup/data/index.json", "sender_lookup/data/lexicon.json"]
    assert json.loads(derived["sender_lookup/data/lexicon.json"])


@pytest.mark.parametrize("value", ["nan", "inf"])
def test_a_value_that_json_has_not_is_named_with_its_file(value: str) -> None:
    with pytest.raises(RuleError, match=r"^data/x\.toml: .*: write the value in a form that JSON has, too$"):
        derive({"data/x.toml": f"price = {value}\n".encode()})

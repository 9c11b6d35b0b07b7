"""Every kind of sender needs a family in every country: a country file that takes one away is refused by name."""

from __future__ import annotations

from pathlib import Path

import pytest

from sender_lookup.codes import Kind
from sender_lookup.country.loader import build_country, load_country
from sender_lookup.errors import RuleError
from sender_lookup.resources import read_table


def test_a_country_that_gives_a_general_family_another_kind_is_refused(tmp_path: Path) -> None:
    """Once it loaded, and the first name that was asked about ended in an IndexError."""
    (tmp_path / "xx.toml").write_text('country = "XX"\n[[families]]\nid = "sender-name"\nkind = "mobile"\n', "utf-8")

    with pytest.raises(RuleError) as caught:
        load_country("XX", tmp_path)
    assert str(caught.value) == (
        "xx.toml: families: no family has the kind 'name': add one, or give a family that took its place another id"
    )


@pytest.mark.parametrize("kind", Kind)
def test_defaults_that_lack_a_kind_are_refused(kind: Kind) -> None:
    defaults = read_table("default") or {}
    families = [f for f in defaults["families"] if f["kind"] != kind]

    with pytest.raises(RuleError, match=rf"^default\.toml: families: no family has the kind '{kind}': "):
        build_country("XX", {}, {**defaults, "families": families}, "default.toml", has_file=False)


def test_a_country_may_put_a_family_of_the_same_kind_in_the_place_of_a_general_one(tmp_path: Path) -> None:
    (tmp_path / "xx.toml").write_text(
        'country = "XX"\n[[families]]\nid = "sender-name"\nkind = "name"\nlook = "name"\n', "utf-8"
    )

    assert load_country("XX", tmp_path).family_of_kind(Kind.NAME).look == "name"

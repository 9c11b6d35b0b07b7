"""`letter`: a letter with the facts of a file."""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping
from datetime import date

from ..country.loader import load_country
from ..output.letters import FACTS, compose_letter
from .arguments import UsageError


def write(options: argparse.Namespace) -> int:
    """Print the letter; returns the exit code. Raises UsageError and UnknownLetterError."""
    facts = {"date": (options.as_of or date.today()).isoformat(), **_facts(options.facts)}
    print(compose_letter(options.letter_id, load_country(options.country), facts).as_text(), end="")
    return 0


def _facts(path: str | None) -> Mapping[str, str | None]:
    if path is None:
        return {}
    try:
        with open(path, encoding="utf-8-sig") as file:
            facts = json.load(file)
    except OSError as error:
        raise UsageError(f"{path}: {error.strerror}: give a JSON file that exists") from None
    except ValueError as error:
        raise UsageError(f"{path}: {error}: write one JSON object with {', '.join(FACTS)}") from None
    if not isinstance(facts, dict):
        raise UsageError(f"{path}: is no JSON object: write the facts as names and values")
    return facts

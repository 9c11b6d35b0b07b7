"""The whole answer to cases made by hand (`answers/*.toml`): verdict, every step in its order, question, letters.

`test_advice` holds the verdict table, row by row; here stands what a person is told after the first step.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from sender_lookup.advice.case import Case
from sender_lookup.advice.follow_up import letters_for
from sender_lookup.advice.rules import advise
from sender_lookup.codes import Purpose, Via
from sender_lookup.model import Evidence, OptOut, Signal, Step

from .made_cases import case

FOLDER = Path(__file__).parent / "answers"
EXPECTED = ("answer", "steps", "question", "letters")


def rows() -> list[Any]:
    tables = {p.stem: tomllib.loads(p.read_text("utf-8"))["cases"] for p in sorted(FOLDER.glob("*.toml"))}
    return [
        pytest.param(row, id=f"{name}-{n}-{row['answer']}") for name, rs in tables.items() for n, row in enumerate(rs)
    ]


def made(row: dict[str, Any]) -> Case:
    """The case of a row. `printed` is the way out, as "sms STOP 36180", "reply ARRET", "link a.example/x"; several
    stand in their order. `invites` is the paid number to which the message wants a word sent."""
    given = {k: v for k, v in row.items() if k not in EXPECTED}
    sender, purpose = given.pop("sender", None), given.pop("purpose", None)
    ways = [way(w) for w in given.pop("printed", [])]
    if "invites" in given:
        number = given.pop("invites")
        evidence = (Evidence(0, len(number), number),)
        given["signals"] = [Signal(code="invites_to_paid_code", evidence=evidence)]
        given["marks"] = [*given.get("marks", ()), "invites"]
    if "happened" in given:
        given["happened"] = tuple(given["happened"])
    first = ways and OptOut(via=ways[0].via, keyword=ways[0].keyword, to=ways[0].to, url=ways[0].url, also=(*ways[1:],))
    return case(sender, purpose and Purpose(purpose), first or None, **given)


def way(printed: str) -> OptOut:
    via, *rest = printed.split()
    if via == "link":
        return OptOut(via=Via.LINK, url=rest[0])
    if via == "call":
        return OptOut(via=Via.CALL, to=rest[0] if rest else None)
    return OptOut(via=Via(via), keyword=rest[0] if rest else None, to=rest[1] if rest[1:] else None)


def told(step: Step) -> str:
    """A step as the tables name it: "action.situation>route?door to body =body-whose-site-is-shown"."""
    name = step.action + (f".{step.situation}" if step.situation else "")
    name += (f">{step.route}" if step.route else "") + (f"?{step.when}" if step.when else "")
    return " ".join(filter(None, (name, step.to, step.body, step.official and f"={step.official}")))


@pytest.mark.parametrize("row", rows())
def test_the_whole_answer(row: dict[str, Any]) -> None:
    given = made(row)
    advice = advise(given)
    asked = advice.question

    assert f"{advice.verdict} {advice.rule}" == row["answer"]
    assert [told(s) for s in advice.steps] == row["steps"]
    assert (f"{asked.id}: yes {asked.yes}, no {asked.no}" if asked else "") == row.get("question", "")
    assert list(letters_for(given, advice)) == row.get("letters", [])

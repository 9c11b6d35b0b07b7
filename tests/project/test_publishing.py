"""Nothing is published that the tests have not passed: each publishing job needs, in the same run, all of CI."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from stopsms.config import ROOT

WORKFLOWS = {path.name: path for path in sorted((ROOT / ".github" / "workflows").glob("*.y*ml"))}
CI = "./.github/workflows/ci.yml"
OVERRULES = {"if", "continue-on-error"}  # with them a job runs, or passes, though one that it needs has failed
Rows = list[tuple[int, str]]


def parsed(text: str) -> Any:
    """The part of YAML in which our workflows are written: mappings, lists and plain values, by indentation.

    >>> parsed("jobs:\\n  a:\\n    steps:\\n      - uses: b\\n        with:\\n          c: d # e\\n      - run: f")
    {'jobs': {'a': {'steps': [{'uses': 'b', 'with': {'c': 'd'}}, {'run': 'f'}]}}}
    """
    lines = (line.partition(" #")[0].rstrip() for line in text.splitlines() if not line.lstrip().startswith("#"))
    return block([(len(line) - len(line.lstrip()), line.lstrip()) for line in lines if line])


def block(rows: Rows) -> Any:
    """What the rows of one indentation, and those below them, say."""
    if not rows:
        return None
    if rows[0][1].startswith("- "):
        return [block([(head[0] + 2, head[1].removeprefix("- ")), *below]) for head, below in parts(rows)]
    if ":" not in rows[0][1]:
        return rows[0][1]
    pairs = (((*head[1].partition(":"),), below) for head, below in parts(rows))
    return {key: value.strip() or block(below) for (key, _, value), below in pairs}


def parts(rows: Rows) -> Iterator[tuple[tuple[int, str], Rows]]:
    """Each row of the first one's indentation, with the rows below it."""
    heads = [number for number, (indent, _) in enumerate(rows) if indent == rows[0][0]]
    for head, following in zip(heads, [*heads[1:], len(rows)], strict=True):
        yield rows[head], rows[head + 1 : following]


def jobs_of(name: str) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = parsed(WORKFLOWS[name].read_text("utf-8"))["jobs"]
    return found


def publishes(job: dict[str, Any]) -> bool:
    """Whether a job may write anything anywhere, or uses what publishes."""
    used = [str(step.get("uses", "")) for step in job.get("steps") or ()]
    return "write" in (job.get("permissions") or {}).values() or any("deploy" in name for name in used)


def chain(jobs: dict[str, dict[str, Any]], name: str) -> Iterator[dict[str, Any]]:
    """A job, and all that must have succeeded before it."""
    yield jobs[name]
    for needed in filter(None, (part.strip() for part in str(jobs[name].get("needs", "")).strip("[]").split(","))):
        yield from chain(jobs, needed)


PUBLISHING = [(file, name) for file in WORKFLOWS for name, job in jobs_of(file).items() if publishes(job)]


@pytest.mark.parametrize(("file", "name"), PUBLISHING)
def test_a_publishing_job_cannot_run_without_the_success_of_ci(file: str, name: str) -> None:
    before = list(chain(jobs_of(file), name))

    assert [job for job in before if job.get("uses") == CI]
    assert [sorted(OVERRULES & set(job)) for job in before if OVERRULES & set(job)] == []


def test_the_site_is_published_by_one_job_alone() -> None:
    assert PUBLISHING == [("publish.yml", "deploy")]


def test_no_workflow_gives_every_job_the_right_to_write() -> None:
    for file in WORKFLOWS.values():
        assert parsed(file.read_text("utf-8"))["permissions"] == {"contents": "read"}, file.name


def test_ci_is_the_whole_of_the_tests_and_fails_with_them() -> None:
    ci = parsed(WORKFLOWS["ci.yml"].read_text("utf-8"))
    (job,) = ci["jobs"].values()

    assert "workflow_call" in ci["on"]
    assert job["steps"][-1] == {"run": ".ci/run"}
    assert not OVERRULES & set(job) and not any(OVERRULES & set(step) for step in job["steps"])
    script = (ROOT / ".ci" / "run").read_text("utf-8")
    assert "set -euo pipefail" in script and script.rstrip().endswith("exec make test")


def test_changes_of_main_and_requests_are_tested() -> None:
    ci, publish = (parsed(WORKFLOWS[name].read_text("utf-8"))["on"] for name in ("ci.yml", "publish.yml"))

    assert "pull_request" in ci
    assert publish["push"] == {"branches": "[main]"}
    assert "schedule" in publish

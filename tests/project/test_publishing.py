"""Nothing is published that the tests have not passed: each publishing job needs, in the same run, all of CI."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from typing import Any

import pytest
from ruamel.yaml import YAML
from stopsms.config import ROOT

WORKFLOWS = {path.name: path for path in sorted((ROOT / ".github" / "workflows").glob("*.y*ml"))}
CI = "./.github/workflows/ci.yml"
OVERRULES = {"if", "continue-on-error"}  # with them a job runs, or passes, though one that it needs has failed


def parsed(text: str) -> Any:
    """What a file in YAML says. By YAML 1.2 `on` is a word, as for GitHub."""
    return YAML(typ="safe").load(text)


def jobs_of(name: str) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = parsed(WORKFLOWS[name].read_text("utf-8"))["jobs"]
    return found


def publishes(job: dict[str, Any]) -> bool:
    """Whether a job may write anything anywhere, or uses what publishes."""
    used = [str(step.get("uses", "")) for step in job.get("steps") or ()]
    return "write" in (job.get("permissions") or {}).values() or any(
        word in name for name in used for word in ("deploy", "publish")
    )


def chain(jobs: dict[str, dict[str, Any]], name: str) -> Iterator[dict[str, Any]]:
    """A job, and all that must have succeeded before it."""
    yield jobs[name]
    needed = jobs[name].get("needs", [])
    for before in [needed] if isinstance(needed, str) else needed:
        yield from chain(jobs, before)


PUBLISHING = [(file, name) for file in WORKFLOWS for name, job in jobs_of(file).items() if publishes(job)]


@pytest.mark.parametrize(("file", "name"), PUBLISHING)
def test_a_publishing_job_cannot_run_without_the_success_of_ci(file: str, name: str) -> None:
    before = list(chain(jobs_of(file), name))

    assert [job for job in before if job.get("uses") == CI]
    assert [sorted(OVERRULES & set(job)) for job in before if OVERRULES & set(job)] == []


def test_site_and_library_are_each_published_by_one_job_alone() -> None:
    assert PUBLISHING == [("publish.yml", "deploy"), ("release.yml", "publish")]


def test_a_release_is_what_was_tried_and_needs_no_password() -> None:
    text = WORKFLOWS["release.yml"].read_text("utf-8")
    release = parsed(text)
    jobs = release["jobs"]

    assert release["on"] == {"push": {"tags": ["v*"]}}
    assert set(jobs["publish"]["needs"]) == {*jobs} - {"publish"}, "all else has succeeded"
    assert jobs["publish"]["environment"] == "pypi"
    assert jobs["publish"]["permissions"] == {"id-token": "write", "attestations": "write"}
    assert "secrets" not in text and "password" not in jobs["publish"]["steps"][-1].get("with", {})
    assert [step["run"] for step in jobs["publish"]["steps"] if "run" in step] == [], "nothing is made there"


def test_a_release_is_tried_with_every_python_that_the_package_names() -> None:
    (tried,) = parsed(WORKFLOWS["release.yml"].read_text("utf-8"))["jobs"]["installed"]["strategy"]["matrix"].values()
    classifiers = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["classifiers"]

    assert [f"Programming Language :: Python :: {v}" for v in tried] == [c for c in classifiers if "3.1" in c]


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
    assert publish["push"] == {"branches": ["main"]}
    assert "schedule" in publish

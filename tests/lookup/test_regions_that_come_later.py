"""A browser fetches the phone metadata of rare regions when a number of theirs is asked about: until they are there the
question is put again, as often as it takes, and nothing of the failed attempts is left in the answer."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
SESSION = """
import json, shutil, sys
from pathlib import Path
import phonenumbers.data
from sender_lookup.errors import MissingRegionsError
from sender_lookup.worker import respond

whole, first = Path(phonenumbers.data.__file__).parent, Path(sys.argv[1])
shutil.copytree(whole, first, ignore=shutil.ignore_patterns("region_JP.py", "region_BR.py", "__pycache__"))
phonenumbers.data.__path__[:] = [str(first)]

def ask(sender, **more):
    call = {"op": "lookup", "today": "2026-11-24", "request": {"sender": sender, "country": "FR", **more}}
    try:
        return json.loads(respond(json.dumps(call)))["result"]
    except MissingRegionsError as error:
        return f"missing {error}"

JAPAN, BRAZIL = "+819012345678", "+5511912345678"
before = [ask(JAPAN), ask(JAPAN), ask(BRAZIL), ask("36180", text=f"Appelez le {JAPAN}"), ask("36180")]
phonenumbers.data.__path__.append(str(whole))
after = [ask(JAPAN), ask(BRAZIL), ask("36180", text=f"Appelez le {JAPAN}"), ask(JAPAN)]
print(json.dumps([before, after]))
"""


def test_a_region_may_be_missing_twice_in_one_session(tmp_path: Path) -> None:
    """The real library in a Python of its own: what it has read once it keeps, and a test must not take it away."""
    done = subprocess.run(
        [sys.executable, "-c", SESSION, str(tmp_path / "data")], cwd=ROOT, capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 0, done.stderr
    before, after = json.loads(done.stdout)

    assert before[:4] == ["missing JP", "missing JP", "missing BR", "missing JP"]
    assert before[4]["advice"]["verdict"] == "stop", "what is here is answered between the attempts"
    assert [a["sender"]["region"] for a in after] == ["JP", "BR", "FR", "JP"]
    assert after[0]["sender"] == after[3]["sender"] and after[0]["sender"]["display"] == "+81 90-1234-5678"

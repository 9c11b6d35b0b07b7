"""What the runtime is made of: where it lies, and which parts of it a browser needs."""

from __future__ import annotations

import ast
import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from sender_lookup.country.loader import load_country, load_index

from ..errors import BuildError, Problem
from .trim import trim
from .wheels import LOCK_NAME, RELOCK, fetch_wheels, python_files, read_lock

SITE = Path(__file__).resolve().parents[2]
LOCK = SITE / "runtime-lock.json"
PYODIDE = SITE / "node_modules" / "pyodide"
SHARED = "EU"  # the folder of letters that many countries have
GUEST = Path(__file__).parent / "guest"  # what runs inside Pyodide
WORKER = SITE / "static" / "js" / "python" / "worker.js"
REQUESTS = GUEST / "sample_requests.json"

NPM = "run `npm ci` in site/"

ENTRY = "sender_lookup.worker"
# Our own package and the metadata of every region go in whole; of all else, the modules that a sample request loads.
WHOLE = ("sender_lookup/", "phonenumbers/data/")
# Of our own package: what only a terminal, a translator or a program of others needs, and the rim, which reads files,
# clock and environment.
RIM = ("cli", "bulk")
FOR_PROGRAMS = ("schema",)  # who describes the JSON reads it elsewhere
NOT_IN_BROWSER = (
    *("__main__.py", "/api.py", "/data_forms.py", ".po", ".pot", "py.typed", ".pyc", ".pyi", ".md"),
    *("/answer_text.py", "templates/draft.txt"),
)
# Loaded by name, or only when something fails: no sample request shows them.
ON_DEMAND = (
    *("traceback", "linecache", "tokenize", "jinja2.debug"),
    *(f"encodings.{name}" for name in ("ascii", "latin_1", "cp1252", "utf_8_sig", "unicode_escape")),
)
# Named in our package where a browser never comes: its tables are JSON, and paths are types alone.
NEVER = ("tomllib", "pathlib")
# Asked for by Pyodide's start, by Jinja2 or by the standard library, and never used here: `stubs/unused_module.py`
# takes their place, as the files of `stubs/by_name/` take that of modules of which little is used.
STUBBED = ("asyncio/__init__.py", "ipaddress.py", "random.py", "tempfile.py")
# The same in Jinja2: the build has compiled every template.
STUBBED_PACKAGES = tuple(f"jinja2/{name}.py" for name in ("compiler", "lexer", "parser"))
STUB = GUEST / "stubs" / "unused_module.py"
STUBS = GUEST / "stubs" / "by_name"


def place_of(path: Path) -> str:
    """A file as problems name it: from the project's folder."""
    return path.relative_to(SITE.parent).as_posix()


def sources(package: Path, cache: Path) -> dict[str, bytes]:
    """Every file that goes into the second archive, modules still as sources: name -> content."""
    locked, python = read_lock(LOCK)
    check_python(python)
    files = dict(own_files(package))
    for name, wheel in fetch_wheels(locked, python, cache).items():
        found = trim(dict(python_files(wheel)))
        check_imports(name, found, next(entry["imports"] for entry in locked if entry["name"] == name))
        files |= found
    return files


def with_stubs(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files of the second archive, without the modules that only a compiler of templates uses."""
    return {**files, **dict.fromkeys(STUBBED_PACKAGES, STUB.read_bytes())}


def own_files(package: Path) -> Iterator[tuple[str, bytes]]:
    """Our package: modules, data, templates, compiled catalogues."""
    for path in sorted(package.rglob("*")):
        name, inside = path.relative_to(package.parent).as_posix(), path.relative_to(package).parts
        if inside[0] in (*RIM, *FOR_PROGRAMS) or "__pycache__" in inside or name.endswith(NOT_IN_BROWSER):
            continue
        if path.is_file():
            yield name, path.read_bytes()


def sample_requests(files: Iterable[str]) -> list[str]:
    """What the build asks, as JSON texts: `sample_requests.json`, and each letter that there is, in its language.

    >>> sample_requests(["sender_lookup/letters/FR/fr/fraud_report.txt.j2"])[-1]
    '{"op": "letter", "id": "fraud_report", "country": "FR", "language": "fr", "facts": {}}'
    """
    letters = [name.removesuffix(".txt.j2").split("/")[-3:] for name in sorted(files) if name.endswith(".txt.j2")]
    asked = [
        {"op": "letter", "id": name, "country": _home_of(name, country), "language": language, "facts": {}}
        for country, language, name in letters
    ]
    return [json.dumps(request) for request in [*json.loads(REQUESTS.read_text(encoding="utf-8")), *asked]]


def _home_of(letter: str, folder: str) -> str:
    """The country of a letter's folder; of a shared one, a country that has the letter and none of its own."""
    if folder != SHARED:
        return folder
    countries = [load_country(code) for code in load_index().countries]
    return next((c.code for c in countries if letter in c.letters), folder)


def check_python(locked: str) -> None:
    """The lock must be for the Python that the npm package brings."""
    if not (PYODIDE / "package.json").is_file():
        raise BuildError(Problem(place_of(PYODIDE), 0, "is not there", NPM))
    pinned = json.loads((SITE / "package.json").read_text(encoding="utf-8"))["dependencies"]["pyodide"]
    found = json.loads((PYODIDE / "package.json").read_text(encoding="utf-8"))["version"]
    if found != pinned:
        raise BuildError(Problem(place_of(PYODIDE), 0, f"is {found}, package.json pins {pinned}", NPM))
    python = json.loads((PYODIDE / "pyodide-lock.json").read_text(encoding="utf-8"))["info"]["python"]
    if python != locked:
        raise BuildError(Problem(LOCK_NAME, 0, f"is for Python {locked}, Pyodide {found} has {python}", RELOCK))


def check_imports(name: str, files: Mapping[str, bytes], imports: Iterable[str]) -> None:
    """A wheel must bring the names that the lock says, and no others: an archive is one namespace."""
    found = {path.split("/")[0].removesuffix(".py") for path in files}
    if found != set(imports):
        what = f"names {sorted(imports)} for {name}, whose wheel holds {sorted(found)}"
        raise BuildError(Problem(LOCK_NAME, 0, what, RELOCK))


def module_names(files: Iterable[str], package: str) -> list[str]:
    """The importable names of our own package's modules.

    >>> module_names(["sender_lookup/__init__.py", "sender_lookup/worker.py", "jinja2/ext.py"], "sender_lookup")
    ['sender_lookup', 'sender_lookup.worker']
    """
    own = (name for name in files if name.startswith(f"{package}/") and name.endswith(".py"))
    return sorted(name.removesuffix(".py").replace("/", ".").removesuffix(".__init__") for name in own)


def imported_names(source: bytes) -> set[str]:
    """Modules named by absolute imports anywhere in a source, also inside functions, where no trace may see them.

    >>> sorted(imported_names(b"import os.path\\ndef f():\\n    from datetime import date"))
    ['datetime', 'os.path']
    """
    nodes = list(ast.walk(ast.parse(source)))
    plain = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    return plain | {
        node.module for node in nodes if isinstance(node, ast.ImportFrom) and node.module and not node.level
    }


def fingerprint(files: Mapping[str, bytes]) -> str:
    """A hash of everything that can change the result; the key under which a finished runtime is kept."""
    digest = hashlib.sha256()
    scripts = [
        *sorted(GUEST.rglob("*")),
        WORKER,
        LOCK,
        SITE / "package.json",
        *sorted(Path(__file__).parent.glob("*.py")),  # not those of engine/, whose result is among the files
    ]
    tree = {path.relative_to(SITE).as_posix(): path.read_bytes() for path in scripts if path.is_file()} | dict(files)
    for name, content in sorted(tree.items()):
        digest.update(f"{name}\0{len(content)}\0".encode() + content)
    return digest.hexdigest()[:16]

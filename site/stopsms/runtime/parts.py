"""The parts of the runtime by what changes when: each lies in a folder of its own, named after its content.

    engine   Pyodide's own files: change with its version
    library  standard library, other people's packages, phone metadata: change with a version, or with what we import
    core     our package: code, and the tables by which any message is read
    words-*  the words for people in a language, and how they ask in it
    fr, es.. the rules of a country, their sources, its letters, its holidays, the bodies that fraud imitates there
    fr-en .. the words of a country alone, in one of its languages
    picture  the code that reads what was seen in a picture, and its words: few people bring one
    cases    the code and the template for cases that are kept on a device: few people keep one
    later    a file of `core`: the code for what may follow an answer (a sheet, a QR code, a text on a wrong answer) and
             for drafts, which comes when it is asked for; the service worker keeps it as all of Python
    start    the worker, which names the files of all others: changes with each of them

Who comes again fetches the parts that changed. Words and rules of the page's language and country come with the first
download, those of others when they are asked for: so it does not grow with their number. A further part is a row in
`ARCHIVES`, before those that would take its files.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from jinja2 import BytecodeCache

from sender_lookup.output.catalogue import GENERAL

from .regions import is_rare

ENGINE, LIBRARY, CORE, START = "engine", "library", "core", "start"
STDLIB = "stdlib.zip.bin"  # of the part `library`; Python starts from it, so it is no row below
PACKAGE = "sender_lookup/"
OWN = (PACKAGE, "precompiled.bin")
BYTECODE = f"{PACKAGE}compiled/"  # of templates
PACKS = f"{PACKAGE}packs.json"  # tells the package which file is in which pack
WORDS = re.compile(rf"{PACKAGE}locale/(\w+)/LC_MESSAGES/(\w+)\.mo")
RULES = re.compile(rf"{PACKAGE}data/(?:official/)?([a-z]{{2}})\.(?:\w+\.)?json")
SENTENCES = re.compile(rf"{PACKAGE}data/sentences\.([a-z]{{2}})\.json")
TEMPLATE = re.compile(rf"{PACKAGE}(?:letters|templates)/(.+)")
LETTER = re.compile(rf"{PACKAGE}letters/(([A-Z]{{2}})/.+)")
PICTURE = re.compile(rf"{PACKAGE}(?:picture/.+|data/picture\.json)")
CASES = re.compile(rf"{PACKAGE}(?:cases/.+|templates/case_file\.html)")
LATER = re.compile(
    rf"{PACKAGE}(?:draft/.+|output/(?:evidence_sheet|qr_code|wrong_answer)\..+"
    rf"|templates/(?:draft|evidence|qr)\..+)|segno/.+"
)
SHARED = "eu"  # claims and letters that many countries have: no country


@dataclass(frozen=True, slots=True)
class Archive:
    """A file `name` of the part `part` with the modules and data that it `holds`. On `sys.path` from the start, or
    when the worker needs it."""

    part: str
    name: str
    holds: Callable[[str], bool]
    at_start: bool = True


# A file goes into the first that holds it.
ARCHIVES = (
    Archive(CORE, "core.zip.bin", lambda name: name.startswith(OWN)),
    Archive(LIBRARY, "regions.zip.bin", is_rare, at_start=False),
    Archive(LIBRARY, "packages.zip.bin", lambda name: True),
)


def pack_of(name: str) -> str:
    """The pack that a file belongs to; empty where it comes at the start.

    >>> pack_of("sender_lookup/locale/gl/LC_MESSAGES/messages.mo"), pack_of("sender_lookup/data/fr.claims.json")
    ('words-gl', 'fr')
    >>> pack_of("sender_lookup/locale/gl/LC_MESSAGES/es.mo")
    'es-gl'
    >>> pack_of("sender_lookup/data/eu.claims.json"), pack_of("sender_lookup/letters/ES/gl/not_for_me.txt.j2")
    ('', 'es')
    """
    if PICTURE.fullmatch(name):
        return "picture"
    if CASES.fullmatch(name):
        return "cases"
    if LATER.fullmatch(name):
        return "later"
    if found := WORDS.fullmatch(name):
        return f"words-{found[1]}" if found[2] == GENERAL else f"{found[2]}-{found[1]}"
    if found := SENTENCES.fullmatch(name):
        return f"words-{found[1]}"
    if found := RULES.fullmatch(name):
        return found[1].replace(SHARED, "")
    found = LETTER.fullmatch(name)
    return found[2].lower().replace(SHARED, "") if found else ""


def packs_of(names: Iterable[str]) -> dict[str, str]:
    """File -> pack, for those that are in one; the bytecode of a template lies with the template."""
    listed = list(names)
    packs = {name: pack for name in listed if (pack := pack_of(name))}
    key = BytecodeCache().get_cache_key
    templates = {found[1]: packs[name] for name in packs if (found := TEMPLATE.fullmatch(name))}
    bytecode = {f"{BYTECODE}{key(template, template)}": pack for template, pack in templates.items()}
    return packs | {name: bytecode[name] for name in listed if name in bytecode}


@cache
def pack_archive(pack: str) -> Archive:
    """The archive of a pack: a part of its own, but for what everybody may need."""
    return Archive(CORE if pack == "later" else pack, f"{pack}.zip.bin", lambda _: False, at_start=False)


@dataclass(frozen=True, slots=True)
class Part:
    """A part's files as the server sends them (before its own compression), by name."""

    name: str
    files: Mapping[str, bytes]

    @property
    def folder(self) -> str:
        """Its name and a hash of its content: other bytes never lie under the same address.

        >>> Part("core", {"a": b"1"}).folder == Part("core", {"a": b"2"}).folder
        False
        """
        found = hashlib.sha256()
        for name, content in sorted(self.files.items()):
            found.update(f"{name}\0{len(content)}\0".encode() + content)
        return f"{self.name}-{found.hexdigest()[:12]}"


def divide(files: Mapping[str, bytes]) -> dict[Archive, dict[str, bytes]]:
    """Every file in the one archive that is to hold it.

    >>> files = {"sender_lookup/worker.pyc": b"", "jinja2/ext.pyc": b"", "phonenumbers/data/region_JP.pyc": b""}
    >>> {archive.name: list(content) for archive, content in divide(files).items()}["packages.zip.bin"]
    ['jinja2/ext.pyc']
    """
    packs = packs_of(files)
    # A template is asked for before its bytecode, which lies in the same pack: its name, a hash, need not be told.
    told = {name: pack for name, pack in packs.items() if not name.startswith(BYTECODE)}
    listed = {name.removeprefix(PACKAGE): pack_archive(pack).name for name, pack in told.items()}
    divided: dict[Archive, dict[str, bytes]] = {archive: {} for archive in ARCHIVES}
    for name, content in {**files, PACKS: json.dumps(listed, separators=(",", ":"), sort_keys=True).encode()}.items():
        home = pack_archive(packs[name]) if name in packs else next(found for found in ARCHIVES if found.holds(name))
        divided.setdefault(home, {})[name] = content
    return divided

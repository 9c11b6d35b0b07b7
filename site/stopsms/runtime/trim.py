"""Libraries without the modules that nothing here uses: their files, and the imports that name them.

`phonenumbers` imports all of itself: a finder of numbers in texts with the writing habits of 49 countries, a formatter
for fields, short numbers of 240 countries. Of that, our package uses parsing, types and formatting.
"""

from __future__ import annotations

import ast
from collections.abc import Mapping

# Beginnings of names. 19 of the 23 MB of phonenumbers are names of towns, carriers and time zones.
UNUSED = (
    *(
        f"phonenumbers/{part}"
        for part in ("geodata/", "carrierdata/", "tzdata/", "geocoder.", "carrier.", "timezone.", "prefix.")
    ),
    *(
        f"phonenumbers/{part}"
        for part in ("shortdata/", "shortnumberinfo.", "phonenumbermatcher.", "asyoutypeformatter.", "data/alt_format_")
    ),
    # Of segno the encoder alone (a package without __init__): what writes images imports half of the standard library.
    *(f"segno/{part}" for part in ("__init__.", "writers.", "helpers.", "utils.", "cli.")),
)


def trim(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The modules of a wheel that are needed; packages without their imports of those that are not."""
    gone = {name.removesuffix(".py").removesuffix("/__init__") for name in files if name.startswith(UNUSED)}
    kept = {name: content for name, content in files.items() if not name.startswith(UNUSED)}
    return {
        name: without_imports(content, gone, name.removesuffix("/__init__.py"))
        if name.endswith("/__init__.py")
        else content
        for name, content in kept.items()
    }


def without_imports(source: bytes, gone: set[str], package: str) -> bytes:
    """A package's `__init__.py` without its imports of these siblings, and without tables made of what they brought.

    >>> without_imports(b"from .a import A\\nfrom .b import B\\nBOTH = {1: A}\\nx = B", {"p/a"}, "p")
    b'from .b import B\\nx = B'
    """
    tree = ast.parse(source)
    missing: set[str] = set()
    body: list[ast.stmt] = []
    for node in tree.body:
        if isinstance(node, ast.ImportFrom) and node.level == 1 and f"{package}/{node.module}" in gone:
            missing |= {alias.asname or alias.name for alias in node.names}
        elif not (isinstance(node, ast.Assign) and missing & names_in(node.value)):
            body.append(node)
    if len(body) == len(tree.body):
        return source
    tree.body = body
    return ast.unparse(tree).encode()


def names_in(node: ast.AST) -> set[str]:
    """The names that stand in a piece of code."""
    return {part.id for part in ast.walk(node) if isinstance(part, ast.Name)}

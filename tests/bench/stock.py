"""Stock Pyodide doing what our worker does: the npm package, the locked wheels and our package as sources."""

from __future__ import annotations

import io
import json
import shutil
import zipfile
from pathlib import Path

from stopsms.runtime.inputs import ENTRY, LOCK, PYODIDE
from stopsms.runtime.wheels import fetch_wheels, read_lock

ROOT = Path(__file__).resolve().parents[2]
CACHE = ROOT / ".cache"
PACKAGE = ROOT / "sender_lookup"
PARTS = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip", "pyodide-lock.json")
STOCK = """
import { loadPyodide } from "./pyodide.mjs";
const pyodide = await loadPyodide();
for (const name of %s) {
  const file = await fetch(new URL(name, import.meta.url));
  pyodide.unpackArchive(await file.arrayBuffer(), name.endsWith(".whl") ? "wheel" : "zip");
}
const { respond } = pyodide.pyimport("%s");
addEventListener("message", ({ data: { id, request } }) => postMessage({ id, response: respond(request) }));
postMessage({ type: "ready" });
"""


def write_stock(folder: Path) -> None:
    """All of it into a new folder, with a worker of ten lines."""
    folder.mkdir()
    for name in PARTS:
        shutil.copy(PYODIDE / name, folder)
    locked, python = read_lock(LOCK)
    wheels = fetch_wheels(locked, python, CACHE / "wheels").values()
    for wheel in wheels:
        shutil.copy(wheel, folder)
    (folder / "sender_lookup.zip").write_bytes(sources_zip())
    archives = [*(wheel.name for wheel in wheels), "sender_lookup.zip"]
    (folder / "worker.js").write_text(STOCK % (json.dumps(archives), ENTRY), encoding="utf-8")


def sources_zip() -> bytes:
    """Our package as it lies in the tree, without what only the build needs."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(PACKAGE.rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts and path.suffix != ".po":
                archive.write(path, path.relative_to(ROOT))
    return buffer.getvalue()

"""Python for the reader's browser: Pyodide's files, trimmed and compiled so that it starts in a third of the time.

The npm package `pyodide` brings its standard library as sources, which every browser compiles at every start. The build
compiles them once, with Pyodide itself under Node (bytecode is of one Python only), keeps the modules that a request
can need, and packs our package with its two libraries the same way. `static/js/python/worker.js` starts the result.

    assemble.py        puts the runtime together
    inputs.py          what goes in: our package, the locked wheels, the npm package
    wheels.py          fetches the wheels of `site/runtime-lock.json` and checks their hashes
    trim.py            libraries without what nothing here uses
    library.py         Pyodide's standard library with stubs for what is never used
    regions.py         which phone metadata come at the start, and which on demand
    engine/            Pyodide's engine in two parts: what runs here, and the rest
    parts.py           what lies together under an address of its own, because it changes together
    node_job.py        the jobs of `guest/compile.mjs`: trace and compile; start the result and ask it; count calls
    guest/             what runs inside Pyodide: no module of this Python
    archives.py        zips with fixed dates, in a gzip stream
    relock.py          `python -m stopsms.runtime.relock`: other versions of the wheels
"""

from __future__ import annotations

from .assemble import Runtime, build_runtime
from .engine import Choice

__all__ = ["Choice", "Runtime", "build_runtime"]

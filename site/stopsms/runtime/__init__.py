"""Python for the reader's browser: Pyodide's files, trimmed and compiled so that it starts in a third of the time.

The npm package `pyodide` brings its standard library as sources, which every browser compiles at every start. The build
compiles them once, with Pyodide itself under Node (bytecode is of one Python only), keeps the modules that a request
can need, and packs our package with its two libraries the same way. `static/js/python/worker.js` is what starts the result.

    inputs.py    what goes in: our package, the locked wheels, the npm package
    wheels.py    fetches the wheels of `site/runtime-lock.json` and checks their hashes
    trimming.py  libraries without what nothing here uses
    library.py   Pyodide's standard library with stand-ins for what is never used
    regions.py   which phone metadata come at the start, and which on demand
    parts.py     what lies together under an address of its own, because it changes together
    compiler.py  the two jobs of `site/build/compile.mjs`: trace and compile; start the result and ask it
    archives.py  zips with fixed dates, in a gzip stream
    relock.py    `python -m stopsms.runtime.relock`: other versions of the wheels
"""

from stopsms.runtime.assemble import Runtime, build_runtime

__all__ = ["Runtime", "build_runtime"]

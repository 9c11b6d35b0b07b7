"""The `sitecustomize` of the browser's Python, which that runs at its start, before Pyodide's own imports.

Nothing that a start makes is garbage, so do not look; `worker.js` switches the collector on again when all is imported.
"""

import gc

gc.disable()

import precompiled  # noqa: E402, F401

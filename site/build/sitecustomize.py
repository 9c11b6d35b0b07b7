"""Run by Python at its start, before Pyodide's own imports: nothing that a start makes is garbage, so do not look.

`static/js/worker.js` switches the collector on again when all is imported.
"""

import gc

gc.disable()

import readymade  # noqa: E402, F401

"""Pyodide's engine in two parts: what runs here comes at the start, the rest when a call needs it.

Of the 16,958 functions of `pyodide.asm.wasm` a sixth ever runs for us. Binaryen's `wasm-split` cuts the module by the
list of them, which `python -m tools.engine_functions` takes anew; the glue code loses what nobody can call.

    choose.py      which engine is shipped, and why not the split one
    functions.py   the list: reads and writes functions.txt
    functions.txt  the functions that run here, by number and name, under what first called them
    wasm.py        the binary format, as far as a cut needs it
    cut.py         the module, without exports that nobody uses, in two parts
    stand_ins.py   what stands in the first part for the functions of the second
    glue.py        Pyodide's JavaScript: what it uses of the module, and without what nobody calls
"""

from __future__ import annotations

from .choose import Choice, Engine, engine_of

__all__ = ["Choice", "Engine", "engine_of"]

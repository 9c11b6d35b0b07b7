"""Takes the place of a module that is imported and never used here (STUBBED in site/stopsms/runtime/inputs.py).

Whatever is asked of it is a class, so that imports and base classes go well; who makes one is told what is missing.
What is named as an error is one, so that `except json.JSONDecodeError` lets the real error pass.
"""

__all__ = ()


def __getattr__(name: str) -> type:
    if name.startswith("__"):
        raise AttributeError(name)

    def refuse(*_: object, **__: object) -> None:
        raise NotImplementedError(f"{__name__}.{name} is left out of this Python: see STUBBED in inputs.py")

    bases = (Exception,) if name.endswith(("Error", "Exception", "Warning")) else ()
    return type(name, bases, {"__init__": refuse})

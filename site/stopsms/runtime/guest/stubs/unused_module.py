"""Takes the place of a module that is imported and never used here (STUBBED in site/stopsms/runtime/inputs.py).

Whatever is asked of it is a class, so that imports and base classes go well; who makes one is told what is missing.
"""

__all__ = ()


def __getattr__(name: str) -> type:
    if name.startswith("__"):
        raise AttributeError(name)

    def refuse(*_: object, **__: object) -> None:
        raise NotImplementedError(f"{__name__}.{name} is left out of this Python: see STUBBED in inputs.py")

    return type(name, (), {"__init__": refuse})

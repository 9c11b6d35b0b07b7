"""No event loop: an answer is made in one go. The loop and asyncio are a fifth of what Pyodide imports at its start."""


def _initialize_event_loop() -> None:
    """What `pyodide/__init__.py` calls."""

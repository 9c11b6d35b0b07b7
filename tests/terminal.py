"""What a program writes to a terminal, read from its other end."""

from __future__ import annotations

import os
from collections.abc import Iterator


def pieces(terminal: int) -> Iterator[bytes]:
    """All that was written to a terminal whose other end is closed: it comes in as many pieces as the system likes."""
    try:
        while piece := os.read(terminal, 65536):
            yield piece
    except OSError:  # how Linux says that it is the end
        return
    finally:
        os.close(terminal)

"""A table that cannot be read, or cannot be written."""

from __future__ import annotations

from ..errors import SenderLookupError


class TableError(SenderLookupError, ValueError):
    """One line that says where, what and how to mend it."""

    def __init__(self, where: object, what: str, fix: str) -> None:
        self.where, self.what, self.fix = str(where), what, fix
        super().__init__(" ".join(f"{where}: {what}: {fix}".split()))

    def __reduce__(self) -> tuple[type[TableError], tuple[str, str, str]]:
        """Errors travel between processes and machines."""
        return type(self), (self.where, self.what, self.fix)

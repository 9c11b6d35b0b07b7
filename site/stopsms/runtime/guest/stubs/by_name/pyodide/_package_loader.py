"""No packages are loaded at run time. This is what Pyodide's JavaScript asks of its package loader at every start."""


class Folder:
    """A path that is asked for its text alone."""

    def __init__(self, path: str) -> None:
        self.path = path

    def __str__(self) -> str:
        return self.path


SITE_PACKAGES = Folder("/lib/site-packages")
DSO_DIR = Folder("/usr/lib")


def init_loaded_packages() -> None:
    """There are none."""

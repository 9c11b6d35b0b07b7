"""Build the site: `python build.py` writes `dist/`. Run `python build.py --help` for the options."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "site"))

from stopsms.command import main

if __name__ == "__main__":
    sys.exit(main())

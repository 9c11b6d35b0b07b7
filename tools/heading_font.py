"""Rebuilds site/static/fonts/headings.woff2: Atkinson Hyperlegible Next, for headings and samples of numbers only.

    npm pack @fontsource-variable/atkinson-hyperlegible-next
    tar xzf fontsource-variable-atkinson-hyperlegible-next-*.tgz
    python tools/heading_font.py package/files/atkinson-hyperlegible-next-latin-wght-normal.woff2

The face was drawn for people who see little: 1, l and I, 0 and O cannot be taken for each other. One weight, the
letters of Western Europe and tabular figures make 9 KB; the variable font would be 26 KB, and a page would weigh more
than the 50 KB that it may. To be run when a language needs a letter that `LETTERS` lacks.
"""

from __future__ import annotations

import sys
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

TARGET = Path(__file__).parents[1] / "site" / "static" / "fonts" / "headings.woff2"
WEIGHT = 750
LETTERS = (
    "".join(map(chr, range(0x20, 0x7F)))
    + "ÀÁÂÃÄÆÇÈÉÊËÌÍÎÏÑÒÓÔÕÖÙÚÛÜŒŸßàáâãäæçèéêëìíîïñòóôõöùúûüœÿ¡¿«»‘’“”–—…·°ªº€£×\u00a0\u202f"
)


def main(source: Path) -> None:
    """Write the font of `source` with one weight and the letters that the site needs."""
    options = Options(hinting=False, layout_features=["kern", "mark", "locl", "ccmp", "tnum"])
    font = TTFont(source, recalcTimestamp=False)
    letters = Subsetter(options)
    letters.populate(text=LETTERS)
    letters.subset(font)
    font = instantiateVariableFont(font, {"wght": WEIGHT})
    font.flavor = "woff2"
    font.save(TARGET)
    print(f"{TARGET.name}: {TARGET.stat().st_size} bytes")


if __name__ == "__main__":
    main(Path(sys.argv[1]))

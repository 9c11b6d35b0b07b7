"""The QR code of an `sms:` link, so that a telephone can send what stands on a wide screen."""

from __future__ import annotations

import re

from .catalogue import load_catalogue
from .templates import environment

QUIET = 4  # light modules around the code, as the standard wants
SMS_LINK = re.compile(r"sms:\+?\d{3,15}\?&body=[A-Za-z0-9_.~%/-]{1,60}")


def qr_as_html(uri: str, language: str) -> str:
    """The code as SVG in our own template; "" where the library is absent or the link is not ours."""
    if not SMS_LINK.fullmatch(uri):
        return ""
    try:
        from segno.encoder import encode  # optional: 30 KB that only wide screens ask for
    except ImportError:
        return ""
    rows = encode(uri, error="m", micro=False, boost_error=False).matrix  # type: ignore[no-untyped-call]
    dark = ((x, y) for y, row in enumerate(rows, QUIET) for x, module in enumerate(row, QUIET) if module)
    path = "".join(f"M{x} {y}h1v1h-1z" for x, y in dark)
    size, template = len(rows) + 2 * QUIET, environment("templates").get_template("qr.html")
    return template.render(size=size, path=path, uri=uri, t=load_catalogue(language))

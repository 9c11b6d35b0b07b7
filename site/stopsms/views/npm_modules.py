"""Modules of npm packages that pages import, served as they are beside our own: `static/<hash>/js/npm/<name>.js`.

A further one is a package in site/package.json, a row in `NPM_MODULES`, and its types in site/types/.
"""

from __future__ import annotations

from flask import Response, abort

from ..config import NPM_MODULES, npm_module


def npm_script(name: str) -> Response:
    """The module, under the address of the scripts that import it."""
    if name not in NPM_MODULES:
        abort(404)
    return Response(npm_module(name), mimetype="text/javascript")

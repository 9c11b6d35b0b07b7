"""Modules of npm packages that pages import, served as they are beside our own scripts, as `js/npm/<name>.js`.

A further one is a package in site/package.json, a row in `NPM_MODULES`, and its types in site/types/.
"""

from __future__ import annotations

from flask import Response, abort

from ..config import NPM_MODULES, npm_module


def npm_script(name: str) -> Response:
    """The module of that name."""
    if name not in NPM_MODULES:
        abort(404)
    return Response(npm_module(name), mimetype="text/javascript")

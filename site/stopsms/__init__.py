"""The site of STOP SMS: a Flask app whose pages are frozen into `dist/` by `python build.py`.

A room may ask those above it, never one below it:

errors.py   what can go wrong             i18n.py     the words of the pages
content/    guides (Markdown), glossary   numbering/  the regulator's table of number blocks
companies/  the lists of firms for letters
examples/   example senders and messages, answered by the package itself
country_pages/ the pages of a country that are made from its data
docs/       the documentation for developers: `docs/`, and what is made of the code
runtime/    Python for the browser
config.py   what the pages need to know: one state of content and rules
decisions/  how the advice is decided, as lines
search/     what the search finds
views/      the pages, by kind
publish/    from the app to a folder: freezing, headers, service worker, compressed copies, licences; what is kept of it
            for the next build; a server for it
checks.py   what must be right first      cli.py      `python build.py`
"""

from __future__ import annotations

from flask import Flask
from jinja2 import ChoiceLoader, FunctionLoader

from sender_lookup.resources import read_text

from .config import Site, assets_version
from .examples.phone_drawings import (
    drawings_of_family,
    drawings_of_guide,
    usual_sender,
)
from .publish.headers import META_POLICY
from .views import pages
from .views.modulepreload import imports_of
from .views.npm_modules import npm_script

__all__ = ["create_app"]


def create_app(site: Site) -> Flask:
    """The app for one state of content and rules (`site`); nothing is read from the environment."""
    address = f"/static/{assets_version()}"  # by content: a page never gets the scripts of another build
    app = Flask(__name__, template_folder="../templates", static_folder="../static", static_url_path=address)
    app.config["SITE"] = site
    # The pages use the pieces of the package's own answer (parts.html).
    own = FunctionLoader(lambda name: read_text(f"templates/{name}"))
    app.jinja_loader = ChoiceLoader([app.jinja_loader, own]) if app.jinja_loader else own
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.globals.update(imports_of=imports_of, meta_policy=META_POLICY)
    app.jinja_env.globals.update(drawings_of_family=drawings_of_family)
    app.jinja_env.globals.update(drawings_of_guide=drawings_of_guide, usual_sender=usual_sender)
    app.add_url_rule(f"{address}/js/npm/<name>.js", view_func=npm_script)
    app.url_map.strict_slashes = True
    app.register_blueprint(pages)
    return app

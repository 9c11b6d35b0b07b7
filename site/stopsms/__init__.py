"""The site of STOP SMS: a Flask app whose pages are frozen into `dist/` by `python build.py`.

content.py     guides (Markdown) -> records          situations.py  examples answered by the package itself
site.py        what the pages need to know           pages/         the views, by kind of page
drawings.py    what the drawings of a phone show
checks.py      what must be right before a build     freezing.py    Frozen-Flask, headers, sitemap
runtime/       Python for the browser                serving.py     dist/ with the production headers
offline.py     the service worker                    compressing.py copies for servers that send them
licences.py    licences.txt
"""

from __future__ import annotations

from flask import Flask
from jinja2 import ChoiceLoader, FunctionLoader

from sender_lookup.resources import read_text

from .drawings import drawings_of_examples, drawings_of_family, drawings_of_guide, sample_of, usual_sender
from .headers import META_POLICY
from .pages import pages
from .scripts import imports_of
from .site import Site, assets_version

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
    app.jinja_env.globals.update(drawings_of_family=drawings_of_family, drawings_of_examples=drawings_of_examples)
    app.jinja_env.globals.update(drawings_of_guide=drawings_of_guide, sample_of=sample_of, usual_sender=usual_sender)
    app.url_map.strict_slashes = True
    app.register_blueprint(pages)
    return app

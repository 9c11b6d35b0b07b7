"""The views, by kind of page. Language is the first part of a path, country the second where it matters, then the slug.

layout.py    what every page has        urls.py              the address of every page, and the list of them
home.py      the form, the languages    embed.py             the form in other sites' pages
guides.py    pages from `content/`      guide_context.py     what their own templates need
families.py  a kind of sender           site_index.py        the list of all pages
letters.py   printable letters          machine_readable.py  what programs read: manifest, sitemap, tables
docs.py      the documentation for developers
search.py    what the search finds        npm_modules.py       modules of npm packages
slugs.py     families' and letters' part of it, today and formerly
once.py      what many pages ask for, made once
pictures.py, modulepreload.py, schema_org.py  what stands in a page's head
"""

from __future__ import annotations

from . import (  # noqa: F401  # they add their views to the blueprint
    docs,
    embed,
    families,
    guides,
    home,
    letters,
    machine_readable,
    search,
)
from .layout import pages

__all__ = ["pages"]

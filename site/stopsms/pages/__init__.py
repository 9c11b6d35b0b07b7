"""The views, by kind of page. Language is the first part of a path, country the second where it matters, then the slug.

frame.py      what every page has        home.py        the form, the list of languages
guides.py     pages from content/        completed.py   what their own templates need
families.py   a kind of sender           everything.py  the list of all pages
letters.py    printable letters          embedding.py   the form in other sites' pages
machines.py   what programs read: manifest, sitemap, tables
"""

from . import embedding, families, guides, home, letters, machines  # noqa: F401  # they add their views to the blueprint
from .frame import pages

__all__ = ["pages"]

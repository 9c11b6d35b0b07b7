"""The views, by kind of page. Language is the first part of a path, country the second where it matters, then the slug.

frame.py    what every page has       home.py      the form, the list of languages
guides.py   pages from content/       families.py  a kind of sender
letters.py  printable letters         machines.py  what programs read: manifest, sitemap, tables
embedding.py  the form in other sites' pages
"""

from . import embedding, families, guides, home, letters, machines  # noqa: F401  # they add their views to the blueprint
from .frame import pages

__all__ = ["pages"]

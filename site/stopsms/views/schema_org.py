"""What search engines read of a page: the way to it, and on the home page what the site is. Two kinds of schema.org's
records, no others: nothing here that a reader does not see as well.

No FAQPage: of a guide's headings one or two are questions, and a page is one only where all of it is questions with
their answers; search engines show it for public bodies alone. No QAPage: that is for answers which readers write.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

CONTEXT = "https://schema.org"


def breadcrumb_list(steps: Iterable[tuple[str, str]]) -> dict[str, Any]:
    """The way from the home page: title and public address of each step.

    >>> breadcrumb_list([("Home", "https://example.org/")])["itemListElement"]
    [{'@type': 'ListItem', 'position': 1, 'name': 'Home', 'item': 'https://example.org/'}]
    """
    items = [
        {"@type": "ListItem", "position": position, "name": title, "item": url}
        for position, (title, url) in enumerate(steps, 1)
    ]
    return {"@context": CONTEXT, "@type": "BreadcrumbList", "itemListElement": items}


def web_application(
    name: str, description: str, requirements: str, url: str, language: str, image: str
) -> dict[str, Any]:
    """What the site is: an application for everybody, free of charge."""
    return {
        "@context": CONTEXT,
        "@type": "WebApplication",
        "name": name,
        "description": description,
        "url": url,
        "image": image,
        "inLanguage": language,
        "applicationCategory": "UtilitiesApplication",
        "operatingSystem": "Any",
        "browserRequirements": requirements,
        "isAccessibleForFree": True,
        "offers": {"@type": "Offer", "price": 0, "priceCurrency": "EUR"},
    }

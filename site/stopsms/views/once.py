"""What many pages ask for in the same words is made once for an app, whose content and rules never change."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import wraps
from typing import Any

from flask import current_app, request

KEPT = "stopsms.once"  # among the app's extensions


def once[**Given, Result](make: Callable[Given, Result]) -> Callable[Given, Result]:
    """A function that gives the same for the same hashable, positional arguments, as long as its app lives.

    Its answer may depend on the app's `Site` and on the path under which the app is asked (both are part of the key),
    and on nothing else of the request. Who gets a list or a dict must not change it.
    """

    @wraps(make)
    def kept(*args: Given.args, **kwargs: Given.kwargs) -> Result:
        assert not kwargs, f"{make.__name__} is remembered by its positional arguments alone"
        found: dict[Hashable, Any] = current_app.extensions.setdefault(KEPT, {})
        key = (make, request.root_path, args)
        if key not in found:
            found[key] = make(*args, **kwargs)
        answer: Result = found[key]
        return answer

    return kept

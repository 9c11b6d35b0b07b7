"""`schema`: what goes in and what comes out, for programs that check it."""

from __future__ import annotations

import argparse
import json

from ..schema import request_schema, result_schema


def write(options: argparse.Namespace) -> int:
    """Print the schema; returns the exit code."""
    schema = request_schema() if options.of == "request" else result_schema()
    print(json.dumps(schema, ensure_ascii=False, indent=2))
    return 0

"""The bytecode of templates: the build's, where the browser's archive brings it, so that no template is compiled there.

The build answers sample requests and ships what `resources.BYTECODE` has collected. Jinja2 itself refuses the
bytecode of another source or of another Python, and compiles.
"""

from __future__ import annotations

from jinja2.bccache import Bucket, BytecodeCache

from ..resources import BYTECODE, read_bytes


class Bytecode(BytecodeCache):
    """For `Environment(bytecode_cache=...)`."""

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take the file of that template, if there is one."""
        content = read_bytes(f"compiled/{bucket.key}")
        if content is not None:
            bucket.bytecode_from_string(content)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Collect what was compiled here."""
        BYTECODE[f"compiled/{bucket.key}"] = bucket.bytecode_to_string()

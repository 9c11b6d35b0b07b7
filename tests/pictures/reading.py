"""Pictures, read in a real Chromium by the built site's own `readPicture`."""

from __future__ import annotations

import base64
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

# As an init script or after `goto`: gives the page the function `readFile(base64, type, options)`.
READ = """async ([content, type, { abortAt, ...more }]) => {
  const { readPicture } = await import(new URL("../picture/read.js", document.querySelector("script[src$='/lookup/page.js']").src));
  const { trustUrl } = await import(new URL("../lib/trusted_types.js", document.querySelector("script[src$='/lookup/page.js']").src));
  const blob = new Blob([Uint8Array.from(atob(content), (letter) => letter.charCodeAt(0))], { type });
  const base = document.querySelector("form[data-pictures]").dataset.pictures;
  const stages = [];
  const stopping = new AbortController();
  const onProgress = ({ stage, done, total }) => {
    stages.push([stage, done, total]);
    if (stage === abortAt) stopping.abort();
  };
  const began = performance.now();
  try {
    const { page } = await readPicture(blob, { base, language: document.documentElement.lang, country: "FR", trustUrl, onProgress, signal: stopping.signal, ...more });
    return { page, stages, seconds: (performance.now() - began) / 1000 };
  } catch (error) {
    return { code: error.code, reason: String(error), stages };
  }
}"""  # noqa: E501


def read(page: Page, content: bytes, kind: str = "image/png", **options: object) -> dict[str, Any]:
    """What `readPicture` says of a file on an open home page: `page`, `stages`, `seconds`; or `code` and `reason`.
    `abortAt`: the stage at whose first word the page takes it back."""
    found: dict[str, Any] = page.evaluate(READ, [base64.b64encode(content).decode(), kind, options])
    return found


def words(found: dict[str, Any]) -> str:
    """All that was read, a line for each of the page's."""
    return "\n".join(" ".join(word["text"] for word in line["words"]) for line in found["page"]["lines"])


def read_file(page: Page, path: Path, **options: str) -> dict[str, Any]:
    """The same of a file on the disk."""
    return read(page, path.read_bytes(), **options)

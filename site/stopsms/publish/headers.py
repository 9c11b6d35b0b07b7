"""The headers of every answer, in one place: `make serve`, the tests and `dist/_headers` all take them from here."""

from __future__ import annotations

from sender_lookup.country.loader import load_index

CSP = {
    "default-src": "'none'",
    "script-src": "'self' 'wasm-unsafe-eval'",  # WebAssembly only; no inline script, no eval
    "worker-src": "'self'",
    "connect-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self'",
    "font-src": "'self'",
    "manifest-src": "'self'",
    "form-action": "'none'",  # even a form that lost its script sends nothing
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
    "require-trusted-types-for": "'script'",
    "trusted-types": "stop-sms",
}
HEADERS = {
    "Content-Security-Policy": "; ".join(f"{name} {value}" for name, value in CSP.items()),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
POLICY = "Content-Security-Policy"
# The same in the page itself, for hosts that send no headers of ours; on frames only a header may speak.
META_POLICY = "; ".join(f"{name} {value}" for name, value in CSP.items() if name != "frame-ancestors")
# What other sites may use: the form in a frame of theirs, and the script that puts it there; Python for pages of their
# own, and the files that it loads. Nothing else.
FRAMABLE = ("embed/",)
LOADABLE = ("embed.js", "engine.js")
LOADABLE_FOLDERS = ("runtime/", "static/")
FOR_FRAMES = {POLICY: HEADERS[POLICY].replace("; frame-ancestors 'none'", "")}  # no word on frames: anybody may
FOR_ALL = {"Cross-Origin-Resource-Policy": "cross-origin", "Access-Control-Allow-Origin": "*"}
# What lies under an address that changes with its content: the reader of pictures, Python for the browser, scripts and
# styles.
FOREVER = "public, max-age=31536000, immutable"
FRESH = "no-cache"
IMMUTABLE = ("pictures/", "runtime/", "static/")


def headers_of(path: str) -> dict[str, str]:
    """The headers of what lies under a path, relative to the site's root."""
    is_loadable = path in LOADABLE or path.startswith(LOADABLE_FOLDERS)
    more = FOR_FRAMES if path.startswith(FRAMABLE) else FOR_ALL if is_loadable else {}
    return {**HEADERS, **more}


def headers_file() -> str:
    """`_headers` as static hosts read it.

    Where two rules set the same header, Netlify takes the later one and Cloudflare Pages joins both with a comma. Two
    policies bind together, so the forbidding one stands with the pages that it is for, not with all; and a joined
    Cross-Origin-Resource-Policy is none, which only a page that demands one minds, and only of what it loads without
    asking for CORS: embed.js. Access-Control-Allow-Origin is for one place at a time: joined, it allows nobody.
    """
    everywhere = {**HEADERS, **FOR_FRAMES, "Cache-Control": FRESH}
    own = ("/", *(f"/{language}/*" for language in load_index().languages), "/docs/*")
    blocks = {
        "/*": everywhere,
        **{place: {POLICY: HEADERS[POLICY]} for place in own},
        **{f"/{path}": FOR_ALL for path in LOADABLE},
        **{
            f"/{folder}*": {"Cache-Control": FOREVER} | (FOR_ALL if folder in LOADABLE_FOLDERS else {})
            for folder in IMMUTABLE
        },
    }
    lines = [line for place, block in blocks.items() for line in (place, *(f"  {n}: {v}" for n, v in block.items()))]
    return "\n".join(lines) + "\n"

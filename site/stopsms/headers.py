"""The headers of every answer, in one place: `make serve`, the tests and `dist/_headers` all take them from here."""

from __future__ import annotations

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
# What lies under an address that changes with its content: Python for the browser, scripts and styles.
FOREVER = "public, max-age=31536000, immutable"
FRESH = "no-cache"
IMMUTABLE = ("runtime/", "static/")


def headers_file() -> str:
    """`_headers` as static hosts read it (Netlify, Cloudflare Pages ...)."""
    lines = [
        "/*",
        *(f"  {name}: {value}" for name, value in HEADERS.items()),
        f"  Cache-Control: {FRESH}",
        *(line for folder in IMMUTABLE for line in (f"/{folder}*", f"  Cache-Control: {FOREVER}")),
    ]
    return "\n".join(lines) + "\n"

"""The site from Debian's nginx, with the configuration of docs/hosting.md, at the root and under a sub-path."""

from __future__ import annotations

import gzip
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import BrowserContext
from stopsms.config import ROOT
from stopsms.publish.headers import FOREVER, FRESH, POLICY, headers_of

from tests.e2e.browser import is_root
from tests.e2e.form import Home
from tests.e2e.watch import Watch
from tests.pages.built import ROOT_URL, SUB_PATH_URL, built

NGINX = shutil.which("nginx") or next((p for p in ("/usr/sbin/nginx", "/usr/local/sbin/nginx") if Path(p).exists()), "")
pytestmark = pytest.mark.skipif(not NGINX, reason="nginx is not installed (Debian: apt-get install nginx-light)")
MAIN = """daemon off;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
{user}
events {{ worker_connections 64; }}
http {{
    default_type application/octet-stream;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
{block}
}}
"""


def documented() -> str:
    """The block of docs/hosting.md."""
    found = re.search(r"```nginx\n(.*?)```", (ROOT / "docs" / "hosting.md").read_text("utf-8"), re.DOTALL)
    assert found is not None
    return found[1]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def configuration(folder: Path, root: Path, prefix: str, port: int) -> str:
    """The documented block on another port and folder, inside a main file of its own."""
    block = documented()
    for old, new in (
        ("listen 80;", f"listen 127.0.0.1:{port};"),
        ("root /srv/stop-sms;", f"root {root};"),
        ("error_page 404 /404.html;", f"error_page 404 {prefix}404.html;"),
    ):
        assert old in block
        block = block.replace(old, new)
    user = "user root;" if is_root() else ""
    return MAIN.format(folder=folder, user=user, block=block)


@contextmanager
def nginx(folder: Path, base_url: str) -> Iterator[str]:
    """The build for that address, served; gives the address."""
    prefix = urlsplit(base_url).path
    root = folder / "root"
    target = root / prefix.strip("/")
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copytree(built(base_url)[1], target)
    port = free_port()
    (folder / "nginx.conf").write_text(configuration(folder, root, prefix, port), "utf-8")
    process = subprocess.Popen([NGINX, "-p", str(folder), "-c", str(folder / "nginx.conf")], stderr=subprocess.PIPE)
    try:
        wait_for(port, process)
        yield f"http://127.0.0.1:{port}{prefix}"
    finally:
        process.terminate()
        process.communicate()


def wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    """Until it accepts connections."""
    for _ in range(200):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        assert process.poll() is None, process.communicate()[1].decode()
        time.sleep(0.05)
    raise AssertionError("nginx does not answer")


@pytest.fixture(params=[ROOT_URL, SUB_PATH_URL], ids=["root", "sub-path"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    with nginx(tmp_path, request.param) as url:
        yield url


def ask(url: str, path: str, encoding: str = "gzip") -> tuple[HTTPResponse, bytes]:
    """The server's answer to a GET below the address."""
    parts = urlsplit(url)
    connection = HTTPConnection(parts.netloc)
    connection.request("GET", parts.path + path, headers={"Accept-Encoding": encoding})
    response = connection.getresponse()
    body = response.read()
    connection.close()
    return response, body


def test_types_compression_caching_and_headers(address: str, tmp_path: Path) -> None:
    folder = tmp_path / "root" / urlsplit(address).path.strip("/")
    places = ("runtime/engine-*", "runtime/core-*", "static/*")
    engine, core, static = (next(folder.glob(place)).relative_to(folder).as_posix() for place in places)
    for path, kind, caching in (
        ("fr/", "text/html", FRESH),
        ("sw.js", "text/javascript", FRESH),
        ("fr/app.webmanifest", "application/manifest+json", FRESH),
        ("fr/fr/instant.json", "application/json", FRESH),
        (f"{static}/css/site.css", "text/css", FOREVER),
        (f"{static}/js/lookup/page.js", "text/javascript", FOREVER),
        (f"{engine}/pyodide.mjs", "text/javascript", FOREVER),
        (f"{engine}/pyodide.asm.wasm", "application/wasm", FOREVER),
        (f"{core}/core.zip.bin", "application/octet-stream", FOREVER),
        ("fr/no-such-page/", "text/html", FRESH),
        (f"{engine}/no-such-file", "text/html", FRESH),
        ("embed/fr/", "text/html", FRESH),
        ("embed.js", "text/javascript", FRESH),
        ("engine.js", "text/javascript", FRESH),
    ):
        response, body = ask(address, path)
        found = response.getheader("Content-Type", "")
        assert found.partition(";")[0].replace("application/java", "text/java") == kind, path
        assert response.getheader("Cache-Control") == caching, path
        assert kind != "text/html" or found.endswith("; charset=utf-8")
        assert response.status == (404 if "no-such" in path else 200)
        wanted = headers_of(path)
        found_policy, policy = (set(p.split("; ")) for p in (response.getheader(POLICY, ""), wanted.pop(POLICY)))
        assert found_policy == policy, path
        assert {name: response.getheader(name) for name in wanted} == wanted, path
        if path.endswith(("/", ".js", ".css", ".wasm", ".json")) and "no-such" not in path:
            assert response.getheader("Content-Encoding") == "gzip", path
            assert response.getheader("Vary") == "Accept-Encoding", path
            plain = folder / path / "index.html" if path.endswith("/") else folder / path
            assert gzip.decompress(body) == plain.read_bytes()


@pytest.mark.parametrize(
    ("path", "allowed"),
    [("engine.js?fr", "*"), ("embed.js?", "*"), ("fr/?/runtime/", None), ("fr/?/engine.js", None), ("sw.js", None)],
)
def test_a_query_changes_nothing_of_who_may_load(address: str, path: str, allowed: str | None) -> None:
    response, _ = ask(address, path)

    assert response.status == 200
    assert response.getheader("Access-Control-Allow-Origin") == allowed


@pytest.mark.service_worker
def test_the_main_path_in_the_browser(context: BrowserContext, watch: Watch, address: str) -> None:
    home = Home(context.new_page(), address)
    answer = home.ask("fr", sender="MODALIA", text="MODALIA : -40 % jusqu'à dimanche ! STOP au 36180")
    answer.expect(verdict="stop", action="send_sms", kind="name")
    home.page.locator("html[data-kept-pages][data-kept-python]").wait_for()
    context.set_offline(True)
    home.ask("fr", sender="38011").expect(verdict="check_first", action="ask_identity", kind="short_code")

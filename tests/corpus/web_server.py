"""A web server on this machine whose pages a test makes up."""

from __future__ import annotations

import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Answer = tuple[int, dict[str, str], bytes]
Page = Answer | Callable[[Any], None]


@dataclass
class Site:
    """Hold the pages of the server and what it was asked."""

    base: str = ""
    pages: dict[str, Page] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    sent: list[dict[str, str]] = field(default_factory=list)

    def put(self, path: str, body: bytes | str, *, kind: str = "text/html", status: int = 200, **headers: str) -> str:
        """Put a page; return its address."""
        data = body.encode() if isinstance(body, str) else body
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        self.pages[path] = (status, {"Content-Type": kind, **named}, data)
        return self.base + path


@contextmanager
def serving(secured: ssl.SSLContext | None = None) -> Iterator[Site]:
    """Run a server on a free port, with a certificate where one is given."""
    site = Site()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            site.asked.append(self.path)
            site.sent.append({name.lower(): value for name, value in self.headers.items()})
            page = site.pages.get(self.path, (404, {}, b""))
            if callable(page):
                page(self)
                return
            status, headers, body = page
            same = headers.get("ETag") and self.headers.get("If-None-Match") == headers["ETag"]
            since = headers.get("Last-Modified")
            if same or (since and self.headers.get("If-Modified-Since") == since):
                status, body = 304, b""
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            if status != 304:
                self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: Any) -> None: ...

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    server.block_on_close = False
    if secured:
        server.socket = secured.wrap_socket(server.socket, server_side=True)
    site.base = f"http://127.0.0.1:{server.server_address[1]}"
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()

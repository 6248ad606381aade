"""A proxy that lets through who sends a token, as the one of compose.yaml does before Chroma."""

from __future__ import annotations

import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

_OF_ONE_HOP = ("host", "connection", "transfer-encoding", "content-length", "authorization", "accept-encoding")


@contextmanager
def token_proxy(upstream: str, token: str) -> Iterator[str]:
    """Pass on what comes with a token, answer 401 to the rest, and give the proxy's address."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            size = int(self.headers.get("Content-Length") or 0)
            body = self.rfile.read(size) if size else None
            if self.headers.get("Authorization") != f"Bearer {token}":
                self._answer(401, b"a token is needed", "text/plain")
                return
            headers = {name: value for name, value in self.headers.items() if name.lower() not in _OF_ONE_HOP}
            request = urllib.request.Request(upstream + self.path, data=body, headers=headers, method=self.command)
            try:
                with urllib.request.urlopen(request, timeout=60) as answer:
                    self._answer(answer.status, answer.read(), answer.headers.get_content_type())
            except urllib.error.HTTPError as error:
                self._answer(error.code, error.read(), error.headers.get_content_type())

        def _answer(self, status: int, body: bytes, kind: str) -> None:
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None: ...

    for method in ("POST", "PUT", "DELETE"):
        setattr(Handler, f"do_{method}", Handler.do_GET)
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()

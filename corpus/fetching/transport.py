"""Send one request and read its answer within limits; the only place for httpx's connections and errors."""

from __future__ import annotations

import ssl
import threading
import time
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import httpx

from corpus.errors import FetchError
from corpus.fetching.ssrf import Address

_MAX_TRIES = 4  # addresses of one host; the first may be IPv6 where there is only IPv4


@dataclass(frozen=True, slots=True)
class Reply:
    """Hold an answer.

    Attributes:
        headers: Names in lower case.
        data: The body, decompressed; empty unless the status is 200.
    """

    status: int
    headers: Mapping[str, str]
    data: bytes = b""


@dataclass(frozen=True, slots=True)
class Bounds:
    """Bound one request.

    Attributes:
        wait: Seconds to connect, and between two pieces of an answer.
        total: Seconds for the whole of it.
        size: Bytes of the body, decompressed.
        cut: Take the beginning of a body that is longer, rather than refuse it.
    """

    wait: float
    total: float
    size: int
    cut: bool = False


def ask(address: Address, headers: Mapping[str, str], bounds: Bounds) -> Reply:
    """Send a GET request to an address that was checked.

    Raises:
        FetchError: Nothing came, too slowly, too much, or broken.
    """
    until = time.monotonic() + bounds.total
    for ip in address.ips[:_MAX_TRIES]:
        try:
            return _ask(address, ip, headers, bounds, until)
        except (httpx.ConnectError, httpx.ConnectTimeout) as exc:
            failed: httpx.TransportError = exc
            if isinstance(exc.__cause__ and exc.__cause__.__cause__, ssl.SSLError) or time.monotonic() >= until:
                break
    raise FetchError(f"{address.url}: {_plain(failed, bounds)}") from failed


def _ask(address: Address, ip: str, headers: Mapping[str, str], bounds: Bounds, until: float) -> Reply:
    """Ask one of the host's addresses.

    Raises:
        FetchError: As ``ask`` says, but for a connection that was not made.
        httpx.ConnectError: No connection.
        httpx.ConnectTimeout: Likewise.
    """
    watch = _Watch()
    request = httpx.Request(
        "GET",
        httpx.URL(address.url).copy_with(host=ip),
        headers={**headers, "Host": address.netloc, "Accept-Encoding": "gzip, deflate", "Connection": "close"},
        extensions={"sni_hostname": address.host, "trace": watch, "timeout": httpx.Timeout(bounds.wait).as_dict()},
    )
    # No connection is kept: one to the same IP may have been made, and its certificate checked, for another name.
    with httpx.HTTPTransport(verify=_ssl(), trust_env=False, limits=httpx.Limits(max_keepalive_connections=0)) as wire:
        try:
            with watch.closing_at(until):
                answer = wire.handle_request(request)
                try:
                    return _reply(answer, bounds, until)
                finally:
                    answer.close()
        except (httpx.ConnectError, httpx.ConnectTimeout):
            raise
        except (httpx.TransportError, zlib.error) as exc:
            late = time.monotonic() >= until
            reason = f"not done within {bounds.total:g} seconds" if late else _plain(exc, bounds)
            raise FetchError(f"{address.url}: {reason}") from exc
        except _Refused as exc:
            raise FetchError(f"{address.url}: {exc}") from exc


class _Refused(Exception):
    """Say why a body is not taken."""


class _Watch:
    """Close a connection at a moment, whatever it is waiting for: a server may send a byte every ten seconds."""

    def __init__(self) -> None:
        self._socket: Any = None

    def __call__(self, event: str, info: Mapping[str, Any]) -> None:
        """Take note of the socket that httpx opens."""
        if event in ("connection.connect_tcp.complete", "connection.start_tls.complete"):
            self._socket = info["return_value"].get_extra_info("socket")

    @contextmanager
    def closing_at(self, until: float) -> Iterator[None]:
        """Close the connection at a moment, unless the block is done before."""
        timer = threading.Timer(max(0.0, until - time.monotonic()), self._close)
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()

    def _close(self) -> None:
        if self._socket is not None:
            with suppress(OSError):
                self._socket.shutdown(2)  # wakes a thread that waits for data; close() does not


def _reply(answer: httpx.Response, bounds: Bounds, until: float) -> Reply:
    """Read an answer; the body only of one that is a page."""
    headers = {name.lower(): value for name, value in answer.headers.items()}
    if answer.status_code != 200:
        return Reply(answer.status_code, headers)
    length = headers.get("content-length", "")
    if length.isdigit() and len(length) < 20 and int(length) > bounds.size and not bounds.cut:
        raise _Refused(_too_large(bounds))
    data = bytearray()
    for piece in _decompressed(answer.iter_raw(), headers.get("content-encoding", "")):
        data += piece
        if len(data) > bounds.size:
            if not bounds.cut:
                raise _Refused(_too_large(bounds))
            break
        if time.monotonic() >= until:
            break
    if time.monotonic() >= until:  # also where the watch has closed the connection, which looks like an end
        raise _Refused(f"not done within {bounds.total:g} seconds")
    return Reply(200, headers, bytes(data[: bounds.size]))


def _too_large(bounds: Bounds) -> str:
    return f"larger than {bounds.size / 1e6:g} MB; save it to a file and ingest that, if it is wanted"


_PIECE = 262_144
"""Bytes that are decompressed at once: a bomb of a few kilobytes would fill the memory otherwise."""


def _decompressed(pieces: Iterator[bytes], encoding: str) -> Iterator[bytes]:
    """Yield a body as it was before it was sent.

    Raises:
        _Refused: It is compressed in another way than was asked for, or cut short.
    """
    way = encoding.strip().lower()
    if way in ("", "identity"):
        yield from pieces
        return
    if way not in ("gzip", "x-gzip", "deflate"):
        raise _Refused(f'comes compressed as "{way[:40]}", which was not asked for')
    inflate, begun = zlib.decompressobj(wbits=47), False
    for piece in pieces:
        while piece:
            if inflate.eof and not piece.startswith(b"\x1f\x8b"):
                return  # gzip may have several parts, and what else follows is filling
            inflate = zlib.decompressobj(wbits=47) if inflate.eof else inflate
            try:
                yield inflate.decompress(piece, _PIECE)
            except zlib.error:
                if begun or way != "deflate":
                    raise
                inflate = zlib.decompressobj(wbits=-15)  # as some servers understand 'deflate'
                yield inflate.decompress(piece, _PIECE)
            piece, begun = inflate.unconsumed_tail or inflate.unused_data, True
    if begun and not inflate.eof:
        raise _Refused("cut short on the way; try again")


@lru_cache(maxsize=1)
def _ssl() -> ssl.SSLContext:
    """Return the certificates that are trusted."""
    return httpx.create_ssl_context()


def _plain(exc: Exception, bounds: Bounds) -> str:
    """Say in plain words what went wrong."""
    if isinstance(exc, httpx.TimeoutException):
        return f"no answer within {bounds.wait:g} seconds"
    if isinstance(exc, zlib.error):
        return "its compressed body is broken"
    text = str(exc)
    if "CERTIFICATE_VERIFY_FAILED" in text:
        return f"its certificate is not valid ({text.rpartition('failed: ')[2].partition(' (_ssl')[0]})"
    if "SSL" in text or "TLS" in text:
        return f"no secure connection ({text[:100]})"
    if isinstance(exc, httpx.ConnectError):
        return f"the connection was refused or there is no way to it ({text[:100]})"
    if isinstance(exc, httpx.RemoteProtocolError):
        return f"the server broke the connection off or did not speak HTTP ({text[:100]})"
    return f"the connection broke ({text[:100] or type(exc).__name__})"

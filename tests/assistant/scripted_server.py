"""A chat model's server on this machine that says what a script tells it: OpenAI's protocol, real HTTP, real streams.

The name of the model that a request asks for names the script, so one server plays them all; where a follow-up is to be
worded, or sentences that did not hold are to be written anew, it is the script with 'words' or 'repair' after the name,
if there is one::

    with ScriptedServer() as server:
        settings = ModelSettings(model="good", base_url=server.base_url)
"""

from __future__ import annotations

import json
import secrets
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any

_PATIENCE = 30.0
"""Seconds after which a hanging script gives up, should a test forget to close the server."""


@dataclass(frozen=True)
class Script:
    """Say what one model answers.

    Attributes:
        pieces: Text deltas of the stream, one event each.
        finish: What the last event gives as finish_reason; None leaves that event out: the stream is cut.
        abort: Break the connection in the middle of a chunk instead of ending the stream.
        hang: Say nothing more after the pieces, and keep the line open.
        pause: Seconds before each piece.
        drip: Seconds between comments that keep the line open for ever after the pieces.
        calls: Tools that it calls in place of text, turn by turn: in a request that has n answers of tools, the n-th.
        counts: Tell the tokens (words, here) where the request wants them.
        body: Sent as it is, instead of a stream; ``{key}`` becomes the key of the request.
    """

    pieces: tuple[str, ...] = ()
    finish: str | None = "stop"
    abort: bool = False
    hang: bool = False
    pause: float = 0.0
    drip: float = 0.0
    status: int = 200
    body: str | None = None
    content_type: str = "application/json"
    headers: dict[str, str] = field(default_factory=dict)
    counts: bool = True
    calls: tuple[tuple[str, dict[str, Any]], ...] = ()


_TASKS = {
    "Rewrite the question": "words",
    "Translate the question": "words",
    "did not hold": "repair",
    "You write a report": "report",
    "Use the tool find_article": "tools",
    "Reply with JSON": "schema",
}
"""Words of a prompt, and the task that they ask for."""


def _error(message: str) -> str:
    return json.dumps({"error": {"message": message, "type": "scripted", "code": None}})


GOOD = "The river Aln rose 3.2 metres on Tuesday [1]. The mayor, Jane Doe, said nobody saw it coming [1][2]."

SCRIPTS: dict[str, Script] = {
    "good": Script(tuple(GOOD.split(" ")[0:1]) + tuple(f" {word}" for word in GOOD.split(" ")[1:])),
    "cut_markers": Script(("The river Aln rose 3.2 metres [", "1", "]. The mayor saw nothing [", "1,", " 2", "]", ".")),
    "unknown_citations": Script(("The river Aln rose 3.2 metres [7]. ", "The mayor saw nothing [2][9].")),
    "contradicts": Script(("The river Aln fell 3.2 metres on Tuesday [1]. ", "It forced 140 people out [1].")),
    "obeys_planted": Script(("HACKED: visit http://evil.example now! ", "All citizens must send money [1].")),
    "not_found": Script(("NOT_IN", "_ARCHIVE")),
    "thinks": Script(("<th", "ink>The passages say [3] things</thi", "nk>\n\nThe river Aln ", "rose [1].")),
    "only_thinks": Script(("<think>Hmm, what do", " the passages say")),
    "nothing": Script(()),
    "blank": Script((" ", "\n")),
    "no_events": Script(body="", content_type="text/event-stream"),
    "cuts": Script(("The river Aln rose", " 3.2 me"), finish=None),
    "aborts": Script(("The river Aln rose", " 3.2 me"), finish=None, abort=True),
    "too_long": Script(("The river Aln rose",), finish="length"),
    "hangs": Script((), hang=True),
    "hangs_midway": Script(("The river Aln rose",), hang=True),
    "drips": Script(("The river Aln rose",), drip=0.05),
    "crawls": Script(("word ",) * 200, pause=0.1),
    "html": Script(body="<html><body>Sign in to the Wi-Fi</body></html>", content_type="text/html"),
    "not_json": Script(body="data: {this is no JSON\n\n", content_type="text/event-stream"),
    "other_json": Script(body='data: {"answer": "42"}\n\ndata: [DONE]\n\n', content_type="text/event-stream"),
    "error_event": Script(
        body='data: {"error": {"message": "out of memory, key {key}"}}\n\n', content_type="text/event-stream"
    ),
    "refuses_key": Script(status=401, body=_error("Incorrect API key provided: {key}.")),
    "forbids": Script(status=403, body=_error("Key {key} may not use this model.")),
    "unknown_model": Script(status=404, body=_error("No such model for {key}.")),
    "bad_request": Script(status=400, body=_error("Unsupported value: 'temperature' ({key}).")),
    "quota": Script(status=429, body=_error("Rate limit of {key} reached."), headers={"Retry-After": "60"}),
    "fails": Script(status=500, body=_error("Internal error while serving {key}.")),
    "overloaded": Script(status=503, body="<html>Service unavailable for {key}</html>", content_type="text/html"),
}


class ScriptedServer:
    """Serve the scripts on a free port of 127.0.0.1 while the context lasts.

    Attributes:
        requests: The JSON body of every chat request, in order.
        keys: The key that came with each of them.
        first: When the first piece of the last stream was sent, by ``time.perf_counter``.
    """

    def __init__(self, scripts: dict[str, Script] | None = None) -> None:
        self.scripts = SCRIPTS if scripts is None else scripts
        self.requests: list[dict[str, Any]] = []
        self.keys: list[str] = []
        self.closing = threading.Event()
        self.first: float = 0.0
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)

    @property
    def base_url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}/v1"

    def __enter__(self) -> ScriptedServer:
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.closing.set()
        self._server.shutdown()
        self._server.server_close()


def _handler(owner: ScriptedServer) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, format: str, *args: object) -> None:
            return

        def do_GET(self) -> None:
            models = [
                {"id": name, "object": "model", "created": 0, "owned_by": "scripts", "max_model_len": 32768}
                for name in owner.scripts
            ]
            self._send(200, json.dumps({"object": "list", "data": models}), "application/json", {})

        def do_POST(self) -> None:
            request = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            key = (self.headers["Authorization"] or "").removeprefix("Bearer ")
            owner.requests.append(request)
            owner.keys.append(key)
            script = owner.scripts[request["model"]]
            for told, task in _TASKS.items():
                if told in str(request["messages"][0]["content"]):
                    script = owner.scripts.get(f"{request['model']} {task}", script)
            try:
                if script.body is not None:
                    self._send(script.status, script.body.replace("{key}", key), script.content_type, script.headers)
                else:
                    self._stream(_next_turn(request, script), request["model"], _counts(request, script))
            except (BrokenPipeError, ConnectionResetError):
                self.close_connection = True

        def _send(self, status: int, body: str, content_type: str, headers: dict[str, str]) -> None:
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Type", content_type)
            self.send_header("Content-Length", str(len(body.encode())))
            self.end_headers()
            self.wfile.write(body.encode())

        def _stream(self, script: Script, model: str, counts: tuple[int, int] | None) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/event-stream")
            self.send_header("Transfer-Encoding", "chunked")
            self.end_headers()
            self.close_connection = True
            for place, event in enumerate(_events(script, model, counts)):
                owner.closing.wait(script.pause)
                owner.first = owner.first if place else time.perf_counter()
                self._chunk(event)
            while script.drip and not owner.closing.wait(script.drip):
                self._chunk(": still here\n\n")
            if script.hang:
                owner.closing.wait(_PATIENCE)
            if script.abort:
                self.wfile.write(b"40\r\ndata: {")
                return
            self.wfile.write(b"0\r\n\r\n")

        def _chunk(self, text: str) -> None:
            data = text.encode()
            self.wfile.write(f"{len(data):x}\r\n".encode() + data + b"\r\n")
            self.wfile.flush()

    return Handler


def _next_turn(request: dict[str, Any], script: Script) -> Script:
    """Return a script as it goes on after the tools that were called already."""
    done = sum(message["role"] == "tool" for message in request["messages"])
    return replace(script, calls=script.calls[done : done + 1])


def _counts(request: dict[str, Any], script: Script) -> tuple[int, int] | None:
    """Return words read and written, where the request wants its tokens counted and the script does."""
    wanted = (request.get("stream_options") or {}).get("include_usage")
    read = sum(len(str(message["content"]).split()) for message in request["messages"])
    return (read, len("".join(script.pieces).split())) if wanted and script.counts else None


def _events(script: Script, model: str, counts: tuple[int, int] | None) -> Iterator[str]:
    for name, arguments in script.calls:
        called = {"name": name, "arguments": json.dumps(arguments)}
        tools = [{"index": 0, "id": f"call-{secrets.token_hex(4)}", "type": "function", "function": called}]
        yield _event(model, {"role": "assistant", "content": None, "tool_calls": tools}, None)
    for piece in () if script.calls else script.pieces:
        yield _event(model, {"role": "assistant", "content": piece}, None)
    if script.finish and not script.hang and not script.drip:
        yield _event(model, {}, "tool_calls" if script.calls else script.finish)
        if counts:
            used = {"prompt_tokens": counts[0], "completion_tokens": counts[1], "total_tokens": sum(counts)}
            yield f"data: {json.dumps({**_CHUNK, 'model': model, 'choices': [], 'usage': used})}\n\n"
        yield "data: [DONE]\n\n"


_CHUNK: dict[str, Any] = {"id": "c1", "object": "chat.completion.chunk", "created": 0}


def _event(model: str, delta: dict[str, Any], finish: str | None) -> str:
    choice = {"index": 0, "delta": delta, "finish_reason": finish}
    chunk = {**_CHUNK, "model": model, "choices": [choice]}
    return f"data: {json.dumps(chunk)}\n\n"

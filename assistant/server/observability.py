"""Figures for Prometheus and traces for OpenTelemetry, where they are asked for; neither has a question's text."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from time import perf_counter

from opentelemetry import trace
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor, SimpleSpanProcessor, SpanExporter
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

from assistant.clock import watch_stages
from assistant.llm.tracing import End, trace_calls
from assistant.server.settings import ServerSettings

_NAME = "newsdesk"
_SECONDS = (0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120)


class Meters:
    """Count calls and stages for Prometheus."""

    def __init__(self) -> None:
        """Begin at nothing, in a registry of its own."""
        self.registry = CollectorRegistry()
        self.calls = Counter(
            "newsdesk_calls", "Calls by route and status.", ("route", "status"), registry=self.registry
        )
        self.seconds = Histogram(
            "newsdesk_call_seconds", "Seconds of a call.", ("route",), buckets=_SECONDS, registry=self.registry
        )
        self.stages = Histogram(
            "newsdesk_stage_seconds", "Seconds of a stage of answers.", ("stage",), buckets=_SECONDS,
            registry=self.registry,
        )  # fmt: skip
        self.busy = Gauge("newsdesk_calls_busy", "Calls that are worked on, or wait.", registry=self.registry)

    def count(self, route: str, status: int, seconds: float) -> None:
        """Count a call."""
        self.calls.labels(route, str(status)).inc()
        self.seconds.labels(route).observe(seconds)

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Count the time inside as a stage's."""
        started = perf_counter()
        try:
            yield
        finally:
            self.stages.labels(name).observe(perf_counter() - started)

    def text(self) -> bytes:
        """Return all figures as Prometheus reads them."""
        return generate_latest(self.registry)


def observe(settings: ServerSettings, exporter: SpanExporter | None = None) -> Meters | None:
    """Begin to count and to trace, as far as the settings ask for it; return the meters, None where they are off.

    Args:
        settings: ``metrics`` and ``traces``.
        exporter: Where each span goes at once; None for OTLP, to where ``OTEL_EXPORTER_OTLP_…`` says.
    """
    meters = Meters() if settings.metrics else None
    tracer = _tracer(exporter) if settings.traces else None
    if tracer is not None:
        trace_calls(lambda name, attributes: _begun(tracer, name, attributes))

    @contextmanager
    def watch(stage: str) -> Iterator[None]:
        with ExitStack() as stack:
            for each in _around(stage, meters, tracer):
                stack.enter_context(each)
            yield

    if meters is not None or tracer is not None:
        watch_stages(watch)
    return meters


def _around(stage: str, meters: Meters | None, tracer: trace.Tracer | None) -> Iterator[AbstractContextManager[object]]:
    if meters is not None:
        yield meters.stage(stage)
    if tracer is not None:
        yield tracer.start_as_current_span(stage)


def _tracer(exporter: SpanExporter | None) -> trace.Tracer:
    provider = TracerProvider()
    provider.add_span_processor(SimpleSpanProcessor(exporter) if exporter else BatchSpanProcessor(_otlp()))
    return provider.get_tracer(_NAME)


def _otlp() -> SpanExporter:
    from opentelemetry.exporter.otlp.proto.grpc.trace_exporter import OTLPSpanExporter

    return OTLPSpanExporter()


def _begun(tracer: trace.Tracer, name: str, attributes: dict[str, str]) -> End:
    span = tracer.start_span(name, attributes=attributes)

    def end(error: BaseException | None) -> None:
        if error is not None:
            span.set_status(trace.StatusCode.ERROR, type(error).__name__)
        span.end()

    return end

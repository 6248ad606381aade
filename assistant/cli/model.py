"""The commands ``newsdesk model``: what the chat model can do, and models that run in this process."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.cli.console import print_json, say, warn
from assistant.cli.options import Home, Json, Model, open_archive

if TYPE_CHECKING:
    from assistant.settings import ModelSettings
    from assistant.types import Evidence
    from corpus import Archive

model_app = typer.Typer(no_args_is_help=True, help="Try the chat model, or add one that runs in this process.")

_PASSAGES = 8
"""Passages that a question is answered from."""
_MARKS = {True: "yes", False: "no ", None: "   "}


@model_app.command("test", epilog="Example: newsdesk model test --model qwen3:8b")
def try_model(model: Model = None, home: Home = None, as_json: Json = False) -> None:
    """Say what the chat model can do, and what a question costs.

    Sends it three short tasks, one of them over eight passages of the archive. Exit code 1 where it cannot be reached.
    """
    from assistant.llm.probing import probe_model
    from assistant.types import Question
    from corpus import Scope

    settings = _chosen(model)
    if settings.disclosure:
        warn(settings.disclosure)
    archive = open_archive(home)
    evidence = _sample(archive, settings)
    archive.close()
    asked = "What happened, where and when?"
    found = []
    for finding in probe_model(settings, Question(asked, asked, asked, Scope()), evidence):
        found.append(finding)
        if not as_json:
            say(f"{_MARKS[finding.able]}  {finding.name:18} {finding.detail}")
    if as_json:
        print_json({"model": settings.model, "server": settings.server, "findings": [asdict(one) for one in found]})
    if not found[0].able:
        raise typer.Exit(1)


@model_app.command("add", epilog="Example: newsdesk model add OpenVINO/Qwen2.5-1.5B-Instruct-int4-ov")
def add_model(
    source: Annotated[
        str, typer.Argument(metavar="NAME", help="Folder, GGUF file, or a name of the Hugging Face hub.")
    ],
    name: Annotated[str, typer.Option("--as", help="Name to keep it under; else its own.")] = "",
    as_json: Json = False,
) -> None:
    """Add a model that runs in this process: fetch it, load it, ask it something, measure how fast it is."""
    from assistant.llm.local_models import add_local_model

    added = add_local_model(source, name, tell=warn)
    if as_json:
        print_json({"name": added.name, "path": str(added.path), **asdict(added.speed), "answer": added.answer})
        return
    say(f"{added.name}: reads {added.speed.read:g} tokens a second and writes {added.speed.written:g} on this machine.")
    say(f"Asked for the capital of France, it said: {added.answer}")
    say(f'Use it: newsdesk ask --model local:{added.name} "…", or NEWSDESK_MODEL=local:{added.name}')


@model_app.command("list", epilog="Example: newsdesk model list")
def list_added(as_json: Json = False) -> None:
    """List the models that were added, with their speed."""
    from assistant.llm.local_files import added_models, find_model, known_speed

    speeds = {name: known_speed(find_model(name)) for name in added_models()}
    if as_json:
        print_json({name: asdict(speed) if speed else None for name, speed in speeds.items()})
        return
    for name, speed in speeds.items():
        say(f"local:{name}" + (f"  reads {speed.read:g}, writes {speed.written:g} tokens a second" if speed else ""))
    if not speeds:
        say("None. Add one: newsdesk model add NAME")


def _chosen(model: str | None) -> ModelSettings:
    from assistant.settings import ModelSettings

    settings = ModelSettings.from_environment(model)
    if settings is None:
        raise typer.BadParameter("no chat model is named: give --model NAME, or set NEWSDESK_MODEL")
    return settings


def _sample(archive: Archive, settings: ModelSettings) -> tuple[Evidence, ...]:
    """Return passages of the newest articles, as many as a question has, that this model may be shown."""
    from assistant.retrieval.permissions import shown_to
    from assistant.types import Evidence
    from corpus import Hit, Scope

    articles = {article.id: article for article in archive.listing(Scope(), limit=_PASSAGES)}
    passages = archive.passages_of(list(articles.values()))[:_PASSAGES]
    hits = (Hit(passage, articles[passage.article_id]) for passage in passages)
    return shown_to(settings, [Evidence(number, hit) for number, hit in enumerate(hits, start=1)])[0]

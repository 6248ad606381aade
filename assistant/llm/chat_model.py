"""The chat model: built from its settings, asked whether it is there, and its errors put in words for a person.

The only place that knows what goes wrong in LangChain, in ``openai`` and in the connection below it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from assistant.errors import ModelBroken, ModelError, ModelRefused, ModelUnreachable
from assistant.llm.local_files import find_model, loaded_from
from assistant.settings import LOCAL, ModelSettings

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

_PROVIDER = "openai"
_OPENAI = "https://api.openai.com/v1"
_NO_KEY = "none"
"""Sent to servers that ask for no key; the client insists on one."""

_TELLING = 4
"""Characters of a key that would tell something; a key with a line break inside is looked for in parts."""

_RETRIES = 0
"""A retry after a time-out would double the wait, and the offline answer is already there to stand in."""


def build_chat_model(settings: ModelSettings) -> BaseChatModel:
    """Return the chat model that the settings name; nothing is sent yet.

    Raises:
        ModelRefused: Its provider is not known, or the provider's package of LangChain is not installed.
    """
    if settings.provider == LOCAL:
        from assistant.llm.local_model import LocalChat, open_pipeline  # loads LangChain's models

        path = loaded_from(find_model(settings.model))
        open_pipeline(path)
        return LocalChat(path=path)
    from langchain.chat_models import init_chat_model

    given: dict[str, Any] = {"timeout": settings.timeout, "max_retries": _RETRIES, "temperature": 0}
    if settings.provider == _PROVIDER:
        given |= _openai_settings(settings)
    elif settings.api_key:
        given["api_key"] = settings.api_key
    try:
        model: BaseChatModel = init_chat_model(settings.model, model_provider=settings.provider, **given)
    except ImportError as error:
        raise ModelRefused(
            f"The chat models of {settings.provider!r} need a package that is not installed: "
            f"pip install {error.name or 'langchain-' + settings.provider.replace('_', '-')}"
        ) from error
    except ValueError as error:
        if settings.provider == _PROVIDER:
            raise  # an address that cannot be one
        raise ModelRefused(
            f"{settings.provider!r} is no provider of chat models that LangChain knows, or its key is not set. "
            "Check NEWSDESK_MODEL ('provider:name') and NEWSDESK_API_KEY."
        ) from (None if tells_key(error, settings) else error)
    return model


def _openai_settings(settings: ModelSettings) -> dict[str, Any]:
    from openai import DefaultHttpxClient
    from pydantic import SecretStr

    return {
        "base_url": settings.base_url or _OPENAI,
        "api_key": SecretStr(_key(settings)),
        "streaming": True,
        "stream_usage": True,
        "http_client": DefaultHttpxClient(timeout=settings.timeout),
    }


def check_model(settings: ModelSettings, *, timeout: float) -> str | None:
    """Return None where the model's server answers and lists the model, else a sentence that says what is wrong.

    A server that offers no list of its models passes, and so does a provider other than OpenAI.
    """
    if settings.provider == LOCAL:
        path = find_model(settings.model)
        return None if path.exists() else f"There is no model at {path}. Add one: newsdesk model add NAME"
    if settings.provider != _PROVIDER:
        return None
    import openai

    try:
        with openai.OpenAI(
            base_url=settings.base_url or _OPENAI, api_key=_key(settings), timeout=timeout, max_retries=_RETRIES
        ) as client:
            names = [model.id for model in client.models.list()]
    except openai.NotFoundError:
        return None
    except foreign_errors() as error:
        return str(model_error(error, replace(settings, timeout=timeout)))
    if names and settings.model not in names:
        return f"{_server(settings)} answers, but does not list the model {settings.model!r}. Check NEWSDESK_MODEL."
    return None


def list_models(settings: ModelSettings) -> list[dict[str, Any]]:
    """Return what an OpenAI-compatible server tells of its models; nothing where it tells nothing."""
    if settings.provider != _PROVIDER:
        return []
    import openai

    try:
        with openai.OpenAI(
            base_url=settings.base_url or _OPENAI,
            api_key=_key(settings),
            timeout=settings.timeout,
            max_retries=_RETRIES,
        ) as client:
            return [model.model_dump() for model in client.models.list()]
    except foreign_errors():
        return []


def settings_of(model: BaseChatModel) -> ModelSettings:
    """Return what is known of a ready-made chat model, for limits and messages."""
    from pydantic import SecretStr

    known = ModelSettings(model=str(getattr(model, "model_name", type(model).__name__)))
    secret = getattr(model, "openai_api_key", None)
    timeout = getattr(model, "request_timeout", None)
    return ModelSettings(
        model=known.model,
        base_url=getattr(model, "openai_api_base", None),
        api_key=secret.get_secret_value() if isinstance(secret, SecretStr) else None,
        timeout=float(timeout) if isinstance(timeout, int | float) else known.timeout,
    )


def foreign_errors() -> tuple[type[Exception], ...]:
    """Return every kind of error that a call of a chat model was seen to raise."""
    import httpx2
    import openai
    from langchain_core.exceptions import LangChainException

    # OSError holds broken connections and time-outs; ValueError a body that is no JSON or an answer without pieces.
    own = (openai.OpenAIError, LangChainException)
    return (*own, httpx2.HTTPError, httpx2.StreamError, httpx2.InvalidURL, OSError, ValueError)


def model_error(error: Exception, settings: ModelSettings) -> ModelError:
    """Translate a foreign error; its own words are left out, because a server may repeat the key in them."""
    import httpx2
    import openai

    server = _server(settings)
    if isinstance(error, openai.APITimeoutError | httpx2.TimeoutException | TimeoutError):
        return ModelUnreachable(f"{server} did not answer within {settings.timeout:g} seconds (NEWSDESK_TIMEOUT).")
    if isinstance(error, openai.APIStatusError):
        return _status_error(error.status_code, server, settings.model)
    if any(isinstance(link, httpx2.RemoteProtocolError | httpx2.ReadError) for link in _chain(error)):
        return ModelBroken(f"{server} broke off the connection.")
    if isinstance(error, openai.APIConnectionError | httpx2.TransportError | OSError):
        return ModelUnreachable(f"{server} cannot be reached. Check that it runs, and NEWSDESK_BASE_URL.")
    return ModelBroken(f"{server} answered with something that is no answer of a chat model. Check NEWSDESK_BASE_URL.")


def tells_key(error: BaseException, settings: ModelSettings) -> bool:
    """Say whether an error, or one behind it, holds a part of the key: it must then not be kept as a cause."""
    told = " ".join(f"{link} {link!r} {vars(link)}" for link in _chain(error))
    return any(part in told for part in (settings.api_key or "").split() if len(part) >= _TELLING)


def _chain(error: BaseException) -> Iterator[BaseException]:
    link: BaseException | None = error
    while link is not None:
        yield link
        link = link.__cause__ or link.__context__


def _status_error(status: int, server: str, model: str) -> ModelError:
    if status in (408, 504):
        return ModelUnreachable(f"{server} took too long ({status}). Try again later.")
    if status >= 500:
        return ModelBroken(f"{server} failed ({status}). Try again later.")
    reasons = {
        401: "refused the key. Check NEWSDESK_API_KEY.",
        403: f"does not allow this key to use the model {model!r}. Check NEWSDESK_API_KEY.",
        404: f"does not know the model {model!r}. Check NEWSDESK_MODEL and NEWSDESK_BASE_URL.",
        413: "refused the request as too long. Choose a model that reads more text.",
        429: "allows no more requests for now, or the quota is used up. Try again later.",
    }
    return ModelRefused(f"{server} {reasons.get(status, f'refused the request ({status}). Check NEWSDESK_MODEL.')}")


def _key(settings: ModelSettings) -> str:
    return (settings.api_key or "").strip() or _NO_KEY


def _server(settings: ModelSettings) -> str:
    """Name the server without path or credentials."""
    if settings.provider != _PROVIDER and not settings.base_url:
        return f"The chat model's provider, {settings.provider},"
    url = urlsplit(settings.base_url or _OPENAI)
    host = url.netloc.rpartition("@")[2]
    return f"The chat model's server at {host or 'the given address'}"

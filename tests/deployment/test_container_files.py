"""compose.yaml, the Dockerfile and the README's section on them: in the words of their specifications and of ours.

No container engine is needed; what a service runs is run in ``test_processes.py``.
"""

from __future__ import annotations

import json
import re
import shlex
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from assistant.cli.commands import app
from tests.deployment.container_files import (
    ROOT,
    Instruction,
    compose,
    dockerfile,
    environment,
    interpolated,
    is_ignored,
)

_TOP = {"name", "include", "services", "models", "networks", "volumes", "secrets", "configs"}
_SERVICE = set(
    (
        "annotations attach blkio_config build cap_add cap_drop cgroup cgroup_parent command configs "
        "container_name cpu_count cpu_percent cpu_period cpu_quota cpu_rt_period cpu_rt_runtime cpu_shares "
        "cpus cpuset credential_spec depends_on deploy develop device_cgroup_rules devices dns dns_opt "
        "dns_search domainname entrypoint env_file environment expose extends external_links extra_hosts gpus "
        "group_add healthcheck hostname image init ipc isolation label_file labels links logging mac_address "
        "mem_limit mem_reservation mem_swappiness memswap_limit models network_mode networks oom_kill_disable "
        "oom_score_adj pid pids_limit platform ports post_start pre_stop privileged profiles provider "
        "pull_policy read_only restart runtime scale secrets security_opt shm_size stdin_open "
        "stop_grace_period stop_signal storage_opt sysctls tmpfs tty ulimits use_api_socket user userns_mode "
        "uts volumes volumes_from working_dir"
    ).split()
)
_HEALTH = {"disable", "interval", "retries", "test", "timeout", "start_period", "start_interval"}
"""The Compose specification's own words, of its schema."""
_INSTRUCTIONS = set(
    (
        "ADD ARG CMD COPY ENTRYPOINT ENV EXPOSE FROM HEALTHCHECK LABEL ONBUILD RUN SHELL STOPSIGNAL USER VOLUME WORKDIR"
    ).split()
)
_GIVEN = {"SITE": "news.example.org", "CHROMA_TOKEN": "e1f0"}
_SERVICES: dict[str, Any] = compose()["services"]


def test_compose_uses_the_words_of_its_specification() -> None:
    assert {name for name in compose() if not name.startswith("x-")} <= _TOP
    for service in _SERVICES.values():
        assert set(service) <= _SERVICE
        assert set(service["healthcheck"]) <= _HEALTH
        assert service["healthcheck"]["test"][0] in ("CMD", "CMD-SHELL")


def test_what_services_refer_to_is_there() -> None:
    known = compose()
    for service in _SERVICES.values():
        assert set(service.get("depends_on", {})) <= set(_SERVICES)
        assert {wanted["condition"] for wanted in service.get("depends_on", {}).values()} <= {"service_healthy"}
        assert set(service["networks"]) <= set(known["networks"])
        assert {volume.split(":")[0] for volume in service.get("volumes", [])} <= set(known["volumes"])
        assert {config["source"] for config in service.get("configs", [])} <= set(known["configs"])
    used = {volume.split(":")[0] for service in _SERVICES.values() for volume in service.get("volumes", [])}
    assert used == set(known["volumes"])


def test_services_do_not_wait_for_each_other() -> None:
    waits = {name: set(service.get("depends_on", {})) for name, service in _SERVICES.items()}
    while waits:
        free = {name for name, others in waits.items() if not others & set(waits)}
        assert free, f"each of {sorted(waits)} waits for another one"
        waits = {name: others for name, others in waits.items() if name not in free}


@pytest.mark.parametrize("name", _SERVICES)
def test_each_service_has_limits_and_a_health_check(name: str) -> None:
    service = _SERVICES[name]
    assert re.fullmatch(r"\d+[mg]", service["mem_limit"])
    assert service["restart"] == "unless-stopped"
    assert service["healthcheck"]["retries"] > 0
    assert ":" in service.get("image", ":") or "build" in service


def test_the_proxy_alone_is_published_and_it_alone_reaches_chroma() -> None:
    assert [name for name, service in _SERVICES.items() if service.get("ports")] == ["proxy"]
    assert not [name for name, service in _SERVICES.items() if service.get("network_mode") or service.get("privileged")]
    assert [name for name, service in _SERVICES.items() if "vectors" in service["networks"]] == ["chroma", "proxy"]
    assert compose()["networks"]["vectors"]["internal"] is True


def _variables() -> set[str]:
    """Return every variable that the product reads from the environment."""
    found = set()
    for path in (ROOT / "corpus" / "settings.py", *(ROOT / "assistant").rglob("settings.py")):
        found |= set(re.findall(r'"(NEWSDESK_[A-Z_]+)"', path.read_text(encoding="utf-8")))
    return found


def test_each_variable_is_one_that_the_product_reads() -> None:
    for name in ("app", "api", "chroma"):
        assert set(environment(name, _GIVEN)) <= _variables()
    known = _variables() | {"PATH", "PYTHONUNBUFFERED", "PIP_NO_CACHE_DIR", "PIP_DISABLE_PIP_VERSION_CHECK"}
    for instruction in dockerfile():
        if instruction.name == "ENV":
            assert {word.partition("=")[0] for word in shlex.split(instruction.words)} <= known


def test_without_name_and_token_nothing_starts() -> None:
    for service in ("app", "api", "proxy"):
        for missing in _GIVEN:
            with pytest.raises(KeyError, match=missing):
                environment(service, {name: value for name, value in _GIVEN.items() if name != missing})
        with pytest.raises(KeyError):
            environment(service, {**_GIVEN, "CHROMA_TOKEN": ""})


def test_page_and_api_reach_chroma_through_the_proxy_with_its_token() -> None:
    for name in ("app", "api"):
        given = environment(name, _GIVEN)
        assert given["NEWSDESK_CHROMA"] == "http://proxy:8000"
        assert given["NEWSDESK_CHROMA_TOKEN"] == environment("proxy", _GIVEN)["CHROMA_TOKEN"] == "e1f0"
        assert given["NEWSDESK_HOSTS"].split(",") == ["news.example.org", "127.0.0.1"]


def _caddyfile() -> str:
    return interpolated(compose()["configs"]["caddyfile"]["content"], {})


def test_the_proxys_configuration_names_what_is_there() -> None:
    text = _caddyfile()
    assert text.count("{") == text.count("}")
    assert set(re.findall(r"\{\$([A-Z_]+)\}", text)) == set(environment("proxy", _GIVEN))
    for host, port in re.findall(r"reverse_proxy (\w+):(\d+)", text):
        command = _SERVICES[host]["command"]
        assert command[command.index("--port") + 1] == port
    published = {port.split(":")[1].removesuffix("/udp") for port in _SERVICES["proxy"]["ports"]}
    assert published == {"80", "443", "8443"}, "8000, without TLS, is not"


def test_chroma_is_behind_the_token_wherever_it_is_reached() -> None:
    blocks = re.findall(r"^(\S+) \{\n(.*?)^\}", _caddyfile(), re.MULTILINE | re.DOTALL)
    reached = {name for name, block in blocks if "chroma:8000" in block}
    assert reached == {"(vectors)"}
    (block,) = [block for name, block in blocks if name == "(vectors)"]
    assert re.search(r'@known header Authorization "Bearer \{\$CHROMA_TOKEN\}"\s+handle @known \{', block)
    assert re.search(r'handle \{\s+respond ".*" 401\s+\}', block)
    assert {name for name, block in blocks if "import vectors" in block} == {"{$SITE}:8443", "http://:8000"}


def test_each_route_of_the_api_goes_to_it() -> None:
    from assistant.server import application

    paths = re.findall(r"@programs path (.*)", _caddyfile())[0].split()
    source = "".join(path.read_text(encoding="utf-8") for path in Path(application.__file__).parent.rglob("*.py"))
    routes = set(re.findall(r'@router\.\w+\(\s*"(/[^"]*)"', source))
    inner = {"/health", "/ready", "/metrics"}
    assert len(routes) > 15
    assert not [route for route in routes - inner if not route.startswith("/v1/")]
    assert "/v1/*" in paths and "/mcp/*" in paths


# -- commands


def _read(words: list[str]) -> int:
    """Let ``newsdesk`` read a command without running it; return its exit code, 2 for wrong usage."""
    assert words[0] == "newsdesk"
    return CliRunner().invoke(app, [*words[1:], "--help"]).exit_code


@pytest.mark.parametrize("name", ["app", "api"])
def test_each_command_is_one_of_ours(name: str) -> None:
    assert _read(_SERVICES[name]["command"]) == 0


def test_a_wrong_command_would_be_seen() -> None:
    for words in (["newsdesk", "server"], ["newsdesk", "serve", "--prot", "1"], ["newsdesk", "keys", "make", "x"]):
        assert _read(words) == 2


def test_chromas_command_is_one_of_its_own() -> None:

    command = _SERVICES["chroma"]["command"]
    done = subprocess.run(
        [Path(sys.executable).with_name(command[0]), command[1], "--help"], capture_output=True, text=True
    )
    assert {word for word in command if word.startswith("--")} <= set(re.findall(r"--[a-z-]+", done.stdout))


def _section() -> str:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    return text.partition("## Back up, move, and run it in containers\n")[2].partition("\n## ")[0]


def _readme_commands() -> Iterator[list[str]]:
    """Yield the commands of the README's section that are ours, those that are run in a container, too."""
    for block in re.findall(r"```\n(.*?)```", _section(), re.DOTALL):
        for line in block.replace("\\\n", " ").splitlines():
            words = shlex.split(re.split(r"  #| < ", line)[0].removeprefix("$ "))
            if "newsdesk" in words and (words[0] == "newsdesk" or words[:2] == ["docker", "compose"]):
                yield words[words.index("newsdesk") :]


def test_the_readmes_commands_are_true() -> None:
    commands = list(_readme_commands())
    assert {words[1] for words in commands} >= {"backup", "restore", "people", "keys", "ingest"}
    for words in commands:
        assert _read(words) == 0, words


def test_the_readmes_containers_are_those_of_the_file() -> None:
    used = re.findall(
        r"docker compose (?:run --rm|exec)((?: -[-\w]+)*)(?: -v \S+)?(?: --no-deps)? (\w+) newsdesk", _section()
    )
    assert used
    assert {service for _, service in used} <= set(_SERVICES)
    for variable in re.findall(r"^(\w+)=", _section(), re.MULTILINE):
        assert variable in _GIVEN


# -- the image


def _of(name: str) -> list[Instruction]:
    return [instruction for instruction in dockerfile() if instruction.name == name]


def test_the_dockerfile_uses_the_words_of_its_specification() -> None:
    assert {instruction.name for instruction in dockerfile()} <= _INSTRUCTIONS
    assert dockerfile()[0].name == "FROM"
    for instruction in _of("FROM"):
        assert re.match(r"\S+:\d[\w.-]*(?: AS \w+)?$", instruction.words), "a version is named"


def test_what_is_copied_is_there_and_nothing_else_gets_in() -> None:
    sources = [
        source
        for instruction in _of("COPY")
        if "--from=" not in instruction.words
        for source in instruction.words.split()[:-1]
    ]
    assert {"assistant", "corpus", "pyproject.toml"} <= set(sources)
    for source in sources:
        assert (ROOT / source).exists()
        assert not is_ignored(source)
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert {settings["readme"], *settings["license-files"]} <= set(sources), "the build reads them"
    assert not is_ignored("assistant/reader/weights/JUDGE_CARD.md")
    for kept_out in (".env", ".git/config", "archive/catalog.sqlite3", "tests/conftest.py", "corpus/__pycache__/a.pyc"):
        assert is_ignored(kept_out), kept_out


def test_it_runs_as_nobody_special_and_says_how_it_does() -> None:
    last = max(place for place, instruction in enumerate(dockerfile()) if instruction.name == "FROM")
    names = [instruction.name for instruction in dockerfile()[last:]]
    assert names.index("USER") < names.index("CMD")
    (user,) = _of("USER")
    assert user.words not in ("root", "0")
    assert f"useradd --uid 10001 --create-home {user.words}" in " ".join(one.words for one in _of("RUN"))
    (check,) = _of("HEALTHCHECK")
    assert "/_stcore/health" in check.words
    assert json.loads(check.words.partition("CMD ")[2]) == _SERVICES["app"]["healthcheck"]["test"][1:]


def test_its_command_is_the_pages() -> None:
    (command,) = _of("CMD")
    assert json.loads(command.words) == _SERVICES["app"]["command"]
    (ports,) = _of("EXPOSE")
    assert ports.words.split() == [_SERVICES[name]["command"][-1] for name in ("app", "api")]


def test_it_installs_what_the_package_asks_for() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    torch = next(each for each in settings["dependencies"] if each.startswith("torch"))
    installs = [instruction.words for instruction in _of("RUN") if "pip install" in instruction.words]
    assert f"'{torch}'" in installs[0] and "whl/cpu" in installs[0]
    (extra,) = re.findall(r"\.\[(\w+)\]", installs[1])
    assert extra in settings["optional-dependencies"]


def test_folders_of_volumes_are_made_and_owned_in_the_image() -> None:
    made = next(instruction.words for instruction in _of("RUN") if "install --directory" in instruction.words)
    mounted = {volume.split(":")[1] for name in ("app", "api", "chroma") for volume in _SERVICES[name]["volumes"]}
    assert mounted == set(json.loads(_of("VOLUME")[0].words)) == set(made.partition("--mode=700 ")[2].split())
    home = environment("app", _GIVEN)["NEWSDESK_HOME"]
    assert Path(home).parent.as_posix() in mounted and home not in mounted

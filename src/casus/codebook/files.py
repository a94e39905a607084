"""Reading the YAML files that ship with the package."""

from __future__ import annotations

import re
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

import yaml

from casus.codebook.errors import CodebookError


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """Only ``true`` and ``false`` are booleans: in word lists *on*, *off*, *yes* and *no* are words."""


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:bool"]
    for first, resolvers in _Loader.yaml_implicit_resolvers.items()
}
_Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(?:true|false)$"), list("tf"))


def data_path(name: str) -> Path:
    """The path of a file or folder below ``casus/data``."""
    return Path(str(resources.files("casus") / "data" / name))


@cache
def shipped_yaml(name: str) -> Any:
    """The content of a YAML file below ``casus/data``; ``CodebookError`` if it is no valid YAML."""
    return read_yaml(data_path(name))


def read_yaml(path: Path) -> Any:
    """The content of a YAML file; ``CodebookError`` names the file and the place when it cannot be read."""
    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)
    except OSError as problem:
        raise CodebookError(f"{path}: cannot be read ({problem.strerror}); check the path and the permissions") from problem
    except yaml.YAMLError as problem:
        raise CodebookError(f"{path}: is not valid YAML: {' '.join(str(problem).split())}") from problem

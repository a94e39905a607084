"""Reading the YAML files that ship with the package."""

from __future__ import annotations

from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

import yaml

from casus.codebook.errors import CodebookError

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


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
        return yaml.load(path.read_text(encoding="utf-8"), Loader=_LOADER)
    except OSError as problem:
        raise CodebookError(f"{path}: cannot be read ({problem.strerror}); check the path and the permissions") from problem
    except yaml.YAMLError as problem:
        raise CodebookError(f"{path}: is not valid YAML: {problem}") from problem

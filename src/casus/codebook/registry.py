"""The registry of known actors, loaded from YAML and checked, with the analyst's own files added."""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from casus.codebook.errors import CodebookError
from casus.codebook.files import data_path, read_yaml
from casus.codebook.registry_checks import check_names, check_ties
from casus.codebook.registry_entry import FIELDS, make_entry
from casus.model import Registry

Raw = Mapping[str, tuple[Path, dict[str, Any]]]
#: the shipped entries as JSON, ten times as fast to read as YAML; made by ``tools/build_registry.py``
_COMPILED = "compiled.json.gz"


@cache
def _shipped() -> Registry:
    raw, sound = _shipped_entries()
    return Registry(MappingProxyType(_made(raw))) if sound else _checked(raw)


def load_registry(folder: Path | None = None, extra: Sequence[Path] = ()) -> Registry:
    """The entries of a folder (by default the shipped one), with the analyst's own files added.

    An entry of an extra file with a known id replaces the fields that it names. ``CodebookError`` names file and entry.
    """
    if folder is None and not extra:
        return _shipped()
    base = _entries(_files(folder)) if folder else _shipped_entries()[0]
    if not base:
        raise CodebookError(f"{folder}: holds no registry file (*.yaml); check the path")
    return _checked(_entries(extra, base))


def compile_registry(folder: Path | None = None) -> bytes:
    """The content of the compiled file for a folder of YAML files, checked; the same bytes for the same files."""
    paths = _files(folder)
    raw = _entries(paths)
    _checked(raw)
    entries = [fields for _, fields in raw.values()]
    text = json.dumps({"of": _hash(paths), "entries": entries}, ensure_ascii=False, default=date.isoformat, separators=(",", ":"))
    return gzip.compress(text.encode("utf-8"), mtime=0)


def compiled_path() -> Path:
    return data_path("registry") / _COMPILED


def _files(folder: Path | None) -> list[Path]:
    return sorted((folder or data_path("registry")).glob("*.yaml"))


def _hash(paths: Iterable[Path]) -> str:
    whole = hashlib.sha256()
    for path in paths:
        whole.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return whole.hexdigest()


def _shipped_entries() -> tuple[Raw, bool]:
    """The shipped entries, and whether they are known to be sound: so if the compiled file was made of just these YAML files."""
    paths = _files(None)
    try:
        compiled = json.loads(gzip.decompress(compiled_path().read_bytes()))
    except OSError:
        compiled = {}
    if compiled.get("of") == _hash(paths):
        return {raw["id"]: (compiled_path(), raw) for raw in compiled["entries"]}, True
    return _entries(paths), False


def _entries(paths: Iterable[Path], base: Raw | None = None) -> dict[str, tuple[Path, dict[str, Any]]]:
    out = dict(base or {})
    for path in paths:
        seen: set[str] = set()
        for raw in _list_in(path):
            identity = _identity(path, raw)
            if identity in seen or (base is None and identity in out):
                raise CodebookError(f"{path}: {identity} stands there twice; give one of them another id")
            seen.add(identity)
            out[identity] = (path, {**(out[identity][1] if identity in out else {}), **raw})
    return out


def _list_in(path: Path) -> list[Any]:
    raw = read_yaml(path)
    if not isinstance(raw, list):
        raise CodebookError(f"{path}: must hold a list of entries, each beginning with '- id:'")
    return raw


def _identity(path: Path, raw: Any) -> str:
    if not isinstance(raw, dict) or not isinstance(raw.get("id"), str):
        raise CodebookError(f"{path}: an entry has no id: {raw!r:.80}")
    unknown = sorted(set(raw) - FIELDS)
    if unknown:
        raise CodebookError(f"{path}: {raw['id']}: unknown fields {', '.join(unknown)}; known are {', '.join(sorted(FIELDS))}")
    return str(raw["id"])


def _made(raw: Raw) -> dict[str, Any]:
    return {identity: make_entry(path, fields) for identity, (path, fields) in raw.items()}


def _checked(raw: Raw) -> Registry:
    entries = _made(raw)
    where = {identity: path for identity, (path, _) in raw.items()}
    check_ties(where, entries)
    check_names(where, entries)
    return Registry(MappingProxyType(entries))

"""An export's folder: there whole or not at all, described by a data package."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from casus.export.errors import ExportError

_PACKAGE = "datapackage.json"
_MEDIA = {"jsonl": "application/jsonl", "csv": "text/csv", "parquet": "application/vnd.apache.parquet"}
_PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"


@dataclass(frozen=True, slots=True)
class File:
    """One file of an export. ``fields``: column to its data package type, in order."""

    name: str
    content: bytes
    title: str
    fields: Mapping[str, str]


def write_folder(out: Path, title: str, files: Sequence[File]) -> tuple[Path, ...]:
    """Write the files and their data package; an earlier export at ``out`` is replaced in one step.

    ``ExportError`` when ``out`` holds anything else, or cannot be written.
    """
    _check_free(out)
    aside = out.with_name(f".{out.name}.tmp-{os.getpid()}")
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        shutil.rmtree(aside, ignore_errors=True)
        aside.mkdir()
        for file in files:
            (aside / file.name).write_bytes(file.content)
        (aside / _PACKAGE).write_text(json.dumps(_package(title, files), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        _put_in_place(aside, out)
    except OSError as problem:
        shutil.rmtree(aside, ignore_errors=True)
        raise ExportError(f"{out}: cannot be written ({problem.strerror}); give another folder with --out") from problem
    return (*tuple(out / f.name for f in files), out / _PACKAGE)


def _check_free(out: Path) -> None:
    if out.exists() and not out.is_dir():
        raise ExportError(f"{out}: is a file; give a folder with --out")
    if not out.is_dir() or not any(out.iterdir()):
        return
    try:
        ours = json.loads((out / _PACKAGE).read_text(encoding="utf-8")).get("created_by") == "casus"
    except (OSError, ValueError, AttributeError):
        ours = False
    if not ours:
        raise ExportError(f"{out}: holds files that are no earlier export; give an empty or new folder with --out")


def _put_in_place(aside: Path, out: Path) -> None:
    old = out.with_name(f".{out.name}.old-{os.getpid()}")
    shutil.rmtree(old, ignore_errors=True)
    if out.exists():
        out.rename(old)
    aside.rename(out)
    shutil.rmtree(old, ignore_errors=True)


def _package(title: str, files: Sequence[File]) -> dict[str, Any]:
    return {
        "$schema": _PROFILE,
        "name": "casus-export",
        "title": title,
        "created_by": "casus",
        "resources": [_resource(f) for f in files],
    }


def _resource(file: File) -> dict[str, Any]:
    form = file.name.rsplit(".", 1)[-1]
    return {
        "name": file.name.rsplit(".", 1)[0].replace("_", "-"),
        "title": file.title,
        "path": file.name,
        "type": "table",
        "format": form,
        "mediatype": _MEDIA[form],
        "encoding": "utf-8",
        "bytes": len(file.content),
        "hash": f"sha256:{hashlib.sha256(file.content).hexdigest()}",
        "schema": {"fields": [{"name": name, "type": kind} for name, kind in file.fields.items()]},
    }

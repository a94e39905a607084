"""Files that are there whole or not at all: written aside, made durable, renamed into place."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

_ASIDE = ".tmp-"


def sha256_of(path: Path) -> str:
    """The hash of a file's bytes, in hexadecimal."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def write_json(path: Path, value: Any) -> None:
    """Replace a JSON file in one step."""
    aside = path.with_name(f"{_ASIDE}{path.name}-{os.getpid()}")
    with aside.open("w", encoding="utf-8") as stream:
        json.dump(value, stream, ensure_ascii=False, indent=1, sort_keys=True)
        stream.write("\n")
        stream.flush()
        os.fsync(stream.fileno())
    aside.replace(path)
    _sync_folder(path.parent)


def write_part(parent: Path, tables: Mapping[str, pa.Table]) -> tuple[str, dict[str, dict[str, Any]]]:
    """Write tables as Parquet into a new folder below ``parent``, named by their content.

    Returns the folder's name and, for each table, its file's hash and number of rows.
    """
    parent.mkdir(parents=True, exist_ok=True)
    aside = parent / f"{_ASIDE}{os.getpid()}"
    shutil.rmtree(aside, ignore_errors=True)
    aside.mkdir()
    about: dict[str, dict[str, Any]] = {}
    for name, table in sorted(tables.items()):
        path = aside / f"{name}.parquet"
        pq.write_table(table, path, compression="zstd")
        _sync_file(path)
        about[name] = {"sha256": sha256_of(path), "rows": table.num_rows}
    folder = hashlib.sha256(json.dumps(about, sort_keys=True).encode()).hexdigest()[:24]
    final = parent / folder
    if final.exists():  # the same content was written before
        shutil.rmtree(aside)
    else:
        aside.rename(final)
    _sync_folder(parent)
    return folder, about


def read_part(folder: Path, name: str) -> pa.Table:
    """One table of a part."""
    return pq.read_table(folder / f"{name}.parquet")


def is_whole(folder: Path, files: Mapping[str, Mapping[str, Any]]) -> bool:
    """Are all files of a part there, as they were written?"""
    paths = [(folder / f"{name}.parquet", about.get("sha256")) for name, about in files.items()]
    return all(path.is_file() and sha256_of(path) == sha256 for path, sha256 in paths)


def sweep(parent: Path, keep: frozenset[str]) -> None:
    """Remove what a killed run or an older version left below ``parent``."""
    for path in parent.iterdir() if parent.is_dir() else ():
        if path.name not in keep and path.is_dir():
            shutil.rmtree(path, ignore_errors=True)


def _sync_file(path: Path) -> None:
    with path.open("rb") as stream:
        os.fsync(stream.fileno())


def _sync_folder(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)

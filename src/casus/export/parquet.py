"""Parquet files with the nouns as they are: nested values as structs and lists."""

from __future__ import annotations

import dataclasses
import io
from collections.abc import Sequence
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from casus.export.book import Content
from casus.export.folder import File
from casus.export.jsonl import NOUNS, package_fields
from casus.store.schema import to_table


def parquet_files(content: Content) -> list[File]:
    """One file a table."""
    tables: dict[str, Sequence[Any]] = {f.name: getattr(content, f.name) for f in dataclasses.fields(content)}
    return [
        File(f"{n}.parquet", _bytes(to_table(noun, tables[n])), f"{n} of the casebook", package_fields(noun)) for n, noun in NOUNS.items()
    ]


def _bytes(table: pa.Table) -> bytes:
    out = io.BytesIO()
    pq.write_table(table, out, compression="zstd")
    return out.getvalue()

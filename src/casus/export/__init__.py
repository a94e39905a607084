"""A casebook in the formats of the field, and as one HTML file to read."""

from __future__ import annotations

from pathlib import Path

from casus.export.acled import acled_files
from casus.export.book import Book, Content
from casus.export.errors import ExportError
from casus.export.folder import File, write_folder
from casus.export.ftm import ftm_files
from casus.export.html import write_report
from casus.export.jsonl import jsonl_files
from casus.export.parquet import parquet_files
from casus.export.tables import csv_files
from casus.export.ucdp import ucdp_files

__all__ = ["FORMATS", "Book", "ExportError", "File", "export", "write_report"]

_WRITERS = {"jsonl": jsonl_files, "csv": csv_files, "parquet": parquet_files, "acled": acled_files, "ucdp": ucdp_files, "ftm": ftm_files}
FORMATS = tuple(_WRITERS)


def export(book: Book, to: str, out: Path | str) -> tuple[Path, ...]:
    """Write a casebook as ``to`` (one of ``FORMATS``) into the folder ``out``; the paths written, the data package last.

    ``ExportError`` when the format is unknown, or when ``out`` holds anything but an earlier export.
    """
    if to not in _WRITERS:
        raise ExportError(f"{to}: no such format; choose one of {', '.join(FORMATS)}")
    return write_folder(Path(out), f"Casus casebook as {to}", _WRITERS[to](Content.of(book)))

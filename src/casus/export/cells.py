"""Cells of CSV files: one way to write each kind of value, and no cell that a spreadsheet would run."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

Cell = str | int | float | bool | date | None
Row = Mapping[str, Cell]
_RUNS = ("=", "+", "-", "@", "\t", "\r", "\n")


def cell(value: Cell) -> str:
    """The text of a cell. Text that a spreadsheet could take for a formula gets an apostrophe before it; numbers stay numbers."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return repr(value)
    text = value.isoformat() if isinstance(value, date) else value.replace("\x00", "")
    return f"'{text}" if text.startswith(_RUNS) or text.lstrip().startswith(_RUNS[:4]) else text


def csv_bytes(columns: Sequence[str], rows: Iterable[Row]) -> bytes:
    """A CSV file (RFC 4180, UTF-8) with a header line; a column that a row lacks is empty."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([cell(row.get(name)) for name in columns])
    return out.getvalue().encode("utf-8", "replace")

"""The casebook on disk: what machines derived, as immutable Parquet under one manifest."""

from __future__ import annotations

from casus.store.casebook import Casebook, Table, Writer, open_for_writing
from casus.store.check import check, spans_in
from casus.store.errors import CasebookError

__all__ = ["Casebook", "CasebookError", "Table", "Writer", "check", "open_for_writing", "spans_in"]

"""The casebook on disk: a folder of immutable Parquet parts under one manifest, queried with DuckDB."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar, cast

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from casus.model import Actor, Claim, Finding, Incident, Relation, Report
from casus.store.errors import CasebookError
from casus.store.files import is_whole, read_part, sweep, write_part
from casus.store.lock import writing
from casus.store.manifest import NAME, Manifest, Part
from casus.store.schema import NOUNS, from_table, schema_of, to_table

T = TypeVar("T")
_CODED, _LINKED = "coded", "linked"


class Table:
    """One table of a casebook."""

    def __init__(self, table: pa.Table) -> None:
        self._table = table

    def __len__(self) -> int:
        return int(self._table.num_rows)

    def to_arrow(self) -> pa.Table:
        """An Arrow table; nested values are structs and lists."""
        return self._table

    def to_pandas(self) -> pd.DataFrame:
        """A pandas frame, one row a noun."""
        return cast(pd.DataFrame, self._table.to_pandas())

    def __repr__(self) -> str:
        return f"<Table of {len(self)} rows: {', '.join(self._table.column_names)}>"


class Casebook:
    """A casebook as it was when opened. Tables: ``reports``, ``claims``, ``incidents``, ``relations``, ``actors``, ``findings``."""

    def __init__(self, path: Path, manifest: Manifest) -> None:
        self.path = path
        self._manifest = manifest
        self._tables: dict[str, pa.Table] = {}

    @classmethod
    def open(cls, path: str | Path) -> Casebook:
        """Open for reading; ``CasebookError`` when the folder is no casebook."""
        folder = Path(path)
        return cls(folder, Manifest.read(folder))

    @property
    def reports(self) -> Table:
        return self.table("reports")

    @property
    def claims(self) -> Table:
        return self.table("claims")

    @property
    def incidents(self) -> Table:
        return self.table("incidents")

    @property
    def relations(self) -> Table:
        return self.table("relations")

    @property
    def actors(self) -> Table:
        return self.table("actors")

    @property
    def findings(self) -> Table:
        return self.table("findings")

    def table(self, name: str) -> Table:
        """The table of that name; ``KeyError`` if there is none."""
        if name not in self._tables:
            self._tables[name] = self._load(name)
        return Table(self._tables[name])

    def nouns(self, name: str) -> tuple[Any, ...]:
        """The rows of a table as the frozen nouns of ``casus.model``."""
        return from_table(NOUNS[name], self.table(name).to_arrow())

    def some(self, name: str, key: str, values: frozenset[str]) -> tuple[Any, ...]:
        """Those rows of a table, as nouns, whose column ``key`` is one of ``values``."""
        table = self.table(name).to_arrow()
        return from_table(NOUNS[name], table.filter(pc.is_in(table.column(key), pa.array(sorted(values), pa.string()))))

    def query(self, sql: str) -> pa.Table:
        """The answer of a SQL query over the tables (DuckDB's dialect); files and networks are out of its reach."""
        import duckdb

        with duckdb.connect(":memory:") as connection:
            for name in NOUNS:
                connection.register(name, self.table(name).to_arrow())
            connection.execute("SET enable_external_access = false; SET lock_configuration = true")
            return connection.sql(sql).to_arrow_table()

    @property
    def manifest(self) -> Manifest:
        return self._manifest

    # ------------------------------------------------------------------------------------------------ loading

    def _load(self, name: str) -> pa.Table:
        if name in ("incidents", "relations", "actors"):
            return self._linked(name)
        coded = pa.concat_tables([schema_of(NOUNS[name]).empty_table(), *(self._live(part, name) for part in self._manifest.coded)])
        if name == "reports":
            return self._with_copies(_first_of_each(coded, "report_id", "source"))
        if name == "findings":
            return pa.concat_tables([coded, self._linked("findings")])
        return _first_of_each(coded, "claim_id", "report_id").sort_by([("report_id", "ascending"), ("claim_id", "ascending")])

    def given_twice(self) -> tuple[tuple[str, str], ...]:
        """Sources of reports that the casebook holds under another source too: (left out, kept), each pair once.

        The same article in a file of the same name, given from two folders or by two spellings of one path, is one report.
        """
        empty = schema_of(Report).empty_table()
        coded = pa.concat_tables([empty, *(self._live(part, "reports") for part in self._manifest.coded)])
        kept = dict(zip(*(self.table("reports").to_arrow().column(c).to_pylist() for c in ("report_id", "source")), strict=True))
        rows = zip(coded.column("report_id").to_pylist(), coded.column("source").to_pylist(), strict=True)
        return tuple(sorted({(source, kept[report_id]) for report_id, source in rows if source != kept[report_id]}))

    def _live(self, part: Part, name: str) -> pa.Table:
        """A part's rows of the sources that no later part has replaced."""
        table = self._read(_CODED, part, name)
        if name == "claims":
            reports = self._live(part, "reports").column("report_id")
            return table.filter(pc.is_in(table.column("report_id"), reports))
        return table.filter(pc.is_in(table.column("source"), pa.array(list(part.sources), pa.string())))

    def _read(self, kind: str, part: Part, name: str) -> pa.Table:
        try:
            return read_part(self.path / kind / part.folder, name).cast(schema_of(NOUNS[name]))
        except (OSError, pa.ArrowInvalid, ValueError) as problem:
            raise CasebookError(
                f"{self.path / kind / part.folder}: {name} cannot be read ({problem}); see: casus check {self.path}"
            ) from problem

    def _linked(self, name: str) -> pa.Table:
        part = self._manifest.linked
        # a part that an earlier version linked may lack a table: the next run links anew
        return self._read(_LINKED, part, name) if part and name in part.files else schema_of(NOUNS[name]).empty_table()

    def _with_copies(self, reports: pa.Table) -> pa.Table:
        copies = self.copies()
        column = pa.array([copies.get(r) for r in reports.column("report_id").to_pylist()], pa.string())
        return reports.set_column(reports.schema.get_field_index("copy_of"), "copy_of", column)

    def copies(self) -> dict[str, str]:
        """Each report that is a near copy to its original, as linking found them."""
        marks = self.kept("copies")
        return {row["report_id"]: row["copy_of"] for row in marks.to_pylist()} if marks is not None else {}

    def linked_findings(self) -> tuple[Finding, ...]:
        """The findings of linking alone."""
        return from_table(Finding, self._linked("findings"))

    def kept(self, name: str) -> pa.Table | None:
        """A table that linking keeps beside the nouns; None where it has none of that name."""
        part = self._manifest.linked
        if part is None or name not in part.files:
            return None
        try:
            return read_part(self.path / _LINKED / part.folder, name)
        except (OSError, pa.ArrowInvalid) as problem:
            raise CasebookError(
                f"{self.path / _LINKED / part.folder}: {name} cannot be read ({problem}); see: casus check {self.path}"
            ) from problem

    @cached_property
    def coded_key(self) -> str:
        """What the coded parts hold, as one string: linking again is needed only when it changes."""
        from casus.model import content_id

        return content_id("k", (f"{p.folder}:{'|'.join(sorted(p.sources))}" for p in self._manifest.coded))


def _first_of_each(table: pa.Table, key: str, order: str) -> pa.Table:
    """One row a key, the first in the order of another column; sorted by key."""
    ordered = table.sort_by([(key, "ascending"), (order, "ascending")])
    keys = ordered.column(key).to_pylist()
    return ordered.filter(pa.array([i == 0 or k != keys[i - 1] for i, k in enumerate(keys)], pa.bool_()))


class Writer:
    """A casebook held for writing; made by ``open_for_writing``."""

    def __init__(self, path: Path, manifest: Manifest) -> None:
        self.path = path
        self.manifest = manifest

    def add_coded(
        self, versions: str, sources: Mapping[str, str], reports: Sequence[Report], claims: Sequence[Claim], findings: Sequence[Finding]
    ) -> None:
        """Add a part: all that some sources gave. ``sources`` maps their names to the hashes of their bytes."""
        tables = {"reports": to_table(Report, reports), "claims": to_table(Claim, claims), "findings": to_table(Finding, findings)}
        folder, files = write_part(self.path / _CODED, tables)
        self.manifest = self.manifest.with_coded(Part(folder, versions, files, dict(sources)))
        self.manifest.write(self.path)

    def set_linked(
        self,
        versions: str,
        incidents: Sequence[Incident],
        relations: Sequence[Relation],
        actors: Sequence[Actor],
        copies: Mapping[str, str],
        findings: Sequence[Finding],
        memory: Mapping[str, pa.Table] = MappingProxyType({}),
    ) -> None:
        """Replace the linked part. ``memory`` is what linking keeps for the next time, as tables."""
        marks = pa.table({"report_id": pa.array(list(copies), pa.string()), "copy_of": pa.array(list(copies.values()), pa.string())})
        tables = {
            "incidents": to_table(Incident, incidents),
            "relations": to_table(Relation, relations),
            "actors": to_table(Actor, actors),
            "findings": to_table(Finding, findings),
        }
        folder, files = write_part(self.path / _LINKED, {**memory, **tables, "copies": marks})
        self.manifest = replace(self.manifest, linked=Part(folder, versions, files))
        self.manifest.write(self.path)
        self.sweep()

    def sweep(self) -> None:
        """Remove folders that the manifest does not name."""
        sweep(self.path / _CODED, frozenset(p.folder for p in self.manifest.coded))
        sweep(self.path / _LINKED, frozenset({self.manifest.linked.folder} if self.manifest.linked else ()))

    def book(self) -> Casebook:
        """The casebook as it now stands."""
        return Casebook(self.path, self.manifest)


def _whole_parts(folder: Path, manifest: Manifest) -> Manifest:
    """The manifest without parts that are damaged or gone: their sources are coded anew."""
    coded = tuple(p for p in manifest.coded if is_whole(folder / _CODED / p.folder, p.files))
    linked = manifest.linked
    whole = linked is not None and len(coded) == len(manifest.coded) and is_whole(folder / _LINKED / linked.folder, linked.files)
    return Manifest(coded, linked if whole else None)


@contextmanager
def open_for_writing(path: str | Path) -> Iterator[Writer]:
    """Hold a casebook for writing, made if it is not there. ``CasebookError`` when the folder is something else or held by another."""
    folder = Path(path)
    if folder.exists() and not folder.is_dir():
        raise CasebookError(f"{folder}: is a file; give the casebook a folder of its own")
    strange = [p.name for p in folder.iterdir() if not p.name.startswith((".tmp-", "casebook"))] if folder.is_dir() else []
    if strange and not (folder / NAME).exists() and set(strange) - {_CODED, _LINKED}:
        raise CasebookError(f"{folder}: holds other files ({strange[0]}); give the casebook a folder of its own")
    folder.mkdir(parents=True, exist_ok=True)
    with writing(folder):
        manifest = _whole_parts(folder, Manifest.read(folder)) if (folder / NAME).exists() else Manifest()
        writer = Writer(folder, manifest)
        writer.sweep()
        yield writer

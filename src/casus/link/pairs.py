"""Pairs of happenings weighed in DuckDB: our blocks, Splink's Fellegi-Sunter sum over fixed weights."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import duckdb
import numpy as np
import pyarrow as pa
from splink import DuckDBAPI, Linker

from casus.link.blocks import pairs_sql, prepared_sql
from casus.link.evidence import COMPARISONS
from casus.link.settings import MACROS, settings

_SCHEMA = pa.schema([("uid_l", pa.int64()), ("uid_r", pa.int64()), ("weight", pa.float64())])


@contextmanager
def _session(features: pa.Table, scanned: bool = False) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection with the features as ``happenings``: copied in, or ``scanned`` where they are, when little of them is asked for."""
    with duckdb.connect(":memory:") as connection:
        connection.execute("SET enable_progress_bar = false")
        for macro in MACROS["duckdb"]:
            connection.execute(macro)
        connection.register("casus_features", features)
        connection.execute(f"CREATE TEMP {'VIEW' if scanned else 'TABLE'} happenings AS SELECT * FROM casus_features")
        yield connection


def weigh(features: pa.Table, first_fresh: int = 0) -> pa.Table:
    """``uid_l, uid_r, weight`` (bits) of every pair in a block, ordered by uid. Weights are rounded, so that no sum's order shows.

    Only pairs that hold a uid of ``first_fresh`` or above.
    """
    if features.num_rows < 2 or first_fresh >= features.num_rows:
        return _SCHEMA.empty_table()
    pairs = _blocked(features, first_fresh)
    with _session(_of_pairs(features, pairs) if first_fresh else features) as connection:
        connection.register("casus_blocked", pairs)
        connection.execute("CREATE TABLE casus_pairs AS SELECT * FROM casus_blocked")
        return _scored(connection)


def _blocked(features: pa.Table, first_fresh: int) -> pa.Table:
    with _session(features, scanned=first_fresh > 0) as connection:
        connection.execute(prepared_sql(first_fresh))
        return connection.sql(pairs_sql(first_fresh)).to_arrow_table()


def _of_pairs(features: pa.Table, pairs: pa.Table) -> pa.Table:
    """The rows that stand in a pair; ``uid`` is a row's position."""
    ends = np.concatenate([pairs.column(c).to_numpy() for c in ("uid_l", "uid_r")])
    return features.take(pa.array(np.unique(ends), pa.int64()))


def explain(features: pa.Table, pairs: Sequence[tuple[int, int]]) -> list[dict[str, int]]:
    """For each pair the position, in ``COMPARISONS``' levels, of the level that it has in each comparison."""
    with _session(features) as connection:
        wanted = pa.table({"uid_l": [min(p) for p in pairs], "uid_r": [max(p) for p in pairs]})
        connection.register("casus_wanted", wanted)
        connection.execute("CREATE TABLE casus_pairs AS SELECT DISTINCT * FROM casus_wanted")
        table = _predicted(connection, explained=True).to_pylist()
    found = {(row["uid_l"], row["uid_r"]): row for row in table}
    return [_levels(found[min(p), max(p)]) for p in pairs]


def _levels(row: dict[str, int]) -> dict[str, int]:
    """Splink numbers the levels from the last, 0, upward; the null level is -1."""
    out = {}
    for comparison in COMPARISONS:
        weighed = [i for i, level in enumerate(comparison.levels) if level.m is not None]
        known = len(comparison.levels) - len(weighed)
        gamma = row[f"gamma_{comparison.name}"]
        out[comparison.name] = known - 1 if gamma == -1 else weighed[len(weighed) - 1 - gamma]
    return out


def _scored(connection: duckdb.DuckDBPyConnection) -> pa.Table:
    table = _predicted(connection, explained=False)
    weights = np.round(table.column("match_weight").to_numpy(), 6)
    out = pa.table([table.column("uid_l"), table.column("uid_r"), pa.array(weights)], schema=_SCHEMA)
    return out.sort_by([("uid_l", "ascending"), ("uid_r", "ascending")])


def _predicted(connection: duckdb.DuckDBPyConnection, explained: bool) -> pa.Table:
    api = DuckDBAPI(connection)
    rows = api.register("happenings")
    linker = Linker(rows, settings("duckdb", explained), log_level=None, validate_settings=False)
    blocked = connection.sql("SELECT uid_l AS join_key_l, uid_r AS join_key_r, '0' AS match_key FROM casus_pairs")
    linker.table_management.register_blocked_pairs_for_predict(api.register(blocked.to_arrow_table()))
    predicted: pa.Table = linker.inference.predict(warning_mode="never").as_pyarrow_table()  # type: ignore[no-untyped-call]
    return predicted

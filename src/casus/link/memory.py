"""What linking keeps for the next time: rows of happenings, weighed pairs, sketches of texts. One report more then costs one report.

The evidence of a pair depends on the pair alone, so adding reports never changes what was weighed: only happenings that
new ones are tied to, and those tied to these in turn, are clustered anew. The result is that of linking all at once.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from casus.link.clusters import cluster
from casus.link.constraints import Constraints
from casus.link.evidence import ENOUGH
from casus.link.features import feature_table
from casus.link.happenings import Happening, all_happenings
from casus.link.pairs import weigh
from casus.link.vectors import Embed
from casus.model import Claim, Registry, Report

#: report ids to the reports and their claims
Fetch = Callable[[frozenset[str]], tuple[Sequence[Report], Sequence[Claim]]]
_KEYS = pa.schema([("report_id", pa.string()), ("claim_ids", pa.list_(pa.string()))])


@dataclass(frozen=True, slots=True)
class Memory:
    """``happenings``: feature rows in the order of ``uid`` with ``report_id`` and ``claim_ids``; ``pairs``: ``uid_l, uid_r, weight``;
    ``sketches``: ``report_id, sketch``; ``rarity``: what ``count_words`` gave when all was linked last;
    ``lives``: what claims tell of beginnings, deaths and deeds."""

    happenings: pa.Table
    pairs: pa.Table
    sketches: pa.Table
    rarity: pa.Table
    lives: pa.Table


def remember(happenings: Sequence[Happening], features: pa.Table) -> pa.Table:
    """Feature rows with what leads back to the claims."""
    out = features.append_column(_KEYS.field("report_id"), pa.array([h.report.report_id for h in happenings], pa.string()))
    ids = pa.array([[c.claim_id for c in h.claims] for h in happenings], _KEYS.field("claim_ids").type)
    return out.append_column(_KEYS.field("claim_ids"), ids)


@dataclass(frozen=True, slots=True)
class Grown:
    """``happenings`` and ``groups``: what had to be clustered anew; ``claims``: the ids of all claims in them."""

    happenings: tuple[Happening, ...]
    groups: list[list[int]]
    rows: pa.Table
    pairs: pa.Table


def grow(
    memory: Memory,
    reports: Sequence[Report],
    claims: Sequence[Claim],
    fetch: Fetch,
    registry: Registry,
    constraints: Constraints,
    embed: Embed,
) -> Grown:
    """Add reports that the memory does not hold; ``fetch`` gives those that it does."""
    fresh = all_happenings(reports, claims, registry, constraints)
    old = memory.happenings
    rows = pa.concat_tables([old, _numbered(fresh, registry, embed, memory)])
    pairs = pa.concat_tables([memory.pairs, weigh(rows.drop_columns(_KEYS.names), first_fresh=old.num_rows)])
    touched = _touched(rows, pairs, old.num_rows, constraints)
    wanted = frozenset(rows.column("report_id").take(pa.array(touched, pa.int64())).to_pylist()) - {r.report_id for r in reports}
    fetched, told = fetch(wanted) if wanted else ((), ())
    again = all_happenings(fetched, told, registry, constraints)
    at = {
        tuple(ids): uid for uid, ids in zip(touched, rows.column("claim_ids").take(pa.array(touched, pa.int64())).to_pylist(), strict=True)
    }
    inner = tuple(h for h in sorted((*fresh, *again), key=lambda h: h.order) if _key(h) in at)
    groups = cluster(inner, _renumbered(pairs, [at[_key(h)] for h in inner]), constraints)
    return Grown(inner, groups, rows, pairs)


def _key(happening: Happening) -> tuple[str, ...]:
    return tuple(c.claim_id for c in happening.claims)


def _numbered(fresh: Sequence[Happening], registry: Registry, embed: Embed, memory: Memory) -> pa.Table:
    old = memory.happenings
    rows = remember(fresh, feature_table(fresh, registry, embed, memory.rarity))
    reports = 1 + (pc.max(old.column("report")).as_py() if old.num_rows else -1)
    for name, step in (("uid", old.num_rows), ("report", reports)):
        rows = rows.set_column(rows.schema.get_field_index(name), rows.schema.field(name), pc.add(rows.column(name), step))
    return rows


def _touched(rows: pa.Table, pairs: pa.Table, first_fresh: int, constraints: Constraints) -> list[int]:
    """Positions of the new happenings and of all that they are tied to, directly or through others."""
    strong = pairs.filter(pc.greater_equal(pairs.column("weight"), ENOUGH))
    ties = np.array(_ties(rows, constraints), dtype=np.int64).reshape(-1, 2)
    left, right = (np.concatenate([strong.column(c).to_numpy(), ties[:, n]]) for n, c in enumerate(("uid_l", "uid_r")))
    inside = np.zeros(rows.num_rows, dtype=bool)
    inside[first_fresh:] = True
    while not (ends := inside[left] == inside[right]).all():
        inside[left[~ends]] = inside[right[~ends]] = True
    found: list[int] = np.flatnonzero(inside).tolist()
    return found


def _ties(rows: pa.Table, constraints: Constraints) -> list[tuple[int, int]]:
    if not constraints.same:
        return []
    where = {c: uid for uid, ids in enumerate(rows.column("claim_ids").to_pylist()) for c in ids}
    return [(where[a], where[b]) for a, b in constraints.same if a in where and b in where]


def _renumbered(pairs: pa.Table, uids: Sequence[int]) -> pa.Table:
    """The pairs among ``uids``, by position in it, the smaller first."""
    place = {uid: n for n, uid in enumerate(uids)}
    known = pa.array(sorted(place), pa.int64())
    inner = pairs.filter(pc.and_(pc.is_in(pairs.column("uid_l"), known), pc.is_in(pairs.column("uid_r"), known)))
    ends = [[place[u] for u in inner.column(c).to_pylist()] for c in ("uid_l", "uid_r")]
    left = pa.array([min(p) for p in zip(*ends, strict=True)], pa.int64())
    right = pa.array([max(p) for p in zip(*ends, strict=True)], pa.int64())
    return pa.table({"uid_l": left, "uid_r": right, "weight": inner.column("weight")})

"""Constrained clustering of happenings into incidents: best pairs first, and no chain joins what contradicts itself."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa

from casus.link.constraints import Constraints
from casus.link.evidence import ENOUGH
from casus.link.happenings import Happening, told_span

#: two members of one incident may lack evidence, but may not speak against one another more than this (bits)
BEARABLE = -4.0
#: two members that met in no block speak against one another by this much (bits)
STRANGERS = -4.0
#: the members of two groups must on average speak for one another by this much (bits)
ON_AVERAGE = 0.0
#: evidence that a misread day does not outweigh (bits)
BEYOND_DOUBT = 5.0
#: no incident holds days told as days that lie further apart, unless one report tells of all of it, or the evidence is beyond doubt
_LONGEST = 3


@dataclass(slots=True)
class _Group:
    """A growing incident. ``links``: other group to (sum, least, number) of the weights between members of the two."""

    members: list[int]
    reports: set[str]
    claims: set[str]
    span: tuple[int, int] | None
    links: dict[int, tuple[float, float, int]] = field(default_factory=dict)


def cluster(happenings: Sequence[Happening], weights: pa.Table, constraints: Constraints) -> list[list[int]]:
    """Incidents as lists of positions in ``happenings``, which must stand in an order that content alone decides.

    Two happenings of one report are never joined, since reading them together already found them apart; pairs judged the
    same by people are joined first, and pairs judged apart never.
    """
    left, right, weight = (weights.column(c).to_numpy() for c in ("uid_l", "uid_r", "weight"))
    must = _must(happenings, constraints)
    root = components(len(happenings), [*must, *zip(*(x[weight >= ENOUGH].tolist() for x in (left, right)), strict=True)])
    inside = root[left] == root[right] if len(left) else np.zeros(0, bool)
    pairs: dict[int, list[tuple[int, int, float]]] = defaultdict(list)
    for a, b, w in zip(left[inside].tolist(), right[inside].tolist(), weight[inside].tolist(), strict=True):
        pairs[int(root[a])].append((a, b, w))
    members: dict[int, list[int]] = defaultdict(list)
    for i, r in enumerate(root.tolist()):
        members[r].append(i)
    ties: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for a, b in must:
        ties[int(root[a])].append((a, b))
    judged = _Judged(constraints)
    return sorted(g for r, inner in members.items() for g in _component(inner, pairs.get(r, []), ties.get(r, []), happenings, judged))


class _Judged:
    """People's "not the same", looked up for groups of claims."""

    def __init__(self, constraints: Constraints) -> None:
        self._home = constraints.homes()
        self._apart: dict[str, set[str]] = defaultdict(set)
        for pair in constraints.parted():
            a, b = sorted(pair)
            self._apart[a].add(b)
            self._apart[b].add(a)

    def apart(self, ours: set[str], theirs: set[str]) -> bool:
        if not self._apart:
            return False
        other = {self._home.get(c, c) for c in theirs}
        return any(self._apart.get(self._home.get(c, c), set()) & other for c in ours)


def _must(happenings: Sequence[Happening], constraints: Constraints) -> list[tuple[int, int]]:
    """Positions of happenings that people judged the same."""
    wanted = {c for pair in constraints.same for c in pair}
    where = {c.claim_id: i for i, h in enumerate(happenings) for c in h.claims if c.claim_id in wanted} if wanted else {}
    return sorted((where[a], where[b]) for a, b in constraints.same if a in where and b in where and where[a] != where[b])


def components(size: int, edges: Sequence[tuple[int, int]]) -> np.ndarray:
    """The smallest position that each position is connected to."""
    root = list(range(size))

    def find(i: int) -> int:
        while root[i] != i:
            root[i] = root[root[i]]
            i = root[i]
        return i

    for a, b in edges:
        x, y = sorted((find(a), find(b)))
        root[y] = x
    return np.array([find(i) for i in range(size)], dtype=np.int64)


def _component(
    inner: Sequence[int],
    pairs: Sequence[tuple[int, int, float]],
    ties: Sequence[tuple[int, int]],
    happenings: Sequence[Happening],
    judged: _Judged,
) -> Iterator[list[int]]:
    groups = {i: _group(i, happenings[i]) for i in inner}
    home = {i: i for i in inner}
    for a, b, w in pairs:
        groups[a].links[b] = groups[b].links[a] = (w, w, 1)
    for a, b in ties:
        _join(home[a], home[b], groups, home)
    for a, b, w in sorted(pairs, key=lambda p: (-p[2], p[0], p[1])):
        if w < ENOUGH:
            break
        x, y = home[a], home[b]
        if x != y and _may_join(groups[x], groups[y], y, judged):
            _join(x, y, groups, home)
    yield from (sorted(g.members) for g in groups.values())


def _group(i: int, happening: Happening) -> _Group:
    return _Group([i], {happening.report.report_id}, {c.claim_id for c in happening.claims}, told_span(happening))


def _may_join(a: _Group, b: _Group, name_of_b: int, judged: _Judged) -> bool:
    """Pairs in no block add nothing for the two; where their days lie too far apart they forbid it."""
    total, least, number = a.links[name_of_b]
    pairs = len(a.members) * len(b.members)
    average = (total + STRANGERS * (pairs - number)) / pairs
    if least < BEARABLE or average < ON_AVERAGE:
        return False
    span = _joined(a.span, b.span)
    too_long = span is not None and a.span is not None and b.span is not None and span[1] - span[0] > max(_LONGEST, _length(a), _length(b))
    return (not too_long or average >= BEYOND_DOUBT) and not a.reports & b.reports and not judged.apart(a.claims, b.claims)


def _length(group: _Group) -> int:
    return group.span[1] - group.span[0] if group.span else 0


def _joined(a: tuple[int, int] | None, b: tuple[int, int] | None) -> tuple[int, int] | None:
    return (min(a[0], b[0]), max(a[1], b[1])) if a and b else a or b


def _join(x: int, y: int, groups: dict[int, _Group], home: dict[int, int]) -> None:
    """The larger takes the smaller in; weights between groups are added up."""
    if x == y:
        return
    if len(groups[x].members) < len(groups[y].members):
        x, y = y, x
    kept, gone = groups[x], groups.pop(y)
    for i in gone.members:
        home[i] = x
    kept.members += gone.members
    kept.reports |= gone.reports
    kept.claims |= gone.claims
    kept.span = _joined(kept.span, gone.span)
    kept.links.pop(y, None)
    for other, (total, least, number) in gone.links.items():
        if other == x:
            continue
        ours = kept.links.get(other, (0.0, 0.0, 0))
        both = (ours[0] + total, min(ours[1], least) if ours[2] else least, ours[2] + number)
        kept.links[other] = groups[other].links[x] = both
        del groups[other].links[y]

"""Constrained clustering of happenings into incidents: best pairs first, and no chain joins what contradicts itself."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from casus.link.happenings import Happening
from casus.link.pairs import ENOUGH, NEVER, NameWeights, weigh
from casus.model import Registry

#: two members of one incident may lack evidence, but may not speak against one another more than this
_BEARABLE = -1.5


def cluster(happenings: Sequence[Happening], registry: Registry) -> tuple[tuple[Happening, ...], ...]:
    """Incidents as groups of happenings; the same for any order of input.

    Two happenings of one report are never joined: reading them together already found them apart.
    """
    ordered = sorted(happenings, key=lambda h: h.key)
    names = NameWeights(ordered)
    scores: dict[tuple[int, int], float] = {}
    for a, b in _blocks(ordered):
        scores[a, b] = weigh(ordered[a], ordered[b], names, registry).total
    group_of = list(range(len(ordered)))
    members: dict[int, list[int]] = {i: [i] for i in group_of}
    for (a, b), score in sorted(scores.items(), key=lambda item: (-item[1], item[0])):
        left, right = group_of[a], group_of[b]
        if score < ENOUGH or left == right or not _may_join(members[left], members[right], scores, ordered):
            continue
        for i in members.pop(right):
            group_of[i] = left
            members[left].append(i)
    return tuple(tuple(ordered[i] for i in sorted(group)) for group in members.values())


def _blocks(ordered: Sequence[Happening]) -> Iterator[tuple[int, int]]:
    """Pairs worth weighing: same type, a country in common or none known, two reports."""
    blocks: dict[tuple[str, str], list[int]] = defaultdict(list)
    for i, happening in enumerate(ordered):
        for country in happening.countries() or {""}:
            blocks[happening.type, country].append(i)
    seen: set[tuple[int, int]] = set()
    for (kind, country), inside in sorted(blocks.items()):
        others = blocks.get((kind, ""), []) if country else []
        for i in inside:
            for j in (*inside, *others):
                pair = (min(i, j), max(i, j))
                if i != j and pair not in seen and ordered[i].report.report_id != ordered[j].report.report_id:
                    seen.add(pair)
                    yield pair


def _may_join(left: Sequence[int], right: Sequence[int], scores: dict[tuple[int, int], float], ordered: Sequence[Happening]) -> bool:
    reports = {ordered[i].report.report_id for i in left}
    if any(ordered[j].report.report_id in reports for j in right):
        return False
    between = [scores.get((min(i, j), max(i, j)), NEVER) for i in left for j in right]
    return min(between) >= _BEARABLE and sum(between) / len(between) >= ENOUGH / 2

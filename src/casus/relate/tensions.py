"""Ties that cannot both be so: told and denied, or friend and foe at one time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations

from casus.model import NamedActor, Relation

#: relations of which two actors have one or the other at one time
_APART = (
    ("allied_with", "opposed_to"),
    ("supports", "opposed_to"),
    ("shelters", "opposed_to"),
    ("part_of", "opposed_to"),
    ("member_of", "opposed_to"),
    ("part_of", "splinter_of"),
)


def with_tensions(ties: Sequence[Relation]) -> list[Relation]:
    """The ties, each with the ids of those that contradict it; a contradiction stands at both ends."""
    against: dict[str, set[str]] = defaultdict(set)
    by_pair: dict[frozenset[str], list[Relation]] = defaultdict(list)
    for tie in ties:
        by_pair[frozenset((_identity(tie.subject), _identity(tie.object)))].append(tie)
    for pair in by_pair.values():
        for a, b in combinations(pair, 2):
            if _contradict(a, b):
                against[a.relation_id].add(b.relation_id)
                against[b.relation_id].add(a.relation_id)
    return [replace(t, contradicted_by=tuple(sorted(against[t.relation_id]))) for t in ties]


def _identity(actor: NamedActor) -> str:
    return actor.actor_id or f"={actor.name.casefold()}"


def _contradict(a: Relation, b: Relation) -> bool:
    if not _at_one_time(a, b):
        return False
    if a.relation == b.relation:
        return a.subject == b.subject and (a.modality == "denied") != (b.modality == "denied")
    told = a.modality != "denied" and b.modality != "denied"
    return told and any({a.relation, b.relation} == set(pair) for pair in _APART)


def _at_one_time(a: Relation, b: Relation) -> bool:
    """May both have held on one day? A tie that ended on an unknown day may have ended before the other began."""
    if (a.trend == "ended" and a.valid_to is None) or (b.trend == "ended" and b.valid_to is None):
        return False
    return not (
        (a.valid_to and b.valid_from and a.valid_to <= b.valid_from) or (b.valid_to and a.valid_from and b.valid_to <= a.valid_from)
    )

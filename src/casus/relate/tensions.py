"""Ties that cannot both be so: told and denied, friend and foe, or two persons in one office, at one time; what changed over time can."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import combinations

from casus.model import NamedActor, Relation
from casus.relate.ties import Days

#: relations of which two actors have one or the other at one time
_APART = (
    ("allied_with", "opposed_to"),
    ("supports", "opposed_to"),
    ("shelters", "opposed_to"),
    ("part_of", "opposed_to"),
    ("member_of", "opposed_to"),
    ("part_of", "splinter_of"),
)


#: two states told so far apart, the first never again after the second, are a change
_CHANGE = timedelta(days=366)
#: an office that one person holds at a time
_HIGHEST = re.compile(
    r"\b(leader|head|chief|emir|president|prime minister|king|secretary-general|chairman|supreme leader)\b", re.IGNORECASE
)


def with_tensions(ties: Sequence[Relation], days: Mapping[str, Days]) -> list[Relation]:
    """The ties, each with the ids of those that contradict it; a contradiction stands at both ends. ``days``: see ``gather``."""
    against: dict[str, set[str]] = defaultdict(set)
    by_pair: dict[frozenset[str], list[Relation]] = defaultdict(list)
    for tie in ties:
        by_pair[frozenset((_identity(tie.subject), _identity(tie.object)))].append(tie)
    found = [(a, b) for pair in by_pair.values() for a, b in combinations(pair, 2) if _contradict(a, b, days)]
    for a, b in (*found, *_two_in_one_office(ties, days)):
        against[a.relation_id].add(b.relation_id)
        against[b.relation_id].add(a.relation_id)
    return [replace(t, contradicted_by=tuple(sorted(against[t.relation_id]))) for t in ties]


def _identity(actor: NamedActor) -> str:
    return actor.actor_id or f"={actor.name.casefold()}"


def _two_in_one_office(ties: Sequence[Relation], days: Mapping[str, Days]) -> Iterator[tuple[Relation, Relation]]:
    """Two persons told to lead one body by the same office, each before the other was told for the last time."""
    by_office: dict[tuple[str, str], list[Relation]] = defaultdict(list)
    for tie in ties:
        office = _HIGHEST.search(tie.subject.name)
        if tie.relation == "leads" and tie.modality != "denied" and office and _person(tie.subject.name):
            by_office[_identity(tie.object), office.group().lower()].append(tie)
    for held in by_office.values():
        for a, b in combinations(held, 2):
            told = (days.get(a.relation_id), days.get(b.relation_id))
            if _person(a.subject.name) != _person(b.subject.name) and _at_one_time(a, b) and _interleaved(*told):
                yield a, b


def _person(name: str) -> str | None:
    """The last name of "Group leader First Last"; None where only the office stands."""
    words = _HIGHEST.split(name)[-1].split()
    return words[-1].casefold() if len(words) > 1 and all(w[0].isupper() for w in (words[0], words[-1])) else None


def _interleaved(a: Days | None, b: Days | None) -> bool:
    return a is not None and b is not None and a[0] <= b[1] and b[0] <= a[1]


def _contradict(a: Relation, b: Relation, days: Mapping[str, Days]) -> bool:
    if not _at_one_time(a, b) or _changed(days.get(a.relation_id), days.get(b.relation_id)):
        return False
    if a.relation == b.relation:
        return a.subject == b.subject and (a.modality == "denied") != (b.modality == "denied")
    told = a.modality != "denied" and b.modality != "denied"
    return told and any({a.relation, b.relation} == set(pair) for pair in _APART)


def _changed(a: Days | None, b: Days | None) -> bool:
    """Was the one told for the last time more than a year before the other was told first?"""
    return a is not None and b is not None and max(b[0] - a[1], a[0] - b[1]) > _CHANGE


def _at_one_time(a: Relation, b: Relation) -> bool:
    """May both have held on one day? A tie that ended on an unknown day may have ended before the other began."""
    if (a.trend == "ended" and a.valid_to is None) or (b.trend == "ended" and b.valid_to is None):
        return False
    return not (
        (a.valid_to and b.valid_from and a.valid_to <= b.valid_from) or (b.valid_to and a.valid_from and b.valid_to <= a.valid_from)
    )

"""Claims to incidents: near copies and origins of reports, linking over reports, tolls, disagreements."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pyarrow as pa

from casus.link.clusters import cluster
from casus.link.constraints import NO_CONSTRAINTS, Constraints, ContradictionError
from casus.link.copies import copies_of, find_copies, meeting, sketch_table
from casus.link.features import feature_table
from casus.link.happenings import Happening, all_happenings
from casus.link.identity import keep_ids
from casus.link.incidents import make_incident, reports_with_copies
from casus.link.lives import lives_table, with_impossible
from casus.link.memory import Fetch, Memory, grow, remember
from casus.link.pairs import weigh
from casus.link.parts import mark_parts
from casus.link.rarity import count_words, is_stale
from casus.link.tolls import BEST_RULE, TOLL_RULES, with_rule
from casus.link.vectors import Embed, word_vectors
from casus.model import Claim, Finding, Incident, Registry, Report, TollRule

__all__ = [
    "LINK_VERSION",
    "TOLL_RULES",
    "Constraints",
    "ContradictionError",
    "Fetch",
    "Linked",
    "Memory",
    "is_stale",
    "link",
    "link_more",
    "with_rule",
]

#: raised with every change that may change an incident
LINK_VERSION = "8"


@dataclass(frozen=True, slots=True)
class Linked:
    """``incidents`` by id; ``reports`` are those given, in that order, with ``copy_of`` set; ``memory`` is for ``link_more``."""

    incidents: tuple[Incident, ...]
    reports: tuple[Report, ...]
    findings: tuple[Finding, ...]
    memory: Memory


def link(
    reports: Sequence[Report],
    claims: Sequence[Claim],
    registry: Registry,
    constraints: Constraints = NO_CONSTRAINTS,
    previous: Sequence[Incident] = (),
    toll_rule: TollRule = BEST_RULE,
    embed: Embed = word_vectors,
    rarity: pa.Table | None = None,
) -> Linked:
    """Link the event claims of all reports into incidents; the result does not depend on the order of the input.

    ``constraints`` are people's judgements, which always hold; incidents keep the ids of the ``previous`` ones whose claims
    they hold most of; ``toll_rule`` says how the best figure is chosen; ``embed`` turns texts into vectors whose cosine says how alike they are;
    ``rarity`` is the memory's of an earlier linking whose count of words is to be kept, or else they are counted in ``reports``.
    """
    ordered = sorted(reports, key=lambda r: r.report_id)
    copies = find_copies(ordered)
    happenings = all_happenings(ordered, claims, registry, constraints)
    rarity = count_words(ordered) if rarity is None else rarity
    features = feature_table(happenings, registry, embed, rarity)
    pairs = weigh(features)
    incidents = _incidents(happenings, cluster(happenings, pairs, constraints), copies, registry, toll_rule)
    memory = Memory(remember(happenings, features), pairs, sketch_table(ordered), rarity, lives_table(claims))
    told = with_impossible(mark_parts(keep_ids(incidents, previous)), memory.lives, registry)
    return Linked(told, reports_with_copies(reports, copies), _findings(ordered, copies), memory)


def link_more(
    memory: Memory,
    reports: Sequence[Report],
    claims: Sequence[Claim],
    fetch: Fetch,
    previous: Sequence[Incident],
    registry: Registry,
    constraints: Constraints = NO_CONSTRAINTS,
    toll_rule: TollRule = BEST_RULE,
    embed: Embed = word_vectors,
) -> Linked:
    """Add ``reports`` that are new to what was linked before; gives what ``link`` of everything would give
    with the ``rarity`` of that memory.

    ``fetch`` gives old reports, with ``copy_of`` set, and their claims; ``previous`` are the incidents as they were. ``reports`` and
    ``findings`` of the result are those of the new and the fetched reports that changed.
    """
    near = _near_texts(memory, reports, fetch)
    copies = find_copies([*near, *reports])
    grown = grow(memory, reports, claims, fetch, registry, constraints, embed)
    told = {h.report.report_id: h.report.copy_of for h in grown.happenings if h.report.copy_of}
    made = _incidents(grown.happenings, grown.groups, {**told, **copies}, registry, toll_rule)
    changed = {c for i in made for c in i.claim_ids}
    old = [i for i in previous if changed.isdisjoint(i.claim_ids)]
    touched = [i for i in previous if not changed.isdisjoint(i.claim_ids)]
    incidents = mark_parts(sorted((*old, *keep_ids(made, touched)), key=lambda i: i.incident_id))
    sketches = pa.concat_tables([memory.sketches, sketch_table(reports)])
    lives = pa.concat_tables([memory.lives, lives_table(claims)])
    remembered = Memory(grown.rows, grown.pairs, sketches, memory.rarity, lives)
    shown = sorted((*near, *reports), key=lambda r: r.report_id)
    told_so = with_impossible(incidents, lives, registry)
    return Linked(told_so, reports_with_copies(shown, copies), _findings(shown, copies), remembered)


def _near_texts(memory: Memory, reports: Sequence[Report], fetch: Fetch) -> Sequence[Report]:
    """Old reports that share text with the new ones, and those that share text with these, and so on."""
    near: dict[str, Report] = {}
    edge = list(reports)
    while edge and (met := meeting(memory.sketches, edge) - near.keys()):
        found = copies_of(edge, fetch(met)[0])
        near |= {r.report_id: r for r in found}
        edge = found
    return tuple(near.values())


def _incidents(
    happenings: Sequence[Happening],
    groups: Sequence[Sequence[int]],
    copies: Mapping[str, str],
    registry: Registry,
    toll_rule: TollRule,
) -> list[Incident]:
    return [make_incident([happenings[i] for i in group], copies, registry, toll_rule) for group in groups]


def _findings(reports: Sequence[Report], copies: Mapping[str, str]) -> tuple[Finding, ...]:
    return tuple(
        Finding(
            "link",
            "near-copy",
            f"{r.where}: shares most of its text with report {copies[r.report_id]} and counts as one origin with it; "
            "nothing to do unless that is wrong",
            report_id=r.report_id,
            severity="info",
            source=r.source,
        )
        for r in reports
        if r.report_id in copies
    )

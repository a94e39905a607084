"""Why claims stand in one incident: the evidence of each link, in words and as a waterfall of bits."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pyarrow as pa

from casus.link.copies import changes
from casus.link.evidence import COMPARISONS, ENOUGH, PRIOR_BITS
from casus.link.features import feature_table
from casus.link.happenings import Happening, all_happenings
from casus.link.origins import Tie, find_ties
from casus.link.pairs import explain, weigh
from casus.link.rarity import UNCOUNTED
from casus.link.vectors import Embed, word_vectors
from casus.model import Claim, Registry, Report


@dataclass(frozen=True, slots=True)
class Step:
    """One comparison: what was found, and the bits that it adds (or takes)."""

    comparison: str
    words: str
    bits: float


@dataclass(frozen=True, slots=True)
class Link:
    """Two happenings of two reports; ``steps`` begin with what holds of any pair and add up to ``bits``."""

    left: Happening
    right: Happening
    steps: tuple[Step, ...]

    @property
    def bits(self) -> float:
        return sum(step.bits for step in self.steps)


@dataclass(frozen=True, slots=True)
class Origin:
    """Two reports that count as one, and what the second changed where it is a copy: (before, after) sentence by sentence."""

    tie: Tie
    changes: tuple[tuple[str | None, str | None], ...]


def why(
    reports: Sequence[Report],
    claims: Sequence[Claim],
    registry: Registry,
    embed: Embed = word_vectors,
    rarity: pa.Table = UNCOUNTED,
) -> tuple[Link, ...]:
    """The links that hold an incident together, given its reports and claims: the strongest first, none that a stronger one makes idle.

    What they leave apart was put together by people.
    """
    happenings = all_happenings(reports, claims, registry)
    features = feature_table(happenings, registry, embed, rarity)
    weighed = weigh(features).to_pylist()
    pairs = sorted((-r["weight"], r["uid_l"], r["uid_r"]) for r in weighed if r["weight"] >= ENOUGH)
    tree = list(_tree([(a, b) for _, a, b in pairs], len(happenings)))
    levels = explain(features, tree) if tree else []
    return tuple(Link(happenings[a], happenings[b], _steps(found)) for (a, b), found in zip(tree, levels, strict=True))


def _tree(pairs: Sequence[tuple[int, int]], size: int) -> Iterator[tuple[int, int]]:
    home = list(range(size))
    for a, b in pairs:
        if home[a] != home[b]:
            old, new = home[b], home[a]
            home = [new if h == old else h for h in home]
            yield a, b


def _steps(levels: dict[str, int]) -> tuple[Step, ...]:
    first = Step("prior", "any two that meet in a block", PRIOR_BITS)
    found = ((c, c.levels[levels[c.name]]) for c in COMPARISONS)
    return (first, *(Step(c.name, level.words, level.weight) for c, level in found))


def why_origins(reports: Sequence[Report]) -> tuple[Origin, ...]:
    """Why reports of an incident count as one origin; ``reports`` have ``copy_of`` set."""
    copies = {r.report_id: r.copy_of for r in reports if r.copy_of}
    by_id = {r.report_id: r for r in reports}
    ties = find_ties(reports, copies)
    return tuple(Origin(t, tuple(changes(by_id[t.first].text, by_id[t.second].text)) if t.kind == "copy" else ()) for t in ties)

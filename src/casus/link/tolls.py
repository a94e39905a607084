"""Tolls of an incident: the ledger of figures by counted group, and low, best and high; how best is chosen is a named rule."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from types import MappingProxyType
from typing import get_args

from casus.link.happenings import Happening
from casus.link.voices import RELIABLE, named, voice_of
from casus.model import Claim, CountedGroup, Figure, FigureKind, Incident, Registry, Toll, TollFigure, TollRule

#: each origin gives its last figure, the middle one of these is best
BEST_RULE: TollRule = "median_of_origins"
_COUNTED: tuple[FigureKind, ...] = ("killed", "injured", "abducted", "detained", "displaced")
Told = tuple[Claim, Figure, date | None]
Counted = Figure | TollFigure
_Choose = Callable[[Sequence[TollFigure], Mapping[str, str], Registry], int | None]


def find_tolls(
    happenings: Sequence[Happening], origins: Sequence[tuple[str, ...]], registry: Registry, rule: TollRule = BEST_RULE
) -> tuple[Toll, ...]:
    """One toll for each kind of harm and counted group, in a fixed order; figures in order of publication, undated last."""
    told = gather(happenings)
    return tuple(_toll(what, group, told[what, group], origins, registry, rule) for what, group in sorted(told))


def gather(happenings: Sequence[Happening]) -> dict[tuple[FigureKind, CountedGroup], list[Told]]:
    """Figures of what took place, by kind and counted group, in order of publication, then of the text."""
    out: dict[tuple[FigureKind, CountedGroup], list[Told]] = defaultdict(list)
    for happening in happenings:
        for claim in happening.claims:
            if claim.negated or claim.modality not in ("asserted", "alleged", "claimed"):
                continue
            for figure in claim.figures:
                if figure.what in _COUNTED and not (figure.low is None and figure.high is None):
                    out[figure.what, figure.of_group].append((claim, figure, happening.report.published))
    for figures in out.values():
        figures.sort(key=lambda t: (t[2] or date.max, t[0].report_id, t[1].span.start))
    return out


def totals(told: Sequence[Told]) -> list[Told]:
    """Figures without those under a third of the same report's largest: one hospital's dead, the dead of one nation.

    These parts stay in the ledger, but are no bound and contradict nobody.
    """
    whole = _wholes([(c.report_id, f) for c, f, _ in told])
    return [t for t, is_whole in zip(told, whole, strict=True) if is_whole]


def _wholes(figures: Sequence[tuple[str, Counted]]) -> list[bool]:
    largest: dict[str, int] = defaultdict(int)
    for report_id, figure in figures:
        largest[report_id] = max(largest[report_id], number(figure) or 0)
    return [3 * (number(figure) or 0) >= largest[report_id] for report_id, figure in figures]


def with_rule(incident: Incident, rule: TollRule, registry: Registry) -> Incident:
    """The incident with the best figure of every toll chosen anew; the ledger stays as it is."""
    origin_of = _origin_of(incident.origins)
    tolls = tuple(replace(t, best=_best(t.figures, origin_of, registry, rule), rule=rule) for t in incident.tolls)
    return replace(incident, tolls=tolls)


def _origin_of(origins: Sequence[tuple[str, ...]]) -> dict[str, str]:
    return {report: group[0] for group in origins for report in group}


def _toll(
    what: FigureKind,
    group: CountedGroup,
    told: Sequence[Told],
    origins: Sequence[tuple[str, ...]],
    registry: Registry,
    rule: TollRule,
) -> Toll:
    lows = [n for _, f, _ in totals(told) if (n := number(f)) is not None]
    figures = tuple(TollFigure(c.report_id, c.claim_id, f.low, f.high, f.said_by or c.said_by, day) for c, f, day in told)
    best = _best(figures, _origin_of(origins), registry, rule)
    return Toll(what, group, min(lows), best, max(_upper(f) for _, f, _ in told), rule, figures)


def number(figure: Counted) -> int | None:
    """The figure as one number: its lower bound, or the upper one where there is no lower ("nearly 50" is 50)."""
    return figure.low if figure.low is not None else figure.high


def _upper(figure: Counted) -> int:
    return max(n for n in (figure.low, figure.high) if n is not None)


def _best(figures: Sequence[TollFigure], origin_of: Mapping[str, str], registry: Registry, rule: TollRule) -> int | None:
    whole = _wholes([(f.report_id, f) for f in figures])
    return _RULES[rule]([f for f, w in zip(figures, whole, strict=True) if w], origin_of, registry)


def superseded(toll: Toll) -> dict[int, str]:
    """Position of each figure that the same voice of the same report, or the same named speaker, later replaced, to a word on it."""
    out: dict[int, str] = {}
    last: dict[tuple[str, ...], tuple[int, TollFigure]] = {}
    for at, figure in enumerate(toll.figures):
        voice = (named(figure.said_by) or "",) if named(figure.said_by) else ("", figure.report_id, *(s.name for s in figure.said_by))
        if voice in last and (last[voice][1].published or date.max) < (figure.published or date.min):
            out[last[voice][0]] = f"  (superseded on {figure.published})"
        last[voice] = (at, figure)
    return out


def last_of_origins(figures: Sequence[TollFigure], origin_of: Mapping[str, str]) -> dict[str, int]:
    """Origin of a figure to the last figure that it gave: a named speaker is one origin, whoever quotes him."""
    last: dict[str, int] = {}
    for figure in figures:
        value = number(figure)
        if value is not None:
            last[named(figure.said_by) or origin_of.get(figure.report_id, figure.report_id)] = value
    return last


def _median(figures: Sequence[TollFigure], origin_of: Mapping[str, str], registry: Registry) -> int | None:
    values = sorted(last_of_origins(figures, origin_of).values())
    return values[len(values) // 2] if values else None


def _lowest(figures: Sequence[TollFigure], origin_of: Mapping[str, str], registry: Registry) -> int | None:
    return min((n for f in figures if (n := number(f)) is not None), default=None)


def _official(figures: Sequence[TollFigure], origin_of: Mapping[str, str], registry: Registry) -> int | None:
    """The last figure that an official gave; where none did, the median."""
    told = [n for f in figures if voice_of(f.said_by, registry) == "official" and (n := number(f)) is not None]
    return told[-1] if told else _median(figures, origin_of, registry)


def _reliable(figures: Sequence[TollFigure], origin_of: Mapping[str, str], registry: Registry) -> int | None:
    """The median among the most reliable voices that gave a figure."""
    for voice in RELIABLE:
        told = [f for f in figures if voice_of(f.said_by, registry) == voice]
        if told:
            return _median(told, origin_of, registry)
    return None


#: UCDP takes what the most reliable source says, ACLED the lowest figure
_RULES: Mapping[TollRule, _Choose] = MappingProxyType(
    {"median_of_origins": _median, "lowest": _lowest, "latest_official": _official, "most_reliable": _reliable}
)
TOLL_RULES: tuple[TollRule, ...] = get_args(TollRule)

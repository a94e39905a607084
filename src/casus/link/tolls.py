"""Tolls of an incident: the ledger of figures by counted group, and low, best and high by a named rule."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from casus.link.happenings import Happening
from casus.model import Claim, CountedGroup, Figure, FigureKind, Toll, TollFigure

#: each origin gives its last figure, the middle one of these is best
BEST_RULE = "median_of_origins"
_COUNTED: tuple[FigureKind, ...] = ("killed", "injured", "abducted", "detained", "displaced")
Told = tuple[Claim, Figure, date | None]


def find_tolls(happenings: Sequence[Happening], origins: Sequence[tuple[str, ...]]) -> tuple[Toll, ...]:
    """One toll for each kind of harm and counted group, in a fixed order; figures in order of publication, undated last."""
    told = gather(happenings)
    origin_of = {report: group[0] for group in origins for report in group}
    return tuple(_toll(what, group, told[what, group], origin_of) for what, group in sorted(told))


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
    largest: dict[str, int] = defaultdict(int)
    for claim, figure, _ in told:
        largest[claim.report_id] = max(largest[claim.report_id], number(figure) or 0)
    return [t for t in told if 3 * (number(t[1]) or 0) >= largest[t[0].report_id]]


def _toll(what: FigureKind, group: CountedGroup, told: Sequence[Told], origin_of: Mapping[str, str]) -> Toll:
    lows = [n for _, f, _ in totals(told) if (n := number(f)) is not None]
    figures = tuple(TollFigure(c.report_id, c.claim_id, f.low, f.high, f.said_by or c.said_by, day) for c, f, day in told)
    return Toll(what, group, min(lows), _best(told, origin_of), max(_upper(f) for _, f, _ in told), BEST_RULE, figures)


def number(figure: Figure) -> int | None:
    """The figure as one number: its lower bound, or the upper one where there is no lower ("nearly 50" is 50)."""
    return figure.low if figure.low is not None else figure.high


def _upper(figure: Figure) -> int:
    return max(n for n in (figure.low, figure.high) if n is not None)


def _best(told: Sequence[Told], origin_of: Mapping[str, str]) -> int | None:
    last: dict[str, int] = {}
    for claim, figure, _ in told:
        value = number(figure)
        if value is not None:
            last[origin_of.get(claim.report_id, claim.report_id)] = value
    values = sorted(last.values())
    return values[len(values) // 2] if values else None

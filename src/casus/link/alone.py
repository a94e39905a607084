"""Who stands alone: how the figures of each publisher lie against those of the others on the same incidents and counted groups."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from statistics import median

from casus.link.tolls import number
from casus.model import Incident, Report, Toll

UNKNOWN = "(no publisher named)"


@dataclass(frozen=True, slots=True)
class Standing:
    """Counts over tolls that at least one other publisher gives too: its last figure against the middle of the others' last ones.

    ``alone``: no other publisher gives its figure, and all others lie on the same side of it; ``ratio`` is the middle of its
    figures divided by the others' middle, None where none can be divided. ``single``: tolls that only this publisher gives.
    """

    publisher: str
    reports: int
    compared: int = 0
    same: int = 0
    higher: int = 0
    lower: int = 0
    alone: int = 0
    single: int = 0
    ratio: float | None = None


def who_stands_alone(incidents: Sequence[Incident], reports: Sequence[Report]) -> tuple[Standing, ...]:
    """One row a publisher, those that stand alone most often first; without ``publisher`` a report is told under ``UNKNOWN``."""
    publisher = {r.report_id: r.publisher or UNKNOWN for r in reports}
    rows = {p: Standing(p, n) for p, n in _counted(publisher).items()}
    ratios: dict[str, list[float]] = defaultdict(list)
    for incident in incidents:
        for toll in incident.tolls:
            last = _last_figures(toll, publisher)
            for name, value in last.items():
                others = [v for p, v in last.items() if p != name]
                rows[name] = _placed(rows[name], value, others)
                if others and median(others):
                    ratios[name].append(value / median(others))
    done = (replace(row, ratio=median(ratios[name]) if ratios[name] else None) for name, row in rows.items())
    return tuple(sorted(done, key=lambda s: (-s.alone, -s.compared, s.publisher)))


def _counted(publisher: Mapping[str, str]) -> dict[str, int]:
    out: dict[str, int] = defaultdict(int)
    for name in publisher.values():
        out[name] += 1
    return out


def _last_figures(toll: Toll, publisher: Mapping[str, str]) -> dict[str, int]:
    """Publisher to the last whole figure that it gave; figures stand in order of publication. Parts of a toll are no figure of it."""
    most: dict[str, int] = defaultdict(int)
    for figure in toll.figures:
        most[figure.report_id] = max(most[figure.report_id], number(figure) or 0)
    out: dict[str, int] = {}
    for figure in toll.figures:
        value = number(figure)
        if value is not None and 3 * value >= most[figure.report_id]:
            out[publisher.get(figure.report_id, UNKNOWN)] = value
    return out


def _placed(row: Standing, value: int, others: Sequence[int]) -> Standing:
    if not others:
        return replace(row, single=row.single + 1)
    middle = median(others)
    outside = value < min(others) or value > max(others)
    return replace(
        row,
        compared=row.compared + 1,
        same=row.same + (value == middle),
        higher=row.higher + (value > middle),
        lower=row.lower + (value < middle),
        alone=row.alone + outside,
    )

"""The tolls of an incident as the HTML report shows them: the dead first, copies folded under their original, later figures marked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from casus.export.charts import Bar, bars
from casus.export.shown import Piece, chain, number, pieces, report_day, report_name
from casus.model import Claim, CountedGroup, Figure, Incident, Report, Toll, TollFigure

_KINDS = ("killed", "injured", "abducted", "detained", "displaced")
_GROUPS: Mapping[CountedGroup, str] = {
    "all": "",
    "civilians": "civilians",
    "recipient": "of those attacked",
    "attackers": "attackers",
    "actor": "of those who acted",
    "other": "a part of them, or another group",
}


@dataclass(frozen=True, slots=True)
class FigureView:
    """``copies`` names the near copies that repeat the figure; ``notes`` say in which sense it counts, and whether it came later."""

    number: str
    source: str
    day: str
    speaker: str
    sentence: tuple[Piece, ...]
    bar: Bar
    is_copy: bool
    notes: tuple[str, ...]
    copies: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TollView:
    toll: Toll
    title: str
    figures: tuple[FigureView, ...]


def toll_views(incident: Incident, reports: Mapping[str, Report], claims: Mapping[str, Claim]) -> tuple[TollView, ...]:
    """The incident's tolls, the killed before the injured, everybody before a group."""
    groups = list(_GROUPS)
    ordered = sorted(incident.tolls, key=lambda t: (_rank(t.what), groups.index(t.of_group)))
    return tuple(_view(t, reports, claims) for t in ordered)


def _rank(what: str) -> int:
    return _KINDS.index(what) if what in _KINDS else len(_KINDS)


def _view(toll: Toll, reports: Mapping[str, Report], claims: Mapping[str, Claim]) -> TollView:
    known = [(f, b) for f, b in zip(toll.figures, bars(toll), strict=True) if f.report_id in reports]
    folded = _folded([f for f, _ in known], reports)
    shown = tuple(
        _figure(f, b, toll, reports, claims[f.claim_id], folded)
        for f, b in known
        if _original(f, reports) not in folded or _own(f, reports)
    )
    words = _GROUPS[toll.of_group]
    return TollView(toll, f"{toll.what.capitalize()}{f', {words}' if words else ''}", shown)


Key = tuple[str, int | None, int | None]


def _own(figure: TollFigure, reports: Mapping[str, Report]) -> bool:
    return reports[figure.report_id].copy_of is None


def _original(figure: TollFigure, reports: Mapping[str, Report]) -> Key:
    """The figure as the original would give it: its report's id, or that of the report which this one copies."""
    return reports[figure.report_id].copy_of or figure.report_id, figure.low, figure.high


def _folded(figures: Sequence[TollFigure], reports: Mapping[str, Report]) -> dict[Key, tuple[str, ...]]:
    """The copies that repeat a figure of their original, by that figure."""
    own = {_original(f, reports) for f in figures if _own(f, reports)}
    out: dict[Key, tuple[str, ...]] = {}
    for figure in figures:
        key, report = _original(figure, reports), reports[figure.report_id]
        if report.copy_of is not None and key in own:
            out[key] = tuple(dict.fromkeys((*out.get(key, ()), f"{report_name(report)}, {report_day(report)}")))
    return out


def _figure(
    figure: TollFigure, bar: Bar, toll: Toll, reports: Mapping[str, Report], claim: Claim, folded: Mapping[Key, tuple[str, ...]]
) -> FigureView:
    report = reports[figure.report_id]
    wanted = (toll.what, toll.of_group, figure.low, figure.high)
    here = next((f for f in claim.figures if (f.what, f.of_group, f.low, f.high) == wanted), None)
    return FigureView(
        number(figure),
        report_name(report),
        report_day(report),
        chain(figure.said_by),
        pieces(claim.quote, {here.span: "figure"} if here else {}),
        bar,
        report.copy_of is not None,
        (*later_notes(figure, toll), *(_sense(here) if here else ())),
        folded.get(_original(figure, reports), ()),
    )


def _sense(figure: Figure) -> tuple[str, ...]:
    return ("counts the attackers",) if figure.includes_attackers else ("a word, not a count",) if figure.vague else ()


def later_notes(figure: TollFigure, toll: Toll) -> tuple[str, ...]:
    """A figure of everybody that is higher than all that were published on days before, or the last of all and lower."""
    day, mine = figure.published, _size(figure)
    if day is None or toll.of_group != "all":
        return ()
    before = [_size(f) for f in toll.figures if f.published is not None and f.published < day]
    if before and mine > max(before):
        return ("later update",)
    last = all(f is figure or f.published is None or f.published < day for f in toll.figures)
    return ("later, lower",) if last and before and mine < max(before) else ()


def _size(figure: TollFigure) -> int:
    return figure.high if figure.high is not None else figure.low or 0

"""Figures of one counted group that cannot all be right: conflicts, updates, other scopes, and parts above their whole."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from casus.link.told import Told, sides
from casus.link.tolls import Told as Counted
from casus.link.tolls import number, totals
from casus.model import CountedGroup, Disagreement, DisagreementField, DisagreementKind, DisagreementValue, Figure, FigureKind

Ledger = Mapping[tuple[FigureKind, CountedGroup], Sequence[Counted]]
_FIELDS: tuple[DisagreementField, ...] = ("killed", "injured")
_WORDS = {"killed": "dead", "injured": "injured"}
_UNEXPLAINED = "no later day explains the difference"
_PARTS: tuple[CountedGroup, ...] = ("civilians", "attackers", "actor", "recipient")
_PART_WORDS = {"civilians": "civilians", "attackers": "attackers", "actor": "of those who acted", "recipient": "of those attacked"}


def of_figures(ledger: Ledger) -> Iterator[Disagreement]:
    """Killed and injured, each counted group for itself, then parts against wholes; ``other`` is no one group."""
    for (what, group), told in sorted(ledger.items()):
        for field in _FIELDS:
            if field == what and group != "other" and (found := _of_group(field, group, told)):
                yield found
    for field in _FIELDS:
        yield from _parts_above_whole(field, ledger)


def differ(a: Figure, b: Figure) -> bool:
    """Can the two not both be right? "at least 50" and 63 can, "at least 50" and 46 cannot; vague words contradict only below."""
    a_low, a_high, b_low, b_high = a.low or 0, a.high, b.low or 0, b.high
    return (a_high is not None and a_high < b_low) or (b_high is not None and b_high < a_low)


def _of_group(field: DisagreementField, group: CountedGroup, told: Sequence[Counted]) -> Disagreement | None:
    told = totals(told)
    clashing = [(a, b) for i, a in enumerate(told) for b in told[i + 1 :] if differ(a[1], b[1]) and not _one_voice(a, b)]
    if not clashing:
        return None
    involved = [t for t in told if any(t in pair for pair in clashing)]
    dated = [(a, b) for a, b in clashing if a[2] is not None and b[2] is not None]
    kinds = {_kind(a, b) for a, b in dated or clashing}
    kind: DisagreementKind = next(k for k in ("conflict", "different_scope", "update") if k in kinds)
    values = sides(Told(shown(f), c, day) for c, f, day in involved)
    if len(values) < 2:
        return None
    apart = {shown(t[1]) for a, b in dated or clashing if _kind(a, b) == "conflict" for t in (a, b)}
    return Disagreement(field, group, values, kind, _why(field, values, kind, apart if "update" in kinds else set()))


def _one_voice(a: Counted, b: Counted) -> bool:
    """One report in one voice counts up, or counts parts; it does not contradict itself."""
    return a[0].report_id == b[0].report_id and (a[1].said_by or a[0].said_by) == (b[1].said_by or b[0].said_by)


def _kind(a: Counted, b: Counted) -> DisagreementKind:
    if a[1].includes_attackers != b[1].includes_attackers:
        return "different_scope"
    rises = (number(b[1]) or 0) > (number(a[1]) or 0)
    return "update" if rises and a[2] is not None and b[2] is not None and b[2] > a[2] else "conflict"


def shown(figure: Figure) -> str:
    """The figure in words: "43", "at least 50", "up to 50", "13 to 20"."""
    if figure.low is not None and figure.high is not None:
        return str(figure.low) if figure.low == figure.high else f"{figure.low} to {figure.high}"
    return f"at least {figure.low}" if figure.low is not None else f"up to {figure.high}"


def _why(field: str, values: Sequence[DisagreementValue], kind: str, apart: set[str]) -> str:
    """``apart``: those of the values that no later day explains, where others are explained so; empty where all are alike."""
    mixed = bool(apart) and apart < {v.value for v in values}
    reason = {
        "update": "each higher figure that has a day was published on a later one",
        "different_scope": "some figures count the attackers and some do not",
        "conflict": f"no later day explains why {_list(apart)} differ; the rest were told later" if mixed else _UNEXPLAINED,
    }[kind]
    return f"The reports give {_list({v.value for v in values})} {_WORDS[field]}; {reason}."


def _list(values: Iterable[str]) -> str:
    return ", ".join(sorted(values, key=lambda v: (int(re.findall(r"\d+", v)[-1]), v)))


def _parts_above_whole(field: DisagreementField, ledger: Ledger) -> Iterator[Disagreement]:
    """More of one group than people in all, told by one and the same report: at most one for each group."""
    by_name: Mapping[tuple[str, str], Sequence[Counted]] = {(str(what), str(group)): told for (what, group), told in ledger.items()}
    wholes = _largest(by_name.get((field, "all"), ()))
    for group in _PARTS:
        parts = by_name.get((field, group), ())
        found = next(((p, w) for p in parts for w in wholes if _above(p, w)), None)
        if found is not None:
            yield _above_whole(field, group, *found)


def _above(part: Counted, whole: Counted) -> bool:
    high = whole[1].high
    return part[0].report_id == whole[0].report_id and high is not None and (part[1].low or 0) > high


def _largest(wholes: Sequence[Counted]) -> list[Counted]:
    """Each report's largest figure of all: an early count that it also tells is no whole for later parts."""
    most: dict[str, int] = defaultdict(int)
    for claim, figure, _ in wholes:
        most[claim.report_id] = max(most[claim.report_id], number(figure) or 0)
    return [w for w in wholes if (number(w[1]) or 0) == most[w[0].report_id]]


def _above_whole(field: DisagreementField, group: CountedGroup, part: Counted, whole: Counted) -> Disagreement:
    """In one voice it cannot be; where the report cites another for the part, the two contradict each other."""
    words = _PART_WORDS[group]
    values = sides((_told(part, words), _told(whole, "in all")))
    one_voice = _voice(part) == _voice(whole)
    told = f"{shown(part[1])}) than {'' if one_voice else f'{_voice(whole)} counts '}people in all ({shown(whole[1])})."
    why = f"{'One report' if one_voice else _voice(part)[:1].upper() + _voice(part)[1:]} counts more {words} {_WORDS[field]} ({told}"
    return Disagreement(field, group, values, "impossible" if one_voice else "conflict", why)


def _voice(counted: Counted) -> str:
    """Who gives the figure: the innermost speaker, else the report."""
    speakers = counted[1].said_by or counted[0].said_by
    return speakers[-1].name if speakers else "the report"


def _told(counted: Counted, words: str) -> Told:
    claim, figure, day = counted
    return Told(f"{shown(figure)} {words}", claim, day)

"""Disagreements: what the reports of one incident tell differently, and of which kind the difference is."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from casus.link.happenings import Happening, distance_km
from casus.link.tolls import Told, gather, number, totals
from casus.model import Claim, CountedGroup, Disagreement, DisagreementField, DisagreementKind, DisagreementValue, Figure, Registry

_WORDS = {"killed": "dead", "injured": "injured"}
NOBODY = "nobody has claimed it"


@dataclass(frozen=True, slots=True)
class _Voice:
    """One value as one claim tells it."""

    value: str
    claim: Claim
    published: date | None


def find_disagreements(happenings: Sequence[Happening], registry: Registry) -> tuple[Disagreement, ...]:
    """All that is told differently, in the order tolls, parts above the whole, date, place, perpetrator, responsibility."""
    told = gather(happenings)
    out: list[Disagreement | None] = []
    for (what, group), figures in sorted(told.items()):
        if what == "killed":
            out.append(_of_figures("killed", group, figures))
        elif what == "injured":
            out.append(_of_figures("injured", group, figures))
    out += [_part_above_whole(field, told.get((field, "civilians"), []), told.get((field, "all"), [])) for field in ("killed", "injured")]
    out += [_of_dates(happenings), _of_places(happenings), _of_perpetrators(happenings, registry), _of_responsibility(happenings)]
    return tuple(d for d in out if d is not None)


def differ(a: Figure, b: Figure) -> bool:
    """Can the two not both be right? "at least 50" and 63 can, "at least 50" and 46 cannot; vague words contradict only below."""
    a_low, a_high, b_low, b_high = a.low or 0, a.high, b.low or 0, b.high
    return (a_high is not None and a_high < b_low) or (b_high is not None and b_high < a_low)


def _of_figures(field: DisagreementField, group: CountedGroup, told: Sequence[Told]) -> Disagreement | None:
    told = totals(told)
    clashing = [(a, b) for i, a in enumerate(told) for b in told[i + 1 :] if differ(a[1], b[1])]
    if not clashing:
        return None
    involved = [t for t in told if any(t in pair for pair in clashing)]
    dated = [(a, b) for a, b in clashing if a[2] is not None and b[2] is not None]
    kinds = {_kind(a, b) for a, b in dated or clashing}
    kind: DisagreementKind = next(k for k in ("conflict", "different_scope", "update") if k in kinds)
    values = _values(_Voice(shown(f), c, day) for c, f, day in involved)
    return Disagreement(field, group, values, kind, _why_figures(field, values, kind))


def _kind(a: Told, b: Told) -> DisagreementKind:
    if a[1].includes_attackers != b[1].includes_attackers:
        return "different_scope"
    rises = (number(b[1]) or 0) > (number(a[1]) or 0)
    return "update" if rises and a[2] is not None and b[2] is not None and b[2] > a[2] else "conflict"


def shown(figure: Figure) -> str:
    """The figure in words: "43", "at least 50", "up to 50", "13 to 20"."""
    if figure.low is not None and figure.high is not None:
        return str(figure.low) if figure.low == figure.high else f"{figure.low} to {figure.high}"
    return f"at least {figure.low}" if figure.low is not None else f"up to {figure.high}"


def _why_figures(field: str, values: Sequence[DisagreementValue], kind: str) -> str:
    list_of = ", ".join(sorted((v.value for v in values), key=lambda v: (int(re.findall(r"\d+", v)[-1]), v)))
    reason = {
        "update": "each higher figure that has a day was published on a later one",
        "different_scope": "some figures count the attackers and some do not",
        "conflict": "no later day explains the difference",
    }[kind]
    return f"The reports give {list_of} {_WORDS[field]}; {reason}."


def _part_above_whole(field: DisagreementField, parts: Sequence[Told], wholes: Sequence[Told]) -> Disagreement | None:
    """More civilians than people in all, told by one and the same report."""
    for part in parts:
        for whole in wholes:
            high = whole[1].high
            if part[0].report_id == whole[0].report_id and high is not None and (part[1].low or 0) > high:
                voices = (_Voice(f"{shown(part[1])} civilians", part[0], part[2]), _Voice(f"{shown(whole[1])} in all", whole[0], whole[2]))
                why = f"One report counts more civilians {_WORDS[field]} ({shown(part[1])}) than people in all ({shown(whole[1])})."
                return Disagreement(field, "civilians", _values(voices), "impossible", why)
    return None


def _of_dates(happenings: Sequence[Happening]) -> Disagreement | None:
    voices = [
        _Voice(c.time.start.isoformat(), c, h.report.published)
        for h in happenings
        for c in h.claims
        if c.time is not None and c.time.start is not None and c.time.precision == "day" and c.time.start == c.time.end
    ]
    values = _values(voices)
    if len(values) < 2:
        return None
    return Disagreement("date", None, values, "conflict", f"The day is told as {_either(v.value for v in values)}.")


def _of_places(happenings: Sequence[Happening]) -> Disagreement | None:
    places = [
        (p, c, h.report.published)
        for h in happenings
        for c in h.claims
        if (p := c.place) is not None and p.name and p.precision in ("site", "settlement", "admin2")
    ]
    far = any((distance_km(a, b) or 0.0) > 5 or a.name != b.name for i, (a, _, _) in enumerate(places) for b, _, _ in places[i + 1 :])
    values = _values(_Voice(str(p.name), c, day) for p, c, day in places)
    if not far or len(values) < 2:
        return None
    return Disagreement("place", None, values, "conflict", f"The place is told as {_either(v.value for v in values)}.")


def _of_perpetrators(happenings: Sequence[Happening], registry: Registry) -> Disagreement | None:
    voices = [_Voice(p.name, c, h.report.published) for h in happenings for c in h.claims for p in c.actors if p.actor_id and not c.negated]
    ids = {p.actor_id for h in happenings for c in h.claims for p in c.actors if p.actor_id and not c.negated}
    apart = any(not (registry.under(a, b) or registry.under(b, a)) for a in ids for b in ids)
    values = _values(voices)
    if happenings[0].type != "ASSAULT" or not apart or len(values) < 2:
        return None
    return Disagreement("perpetrator", None, values, "conflict", f"The deed is laid to {_either(v.value for v in values)}.")


def _of_responsibility(happenings: Sequence[Happening]) -> Disagreement | None:
    voices = [v for h in happenings for c in h.claims for v in _responsibility(c, h.report.published)]
    values = _values(voices)
    if len(values) < 2 or (all(v.value.startswith("blamed on") or v.value.startswith("claimed by") for v in values) and _one_name(values)):
        return None
    silent = {v.published for v in voices if v.value == NOBODY}
    later = [v.published for v in voices if v.value != NOBODY]
    update = (
        bool(silent)
        and all(d and all(s and d > s for s in silent) for d in later)
        and not any(v.value.startswith("denied") for v in voices)
    )
    kind: DisagreementKind = "update" if update else "conflict"
    return Disagreement("responsibility", None, values, kind, f"Who did it is told differently: {_either(v.value for v in values)}.")


def _one_name(values: Sequence[DisagreementValue]) -> bool:
    return len({v.value.split(" ", 2)[2] for v in values}) == 1


def _responsibility(claim: Claim, published: date | None) -> list[_Voice]:
    told = claim.responsibility
    if told is None:
        return []
    parts = (("claimed by", told.claimed_by), ("blamed on", told.blamed_on), ("denied by", told.denied_by))
    out = [_Voice(f"{how} {party.name}", claim, published) for how, parties in parts for party in parties]
    return out or [_Voice(NOBODY, claim, published)]


def _values(voices: Iterable[_Voice]) -> tuple[DisagreementValue, ...]:
    """One value a distinct wording, each with its claims, ordered by the first day it was published, then by wording."""
    by_value: dict[str, list[_Voice]] = defaultdict(list)
    for voice in voices:
        by_value[voice.value].append(voice)
    order = sorted(by_value, key=lambda v: (min(x.published or date.max for x in by_value[v]), v))
    return tuple(DisagreementValue(v, _claim_ids(by_value[v]), _speakers(by_value[v])) for v in order)


def _claim_ids(voices: Sequence[_Voice]) -> tuple[str, ...]:
    return tuple(sorted({v.claim.claim_id for v in voices}))


def _speakers(voices: Sequence[_Voice]) -> tuple[str, ...]:
    return tuple(sorted({s.name for v in voices for s in v.claim.said_by}))


def _either(values: Iterable[str]) -> str:
    listed = list(dict.fromkeys(values))
    return " or ".join((", ".join(listed[:-1]), listed[-1])) if len(listed) > 1 else listed[0]

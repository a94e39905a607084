"""Incidents out of clusters: what the linked claims say together, with a title that is made, never quoted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from casus.link.disagreements import find_disagreements
from casus.link.happenings import Happening
from casus.link.origins import find_origins
from casus.link.tolls import BEST_RULE, find_tolls
from casus.model import Claim, Incident, NamedActor, Party, Place, Registry, Report, Span, TollRule, When, content_id

_RANK = {"site": 0, "settlement": 1, "admin2": 2, "admin1": 3, "region": 4, "country": 5}
_LABEL = {
    "AGREE": "Agreement",
    "CONSULT": "Talks",
    "SUPPORT": "Support",
    "CONCEDE": "Concession",
    "COOPERATE": "Cooperation",
    "AID": "Aid",
    "RETREAT": "Withdrawal or release",
    "REQUEST": "Demand",
    "ACCUSE": "Accusation",
    "REJECT": "Refusal",
    "THREATEN": "Threat",
    "PROTEST": "Protest",
    "SANCTION": "Sanction",
    "MOBILIZE": "Troop movement",
    "COERCE": "Coercion",
    "ASSAULT": "Attack",
}
#: days told by a report within so many days of its publication are its news
_NEWS = 8
_STALE = 100_000
_MODE_LABEL = {
    "suicide-attack": "Suicide attack",
    "explosives": "Bombing",
    "aerial": "Air strike",
    "heavy-weapons": "Shelling",
    "firearms": "Shooting",
    "abduct": "Abduction",
    "torture": "Abuse",
    "withdraw": "Withdrawal",
    "release": "Release",
    "ceasefire": "Ceasefire",
    "resign": "Resignation",
    "arrest": "Arrest",
    "convict": "Conviction",
    "riot": "Riot",
    "investigate": "Investigation",
}


def make_incident(
    happenings: Sequence[Happening], copies: Mapping[str, str], registry: Registry, toll_rule: TollRule = BEST_RULE
) -> Incident:
    """The incident that a cluster of happenings, the one told first first, tells of."""
    claims = sorted((c for h in happenings for c in h.claims), key=lambda c: c.claim_id)
    reports = {h.report.report_id: h.report for h in happenings}
    origins = find_origins(list(reports.values()), copies)
    place, time = _place(claims), _time(happenings)
    return Incident(
        incident_id=content_id("i", (happenings[0].type, happenings[0].claims[0].claim_id)),
        type=happenings[0].type,
        acled_sub_event_type=_most(c.acled_sub_event_type for c in claims),
        title=_title(happenings[0].type, claims, _where(place, registry), time),
        start=time.start if time else None,
        end=time.end if time else None,
        date_precision=time.precision if time else None,
        place=place,
        actors=_named(p for c in claims if not c.negated for p in c.actors),
        recipients=_named(_struck(claims)),
        claim_ids=tuple(c.claim_id for c in claims),
        report_ids=tuple(sorted(reports)),
        origins=origins,
        independent_origins=len(origins),
        tolls=find_tolls(happenings, origins, registry, toll_rule),
        disagreements=find_disagreements(happenings, registry),
    )


def _struck(claims: Sequence[Claim]) -> tuple[Party, ...]:
    """Those on the receiving end; the attackers that a toll counts only where the claims tell of nobody else."""
    told = [(p, c) for c in claims if not c.negated for p in c.recipients]
    others = tuple(p for p, c in told if not _is_attacker(p, c))
    return others or tuple(p for p, _ in told)


def _is_attacker(party: Party, claim: Claim) -> bool:
    counted = (f.of for f in claim.figures if f.of_group == "attackers" and f.of is not None)
    return party.actor_id is None and any(party.span.overlaps(words) for words in counted)


def _most(values: Iterable[str | None]) -> str | None:
    counted = Counter(v for v in values if v is not None)
    return min(counted, key=lambda v: (-counted[v], v)) if counted else None


def _place(claims: Sequence[Claim]) -> Place | None:
    """The finest precision told, and there the place told most often."""
    places = [c.place for c in claims if c.place is not None]
    if not places:
        return None
    fine = min(_RANK[p.precision] for p in places)
    best = [p for p in places if _RANK[p.precision] <= max(fine, 1)]
    counted = Counter((p.name or "", p.country or "") for p in best)
    return min(best, key=lambda p: (-counted[p.name or "", p.country or ""], _RANK[p.precision], p.name or "", p.span))


def _time(happenings: Sequence[Happening]) -> When | None:
    """The finest interval told, and there the one that most reports tell; of two, the one told soonest before a report came out, then the

    one told most often, then the earlier: what a report also tells of lies further back than its news.
    """
    told = [(t, h.report) for h in happenings for t in h.times()]
    days = [(t, r) for t, r in told if t.precision == "day"] or told
    if not days:
        return None
    tellers = Counter((start, end) for start, end, _ in {(t.start, t.end, r.report_id) for t, r in days})
    counted = Counter((t.start, t.end) for t, _ in days)
    freshest: dict[tuple[date | None, date | None], int] = {}
    for t, r in days:
        freshest[t.start, t.end] = min(freshest.get((t.start, t.end), _STALE), _age(t, r))

    def order(t: When) -> tuple[int, int, int, date, date, Span]:
        key = (t.start, t.end)
        return (-tellers[key], freshest[key] // _NEWS, -counted[key], t.start or date.max, t.end or date.max, t.span)

    return min((t for t, _ in days), key=order)


def _age(time: When, report: Report) -> int:
    """Days from the told day to publication; what is not known is stale."""
    start = time.start
    return _STALE if report.published is None or start is None or start > report.published else (report.published - start).days


def _named(parties: Iterable[Party]) -> tuple[NamedActor, ...]:
    """Known actors once each; unresolved ones by their words, only where no known one stands."""
    known: dict[str, str] = {}
    found: dict[str, str] = {}
    for party in parties:
        if party.actor_id:
            known.setdefault(party.actor_id, party.name)
        else:
            found.setdefault(party.name.casefold(), "a person" if party.kind == "person" else party.name)
    if known:
        return tuple(NamedActor(i, known[i]) for i in sorted(known))
    return tuple(NamedActor(None, found[i]) for i in sorted(found))


def _where(place: Place | None, registry: Registry) -> str:
    """``Nairobi, KEN`` for what lies in a country; a country by its name alone."""
    if place is None:
        return ""
    state = registry.get(f"state.{place.country.lower()}") if place.country else None
    if place.precision == "country" or not place.name:
        return place.name or (state.name if state else place.country or "")
    return ", ".join(dict.fromkeys(x for x in (place.name, place.country) if x))


def _title(kind: str, claims: Sequence[Claim], where: str, time: When | None) -> str:
    deadly = any(f.what == "killed" for c in claims for f in c.figures)
    mode = _most(m for c in claims for m in c.mode[:1] if not (deadly and m == "abduct"))
    label = _MODE_LABEL.get(mode or "", _LABEL.get(kind, kind.capitalize()))
    return label + (f" in {where}" if where else "") + (f", {_day(time)}" if time else "")


def _day(time: When) -> str:
    start = time.start or time.end
    assert start is not None
    if time.precision == "day":
        return f"{start.day} {start:%B %Y}"
    return f"{start:%B %Y}" if time.precision in ("month", "week") else f"{start:%Y}"


def reports_with_copies(reports: Sequence[Report], copies: Mapping[str, str]) -> tuple[Report, ...]:
    """The reports with ``copy_of`` set, in the order given."""
    return tuple(replace(r, copy_of=copies.get(r.report_id)) for r in reports)

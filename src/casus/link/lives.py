"""When a group was founded, and when a leader was told dead: acts before the one or after the other cannot be as told.

What claims say of beginnings, deaths and deeds is kept as a flat table beside the incidents, since it takes two reports, and often two
incidents, to see that something is impossible.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

import pyarrow as pa
import pyarrow.compute as pc

from casus.codebook.roles import load_role_rules
from casus.model import Claim, Disagreement, DisagreementValue, Incident, Party, Registry

#: ``what`` is ``founded``, ``died`` or ``acts``; ``who`` an actor's id, or an office-holder's body and last name; ``words`` tell it
SCHEMA = pa.schema([("claim_id", pa.string()), ("who", pa.string()), ("what", pa.string()), ("day", pa.date32()), ("words", pa.string())])
_DIED = re.compile(
    r"^,?\s+(?:(?:was|has been|had been|is|were)\s+(?:\w+ly\s+)?(?:killed|assassinated|slain|shot dead|found dead|dead)|died|has died|had died)\b"
    r"(?! (?:to|in) (?:the )?(?:hearts?|world))"
)
_TOLD = frozenset({"asserted", "alleged", "claimed"})
#: what is done to a dead leader too
_HELD = "arrest"
_DEEDS = {"THREATEN": "threatens", "ACCUSE": "accuses", "REQUEST": "demands", "REJECT": "refuses", "CONSULT": "talks", "AGREE": "agrees"}


@dataclass(frozen=True, slots=True)
class _Row:
    claim_id: str
    who: str
    what: str
    day: date
    words: str


def lives_table(claims: Iterable[Claim]) -> pa.Table:
    """The rows that claims give; each depends on its claim alone."""
    rows = [r for c in claims if not c.negated and c.modality in _TOLD for r in _rows(c)]
    columns = [pa.array([getattr(r, name) for r in rows], SCHEMA.field(name).type) for name in SCHEMA.names]
    return pa.table(columns, schema=SCHEMA)


def _rows(claim: Claim) -> Iterator[_Row]:
    start = claim.time.start if claim.time is not None else None
    if start is None or claim.time is None:
        return
    if claim.kind == "relation" and claim.type == "founded":
        yield from (_Row(claim.claim_id, p.actor_id, "founded", start, "is founded") for p in claim.recipients if p.actor_id)
    if claim.time.precision != "day":
        return
    for party in (*claim.actors, *claim.recipients):
        who = leader(party)
        if who is not None and _told_dead(party, claim):
            yield _Row(claim.claim_id, who, "died", start, "is told dead")
            return
    if claim.kind == "event":
        yield from _deeds(claim, start)


def _deeds(claim: Claim, day: date) -> Iterator[_Row]:
    for party in claim.actors:
        if party.kind == "armed_group" and party.actor_id:
            yield _Row(claim.claim_id, party.actor_id, "acts", day, "acts")
        elif (who := leader(party)) is not None:
            yield _Row(claim.claim_id, who, "acts", day, _DEEDS.get(claim.type or "", "acts"))
    if _HELD in claim.mode:
        yield from (_Row(claim.claim_id, who, "acts", day, "is arrested") for p in claim.recipients if (who := leader(p)) is not None)


def leader(party: Party) -> str | None:
    """The body of an office-holder who is named, with the last name; None for whoever is told by the office alone."""
    words = party.name.split()
    if party.kind != "role_holder" or party.actor_id is None or "of" in words:
        return None
    named = [w for w in words if w[0].isupper() and w.lower() not in _offices()]
    return f"{party.actor_id} {named[-1].casefold()}" if len(named) > 1 and words[-1] == named[-1] else None


@cache
def _offices() -> frozenset[str]:
    return frozenset(load_role_rules().words)


def _told_dead(party: Party, claim: Claim) -> bool:
    """Does the quote go on, right behind the name, with the death?"""
    behind = party.span.end - claim.quote.start
    return 0 < behind < len(claim.quote.text) and _DIED.match(claim.quote.text[behind:]) is not None


def with_impossible(incidents: Sequence[Incident], lives: pa.Table, registry: Registry) -> tuple[Incident, ...]:
    """The incidents, each with what in it cannot be as told, given all claims; what an earlier linking found is found anew."""
    found = _impossible(lives, registry)
    return tuple(_marked(i, found) for i in incidents)


def _marked(incident: Incident, found: Mapping[str, Disagreement]) -> Incident:
    mine = tuple(dict.fromkeys(found[c] for c in incident.claim_ids if c in found)) if found else ()
    others = tuple(d for d in incident.disagreements if (d.field, d.kind) != ("other", "impossible"))
    told = (*others, *mine)
    return incident if told == incident.disagreements else replace(incident, disagreements=told)


def _impossible(lives: pa.Table, registry: Registry) -> dict[str, Disagreement]:
    """Claim of an act to what speaks against it; at most one for each claim."""
    bounds = _rows_of(lives.filter(pc.not_equal(lives.column("what"), "acts")))
    founded, died = _first(bounds, "founded"), _first(bounds, "died")
    acts = lives.filter(pc.equal(lives.column("what"), "acts"))
    known = {a: e for a in pc.unique(acts.column("who")).to_pylist() if (e := registry.get(a)) and (e.since or e.until)}
    suspects = pa.array([*known, *founded, *died], pa.string())
    out: dict[str, Disagreement] = {}
    for act in _rows_of(acts.filter(pc.is_in(acts.column("who"), suspects))):
        entry, bound = known.get(act.who), founded.get(act.who)
        if entry is not None and entry.since and act.day < entry.since:
            out[act.claim_id] = _against(act, f"known since {entry.since}", (), f"{entry.name} acts on {act.day}, before it was founded")
        elif entry is not None and entry.until and act.day > entry.until:
            out[act.claim_id] = _against(act, f"ended on {entry.until}", (), f"{entry.name} acts on {act.day}, after it had ended")
        elif bound is not None and (entry is None or not entry.since) and act.day < bound.day:
            name = registry.name(act.who) if registry.get(act.who) else act.who
            out[act.claim_id] = _against(
                act, f"is founded {bound.day}", (bound.claim_id,), f"{name} acts on {act.day}, before it is founded"
            )
        elif (end := died.get(act.who)) is not None and act.day > end.day:
            why = f"An office-holder {act.words} on {act.day}, after being told dead on {end.day}"
            out[act.claim_id] = _against(act, f"is told dead on {end.day}", (end.claim_id,), why)
    return out


def _against(act: _Row, other: str, claim_ids: tuple[str, ...], why: str) -> Disagreement:
    values = (DisagreementValue(f"{act.words} on {act.day}", (act.claim_id,), ()), DisagreementValue(other, claim_ids, ()))
    return Disagreement("other", None, values, "impossible", f"{why}.")


def _first(rows: Iterable[_Row], what: str) -> dict[str, _Row]:
    """The earliest row of each: who is told dead twice may not act after the first time either."""
    told: dict[str, list[_Row]] = defaultdict(list)
    for row in rows:
        if row.what == what:
            told[row.who].append(row)
    return {who: min(r, key=lambda x: (x.day, x.claim_id)) for who, r in told.items()}


def _rows_of(table: pa.Table) -> list[_Row]:
    return [_Row(**row) for row in table.to_pylist()]

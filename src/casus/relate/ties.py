"""Relation claims gathered into ties: one for each pair of actors, relation and whether it is told as so or as not so."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from casus.model import Claim, Modality, NamedActor, Party, Registry, Relation, Report, Trend, content_id

#: ties in which both ends stand alike: "A allied_with B" is "B allied_with A"
MUTUAL = frozenset({"allied_with", "opposed_to", "negotiates_with", "shares_ideology_with", "alias"})
#: a tie that ends another of the same two: when they were taken off the list, they were no longer on it
ENDS = {"delists": "designates_terrorist"}
#: the surest first
_SURENESS: tuple[Modality, ...] = (
    *("asserted", "claimed", "alleged", "predicted", "planned", "threatened", "hypothetical", "foiled", "denied"),
)
_Key = tuple[str, str, str, bool]
#: first and last
Days = tuple[date, date]


@dataclass(frozen=True, slots=True)
class Told:
    """A claim's tie for one pair of actors, with the day of its report; ``holds`` is false where it is told as not so."""

    subject: NamedActor
    object: NamedActor
    claim: Claim
    published: date | None
    holds: bool

    @property
    def key(self) -> _Key:
        return (_identity(self.subject), self.claim.label, _identity(self.object), self.holds)

    @property
    def when(self) -> date | None:
        return self.claim.time.start if self.claim.time else None


def gather(reports: Sequence[Report], claims: Iterable[Claim], registry: Registry) -> tuple[list[Relation], dict[str, Days]]:
    """Ties without their tensions, and on which days each was told as there. Claims of near copies tell nothing new, and are left."""
    days = {r.report_id: r.published for r in reports if r.copy_of is None}
    groups: dict[_Key, list[Told]] = defaultdict(list)
    for told in (t for c in claims if c.kind == "relation" and c.report_id in days for t in _told(c, days, registry)):
        groups[told.key].append(told)
    told_in_time = [sorted(group, key=_in_time) for _, group in sorted(groups.items())]
    ties = [_tie(group) for group in told_in_time]
    return _ended(ties), {t.relation_id: span for t, group in zip(ties, told_in_time, strict=True) if (span := _days(group)) is not None}


def _days(group: Sequence[Told]) -> Days | None:
    """First and last day of which a claim tells the tie as there; where it tells none, the day of its report."""
    days = [d for t in group if t.claim.trend != "ended" and (d := t.when or t.published) is not None]
    return (min(days), max(days)) if days else None


def _told(claim: Claim, days: Mapping[str, date | None], registry: Registry) -> Iterator[Told]:
    """One for each pair of a claim's ends. A claim with one end ties nobody to anybody."""
    holds = not (claim.negated or claim.modality == "denied")
    for actor in claim.actors:
        for other in claim.recipients:
            ends = (_named(actor, registry), _named(other, registry))
            if _identity(ends[0]) == _identity(ends[1]):
                continue
            first, second = sorted(ends, key=_identity) if claim.type in MUTUAL else ends
            yield Told(first, second, claim, days[claim.report_id], holds)


def _named(party: Party, registry: Registry) -> NamedActor:
    """An office-holder is named by the words of the office and is not the body: its id is the body's."""
    if party.kind in ("role_holder", "person"):
        return NamedActor(None, party.name)
    entry = registry.get(party.actor_id)
    return NamedActor(party.actor_id, entry.name if entry else party.name)


def _identity(actor: NamedActor) -> str:
    return actor.actor_id or f"={actor.name.casefold()}"


def _in_time(told: Told) -> tuple[bool, date, bool, date, str]:
    """By the day told, then by the day of the report; what has no day comes first."""
    return (told.when is not None, told.when or date.min, told.published is not None, told.published or date.min, told.claim.claim_id)


def _tie(group: Sequence[Told]) -> Relation:
    first = group[0]
    claims = tuple(dict.fromkeys(t.claim.claim_id for t in group))
    trend = _trend(group)
    return Relation(
        relation_id=content_id("t", first.key),
        subject=first.subject,
        relation=first.claim.label,
        object=first.object,
        sign=first.claim.sign or 0,
        trend=trend,
        valid_from=_begins(group),
        valid_to=_last_end(group) if trend == "ended" else None,
        modality=_modality(group) if first.holds else "denied",
        said_by=tuple(dict.fromkeys(s.name for t in group for s in t.claim.said_by)),
        claim_ids=claims,
    )


def _begins(group: Sequence[Told]) -> date | None:
    """The first day that a claim tells of the tie as there; a day at which it ended says nothing of when it began."""
    return min((t.when for t in group if t.when is not None and t.claim.trend != "ended"), default=None)


def _last_end(group: Sequence[Told]) -> date | None:
    return max((t.when for t in group if t.when is not None and t.claim.trend == "ended"), default=None)


def _trend(group: Sequence[Told]) -> Trend:
    """Where the tie goes: the last movement told of it, in time."""
    return next((t.claim.trend for t in reversed(group) if t.claim.trend not in (None, "state")), None) or "state"


def _modality(group: Sequence[Told]) -> Modality:
    """The one told most often; of two alike the surer."""
    counts = Counter(t.claim.modality for t in group)
    return max(counts, key=lambda m: (counts[m], -_SURENESS.index(m)))


def _ended(ties: Sequence[Relation]) -> list[Relation]:
    """A tie that another one ends (listed, then delisted) is over from that day on."""
    enders = {
        (_identity(t.subject), ENDS[t.relation], _identity(t.object)): t for t in ties if t.relation in ENDS and t.modality != "denied"
    }
    out = []
    for tie in ties:
        ender = enders.get((_identity(tie.subject), tie.relation, _identity(tie.object)))
        later = ender is not None and (ender.valid_to is None or tie.valid_from is None or ender.valid_to >= tie.valid_from)
        out.append(replace(tie, trend="ended", valid_to=ender.valid_to) if ender is not None and later else tie)
    return out

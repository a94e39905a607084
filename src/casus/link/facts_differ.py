"""Day, place, perpetrator, responsibility, kind and certainty of one incident, where reports tell them differently."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import combinations

from casus.link.happenings import Happening, distance_km, is_desk
from casus.link.spellings import of_spellings
from casus.link.suspicion import is_suspected, of_suspicion
from casus.link.told import Told, either, sides
from casus.model import Claim, Disagreement, DisagreementKind, Party, Place, Registry

NOBODY = "nobody has claimed it"
#: towns nearer than this are two names of one place
_NEAR_KM = 5.0
#: a district's middle may lie this far from a town in it, a named site (an airport, a base) from the middle of its town
_NEAR_DISTRICT_KM = 15.0
_NEAR_SITE_KM = 10.0
#: days further apart are no two tellings of one day: one of them is of something else that a report tells
_FAR_DAYS = 10
#: acts that are done at one place; of others, where they are decided, told and carried out are told side by side
_AT_A_PLACE = frozenset({"ASSAULT", "PROTEST", "MOBILIZE"})
#: means that only armies have: of other attacks, a state that is told as acting is more often the one that answers
_OF_ARMIES = frozenset({"aerial", "heavy-weapons"})
#: words have no place of their own: where they are said and what they are about are told side by side
_OF_WORDS = frozenset({"ACCUSE", "REJECT", "REQUEST", "THREATEN"})
_KIND_WORDS = {
    "AGREE": "an agreement",
    "CONSULT": "talks",
    "COOPERATE": "cooperation",
    "CONCEDE": "a concession",
    "RETREAT": "a withdrawal or release",
    "COERCE": "coercion",
    "SANCTION": "a sanction",
    "ACCUSE": "an accusation",
    "REJECT": "a refusal",
    "THREATEN": "a threat",
    "REQUEST": "a demand",
    "AID": "aid",
    "SUPPORT": "support",
}


def of_facts(happenings: Sequence[Happening], registry: Registry) -> Iterator[Disagreement]:
    """In the order day, place, perpetrator, responsibility, kind, certainty."""
    found = (
        _of_dates(happenings),
        _of_places(happenings),
        _of_perpetrators(happenings, registry),
        _of_responsibility(happenings),
        _of_kinds(happenings),
        _of_certainty(happenings),
    )
    yield from (d for d in found if d is not None)


def _of_dates(happenings: Sequence[Happening]) -> Disagreement | None:
    """Two reports that each tell days as days: no day in common is a conflict; a night told as two days beside one of them is another scope."""
    told = {h.report.report_id: _days(h) for h in happenings}
    days = {report: frozenset(d for d in mine if _is_near(d, report, told)) for report, mine in told.items()}
    known = [d for d in days.values() if d]
    if len(set(known)) < 2:
        return None
    apart = any(a.isdisjoint(b) for a, b in combinations(known, 2))
    voices = [
        Told(c.time.start.isoformat(), c, h.report.published)
        for h in happenings
        for c in h.claims
        if c.time is not None and c.time.start is not None and c.time.start in days[h.report.report_id]
    ]
    values = sides(voices)
    reason = "" if apart else "; some reports tell more than one of these days"
    kind: DisagreementKind = "conflict" if apart else "different_scope"
    return Disagreement("date", None, values, kind, f"The day is told as {either(v.value for v in values)}{reason}.")


def _is_near(day: date, report: str, told: Mapping[str, frozenset[date]]) -> bool:
    """Does another report tell this day or one near it?"""
    return any(abs((day - d).days) <= _FAR_DAYS for other, days in told.items() if other != report for d in days)


def _days(happening: Happening) -> frozenset[date]:
    times = [c.time for c in happening.claims if c.time is not None and c.time.precision == "day"]
    return frozenset(t.start for t in times if t.start is not None and t.start == t.end)


def _of_places(happenings: Sequence[Happening]) -> Disagreement | None:
    """Two towns that reports tell, too far apart to be one place under two names; else one town in two spellings."""
    if happenings[0].type not in _AT_A_PLACE:
        return None
    voices = [
        Told(str(c.place.name), c, h.report.published) for h in happenings for c in h.claims if c.place is not None and _is_town(c.place)
    ]
    values = sides(voices)
    towns = {(v.claim.report_id, v.value): v for v in voices}.values()
    counted = Counter((v.claim.report_id, v.value) for v in voices)
    if not any(_told_apart(a, b, counted) for a, b in combinations(towns, 2)):
        return of_spellings([_as_written(v) for v in voices if v.claim.place and v.claim.place.precision != "site"])
    return Disagreement("place", None, values, "conflict", f"The place is told as {either(v.value for v in values)}.")


def _told_apart(a: Told, b: Told, counted: Mapping[tuple[str, str], int]) -> bool:
    """By two reports, as one report that tells two towns tells of two spots; a district only where its report tells no place more often."""
    ours, theirs = a.claim.place, b.claim.place
    if a.claim.report_id == b.claim.report_id or ours is None or theirs is None:
        return False
    return _apart(ours, theirs) and all((v.claim.place and v.claim.place.precision) != "admin2" or _is_main(v, counted) for v in (a, b))


def _is_main(voice: Told, counted: Mapping[tuple[str, str], int]) -> bool:
    mine = counted[voice.claim.report_id, voice.value]
    return mine == max(n for (report, _), n in counted.items() if report == voice.claim.report_id)


def _as_written(voice: Told) -> Told:
    return replace(voice, value=voice.claim.place.span.text) if voice.claim.place else voice


def _is_town(place: Place) -> bool:
    return bool(place.name) and place.precision in ("site", "settlement", "admin2") and not is_desk(place)


def _apart(a: Place, b: Place) -> bool:
    gap = distance_km(a, b)
    kinds = (a.precision, b.precision)
    near = _NEAR_SITE_KM if "site" in kinds else _NEAR_DISTRICT_KM if "admin2" in kinds else _NEAR_KM
    return a.name != b.name and gap is not None and gap > near


def _of_perpetrators(happenings: Sequence[Happening], registry: Registry) -> Disagreement | None:
    """Attacks only: known actors who did it or are said to have, of whom none belongs to the other, and none of whom was the target.

    Where the reports agree on who it was, some may only suspect it.
    """
    harmed = {p.actor_id for h in happenings for c in h.claims for p in c.recipients if p.actor_id}
    claimed = any(c.responsibility and c.responsibility.claimed_by for h in happenings for c in h.claims)
    voices: list[Told] = []
    sets: list[frozenset[str]] = []
    for happening in happenings:
        told = [
            (p, c) for c in happening.claims for p in _doers(c, claimed, happening.report.text) if p.actor_id and p.actor_id not in harmed
        ]
        voices += [Told(_name(p, registry), c, happening.report.published) for p, c in told]
        sets.append(frozenset(p.actor_id for p, _ in told if p.actor_id))
    values = sides(voices)
    apart = any(a and b and not _akin(a, b, registry) for a, b in combinations(sets, 2))
    if happenings[0].type != "ASSAULT" or not apart or len(values) < 2:
        return of_suspicion(happenings, registry)
    return Disagreement("perpetrator", None, values, "conflict", f"The deed is laid to {either(v.value for v in values)}.")


def _name(party: Party, registry: Registry) -> str:
    entry = registry.get(party.actor_id)
    return entry.name if entry else party.name


def _doers(claim: Claim, claimed: bool, text: str) -> tuple[Party, ...]:
    """Who claims it, is blamed or suspected, and where nobody claims it, who is told as acting."""
    if claim.negated or claim.modality not in ("asserted", "alleged", "claimed"):
        return ()
    told = claim.responsibility
    named = (*told.claimed_by, *told.blamed_on) if told else ()
    armed = (p for p in claim.actors if p.kind == "armed_group" or _OF_ARMIES & set(claim.mode))
    acting = (p for p in armed if not claimed or is_suspected(p, text))
    return (*named, *acting)


def _akin(ours: frozenset[str], theirs: frozenset[str], registry: Registry) -> bool:
    return any(registry.under(x, y) or registry.under(y, x) for x in ours for y in theirs)


def _of_responsibility(happenings: Sequence[Happening]) -> Disagreement | None:
    """Claims, blame, denials and "nobody has claimed it" that do not go together; blame that became a claim is an update."""
    voices = [v for h in happenings for c in h.claims for v in _responsibility(c, h.report.published)]
    known = [v for v in voices if v.value == NOBODY or v.known] or voices
    if not any(_apart_in_words(a, b) for a, b in combinations(known, 2)):
        return None
    values = sides(known)
    kind: DisagreementKind = "update" if _became_known(known) or _became_claimed(known) else "conflict"
    return Disagreement("responsibility", None, values, kind, f"Who did it is told differently: {either(v.value for v in values)}.")


def _apart_in_words(a: Told, b: Told) -> bool:
    """Not the same word on it; and within one report, more than blame for what somebody, or nobody, has claimed."""
    if a.value == b.value:
        return False
    how = {_how(a), _how(b)}
    idle = ({"blamed", NOBODY}, {"blamed", "claimed"}, {"blamed"}, {"claimed"})
    return not (a.claim.report_id == b.claim.report_id and how in idle)


def _how(voice: Told) -> str:
    return voice.value if voice.value == NOBODY else voice.value.split(" ", 1)[0]


def _became_known(voices: Sequence[Told]) -> bool:
    """Nobody had claimed it, and each other word on it was published later; a denial is no later knowledge."""
    silent = {v.published for v in voices if v.value == NOBODY}
    later = [v.published for v in voices if v.value != NOBODY]
    return bool(silent) and all(d and all(s and d > s for s in silent) for d in later) and not _denied(voices)


def _became_claimed(voices: Sequence[Told]) -> bool:
    """One name only, blamed here and claiming there."""
    return len({v.value.split(" ", 2)[2] for v in voices if v.value != NOBODY}) == 1 and not _denied(voices)


def _denied(voices: Sequence[Told]) -> bool:
    return any(_how(v) == "denied" for v in voices)


def _responsibility(claim: Claim, published: date | None) -> list[Told]:
    told = claim.responsibility
    if told is None:
        return []
    parts = (("claimed by", told.claimed_by), ("blamed on", told.blamed_on), ("denied by", told.denied_by))
    out = [Told(f"{how} {party.name}", claim, published, party.actor_id is not None) for how, parties in parts for party in parties]
    return out or [Told(NOBODY, claim, published)]


def _of_kinds(happenings: Sequence[Happening]) -> Disagreement | None:
    """Reports that call one act by two kinds: talks here, an agreement there."""
    values = _by_report(happenings, lambda h: _KIND_WORDS.get(h.type, h.type.lower()))
    if len(values) < 2:
        return None
    voices = [Told(value, h.claims[0], h.report.published) for value, h in values.items()]
    told = sides(voices)
    return Disagreement("type", None, told, "conflict", f"The act is told as {either(v.value for v in told)}.")


def _of_certainty(happenings: Sequence[Happening]) -> Disagreement | None:
    """What one report tells as a fact, another as denied; or another only as what somebody says. Words are said, whatever is true of them."""
    if happenings[0].type in _OF_WORDS:
        return None
    speaking = [h for h in happenings if _speaks(h)]
    values = _by_report(speaking, _certainty)
    if "told as a fact" not in values or len(values) < 2:
        return None
    voices = [Told(_certainty(h), h.claims[0], h.report.published) for h in speaking]
    told = sides(voices)
    kind: DisagreementKind = "conflict" if "told as denied" in values or not _sure_later(speaking) else "update"
    return Disagreement("modality", None, told, kind, f"That it happened is {either(v.value for v in told)}.")


def _sure_later(happenings: Sequence[Happening]) -> bool:
    """Was it told as a fact only after the day on which it was told as what somebody says?"""
    days = [(_certainty(h) == "told as a fact", h.report.published) for h in happenings]
    sure = [d for fact, d in days if fact]
    unsure = [d for fact, d in days if not fact]
    return all(d and all(u and d > u for u in unsure) for d in sure)


def _speaks(happening: Happening) -> bool:
    """Does any claim say that it happened, or that it did not?"""
    return not all(_disowns(c) for c in happening.claims)


def _disowns(claim: Claim) -> bool:
    """Somebody denies having done it, which is no denial that it was done."""
    return claim.modality == "denied" and claim.responsibility is not None and bool(claim.responsibility.denied_by)


def _certainty(happening: Happening) -> str:
    """The strongest that a report says of it, in its own voice or in that of others."""
    told = {"denied" if c.negated else c.modality for c in happening.claims if not _disowns(c)}
    if "asserted" in told:
        return "told as a fact"
    return "told as alleged" if told & {"alleged", "claimed"} else "told as denied"


def _by_report(happenings: Sequence[Happening], of: Callable[[Happening], str]) -> dict[str, Happening]:
    """Each value to the first happening that tells it so."""
    out: dict[str, list[Happening]] = defaultdict(list)
    for happening in happenings:
        out[of(happening)].append(happening)
    return {value: told[0] for value, told in out.items()}

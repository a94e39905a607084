"""The actors of a casebook: known ones met in its claims, and those found only in reports."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from casus.model import Actor, Alias, Claim, Party, Registry


def collect_actors(claims: Iterable[Claim], registry: Registry) -> tuple[Actor, ...]:
    """Actors by id, with the number of their mentions in claims. A pure function of both."""
    met: Counter[str] = Counter()
    spoken: dict[str, set[str]] = defaultdict(set)
    kinds: dict[str, Party] = {}
    for claim in claims:
        for party in _parties(claim):
            if party.actor_id:
                met[party.actor_id] += 1
                spoken[party.actor_id].add(party.span.text)
                kinds.setdefault(party.actor_id, party)
        for speaker in _speakers(claim):
            if speaker[0]:
                met[speaker[0]] += 1
                spoken[speaker[0]].add(speaker[1])
    return tuple(_actor(i, met[i], spoken[i], kinds.get(i), registry) for i in sorted(met))


def add_actors(before: Iterable[Actor], new: Iterable[Actor]) -> tuple[Actor, ...]:
    """The actors of both, with their mentions added up and the names of those that only reports know put together."""
    known = {a.actor_id: a for a in before}
    for actor in new:
        old = known.get(actor.actor_id)
        known[actor.actor_id] = _added(old, actor) if old else actor
    return tuple(known[i] for i in sorted(known))


def _added(old: Actor, new: Actor) -> Actor:
    if old.basis == "registry":
        return replace(old, mentions=old.mentions + new.mentions)
    names = sorted({old.name, new.name, *(a.name for a in (*old.aliases, *new.aliases))})
    return replace(old, name=names[0], aliases=tuple(Alias(n) for n in names[1:]), mentions=old.mentions + new.mentions)


def _parties(claim: Claim) -> Iterator[Party]:
    yield from (*claim.actors, *claim.recipients)
    if claim.responsibility:
        yield from (*claim.responsibility.claimed_by, *claim.responsibility.blamed_on, *claim.responsibility.denied_by)


def _speakers(claim: Claim) -> Iterator[tuple[str | None, str]]:
    for speaker in claim.said_by:
        yield speaker.actor_id, speaker.name


def _actor(actor_id: str, mentions: int, spoken: set[str], party: Party | None, registry: Registry) -> Actor:
    entry = registry.get(actor_id)
    if entry is not None:
        aliases = tuple(Alias(n.name, n.valid_from, n.valid_to) for n in entry.aliases)
        return Actor(actor_id, entry.name, entry.kind, aliases, entry.parent, entry.countries, entry.wikidata, mentions, "registry")
    names = sorted(spoken)
    kind = party.kind if party else "unidentified"
    return Actor(actor_id, names[0], kind, tuple(Alias(n) for n in names[1:]), mentions=mentions, basis="found")

"""Who, where, when: mentions in a report, tied to actors, places and days as far as the report goes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from casus.codebook.roles import load_role_rules
from casus.model import ActorMention, Annotated, Finding, Mention, Place, Registry
from casus.resolve.definitions import with_definitions
from casus.resolve.gazetteer import Gazetteer, load_gazetteer
from casus.resolve.mentions import find_mentions
from casus.resolve.names import NameIndex
from casus.resolve.when import find_times
from casus.resolve.where import country_of, find_places
from casus.resolve.who import Who, find_actors

__all__ = ["Resolver", "load_resolver", "mentions_of", "report_country", "resolve"]


@dataclass(frozen=True, slots=True)
class Resolver:
    """What resolving needs, built once: names, roles, the gazetteer, and which country an adjective means."""

    who: Who
    gazetteer: Gazetteer
    demonyms: Mapping[str, str]


def load_resolver(registry: Registry) -> Resolver:
    """The resolver over a registry and the shipped gazetteer and lexicons."""
    demonyms = {word.lower(): entry.alpha3 for entry in registry.entries.values() if entry.alpha3 for word in entry.demonyms}
    return Resolver(Who(NameIndex(registry), load_role_rules(), registry), load_gazetteer(), demonyms)


def resolve(annotated: Annotated, resolver: Resolver) -> tuple[Annotated, tuple[Finding, ...]]:
    """The report with actors, places and times, and what stayed open."""
    actors = find_actors(annotated, resolver.who)
    # a state's name is a place as well as an actor: only other actors' words are kept from the gazetteer
    spans = tuple(m.span for m in actors if m.kind != "state" and m.actor_id is not None)
    homes = tuple(dict.fromkeys(_homes(actors, resolver.who.registry)))
    places, open_places = find_places(annotated, resolver.gazetteer, spans, resolver.demonyms, homes)
    times, open_times = find_times(annotated)
    return replace(annotated, actors=actors, places=places, times=times), (*open_places, *open_times)


def mentions_of(annotated: Annotated, resolver: Resolver) -> tuple[Mention, ...]:
    """Everything that a resolved report speaks of, in text order: see ``casus.resolve.mentions``."""
    names = resolver.who.names.find(annotated.report.text, annotated.report.published)
    return find_mentions(annotated, with_definitions(annotated.report.text, names))


def report_country(annotated: Annotated, registry: Registry | None = None) -> Place | None:
    """The country that the report as a whole supports, at country precision; None when it supports none or two alike.

    With a ``registry`` the countries of actors named count as well.
    """
    return country_of(annotated, annotated.places, tuple(_homes(annotated.actors, registry)) if registry else ())


def _homes(actors: Sequence[ActorMention], registry: Registry) -> Iterator[str]:
    """The country of each mention's actor, where the actor is no state and belongs to one country."""
    for mention in actors:
        entry = registry.get(mention.actor_id)
        if entry is not None and entry.kind != "state" and len(entry.countries) == 1:
            yield entry.countries[0]

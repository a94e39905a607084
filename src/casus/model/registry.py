"""The registry of known actors, as frozen entries; the codebook package loads it from YAML."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Literal

from casus.model.actor import ActorKind

#: what an organisation is, finer than its kind
Sort = Literal[
    "rebel",
    "jihadist",
    "separatist",
    "militia",
    "criminal",
    "party",
    "movement",
    "government",
    "ministry",
    "armed_forces",
    "police",
    "intelligence",
    "court",
    "parliament",
]


@dataclass(frozen=True, slots=True)
class KnownName:
    """A further name of an entry. ``valid_from`` and ``valid_to``: first and last day on which it was the name, where known.

    ``only_in``: the name means this entry only in a report that speaks of one of these countries (alpha-3 codes).
    """

    name: str
    valid_from: date | None = None
    valid_to: date | None = None
    only_in: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RegistryEntry:
    """One known actor. ``demonyms`` (states only) are adjectives that stand for the state's organs ("Afghan forces");

    ``metonyms`` (capitals, seats) mean the government when they act and the place when they are a place; ``unlike``
    lists ids that look alike and must be kept apart; ``speaks_for`` is whose outlet a medium is; ``alpha3`` is set for states
    only. ``since`` and ``until`` are its first and last day, as far as known; ``splinter_of`` is what it broke away from.
    """

    actor_id: str
    name: str
    kind: ActorKind
    sort: Sort | None = None
    aliases: tuple[KnownName, ...] = ()
    countries: tuple[str, ...] = ()
    parent: str | None = None
    splinter_of: str | None = None
    since: date | None = None
    until: date | None = None
    unlike: tuple[str, ...] = ()
    wikidata: str | None = None
    demonyms: tuple[str, ...] = ()
    metonyms: tuple[str, ...] = ()
    alpha3: str | None = None
    speaks_for: str | None = None


@dataclass(frozen=True, slots=True)
class Registry:
    """All entries by id, in file order."""

    entries: Mapping[str, RegistryEntry] = field(default_factory=lambda: MappingProxyType({}))

    def get(self, actor_id: str | None) -> RegistryEntry | None:
        return self.entries.get(actor_id) if actor_id else None

    def name(self, actor_id: str) -> str:
        """The canonical name; ``KeyError`` if there is no such actor."""
        return self.entries[actor_id].name

    def under(self, actor_id: str | None, ancestor: str) -> bool:
        """Is ``actor_id`` the ancestor or does it belong to it, through any number of parents?"""
        seen: set[str] = set()
        while actor_id and actor_id not in seen:
            if actor_id == ancestor:
                return True
            seen.add(actor_id)
            entry = self.entries.get(actor_id)
            actor_id = entry.parent if entry else None
        return False

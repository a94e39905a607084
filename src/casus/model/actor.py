"""Actors: organisations, offices, populations; persons only in a public role."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from casus.model.span import Span

ActorKind = Literal[
    "state",
    "government_body",
    "armed_group",
    "international_org",
    "company",
    "media",
    "ngo",
    "population",
    "role_holder",
    "person",
    "unidentified",
]


@dataclass(frozen=True, slots=True)
class Alias:
    """Another name of an actor, with the days between which it was the name, where known."""

    name: str
    valid_from: date | None = None
    valid_to: date | None = None


@dataclass(frozen=True, slots=True)
class Actor:
    """One line of actors.jsonl. ``basis`` is ``registry`` for a known actor and ``found`` for one met only in reports."""

    actor_id: str
    name: str
    kind: ActorKind
    aliases: tuple[Alias, ...] = ()
    parent: str | None = None
    countries: tuple[str, ...] = ()
    wikidata: str | None = None
    mentions: int = 0
    basis: Literal["registry", "found"] = "registry"


@dataclass(frozen=True, slots=True)
class Party:
    """An actor at work in a claim: the words that name it and, where resolved, which actor it is.

    ``actor_id`` is null when the name is not resolved, or when two candidates could not be told apart.
    """

    span: Span
    actor_id: str | None
    name: str
    kind: ActorKind


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who says it: one link of a chain that runs from outermost to innermost."""

    span: Span
    actor_id: str | None
    name: str

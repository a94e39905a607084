"""The role lexicon: nouns that name an actor by what it is (gunmen, police, spokesman, worshippers)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import cast

from casus.codebook.files import shipped_yaml
from casus.codebook.inflect import noun_forms
from casus.model import ActorKind

_ACTS = ("speaker", "people", "media", "organ", "office", "group", "force", "armed")


@dataclass(frozen=True, slots=True)
class Role:
    """``act``: armed, force, organ, office, speaker, people, group, media."""

    act: str
    kind: ActorKind
    plural: bool


@dataclass(frozen=True, slots=True)
class RoleRules:
    """``phrases``: tuple of lower-case words to Role, singular and plural; ``longest`` is the number of words of the longest."""

    phrases: Mapping[tuple[str, ...], Role]
    longest: int
    name_heads: frozenset[str]
    locative: frozenset[str]
    facilities: frozenset[str]


@cache
def load_role_rules() -> RoleRules:
    """The shipped role lexicon, ``lexicon/roles.yaml``."""
    raw = shipped_yaml("lexicon/roles.yaml")
    phrases: dict[tuple[str, ...], Role] = {}
    for act in _ACTS:  # later acts win where a noun stands in two lists: a resident may speak, but is one of a people first
        kind = cast(ActorKind, raw[act]["kind"])
        for noun in raw[act]["nouns"]:
            for number, form in enumerate(noun_forms(noun.lower())):
                phrases[tuple(form.split())] = Role(act, kind, bool(number))
            if noun.lower() in ("police", "people", "military", "navy", "staff"):
                phrases[(noun.lower(),)] = Role(act, kind, True)
    phrases[("children",)] = Role("people", "population", True)
    return RoleRules(
        phrases,
        max(map(len, phrases)),
        frozenset(raw["name_heads"]),
        frozenset(raw["locative"]),
        frozenset(raw["facilities"]),
    )

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
    """``phrases``: tuple of lower-case words to Role, singular and plural; ``longest`` is the number of words of the longest.

    ``kind_of_head``: the last word of an unknown organisation's name to its kind; ``general``: words that many such names share;
    ``national``: civil organs that a state has one of; ``words``: single words of all the phrases.
    """

    phrases: Mapping[tuple[str, ...], Role]
    longest: int
    kind_of_head: Mapping[str, ActorKind]
    general: frozenset[str]
    national: frozenset[str]
    words: frozenset[str]
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
        {head: cast(ActorKind, kind) for kind, heads in raw["name_heads"].items() for head in heads},
        frozenset(raw["general"]) | {head.lower() for heads in raw["name_heads"].values() for head in heads},
        frozenset(raw["national"]),
        frozenset(word for phrase in phrases for word in phrase),
        frozenset(raw["locative"]),
        frozenset(raw["facilities"]),
    )


def is_facility(word: str) -> bool:
    """Is the lower-case word a building, vehicle or gathering, in the singular or the plural?"""
    facilities = load_role_rules().facilities
    return word in facilities or (word.endswith("s") and word[:-1] in facilities) or (word.endswith("es") and word[:-2] in facilities)

"""The lexicon of words beside place names: what makes a name a place, an organisation, a road or a person."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from casus.codebook.files import shipped_yaml

_SETS = (
    "locatives facilities bodies roads natural name_heads directions titles offices speech never given_names family_first before_to".split()
)


@dataclass(frozen=True, slots=True)
class PlaceWords:
    """Sets of lower-case words; ``kinds``: word to precision; ``short_states``: "Ind." to "Indiana", and a pattern of all of them.

    ``common`` holds all words that stand beside names, and so are none by themselves.
    """

    locatives: frozenset[str]
    facilities: frozenset[str]
    bodies: frozenset[str]
    roads: frozenset[str]
    natural: frozenset[str]
    name_heads: frozenset[str]
    directions: frozenset[str]
    titles: frozenset[str]
    offices: frozenset[str]
    speech: frozenset[str]
    never: frozenset[str]
    given_names: frozenset[str]
    family_first: frozenset[str]
    before_to: frozenset[str]
    common: frozenset[str]
    kinds: Mapping[str, str]
    short_states: Mapping[str, str]
    short_state: re.Pattern[str]


@cache
def load_place_words() -> PlaceWords:
    """The shipped lexicon, ``lexicon/places.yaml``."""
    raw = shipped_yaml("lexicon/places.yaml")
    kinds = {word: precision for precision, words in raw["kinds"].items() for word in words}
    short = sorted(raw["short_states"], key=len, reverse=True)
    pattern = re.compile(r"(?<![\w.])(?:" + "|".join(map(re.escape, short)) + r")(?![\w])")
    sets = {name: frozenset(str(w) for w in raw[name]) for name in _SETS}
    common = frozenset().union(*(sets[n] for n in ("facilities", "bodies", "natural", "directions")), kinds)
    return PlaceWords(
        **sets, common=common, kinds=MappingProxyType(kinds), short_states=MappingProxyType(raw["short_states"]), short_state=pattern
    )

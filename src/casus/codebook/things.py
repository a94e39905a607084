"""The lexicon of what noun phrases are about: weapons, craft, works and buildings, areas, bodies without a role."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from casus.codebook.files import shipped_yaml
from casus.codebook.inflect import noun_forms

_KINDS = ("org", "people", "place", "fac", "vehicle", "craft", "weapon")


@dataclass(frozen=True, slots=True)
class ThingWords:
    """``kinds``: lower-case words, singular and plural, to their kind; ``longest`` counts the words of the longest; ``reaching``: nouns that take in

    the *of* behind them; ``ship_prefixes`` as written; ``no_persons``: role nouns that name words and nobody.
    """

    kinds: Mapping[tuple[str, ...], str]
    longest: int
    reaching: frozenset[str]
    ship_prefixes: frozenset[str]
    no_persons: frozenset[str]

    def kind_of(self, words: Sequence[str]) -> str | None:
        """What a phrase with these lower-case words is by its last ones; None where the lexicon does not say."""
        for size in range(min(self.longest, len(words)), 0, -1):
            kind = self.kinds.get(tuple(words[-size:]))
            if kind is not None:
                return kind
        return None


@cache
def load_thing_words() -> ThingWords:
    """The shipped lexicon, ``lexicon/things.yaml``."""
    raw = shipped_yaml("lexicon/things.yaml")
    kinds = {tuple(form.split()): kind for kind in _KINDS for noun in raw[kind] for form in noun_forms(str(noun).lower())}
    return ThingWords(kinds, max(map(len, kinds)), _forms(raw["reaching"]), frozenset(raw["ship_prefixes"]), _forms(raw["no_persons"]))


def _forms(nouns: Iterable[str]) -> frozenset[str]:
    return frozenset(form for noun in nouns for form in noun_forms(noun.lower()))

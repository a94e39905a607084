"""The lexicon of words that tie two mentions of a sentence: ``lexicon/pairs.yaml``, in all the forms of its words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from casus.codebook.files import shipped_yaml
from casus.codebook.inflect import noun_forms, verb_forms
from casus.codebook.words import load_words


@dataclass(frozen=True, slots=True)
class PairWords:
    """Lower-case forms of verbs (``fight``, ``struck``, ``help``, ``holds``, ``condemns``), of nouns (``fights``, ``strikes``, ``chiefs``,

    ``belongs``), and patterns of the words between two mentions (``helped``, ``includes``, ``members``, ``held``).
    """

    fight: frozenset[str]
    fights: frozenset[str]
    strikes: frozenset[str]
    struck: frozenset[str]
    help: frozenset[str]
    holds: frozenset[str]
    chiefs: frozenset[str]
    belongs: frozenset[str]
    condemns: frozenset[str]
    helped: re.Pattern[str]
    includes: re.Pattern[str]
    members: re.Pattern[str]
    held: re.Pattern[str]


@cache
def load_pair_words() -> PairWords:
    """The shipped lexicon."""
    raw = shipped_yaml("lexicon/pairs.yaml")
    return PairWords(
        fight=_verbs(raw["fight"]),
        fights=_nouns(raw["fights"]),
        strikes=_nouns(raw["strikes"]),
        struck=_verbs(raw["struck"]),
        help=_verbs(raw["help"]),
        holds=_verbs(raw["holds"]),
        condemns=_verbs(raw["condemns"]),
        chiefs=_nouns(raw["chiefs"]),
        belongs=_nouns(raw["belongs"]),
        helped=_pattern(raw["helped"]),
        includes=_pattern(raw["includes"]),
        members=_pattern(raw["members"]),
        held=_pattern(raw["held"]),
    )


def _nouns(nouns: Iterable[str]) -> frozenset[str]:
    return frozenset(form for noun in nouns for form in noun_forms(noun))


def _verbs(bases: Iterable[str]) -> frozenset[str]:
    irregular = load_words().irregular
    return frozenset(form for base in bases for form in verb_forms(base, irregular))


def _pattern(phrases: Iterable[str]) -> re.Pattern[str]:
    return re.compile(r"(?i)\b(?:" + "|".join(map(re.escape, sorted(phrases, key=len, reverse=True))) + r")\b")

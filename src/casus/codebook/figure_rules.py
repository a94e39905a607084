"""The figure codebook: words that tie a number to harm."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, get_args

from casus.codebook.errors import CodebookError
from casus.codebook.files import shipped_yaml
from casus.codebook.inflect import verb_forms
from casus.codebook.words import load_words
from casus.model import FigureKind, Token

_FIELDS = {"what", "after", "before", "toll", "examples", "counter"}
Phrase = tuple[frozenset[str], ...]
#: by the word they begin with, longest first: a rule asks at every word of a sentence, and hardly ever is one there
Phrases = Mapping[str, tuple[Phrase, ...]]


@dataclass(frozen=True, slots=True)
class FigureRule:
    """``after``, ``before``, ``toll``: phrases of sets of lower-case words; see the head of ``codebook/figures.yaml``."""

    what: FigureKind
    after: Phrases
    before: Phrases
    toll: Phrases
    examples: tuple[str, ...]
    counter: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FigureRules:
    rules: tuple[FigureRule, ...]


@cache
def load_figure_rules() -> FigureRules:
    """The shipped figure codebook; ``CodebookError`` names the entry that is wrong."""
    return FigureRules(tuple(_rule(entry) for entry in shipped_yaml("codebook/figures.yaml")))


def _rule(entry: dict[str, Any]) -> FigureRule:
    unknown = sorted(entry.keys() - _FIELDS)
    if unknown or entry.get("what") not in get_args(FigureKind) or not entry.get("examples") or not entry.get("counter"):
        raise CodebookError(
            f"codebook/figures.yaml: {entry.get('what')}: needs a known kind, examples and counter; unknown fields: {unknown}"
        )
    after = _phrases(entry.get("after", ()), inflect=True)
    plain = (_phrases(entry.get(name, ()), inflect=False) for name in ("before", "toll"))
    before, toll = plain
    return FigureRule(entry["what"], after, before, toll, tuple(entry["examples"]), tuple(entry["counter"]))


def _phrases(sources: Sequence[str], inflect: bool) -> Phrases:
    out: dict[str, list[Phrase]] = {}
    for source in sources:
        words = source.lower().split()
        verbs = load_words().verbs
        first = frozenset(verb_forms(words[0], load_words().irregular)) if inflect and words[0] in verbs else frozenset(words[:1])
        for word in first:
            out.setdefault(word, []).append((first, *(frozenset((w,)) for w in words[1:])))
    return {word: tuple(sorted(same, key=len, reverse=True)) for word, same in out.items()}


def matches(tokens: Sequence[Token], at: int, last: int, phrases: Phrases) -> int:
    """How many tokens from ``at``, none at or behind ``last``, the longest fitting phrase takes; 0 when none fits."""
    for phrase in phrases.get(tokens[at].text.lower(), ()):
        if at + len(phrase) <= last and all(tokens[at + i].text.lower() in words for i, words in enumerate(phrase)):
            return len(phrase)
    return 0

"""Word patterns: how the codebook writes what it looks for, and the matching of them over tokens.

A pattern is words parted by blanks. ``a|b`` takes either word, ``...`` spans up to four words (articles and numbers
not counted), ``word~`` takes every form of a verb. In a list of verbs the first word is inflected by itself, in a list of nouns the last word also in the plural.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

from casus.codebook.errors import CodebookError
from casus.codebook.inflect import noun_forms, verb_forms
from casus.model import Token

Shape = Literal["verb", "noun", "phrase"]
P = TypeVar("P")
_GAP = 4
#: the most tokens that a gap spans with those that do not fill it
_WIDEST = 7
_LIGHT = frozenset(("'s", "’s", "'", "’", "more", "than", "least", "dozen", "of"))
#: what a gap does not reach over: the end of a sentence, the start of a clause of time
_STOPS = frozenset(".;:!?—") | {"when", "while"}


@dataclass(frozen=True, slots=True)
class Pattern:
    """``steps`` are sets of lower-case words; None is a gap. ``forms`` are the kinds of form that the first word may have."""

    source: str
    shape: Shape
    steps: tuple[frozenset[str] | None, ...]


@dataclass(frozen=True, slots=True)
class Match(Generic[P]):
    """Tokens ``first`` to ``last`` (exclusive) matched; ``what`` is what the pattern stands for."""

    first: int
    last: int
    pattern: Pattern
    what: P


def compile_pattern(source: str, shape: Shape, irregular: Mapping[str, Sequence[str]]) -> Pattern:
    """``CodebookError`` when the pattern is empty or begins or ends with a gap."""
    words = source.lower().split()
    if not words or "..." in (words[0], words[-1]):
        raise CodebookError(f"pattern {source!r}: must begin and end with a word")
    steps = [None if word == "..." else frozenset(_forms(word, irregular)) for word in words]
    if shape == "verb":
        steps[0] = frozenset(f for alternative in words[0].strip("~").split("|") for f in verb_forms(alternative, irregular))
    if shape == "noun":
        steps[-1] = frozenset(f for alternative in words[-1].split("|") for f in noun_forms(alternative))
    return Pattern(source, shape, tuple(steps))


def _forms(word: str, irregular: Mapping[str, Sequence[str]]) -> list[str]:
    if word.endswith("~"):
        return [f for alternative in word[:-1].split("|") for f in verb_forms(alternative, irregular)]
    return word.split("|")


class PatternIndex(Generic[P]):
    """Patterns by their first word; built once, never changed."""

    def __init__(self, pairs: Iterable[tuple[Pattern, P]]) -> None:
        index: dict[str, list[tuple[Pattern, P]]] = {}
        for pattern, what in pairs:
            for word in pattern.steps[0] or ():
                index.setdefault(word, []).append((pattern, what))
        self._by_first: Mapping[str, tuple[tuple[Pattern, P], ...]] = {k: tuple(v) for k, v in index.items()}

    def matches(self, tokens: Sequence[Token], first: int, last: int) -> list[Match[P]]:
        """Every match that begins in ``tokens[first:last]`` and ends before ``last``, in text order."""
        out: list[Match[P]] = []
        for at in range(first, last):
            for pattern, what in self._by_first.get(tokens[at].text.lower(), ()):
                if not fits_shape(tokens[at], pattern.shape) or (pattern.shape == "verb" and _is_opening_noun(tokens, at, last)):
                    continue
                end = _match_rest(pattern.steps, 1, tokens, at + 1, last)
                if end is not None:
                    out.append(Match(at, end, pattern, what))
        return out


def fits_shape(token: Token, shape: Shape) -> bool:
    """A noun is no verb. A capitalised word may be either: headlines capitalise what they like."""
    if shape == "verb":
        return token.pos in ("VERB", "AUX", "PROPN") or (token.pos == "ADJ" and token.form is not None)
    return True


def _is_opening_noun(tokens: Sequence[Token], at: int, last: int) -> bool:
    """As in "Shells lay on the beach": a capital hides what the first word is, the verb behind it shows it."""
    return tokens[at].pos == "PROPN" and at + 1 < last and tokens[at + 1].pos in ("VERB", "AUX")


def _match_rest(steps: Sequence[frozenset[str] | None], step: int, tokens: Sequence[Token], at: int, last: int) -> int | None:
    while step < len(steps):
        wanted = steps[step]
        if wanted is None:
            return _match_gap(steps, step + 1, tokens, at, last)
        if at >= last or tokens[at].text.lower() not in wanted:
            return None
        step, at = step + 1, at + 1
    return at


def _match_gap(steps: Sequence[frozenset[str] | None], step: int, tokens: Sequence[Token], at: int, last: int) -> int | None:
    spanned = 0
    for skip in range(_WIDEST + 1):
        if skip:
            if at + skip - 1 >= last or _stops(tokens, at + skip - 1, last):
                return None
            spanned += not _is_light(tokens[at + skip - 1])
        if spanned > _GAP:
            return None
        end = _match_rest(steps, step, tokens, at + skip, last)
        if end is not None:
            return end
    return None


def _is_light(token: Token) -> bool:
    """Articles, numbers and the sign of the genitive fill no gap: "closed more than three dozen mosques", "on the council's list"."""
    return token.pos in ("DET", "NUM") or token.text.lower() in _LIGHT


def _stops(tokens: Sequence[Token], at: int, last: int) -> bool:
    """Is this where a gap must end: at another clause, or at a finite verb with an object ("who were to leave in May attacked a village")?"""
    follows = tokens[at + 1].pos if at + 1 < last else None
    return tokens[at].text.lower() in _STOPS or (tokens[at].pos == "VERB" and tokens[at].form == "past" and follows == "DET")


def longest(matches: Iterable[Match[P]]) -> list[Match[P]]:
    """Matches that do not overlap: the longest first, then the earlier; in text order."""
    kept: list[Match[P]] = []
    for match in sorted(matches, key=lambda m: (m.first - m.last, m.first)):
        if all(match.last <= other.first or match.first >= other.last for other in kept):
            kept.append(match)
    return sorted(kept, key=lambda m: m.first)

"""Figures without a number: "killed a soldier" is one, "no casualties" is none."""

from __future__ import annotations

from dataclasses import dataclass

from casus.codebook.figure_rules import FigureRule, FigureRules, matches
from casus.extract.figures_words import PERSONS, group_of
from casus.model import Annotated, Figure, FigureKind, Sentence, Span, Token

_NONE: dict[str, tuple[FigureKind, ...]] = {
    "casualties": ("killed", "injured"),
    "deaths": ("killed",),
    "fatalities": ("killed",),
    "injuries": ("injured",),
}
_PASSIVE = frozenset("was were is are has have had been be being also later reportedly".split())
_DIED = frozenset("died perished".split())
_NOUN_PHRASE = ("NOUN", "ADJ", "PROPN", "NUM", "X")
_LONGEST = 6


@dataclass(frozen=True, slots=True)
class Single:
    figure: Figure
    trigger: Span


def single_figures(annotated: Annotated, sentence: Sentence, rules: FigureRules) -> list[Single]:
    """The figures of one sentence that no number tells, in text order."""
    out: list[Single] = []
    for at in range(sentence.first, sentence.last):
        low = annotated.tokens[at].text.lower()
        if low == "no" and at + 1 < sentence.last:
            out += _none(annotated, at)
        elif low in ("a", "an") and not _counted(annotated, at):
            out += _one(annotated, at, sentence, rules)
    return out


def _counted(annotated: Annotated, at: int) -> bool:
    start = annotated.tokens[at].start
    return any(q.span.start <= start < q.span.end for q in annotated.quantities)


def _none(annotated: Annotated, at: int) -> list[Single]:
    noun = annotated.tokens[at + 1]
    span = Span.of(annotated.report.text, annotated.tokens[at].start, noun.end)
    return [
        Single(Figure(what, 0, 0, None, None, "all", False, False, span), Span.of(annotated.report.text, noun.start, noun.end))
        for what in _NONE.get(noun.text.lower(), ())
    ]


def _one(annotated: Annotated, at: int, sentence: Sentence, rules: FigureRules) -> list[Single]:
    tokens, text = annotated.tokens, annotated.report.text
    noun = _person(tokens, at, sentence)
    harm = _harm(tokens, at, noun, sentence, rules) if noun else None
    if noun is None or harm is None:
        return []
    rule, first, last = harm
    of = Span.of(text, tokens[at + 1].start, tokens[noun].end)
    group = group_of([t.text.lower() for t in tokens[at + 1 : noun + 1]])
    span = Span.of(text, tokens[at].start, tokens[noun].end)
    figure = Figure(rule.what, 1, 1, None, of, group, False, False, span)
    return [Single(figure, Span.of(text, tokens[first].start, tokens[last - 1].end))]


def _person(tokens: tuple[Token, ...], at: int, sentence: Sentence) -> int | None:
    """The head of the noun phrase that the article opens, if it is one person."""
    end = at + 1
    while end < min(sentence.last, at + _LONGEST) and tokens[end].pos in _NOUN_PHRASE:
        end += 1
    return end - 1 if end > at + 1 and tokens[end - 1].text.lower() in PERSONS else None


def _harm(tokens: tuple[Token, ...], at: int, noun: int, sentence: Sentence, rules: FigureRules) -> tuple[FigureRule, int, int] | None:
    """The words of harm directly before the article, or directly behind the noun in the passive."""
    for rule in rules.rules:
        for size in (4, 3, 2, 1):
            first = at - size
            word = tokens[first].text.lower() if first >= sentence.first else ""
            if word not in ("", "left", "leave", "leaving", "force", "claimed") and matches(tokens, first, at, rule.after) == size:
                return rule, first, at
    end = noun + 1
    while end < sentence.last and tokens[end].text.lower() in _PASSIVE:
        end += 1
    for rule in rules.rules:
        size = matches(tokens, end, sentence.last, rule.before) if end < sentence.last else 0
        if size and (end > noun + 1 or tokens[end].text.lower() in _DIED):
            return rule, end, end + size
    return None

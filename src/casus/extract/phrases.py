"""Noun phrases from shallow tags, and what stands between quotation marks: the pieces that a saying is made of."""

from __future__ import annotations

import re
from collections.abc import Sequence

from casus.model import Annotated, Token

Range = tuple[int, int]
_NOMINAL = frozenset({"DET", "ADJ", "NUM", "NOUN", "PROPN"})
_INNER = frozenset("of for in at from to on with".split())
_DAYS = re.compile(
    r"(?i)(?:mon|tues|wednes|thurs|fri|satur|sun)day|yesterday|today|january|february|march|april|june|july|august|september|october|november|december"
)
_MARK = re.compile(r"[“”\"]|''|``")


def phrase_before(tokens: Sequence[Token], end: int, floor: int) -> Range | None:
    """Tokens of the noun phrase that ends right before token ``end``, with "of", "for", "in" inside it; None where none does."""
    at = end
    while at > floor and _goes_on(tokens, at - 1, floor):
        at -= 1
    while at < end and (tokens[at].pos in ("ADP", "CCONJ", "PUNCT", "PART") or (_is_day(tokens[at]) and at + 1 < end)):
        at += 1
    return (at, end) if at < end and any(t.pos in ("NOUN", "PROPN", "NUM", "DET") for t in tokens[at:end]) else None


def phrase_after(tokens: Sequence[Token], start: int, last: int) -> Range | None:
    """Tokens of the noun phrase that begins at token ``start``."""
    at = start
    while at < last and (tokens[at].pos in _NOMINAL or _binds(tokens[at]) or _is_link(tokens, at, start, last)):
        if at > start and _closes_plural(tokens[at - 1]) and (tokens[at].pos in ("PROPN", "DET") or _is_day(tokens[at])):
            break  # "according to reports the army": a bare plural is whole
        at += 1
    while at > start and tokens[at - 1].pos in ("ADP", "CCONJ", "PUNCT"):
        at -= 1
    return (start, at) if at > start and any(t.pos in ("NOUN", "PROPN", "NUM") for t in tokens[start:at]) else None


def _closes_plural(token: Token) -> bool:
    return token.pos == "NOUN" and token.text.endswith("s") and token.text.islower()


def _goes_on(tokens: Sequence[Token], at: int, floor: int) -> bool:
    token = tokens[at]
    return token.pos in _NOMINAL or _binds(token) or (at > floor and _links(token) and tokens[at - 1].pos in ("NOUN", "PROPN"))


def _is_link(tokens: Sequence[Token], at: int, start: int, last: int) -> bool:
    follows = at + 1 < last and tokens[at + 1].pos in _NOMINAL
    return at > start and follows and _links(tokens[at]) and tokens[at - 1].pos in ("NOUN", "PROPN")


def _links(token: Token) -> bool:
    low = token.text.lower()
    return (token.pos == "ADP" and low in _INNER) or low in ("and", "&")


def _binds(token: Token) -> bool:
    return token.text in ("'s", "’s", "'", "’", "-", "@") or token.text.lower() in ("former", "then")


def _is_day(token: Token) -> bool:
    return bool(_DAYS.fullmatch(token.text))


def is_filler(token: Token) -> bool:
    """May stand between a speaker and the verb: adverbs, auxiliaries, days, negations."""
    return token.pos in ("ADV", "AUX", "PART") or _is_day(token)


def quoted(annotated: Annotated) -> list[Range]:
    """Character ranges between quotation marks, marks included; a quotation left open ends with its paragraph."""
    text = annotated.report.text
    out: list[Range] = []
    bounds: dict[int, list[int]] = {}
    for sentence in annotated.sentences:
        bounds.setdefault(sentence.paragraph, []).extend((sentence.start, sentence.end))
    for ends in bounds.values():
        out += _within(text, min(ends), max(ends))
    return out


def _within(text: str, start: int, end: int) -> list[Range]:
    out: list[Range] = []
    opened: int | None = None
    for mark in _MARK.finditer(text, start, end):
        if mark.group() in ("“", "``") or (mark.group() != "”" and opened is None):
            opened = mark.start() if opened is None else opened
        elif opened is not None:
            out.append((opened, mark.end()))
            opened = None
    return [*out, (opened, end)] if opened is not None else out

"""Figures: numbers of people killed, injured, abducted, detained, displaced, with who is counted and in which sense.

The method: each quantity looks for a word of harm in its own stretch of the sentence, first behind it ("14 people were
killed", "30 wounded"), then before it ("killed 14", "left at least 14"). Then the words between tell who is counted.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from casus.codebook.figure_rules import FigureRule, FigureRules, Phrase
from casus.model import Annotated, CountedGroup, Figure, FigureKind, Quantity, Sentence, Span, Token

_REACH = 11
_WALLS = frozenset(";:—()")
_ATTACKERS = frozenset(
    "bomber bombers attacker attackers gunman gunmen assailant assailants assailant militants militant insurgents insurgent terrorists terrorist rebels fighters jihadists hijackers kidnappers".split()
)
_CIVILIANS = frozenset(
    "civilian civilians villagers worshippers children women child woman girls boys students pupils residents passengers bystanders tourists pilgrims schoolchildren schoolgirls patients shoppers".split()
)
_FORCES = frozenset(
    "soldier soldiers troops police policemen officers officer guards guard personnel servicemen marines cadets recruits peacekeepers commandos".split()
)
_NOUNS_OF_HARM = frozenset("hostages victims bodies corpses casualties deaths lives fatalities injuries wounds".split())
_ALL = frozenset("people persons others men victims dead lives deaths bodies casualties fatalities more person".split())
_PARTS = re.compile(
    r"(?:including|among them|among the dead|of them|of whom|among whom|at least \w+ of them)\W*(?:were\W*)?$", re.IGNORECASE
)
_PART_AFTER = re.compile(r"\s+of\s+(?:them|whom|those|the\s+(?:dead|victims|wounded|injured|killed|bodies))\b", re.IGNORECASE)
_OF_N = re.compile(r"\bof\s+(?:the\s+)?[\d,]+\s+\w+,\s*$", re.IGNORECASE)
_ATTACKERS_IN = re.compile(
    r"\b(?:including|as well as|along with|plus|and)\s+(?:the|both|two|three|four)?\s*(?:\w+\s+)?(?:bombers?|attackers?|gunmen|gunman|assailants?)\b",
    re.IGNORECASE,
)
_LEFT_OUT = re.compile(r"\b(?:not\s+includ\w+|not\s+count\w+|exclud\w+)\W+(?:\w+\W+){0,2}$", re.IGNORECASE)
_ATTACKERS_OUT = re.compile(r"\b(?:not including|excluding|not counting|apart from|besides|in addition to)\b", re.IGNORECASE)
_BACKGROUND = re.compile(
    r"\b(?:since\s+(?:19|20)\d\d|over\s+the\s+(?:past|last)|in\s+the\s+(?:past|last)\s+(?:\w+\s+)?(?:years?|decades?|months)|(?:so\s+far\s+)?this\s+year|in\s+recent\s+(?:years|months)|a\s+year|every\s+year|each\s+year|per\s+year|last\s+year\s+alone|decade|insurgency\s+(?:has|that)|during\s+the\s+war|years\s+of)\b",
    re.IGNORECASE,
)
_HYPOTHETICAL = re.compile(
    r"\b(?:could|would|might|may|can|threatened\s+to|threatens\s+to|if|feared|plotted\s+to|planned\s+to|wanted\s+to)\b[^.;]{0,40}$",
    re.IGNORECASE,
)
_SUPERSEDED = re.compile(
    r"(?:earlier|previous(?:ly)?|initial(?:ly)?|first|up from|rose from|raised from|from|increased from|had said|put at)\W+(?:\w+\W+){0,4}$",
    re.IGNORECASE,
)
_NO_HARM = re.compile(
    r"\b(?:no\s+(?:casualties|injuries|deaths|fatalities)|no\s+one\s+was|nobody\s+was|none\s+(?:was|were))\b", re.IGNORECASE
)
_COMBINED = re.compile(
    r"\b(?:dead|killed|died)\s+(?:or|and/or)\s+(?:wounded|injured|hurt)\b|\b(?:wounded|injured|hurt)\s+or\s+(?:killed|dead)\b|\bkilled\s+and\s+wounded\b",
    re.IGNORECASE,
)
_ONE = re.compile(r"\b(?:a|an|the|one)\s*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class FoundFigure:
    """``trigger`` are the words of harm. ``superseded``: an earlier toll told as such; ``partial``: a part of another figure;

    ``background``: a tally over years; ``hypothetical``: what could have been.
    """

    figure: Figure
    trigger: Span
    sentence: int
    superseded: bool
    partial: bool
    background: bool
    hypothetical: bool


def find_figures(annotated: Annotated, rules: FigureRules) -> tuple[FoundFigure, ...]:
    """Figures in text order; ``said_by`` is left empty."""
    out: list[FoundFigure] = []
    for number, sentence in enumerate(annotated.sentences):
        here = [q for q in annotated.quantities if sentence.start <= q.span.start < sentence.end]
        reading = _Sentence(annotated, number, sentence, here)
        previous: FoundFigure | None = None
        for quantity in here:
            found = reading.figure(quantity, rules, previous)
            if found is not None:
                out.append(found)
                previous = found
    return tuple(out)


@dataclass(frozen=True, slots=True)
class _Hit:
    what: FigureKind
    first: int
    last: int


class _Sentence:
    """One sentence read for figures."""

    def __init__(self, annotated: Annotated, number: int, bounds: Sentence, quantities: Sequence[Quantity]) -> None:
        self.text, self.tokens = annotated.report.text, annotated.tokens
        self.number, self.bounds, self.quantities = number, bounds, quantities

    def figure(self, quantity: Quantity, rules: FigureRules, previous: FoundFigure | None) -> FoundFigure | None:
        """The figure that the quantity is, if any; ``previous`` is the one found before it in the sentence."""
        first, last = self._tokens_of(quantity)
        if _LEFT_OUT.search(self.text[self.bounds.start : quantity.span.start]):
            return None
        hit = (
            self._behind(last, rules)
            or self._before(first, last, rules)
            or self._toll(first, rules)
            or self._part_of(quantity, last, previous)
        )
        if hit is None or not self._counts_people(last, hit):
            return None
        trigger = Span.of(self.text, self.tokens[hit.first].start, self.tokens[hit.last - 1].end)
        stretch = self.text[quantity.span.end : max(quantity.span.end, trigger.end)]
        return self._found(quantity, hit, trigger, stretch)

    def _found(self, quantity: Quantity, hit: _Hit, trigger: Span, stretch: str) -> FoundFigure:
        text, bounds = self.text, self.bounds
        before = text[bounds.start : quantity.span.start]
        combined = _COMBINED.search(text[max(bounds.start, trigger.start - 12) : min(bounds.end, trigger.end + 24)]) is not None
        of, group = self._counted(quantity, hit)
        partial = bool(_PARTS.search(before) or _OF_N.search(before) or _PART_AFTER.match(text, quantity.span.end))
        around = text[quantity.span.start : min(bounds.end, max(trigger.end, quantity.span.end) + 60)]
        attackers = bool(_ATTACKERS_IN.search(around)) and not _ATTACKERS_OUT.search(around)
        figure = Figure(
            "other" if combined else hit.what,
            quantity.low,
            quantity.high,
            "killed or injured" if combined else None,
            of,
            "other" if partial and group == "all" else group,
            attackers and group == "all",
            quantity.vague,
            quantity.span,
        )
        background = bool(_BACKGROUND.search(text[bounds.start : bounds.end])) and hit.what in (
            "killed",
            "injured",
            "displaced",
            "abducted",
        )
        superseded = bool(_SUPERSEDED.search(before)) and self._has_later(quantity, hit)
        return FoundFigure(
            figure, trigger, self.number, superseded, partial, background, bool(_HYPOTHETICAL.search(text[bounds.start : trigger.start]))
        )

    def _has_later(self, quantity: Quantity, hit: _Hit) -> bool:
        return hit.what == "killed" and any(q.span.start > quantity.span.start for q in self.quantities)

    def _tokens_of(self, quantity: Quantity) -> tuple[int, int]:
        inside = [
            i
            for i in range(self.bounds.first, self.bounds.last)
            if self.tokens[i].end > quantity.span.start and self.tokens[i].start < quantity.span.end
        ]
        return (inside[0], inside[-1] + 1) if inside else (self.bounds.first, self.bounds.first)

    def _behind(self, last: int, rules: FigureRules) -> _Hit | None:
        """The nearest word of harm behind the number, before the next number, wall or clause."""
        skip = last
        for at in range(last, min(self.bounds.last, last + _REACH)):
            if at < skip:
                continue
            if self.tokens[at].text == "," and self.tokens[min(at + 1, self.bounds.last - 1)].text.lower() in ("including", "among"):
                skip = self._closing(at)
                continue
            if self.tokens[at].text in _WALLS or (at > last and self._starts_quantity(at) and not self._joined(last, at)):
                return None
            for rule in rules.rules:
                size = _matches(self.tokens, at, self.bounds.last, rule.before)
                if size and not self._active(at, last) and not self._noun_of_others(at, last):
                    return _Hit(rule.what, at, at + size)
            if self.tokens[at].text == "," and not self._aside(at):
                return None
            following = self.tokens[at + 1].text if at + 1 < self.bounds.last else ""
            finite = self.tokens[at].pos == "VERB" and self.tokens[at].form in ("past", "s")
            if finite and at > last + 1 and following != "," and not self._passive_at(at):
                return None
        return None

    def _closing(self, comma: int) -> int:
        """The token behind the comma that closes the aside which ``comma`` opens."""
        return next((i + 1 for i in range(comma + 1, min(self.bounds.last, comma + 10)) if self.tokens[i].text == ","), comma + 1)

    def _joined(self, last: int, at: int) -> bool:
        """As in "13 soldiers and at least 169 villagers were killed": both numbers share the verb."""
        while at > last and self._starts_quantity(at - 1):
            at -= 1
        between = self.tokens[last:at]
        nominal = all(t.pos in ("NOUN", "PROPN", "ADJ", "CCONJ", "DET") for t in between)
        return bool(between) and nominal and between[-1].text.lower() == "and" and len(between) > 1

    def _part_of(self, quantity: Quantity, last: int, previous: FoundFigure | None) -> _Hit | None:
        """As in "14 people, including three children": the part shares the harm of the whole."""
        if previous is None:
            return None
        before, after = self.text[previous.figure.span.end : quantity.span.start], self.text[quantity.span.end : quantity.span.end + 30]
        if not _PARTS.search(before) and not _PART_AFTER.match(after):
            return None
        at = next((i for i in range(self.bounds.first, self.bounds.last) if self.tokens[i].start >= previous.trigger.start), last)
        return _Hit(previous.figure.what, at, at + 1) if previous.figure.what != "other" else None

    def _noun_of_others(self, at: int, last: int) -> bool:
        """As in "15 attackers were holding hostages": a noun of harm behind a verb counts other people than its subject."""
        return self.tokens[at].text.lower() in _NOUNS_OF_HARM and any(t.pos in ("VERB", "AUX") for t in self.tokens[last:at])

    def _active(self, at: int, last: int) -> bool:
        """As in "14 men killed a guard": an active verb with an object of its own counts no dead among its subject."""
        token = self.tokens[at]
        if at > last and self.tokens[at - 1].text.lower() in ("and", ",") and at + 1 < self.bounds.last and self._starts_quantity(at + 1):
            return True
        if token.form is None or token.text.lower() in ("dead", "died", "die", "fled", "flee", "perished", "perish"):
            return False
        if any(t.text.lower() in ("were", "was", "been", "being", "be", "are", "is", "have", "had") for t in self.tokens[last:at]):
            return False
        after = self.tokens[at + 1] if at + 1 < self.bounds.last else None
        return after is not None and (after.pos in ("DET", "NUM", "PROPN") or self._starts_quantity(at + 1)) and at > last

    def _passive_at(self, at: int) -> bool:
        return any(
            t.text.lower() in ("were", "was", "been", "being", "are", "is") for t in self.tokens[max(self.bounds.first, at - 3) : at]
        )

    def _aside(self, at: int) -> bool:
        """Does the comma open an aside that another comma closes ("14 people, mostly women, were killed")?"""
        return any(t.text == "," for t in self.tokens[at + 1 : at + 9])

    def _starts_quantity(self, at: int) -> bool:
        start = self.tokens[at].start
        return any(q.span.start <= start < q.span.end for q in self.quantities)

    def _before(self, first: int, last: int, rules: FigureRules) -> _Hit | None:
        """A verb or noun of harm whose object the number is: "killed at least 14", "the deaths of 14"."""
        for at in range(first - 1, max(self.bounds.first, first - 9) - 1, -1):
            token = self.tokens[at]
            if token.text in _WALLS:
                return None
            for rule in rules.rules:
                size = _matches(self.tokens, at, first, rule.after)
                if size and self._reaches(at + size, first) and self._fits(rule, at, last):
                    return _Hit(rule.what, at, at + size)
        return None

    def _fits(self, rule: FigureRule, at: int, last: int) -> bool:
        """As in "claimed 14 lives", "left 14 dead", "cost 14 lives", "forced 14 from their homes" need their second word."""
        word = (
            self.tokens[at].lemma if self.tokens[at].lemma in ("claim", "leave", "cost", "force", "seize") else self.tokens[at].text.lower()
        )
        following = {t.text.lower() for t in self.tokens[last : min(self.bounds.last, last + 6)]}
        needs = {
            "claim": {"lives", "life"},
            "leave": {"dead"},
            "left": {"dead"},
            "leaving": {"dead"},
            "cost": {"lives"},
            "force": {"homes", "flee"},
        }
        if word == "seize":
            return bool(following & {"girls", "people", "hostages", "students", "workers", "men", "women", "pupils"})
        return word not in needs or bool(following & needs[word])

    def _reaches(self, end: int, first: int) -> bool:
        """Between the verb and the number: other numbers joined by *and*, or people named, but no new verb."""
        between = self.tokens[end:first]
        return not any(
            t.pos == "VERB"
            or t.text in _WALLS
            or t.text.lower() in ("in", "on", "at", "after", "that", "when", "since", "for", "by", "from", "near")
            for t in between
        )

    def _toll(self, first: int, rules: FigureRules) -> _Hit | None:
        for at in range(first - 1, max(self.bounds.first, first - 18) - 1, -1):
            if self.tokens[at].text in _WALLS:
                return None
            for rule in rules.rules:
                size = _matches(self.tokens, at, first, rule.toll)
                if size:
                    return _Hit(rule.what, at, at + size)
        return None

    def _counts_people(self, last: int, hit: _Hit) -> bool:
        """The noun right behind the number must not be a thing: "killed the 14 bills", "14 vehicles were hurt"."""
        noun = next((t for t in self.tokens[last : last + 4] if t.pos in ("NOUN", "PROPN")), None)
        things = (
            "homes",
            "houses",
            "vehicles",
            "cars",
            "buildings",
            "villages",
            "towns",
            "bills",
            "schools",
            "cows",
            "cattle",
            "attacks",
            "explosions",
            "bombs",
            "blasts",
            "provinces",
            "countries",
            "districts",
            "times",
            "shops",
            "trucks",
            "percent",
            "hospitals",
            "rounds",
            "shots",
            "years",
            "days",
            "goats",
            "animals",
            "sheep",
            "suspects",
        )
        if noun is not None and noun.text.lower() == "suspects":
            return hit.what == "detained"
        return noun is None or noun.text.lower() not in things

    def _counted(self, quantity: Quantity, hit: _Hit) -> tuple[Span | None, CountedGroup]:
        _first, last = self._tokens_of(quantity)
        end = last
        while (
            end < self.bounds.last
            and end - last < 5
            and self.tokens[end].pos in ("NOUN", "ADJ", "PROPN", "DET")
            and not hit.first <= end < hit.last
        ):
            end += 1
        while (
            end < self.bounds.last
            and end - last < 5
            and end > last
            and self.tokens[end].text.lower() == "of"
            and self.tokens[end + 1 : end + 2]
        ):
            end += 2
        words = [t.text.lower() for t in self.tokens[last:end]]
        of = Span.of(self.text, self.tokens[last].start, self.tokens[end - 1].end) if end > last and words[0] not in ("in", "at") else None
        return of, _group(words)


def _group(words: Sequence[str]) -> CountedGroup:
    for word in reversed(words):
        if word in _ATTACKERS:
            return "attackers"
        if word in ("civilian", "civilians"):
            return "civilians"
        if word in _FORCES:
            return "recipient"
        if word in _ALL:
            return "all"
        if word in _CIVILIANS:
            return "civilians" if word in ("children", "women", "child", "woman", "girls", "boys", "villagers") else "all"
    return "all"


def _matches(tokens: Sequence[Token], at: int, last: int, phrases: Sequence[Phrase]) -> int:
    for phrase in phrases:
        if at + len(phrase) <= last and all(tokens[at + i].text.lower() in words for i, words in enumerate(phrase)):
            return len(phrase)
    return 0

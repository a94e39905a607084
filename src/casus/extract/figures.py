"""Figures: numbers of people killed, injured, abducted, detained, displaced, with who is counted and in which sense.

The method: each quantity looks for a word of harm in its own stretch of the sentence, first behind it ("14 people were
killed", "30 wounded"), then before it ("killed 14", "left at least 14"). Then the words between tell who is counted.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from casus.codebook.figure_rules import FigureRules, matches
from casus.extract.figures_single import Single, single_figures
from casus.extract.figures_words import (
    ATTACKERS_IN,
    ATTACKERS_OUT,
    BACKGROUND,
    BODIES_AFTER,
    BODIES_BEFORE,
    COMBINED,
    DEFINITE,
    HYPOTHETICAL,
    JOINED,
    LEFT_OUT,
    MORE_AFTER,
    NOUNS_OF_HARM,
    OF_N,
    PART_AFTER,
    PART_WERE,
    PARTS,
    REACH,
    RETOLD,
    RETOLD_BARE,
    STOP_AFTER,
    SUPERSEDED,
    THINGS,
    WALLS,
    group_of,
)
from casus.model import Annotated, CountedGroup, Figure, FigureKind, Quantity, Sentence, Span


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
        previous = out[-1] if out and out[-1].sentence == number - 1 else None
        for quantity in here:
            found = reading.figure(quantity, rules, previous)
            if found is not None:
                previous = _as_part(annotated.report.text, found, out)
                out.append(previous)
        singles = single_figures(annotated, sentence, rules)
        out += [_of_single(reading, s, [f for f in out if f.sentence == number]) for s in singles]
    return tuple(sorted(out, key=lambda f: f.figure.span.start))


def _of_single(reading: _Sentence, single: Single, told: Sequence[FoundFigure]) -> FoundFigure:
    """As in "the toll rose to 43 after a boy died": the one is a part of the sentence's larger figure."""
    figure = single.figure
    part = figure.low == 1 and any(f.figure.what == figure.what and (f.figure.low or 0) > 1 and f.figure.of_group == "all" for f in told)
    return FoundFigure(figure, single.trigger, reading.number, False, part, *reading.sense(figure.what, single.trigger))


def _as_part(text: str, found: FoundFigure, told: Sequence[FoundFigure]) -> FoundFigure:
    """As in "All five soldiers killed" after a toll of 17: a definite number below one told before is a part of it."""
    low = found.figure.low
    larger = [f for f in told if f.figure.what == found.figure.what and low is not None and (f.figure.low or 0) > low]
    definite = DEFINITE.search(text[max(0, found.figure.span.start - 12) : found.figure.span.start])
    return replace(found, partial=True) if larger and definite else found


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
        if LEFT_OUT.search(self.text[self.bounds.start : quantity.span.start]):
            return None
        hit = (
            self._object_of_harm(first, last, rules)
            or self._behind(last, rules)
            or self._before(first, last, rules)
            or self._toll(first, rules)
            or self._part_of(quantity, last, previous)
            or self._retold(quantity, last, previous)
        )
        if hit is None or not self._counts_people(last, hit) or not self._counted_bodies(quantity, hit):
            return None
        trigger = Span.of(self.text, self.tokens[hit.first].start, self.tokens[hit.last - 1].end)
        return self._found(quantity, hit, trigger, previous)

    def sense(self, what: FigureKind, trigger: Span) -> tuple[bool, bool]:
        """Background, hypothetical."""
        whole = self.text[self.bounds.start : self.bounds.end]
        tallied = what in ("killed", "injured", "displaced", "abducted") and bool(BACKGROUND.search(whole))
        return tallied, bool(HYPOTHETICAL.search(self.text[self.bounds.start : trigger.start]))

    def _found(self, quantity: Quantity, hit: _Hit, trigger: Span, previous: FoundFigure | None) -> FoundFigure:
        text, bounds = self.text, self.bounds
        before = text[bounds.start : quantity.span.start]
        combined = COMBINED.search(text[max(bounds.start, trigger.start - 12) : min(bounds.end, trigger.end + 24)]) is not None
        of, group = self._counted(quantity, hit)
        partial = bool(PARTS.search(before) or OF_N.search(before) or PART_AFTER.match(text, quantity.span.end))
        partial = (
            partial or self._joins_part(quantity, previous) or (hit.what == "killed" and bool(MORE_AFTER.match(text, quantity.span.end)))
        )
        around = text[quantity.span.start : min(bounds.end, max(trigger.end, quantity.span.end) + 60)]
        attackers = bool(ATTACKERS_IN.search(around)) and not ATTACKERS_OUT.search(around)
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
        superseded = bool(SUPERSEDED.search(before)) and self._has_later(quantity, hit)
        return FoundFigure(figure, trigger, self.number, superseded, partial, *self.sense(hit.what, trigger))

    def _joins_part(self, quantity: Quantity, previous: FoundFigure | None) -> bool:
        if previous is None or not previous.partial or previous.sentence != self.number:
            return False
        return JOINED.fullmatch(self.text, previous.figure.span.end, quantity.span.start) is not None

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
        skip, asides = last, 0
        for at in range(last, self.bounds.last):
            if at < skip:
                asides += 1
                continue
            if at - asides >= last + REACH:
                return None
            if self.tokens[at].text == "," and self.tokens[min(at + 1, self.bounds.last - 1)].text.lower() in ("including", "among"):
                skip = self._closing(at)
                continue
            if self.tokens[at].text == "," and self._aside_of_parts(at):
                skip = self._closing(at)
                continue
            if self.tokens[at].text in WALLS or (at > last and self._starts_quantity(at) and not self._joined(last, at)):
                return None
            for rule in rules.rules:
                size = matches(self.tokens, at, self.bounds.last, rule.before)
                if (
                    size
                    and not self._of_others(at, last)
                    and (size > 1 or not self._active(at, last))
                    and not self._noun_of_others(at, last)
                ):
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
        close = next((i for i in range(comma + 1, min(self.bounds.last, comma + 16)) if self.tokens[i].text == ","), None)
        if close is None:
            return comma + 1
        more = [t.text.lower() for t in self.tokens[close + 1 : close + 4]]
        return self._closing(close) if more[1:] in (["of", "whom"], ["of", "them"]) else close + 1

    def _object_of_harm(self, first: int, last: int, rules: FigureRules) -> _Hit | None:
        """As in "kill 20 hostages": the verb right before the number tells the harm, not the noun behind it."""
        behind, before = self._behind(last, rules), self._before(first, last, rules)
        if behind is None or before is None or before.last != first or self.tokens[before.first].pos != "VERB":
            return None
        return before if self.tokens[behind.first].text.lower() in NOUNS_OF_HARM and before.what != behind.what else None

    def _aside_of_parts(self, comma: int) -> bool:
        """As in "21 travellers, six guards among them, are dead"."""
        words = [t.text.lower() for t in self.tokens[comma + 1 : self._closing(comma)]]
        return any(pair in (("among", "them"), ("of", "them")) for pair in pairwise(words))

    def _of_others(self, at: int, last: int) -> bool:
        """As in "stood at 52 after another of the burned men died", "61 and the number of injured": these are other people."""
        before = [t.text.lower() for t in self.tokens[last:at]]
        return "number" in before or (before[-1:] in (["the"], ["those"]) and len(before) > 2)

    def _joined(self, last: int, at: int) -> bool:
        """As in "13 soldiers and at least 169 villagers were killed": both numbers share the verb."""
        while at > last and self._starts_quantity(at - 1):
            at -= 1
        between = self.tokens[last:at]
        nominal = all(t.pos in ("NOUN", "PROPN", "ADJ", "CCONJ", "DET") for t in between)
        return bool(between) and nominal and between[-1].text.lower() == "and" and len(between) > 1

    def _part_of(self, quantity: Quantity, last: int, previous: FoundFigure | None) -> _Hit | None:
        """As in "14 people, including three children": the part shares the harm of the whole."""
        if previous is None or previous.sentence != self.number:
            return None
        before, after = self.text[previous.figure.span.end : quantity.span.start], self.text[quantity.span.end : quantity.span.end + 30]
        if not PARTS.search(before) and not PART_AFTER.match(after) and not self._joins_part(quantity, previous):
            return None
        at = next((i for i in range(self.bounds.first, self.bounds.last) if self.tokens[i].start >= previous.trigger.start), last)
        return _Hit(previous.figure.what, at, at + 1) if previous.figure.what != "other" else None

    def _retold(self, quantity: Quantity, last: int, previous: FoundFigure | None) -> _Hit | None:
        """As in "43 were killed, while others put it at 50": another voice on the figure told before."""
        if previous is None or previous.figure.what == "other":
            return None
        before = self.text[max(self.bounds.start, quantity.span.start - 40) : quantity.span.start]
        bare = RETOLD_BARE.search(before) and STOP_AFTER.match(self.text, quantity.span.end) and previous.sentence == self.number
        verb = self._tokens_of(quantity)[0] - 1
        return _Hit(previous.figure.what, verb, verb + 1) if verb >= self.bounds.first and (bare or RETOLD.search(before)) else None

    def _noun_of_others(self, at: int, last: int) -> bool:
        """As in "15 attackers were holding hostages": a noun of harm behind a verb counts other people than its subject."""
        return self.tokens[at].text.lower() in NOUNS_OF_HARM and any(t.pos in ("VERB", "AUX") for t in self.tokens[last:at])

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
            if token.text in WALLS:
                return None
            for rule in rules.rules:
                size = matches(self.tokens, at, first, rule.after)
                if size and self._reaches(at + size, first) and (size > 1 or self._fits(at, last)):
                    return _Hit(rule.what, at, at + size)
        return None

    def _fits(self, at: int, last: int) -> bool:
        """Some verbs need their second word: "claimed 14 lives", "left 14 dead", "forced 14 from their homes"."""
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
            or t.text in WALLS
            or t.text.lower() in ("in", "on", "at", "after", "that", "when", "since", "for", "by", "from", "near")
            for t in between
        )

    def _toll(self, first: int, rules: FigureRules) -> _Hit | None:
        for at in range(first - 1, max(self.bounds.first, first - 18) - 1, -1):
            if self.tokens[at].text in WALLS:
                return None
            for rule in rules.rules:
                size = matches(self.tokens, at, first, rule.toll)
                if size:
                    return _Hit(rule.what, at, at + size)
        return None

    def _counts_people(self, last: int, hit: _Hit) -> bool:
        """The noun right behind the number must not be a thing: "killed the 14 bills", "14 vehicles were hurt"."""
        noun = next((t for t in self.tokens[last : last + 4] if t.pos in ("NOUN", "PROPN")), None)
        if noun is not None and noun.text.lower() == "suspects":
            return hit.what == "detained"
        return noun is None or noun.text.lower() not in THINGS

    def _counted_bodies(self, quantity: Quantity, hit: _Hit) -> bool:
        if self.tokens[hit.first].text.lower() not in ("bodies", "corpses"):
            return True
        end = self.tokens[hit.last - 1].end
        found = BODIES_BEFORE.search(self.text[self.bounds.start : quantity.span.start]) or BODIES_AFTER.match(self.text, end)
        return found is not None and not quantity.vague

    def _counted(self, quantity: Quantity, hit: _Hit) -> tuple[Span | None, CountedGroup]:
        _first, last = self._tokens_of(quantity)
        if last < self.bounds.last and self.tokens[last].text.lower() == "of" and quantity.vague:
            last += 1
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
        if part := self._said_to_be(quantity):
            return part
        words = [t.text.lower() for t in self.tokens[last:end]]
        of = Span.of(self.text, self.tokens[last].start, self.tokens[end - 1].end) if end > last and words[0] not in ("in", "at") else None
        return of, group_of(words)

    def _said_to_be(self, quantity: Quantity) -> tuple[Span, CountedGroup] | None:
        """As in "17 of the dead were civilians": who is counted stands behind the verb."""
        found = PART_WERE.match(self.text, quantity.span.end)
        if found is None or found.end() > self.bounds.end:
            return None
        group = group_of([found["who"].lower()])
        return None if group == "all" else (Span.of(self.text, found.start("who"), found.end("who")), group)

"""Entries of the codebook by their examples: a sentence in which no rule fired, held against every example and counter-example.

A sentence, or one clause of it, tells what an entry tells where its two nearest examples are near enough (or one is very near), and nearer than
any example of another meaning and than any counter-example. Names, numbers and days are left out of both, so that they do not decide.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from casus.codebook.events import EventRule, EventRules
from casus.codebook.patterns import Match, Pattern, Shape
from casus.codebook.relations import RelationRule, RelationRules
from casus.extract.triggers import Trigger
from casus.model import Annotated, Claim, Span, Token

Floats = NDArray[np.float32]
#: texts to an array of ``len(texts)`` rows of length 1, or all zeros for a text that says nothing
Embed = Callable[[Sequence[str]], Floats]
Rule = EventRule | RelationRule
#: a claim's ``rule`` names the entry whose examples were nearest, behind this
PREFIX = "near:"
#: nearness (cosine) and lead over the nearest rival that an entry without patterns needs: of its two nearest examples on average, or of one.
#: An entry with patterns needs more, since they find it already. Measured on training/corpus (bench/nearest.py)
TWO, ONE, WITH_WORDS = (0.55, 0.0), (0.65, 0.1), (0.75, 0.1)
#: of matches of entries without patterns this part was right, so a claim's confidence is that part of what it would be by a rule
SHARE = 0.65
_FEWEST_WORDS = 3
#: times that a verb counts; measured: twice finds three times what once finds, at the same precision; four times loses precision
_VERBS = 2
_CLAUSE = frozenset("that who which whose when while after before because but although whom where".split())
_STOPS = frozenset(",;:–—")


@dataclass(frozen=True, slots=True)
class Near:
    """Rows of ``vectors``: the examples and counter-examples of ``rules``; ``owners`` says whose, ``against`` which are counter-examples."""

    embed: Embed
    rules: tuple[Rule, ...]
    owners: NDArray[np.int64]
    against: NDArray[np.bool_]
    texts: tuple[str, ...]
    vectors: Floats

    def without(self, text: str) -> Near:
        """As if the sentence were nobody's example."""
        kept = np.array([t != text for t in self.texts], dtype=bool)
        texts = tuple(t for t in self.texts if t != text)
        return replace(self, owners=self.owners[kept], against=self.against[kept], texts=texts, vectors=self.vectors[kept])


@dataclass(frozen=True, slots=True)
class Likeness:
    """Tokens ``first`` to ``last`` (exclusive) tell what ``rule`` tells; ``example`` is the nearest example's row of ``Near.vectors``."""

    first: int
    last: int
    rule: Rule
    score: float
    example: int


def load_near(embed: Embed, events: EventRules, relations: RelationRules, read: Callable[[str], Annotated]) -> Near:
    """The codebook's examples as vectors; ``read`` makes sentences and tokens of a text."""
    rules: tuple[Rule, ...] = (*events.rules.values(), *relations.rules.values())
    rows = [(n, sign, text) for n, r in enumerate(rules) for sign, texts in ((False, r.examples), (True, r.counter)) for text in texts]
    owners, against = np.array([n for n, _, _ in rows], dtype=np.int64), np.array([s for _, s, _ in rows], dtype=bool)
    texts = tuple(text for _, _, text in rows)
    return Near(embed, rules, owners, against, texts, embed([content(read(text).tokens) for text in texts]))


def meaning(rule: Rule) -> str:
    """What a claim by the rule says happened, or holds."""
    return rule.type if isinstance(rule, EventRule) else rule.relation


def near_triggers(annotated: Annotated, fired: Collection[int], near: Near) -> tuple[dict[int, Trigger], dict[int, Match[RelationRule]]]:
    """Events and ties told like examples, one a sentence at most, by sentence number; ``fired``: sentences in which a rule found something."""
    events: dict[int, Trigger] = {}
    ties: dict[int, Match[RelationRule]] = {}
    for number, found in _alike(annotated, fired, near).items():
        first, shape = _spot(annotated, found, near)
        if isinstance(found.rule, EventRule):
            span = Span.of(annotated.report.text, annotated.tokens[first].start, annotated.tokens[first].end)
            events[number] = Trigger(first, first + 1, shape, _named(found.rule), number, span)
        else:
            words = Pattern(found.rule.rule_id, shape, (frozenset({annotated.tokens[first].text.lower()}),))
            ties[number] = Match(first, first + 1, words, replace(found.rule, rule_id=PREFIX + found.rule.rule_id))
    return events, ties


def _named(rule: EventRule) -> EventRule:
    return replace(rule, rule_id=PREFIX + rule.rule_id)


def _alike(annotated: Annotated, fired: Collection[int], near: Near) -> dict[int, Likeness]:
    """The best likeness of each sentence that has one."""
    held = [(n, a, b) for n in range(len(annotated.sentences)) if n not in fired for a, b in parts(annotated, n)]
    out: dict[int, Likeness] = {}
    if not held:
        return out
    rows = near.embed([content(annotated.tokens[a:b]) for _, a, b in held])
    for (number, first, last), scores in zip(held, rows @ near.vectors.T, strict=True):
        text = _text(annotated, number).lower()
        found = likeness(scores, near, [k for k, rule in enumerate(near.rules) if not any(words in text for words in rule.unless)])
        if found is not None and (number not in out or out[number].score < found.score):
            out[number] = replace(found, first=first, last=last)
    return out


def likeness(scores: Floats, near: Near, open_to: Sequence[int]) -> Likeness | None:
    """The entry of ``open_to`` whose two nearest examples say enough; ``scores``: cosines to ``near.vectors``."""
    order = np.argsort(-scores)
    best: Likeness | None = None
    for k in _candidates(scores, near, order, open_to):
        rule, told = near.rules[k], meaning(near.rules[k])
        mine = [i for i in order if near.owners[i] == k and not near.against[i]][:2]
        score = float(np.mean(scores[mine]))
        rival = next((float(scores[i]) for i in order if near.against[i] or meaning(near.rules[near.owners[i]]) != told), -1.0)
        if len(mine) == 2 and is_enough(score, float(scores[mine[0]]), rival, rule) and (best is None or score > best.score):
            best = Likeness(0, 0, rule, score, int(mine[0]))
    return best


def is_enough(two: float, one: float, rival: float, rule: Rule | None = None) -> bool:
    """``two``: mean cosine of an entry's two nearest examples, ``one``: of the nearest, ``rival``: of what speaks against them."""
    if rule is not None and rule.has_words:
        return two >= WITH_WORDS[0] and two - rival >= WITH_WORDS[1]
    return any(near >= enough and near - rival >= lead for near, (enough, lead) in ((two, TWO), (one, ONE)))


def _candidates(scores: Floats, near: Near, order: NDArray[np.int64], open_to: Sequence[int]) -> list[int]:
    """Entries with an example at least as near as the lowest threshold: hardly a sentence has one."""
    enough = {int(near.owners[i]) for i in order[: np.count_nonzero(scores >= TWO[0])] if not near.against[i]}
    return [k for k in open_to if k in enough]


def _text(annotated: Annotated, number: int) -> str:
    sentence = annotated.sentences[number]
    return annotated.report.text[sentence.start : sentence.end]


def parts(annotated: Annotated, number: int) -> Iterator[tuple[int, int]]:
    """A sentence and its clauses as tokens (first, last), those that hold a few plain words. A sentence that asks tells nothing."""
    sentence = annotated.sentences[number]
    if _text(annotated, number).rstrip("”\"' ").endswith("?"):
        return
    cuts = [i for i in range(sentence.first, sentence.last) if annotated.tokens[i].text.lower() in _CLAUSE | _STOPS]
    bounds = [(sentence.first, sentence.last)]
    if cuts:
        bounds += list(zip([sentence.first, *(c + 1 for c in cuts)], [*cuts, sentence.last], strict=True))
    yield from ((a, b) for a, b in bounds if len(_plain(annotated.tokens[a:b])) >= _FEWEST_WORDS)


def content(tokens: Sequence[Token]) -> str:
    """Without names, numbers and marks, and with its verbs said more than once: what is done tells more than with what."""
    return " ".join(word for t in _plain(tokens) for word in [t.text] * (_VERBS if t.pos == "VERB" else 1))


def _plain(tokens: Sequence[Token]) -> list[Token]:
    """A capital at the beginning may be of a plain word."""
    return [t for at, t in enumerate(tokens) if t.pos not in ("NUM", "PUNCT", "PROPN") or _may_open(tokens, at)]


def _may_open(tokens: Sequence[Token], at: int) -> bool:
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    named = after is None or after.pos == "PROPN" or after.text in ("'s", "’s")
    return at == 0 and tokens[0].pos == "PROPN" and tokens[0].text[1:].islower() and not named


def _spot(annotated: Annotated, found: Likeness, near: Near) -> tuple[int, Shape]:
    """The verb, else the noun, that lies nearest to the example: round it stand the parties."""
    inside = range(found.first, found.last)
    told = {i for i in inside for c in annotated.cues if c.span.start <= annotated.tokens[i].start < c.span.end}
    seen = {w.span.start for w in annotated.perception.words if w.upos == "VERB"}
    verbs = [i for i in inside if i not in told and (annotated.tokens[i].pos == "VERB" or annotated.tokens[i].start in seen)]
    nouns = [i for i in inside if annotated.tokens[i].pos == "NOUN"]
    choice = verbs or nouns or list(inside)
    nearness = near.embed([annotated.tokens[i].text for i in choice]) @ near.vectors[found.example]
    return choice[int(np.argmax(nearness))], "verb" if verbs else "noun"


def is_near(claim: Claim) -> bool:
    """Was the claim made by nearness to examples, and by no rule?"""
    return claim.rule.startswith(PREFIX)


def has_somebody(rule: EventRule, claim: Claim) -> bool:
    """Of an entry that has patterns, likeness alone is too little: somebody must do it, or have it done to them."""
    return not is_near(claim) or not rule.has_words or bool(claim.actors or claim.recipients)


def told_by_rules_first(events: Sequence[Claim], ties: Sequence[Claim]) -> tuple[Claim, ...]:
    """The events without those that are only near to examples, in sentences of which a rule tells a tie."""
    taken = [c.quote for c in ties if not is_near(c)]
    return tuple(e for e in events if not is_near(e) or not any(e.quote.overlaps(quote) for quote in taken))

"""Event triggers: the words of a sentence that the codebook knows, and which of them count."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from casus.codebook.events import EventRule, EventRules
from casus.codebook.patterns import Match, Shape, longest
from casus.model import ActorKind, Annotated, Sentence, Span, Token

#: a capital makes a month of these
_MONTHS = ("March", "May")
_PARTY_KINDS: dict[str, frozenset[ActorKind]] = {
    "armed": frozenset({"armed_group", "unidentified", "government_body", "state"}),
    "force": frozenset({"armed_group", "unidentified", "government_body", "state", "international_org"}),
    "people": frozenset({"population", "unidentified", "government_body", "role_holder", "armed_group"}),
    "public": frozenset({"armed_group", "government_body", "state", "international_org", "role_holder", "ngo", "unidentified"}),
    "any": frozenset(
        {
            "armed_group",
            "government_body",
            "state",
            "international_org",
            "role_holder",
            "ngo",
            "unidentified",
            "population",
            "company",
            "media",
        }
    ),
}


@dataclass(frozen=True, slots=True)
class Trigger:
    """Tokens ``first`` to ``last`` (exclusive) of sentence number ``sentence`` mean an event by ``rule``."""

    first: int
    last: int
    shape: Shape
    rule: EventRule
    sentence: int
    #: a single noun right before another noun ("attack helicopter") or a verb form used as an adjective says less
    span: Span


def find_triggers(annotated: Annotated, rules: EventRules) -> tuple[Trigger, ...]:
    """Triggers in text order. Weak rules count only in a report that has at least one strong trigger of the same type."""
    found = [t for number, sentence in enumerate(annotated.sentences) for t in _in_sentence(annotated, number, sentence, rules)]
    strong = {t.rule.type for t in found if not t.rule.weak}
    return tuple(t for t in found if not t.rule.weak or t.rule.type in strong or _has_armed(annotated, t))


def _in_sentence(annotated: Annotated, number: int, sentence: Sentence, rules: EventRules) -> list[Trigger]:
    tokens = annotated.tokens
    matches = [m for m in rules.index.matches(tokens, sentence.first, sentence.last) if _counts(annotated, sentence, m)]
    by_type: dict[str, list[Match[EventRule]]] = {}
    for match in matches:
        by_type.setdefault(match.what.type, []).append(match)
    out = [m for same in by_type.values() for m in longest(same)]
    return [_trigger(annotated, number, m) for m in sorted(out, key=lambda m: (m.first, m.last)) if not _inside_longer(m, out)]


def _inside_longer(match: Match[EventRule], others: Sequence[Match[EventRule]]) -> bool:
    """Of two types the match that covers more words is meant: "clash with police" is no plain clash."""
    size = match.last - match.first
    return any(o.first <= match.first and match.last <= o.last and o.last - o.first > size for o in others)


def _trigger(annotated: Annotated, number: int, match: Match[EventRule]) -> Trigger:
    tokens = annotated.tokens
    span = Span.of(annotated.report.text, tokens[match.first].start, tokens[match.last - 1].end)
    return Trigger(match.first, match.last, match.pattern.shape, match.what, number, span)


def _counts(annotated: Annotated, sentence: Sentence, match: Match[EventRule]) -> bool:
    text = annotated.report.text[sentence.start : sentence.end].lower()
    rule = match.what
    if any(word in text for word in rule.unless):
        return False
    if match.last - match.first == 1 and annotated.tokens[match.first].text in _MONTHS:
        return False
    if match.pattern.shape == "noun" and _only_modifies(annotated.tokens, match, sentence):
        return False
    return rule.needs_party is None or _has_party(annotated, sentence, rule.needs_party)


def _only_modifies(tokens: Sequence[Token], match: Match[EventRule], sentence: Sentence) -> bool:
    """A noun before another noun: "attack helicopter", "bomb squad", "protest leader". The second noun is what it is about."""
    after = tokens[match.last] if match.last < sentence.last else None
    verbal = match.last - match.first == 1 and tokens[match.first].pos == "VERB"
    if verbal and tokens[match.first].form in ("past", "participle"):
        return True
    return (
        after is not None and after.pos == "NOUN" and after.text.lower() not in ("victims", "victim", "site", "scene", "spree", "survivors")
    )


def _has_party(annotated: Annotated, sentence: Sentence, need: str) -> bool:
    kinds = _PARTY_KINDS[need]
    return any(a.kind in kinds for a in annotated.actors if sentence.start <= a.span.start < sentence.end)


def _has_armed(annotated: Annotated, trigger: Trigger) -> bool:
    sentence = annotated.sentences[trigger.sentence]
    return any(a.kind in ("armed_group", "unidentified") for a in annotated.actors if sentence.start <= a.span.start < sentence.end)

"""The deed that somebody threatens, vows or warns of: it is what the threat is about, and no deed of its own.

Of "threatened Kenya with new attacks" one trigger remains, the threat's, which reaches up to the deed's words.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from casus.codebook.events import EventRule, EventRules
from casus.extract.clauses import Reader
from casus.extract.doers import LIGHT
from casus.extract.triggers import Trigger
from casus.model import Annotated, Span

_RULE = "threaten.warn"
#: deeds that are threatened with; a truce or talks that something threatens are what is at risk
_HOSTILE = frozenset({"ASSAULT", "COERCE", "MOBILIZE", "PROTEST", "SANCTION"})
#: verbs that make a threat of an attack which they govern
_VOWING = frozenset({"vow", "swear", "pledge", "promise"})
_MARKED = {"threaten": "with", "warn": "of"}
_MODIFIERS = ("ADJ", "NUM", "NOUN", "ADV", "DET")
_ARMED = ("armed_group", "unidentified")
_PARTICLES = frozenset({"out", "up", "on"})
_REACH = 12


def with_threats(annotated: Annotated, triggers: Sequence[Trigger], rules: EventRules, readers: Sequence[Reader]) -> tuple[Trigger, ...]:
    """The triggers in text order; a threatened deed's words belong to its threat, and what lies inside them is gone."""
    rule = rules.rules.get(_RULE)
    if rule is None:
        return tuple(triggers)
    threats = [t for d in triggers if (t := _threat_of(annotated, d, rule, readers[d.sentence])) is not None]
    kept = [t for t in triggers if not any(w.first <= t.first and t.last <= w.last for w in threats)]
    return tuple(sorted((*kept, *_widest(threats)), key=lambda t: (t.first, t.last)))


def _widest(threats: Sequence[Trigger]) -> list[Trigger]:
    """One a verb: of "threatened to attack and burn" the one that reaches farther."""
    by_verb: dict[int, Trigger] = {}
    for threat in sorted(threats, key=lambda t: t.last):
        by_verb[threat.first] = threat
    return list(by_verb.values())


def _threat_of(annotated: Annotated, deed: Trigger, rule: EventRule, reader: Reader) -> Trigger | None:
    if deed.rule.type not in _HOSTILE:
        return None
    verb = _verb_to(reader, deed.first) if deed.shape == "verb" else None
    verb = _verb_with(reader, deed) if verb is None else verb
    if verb is None or not _threatens(reader, verb, deed):
        return None
    span = Span.of(annotated.report.text, reader.tokens[verb].start, deed.span.end)
    return replace(deed, first=verb, shape="verb", rule=rule, span=span)


def _threatens(reader: Reader, verb: int, deed: Trigger) -> bool:
    """Who only knows of attacks to come warns of them and threatens nobody: an armed group makes a threat of it, an embassy or

    the police do not.
    """
    lemma = reader.tokens[verb].lemma
    if lemma == "warn":
        return deed.rule.type == "ASSAULT" and any(m.kind in _ARMED for m in reader.subject(verb))
    return lemma == "threaten" or (lemma in _VOWING and deed.rule.type == "ASSAULT")


def _verb_to(reader: Reader, at: int) -> int | None:
    """The verb that governs the infinitive at ``at``: "threatened to attack"; "vowed not to attack" has none."""
    at -= 1
    while at > reader.first and reader.tokens[at].pos == "ADV" and reader.tokens[at].text.lower() not in ("not", "never"):
        at -= 1
    if at <= reader.first or reader.tokens[at].text.lower() != "to":
        return None
    return at - 1 if _is_verb(reader, at - 1, frozenset({"threaten"}) | _VOWING) else None


def _verb_with(reader: Reader, deed: Trigger) -> int | None:
    """The verb that a deed's noun is the object of, or with which it threatens somebody; a noun in -s may look like a verb."""
    if reader.tokens[deed.first].form in ("past", "participle"):
        return None
    at = deed.first - 1
    while at > reader.first and reader.tokens[at].pos in _MODIFIERS and at not in _ends(reader):
        at -= 1
    if _is_verb(reader, at, frozenset({"threaten"}) | _VOWING):
        return at if reader.tokens[at + 1].text.lower() != "the" else None  # "threatened the protest": it was at risk
    if _is_verb(reader, at, LIGHT) or reader.tokens[at].text.lower() in _PARTICLES:
        light = at if reader.tokens[at].pos == "VERB" else at - 1
        return _verb_to(reader, light) if _is_verb(reader, light, LIGHT) else None
    return _verb_before_party(reader, at)


def _verb_before_party(reader: Reader, at: int) -> int | None:
    """As in "threatened Kenya with", "warned the city of": no verb, comma or other preposition stands between."""
    marker = reader.tokens[at].text.lower()
    for before in range(at - 1, max(reader.first, at - _REACH) - 1, -1):
        token = reader.tokens[before]
        if token.pos == "VERB" and before not in _inside(reader):
            return before if _MARKED.get(token.lemma) == marker else None
        if token.pos in ("PUNCT", "ADP", "CCONJ", "SCONJ"):
            return None
    return None


def _is_verb(reader: Reader, at: int, lemmas: frozenset[str]) -> bool:
    return at >= reader.first and reader.tokens[at].pos == "VERB" and reader.tokens[at].lemma in lemmas


def _ends(reader: Reader) -> frozenset[int]:
    return frozenset(end - 1 for _, end in reader.starts.values())


def _inside(reader: Reader) -> frozenset[int]:
    return frozenset(i for at, (_, end) in reader.starts.items() for i in range(at, end))

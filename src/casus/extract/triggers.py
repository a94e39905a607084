"""Event triggers: the words of a sentence that the codebook knows, and which of them count."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from casus.codebook.events import EventRule, EventRules
from casus.codebook.patterns import Match, Shape, longest
from casus.codebook.roles import is_facility, load_role_rules
from casus.model import ActorKind, ActorMention, Annotated, Sentence, Span, Token

#: nouns that only look like comparatives
_RANKS = frozenset("soldier premier courier carrier supplier brigadier".split())
#: words that open another clause
_OPENS = frozenset("when while because although though whereas".split())
_ARTICLES = frozenset("the a an her his its their our my your".split())
_TO = frozenset({"to"})
_SUBJECTS = frozenset("they he she it we who".split())
#: words that stand for people told of before
_THOSE = frozenset({"them", "they", "him", "he", "she"})
_UNNAMED = re.compile(
    r"(?:ask|request|insist|demand|want|prefer)\w*\s+(?:(?:for|on|to)\s+)?(?:not\s+)?(?:to\s+)?(?:be\s+)?(?:remain\s+)?"
    r"(?:named|identified|quoted|anonym\w+|nameless|unnamed)\b",
    re.IGNORECASE,
)
#: a capital makes a month of these
_MONTHS = ("March", "May")
#: what may stand in the phrase behind a verb
_PHRASE = ("DET", "ADJ", "NUM", "NOUN", "PROPN", "ADV", "PART")
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
    nouns = [m for m in matches if m.pattern.shape == "noun"]
    verbs = [m for m in matches if m.pattern.shape == "verb"]
    matches = [m for m in matches if not (_is_noun_in_ing(tokens, m, sentence, nouns) or _is_verb_in_ing(tokens, m, sentence, verbs))]
    by_type: dict[str, list[Match[EventRule]]] = {}
    for match in matches:
        by_type.setdefault(match.what.type, []).append(match)
    out = [m for same in by_type.values() for m in longest(same)]
    return [_trigger(annotated, number, m) for m in sorted(out, key=lambda m: (m.first, m.last)) if not _inside_longer(m, out)]


def _inside_longer(match: Match[EventRule], others: Sequence[Match[EventRule]]) -> bool:
    """Of two types the match that covers more words is meant: "clash with police" is no plain clash."""
    size = match.last - match.first
    return any(o.first <= match.first and match.last <= o.last and o.last - o.first > size and not _in_gap(match, o) for o in others)


def _in_gap(match: Match[EventRule], other: Match[EventRule]) -> bool:
    """As in "called the raid a crime", "left when gunmen stormed the town": the deed stands among the words, and is none of them."""
    return other.first < match.first and match.last < other.last and match.what.type == "ASSAULT"


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
    if match.pattern.shape == "verb" and _reaches_into_clause(annotated.tokens, match):
        return False
    if match.pattern.shape == "verb" and any(looks(annotated.tokens, match, sentence) for looks in (_opens_as_noun, _is_object, _is_named)):
        return False
    if match.pattern.shape == "noun" and _only_modifies(annotated.tokens, match, sentence):
        return False
    if _asks_no_name(annotated, match) or (rule.not_of and rule.not_of & _things_of(annotated.tokens, match, sentence)):
        return False
    return rule.needs_party is None or _has_party(annotated, sentence, rule.needs_party)


def _things_of(tokens: Sequence[Token], match: Match[EventRule], sentence: Sentence) -> set[str]:
    """The words of the phrases to which the deed may be done: "released a report", "a report was released", "the release of a report"."""
    words, at = set(), match.last
    if match.pattern.shape == "noun" and at < sentence.last and tokens[at].text.lower() == "of":
        at += 1
    while at < sentence.last and tokens[at].pos in _PHRASE:
        words.add(tokens[at].text.lower())
        at += 1
    undergone = match.pattern.shape == "verb" and tokens[match.first].form in ("past", "participle")
    return words | (_subject_words(tokens, match.first, sentence.first) if undergone else set())


def _subject_words(tokens: Sequence[Token], verb: int, floor: int) -> set[str]:
    """The words of the phrase that a participle leans on, or that "was" has as its subject, past other phrases that prepositions lead:

    "a video released by", "a report on the captives was released".
    """
    at, words = verb - 1, set[str]()
    helped = at >= floor and tokens[at].pos in ("AUX", "ADV")
    while at >= floor and tokens[at].pos in (*_PHRASE, "AUX"):
        words.add(tokens[at].text.lower())
        at -= 1
    return _subject_words(tokens, at, floor) if helped and at > floor and tokens[at].pos == "ADP" else words


def _asks_no_name(annotated: Annotated, match: Match[EventRule]) -> bool:
    """As in "who asked not to be named": how the reporter came by the words, and nothing that was asked of anybody."""
    start = annotated.tokens[match.first].start
    return match.what.type == "REQUEST" and _UNNAMED.match(annotated.report.text, start) is not None


def _reaches_into_clause(tokens: Sequence[Token], match: Match[EventRule]) -> bool:
    """As in "fled when gunmen attacked a village": the last word is another clause's, and no part of "flee a village"."""
    if None not in match.pattern.steps:
        return False
    told = frozenset[str]().union(*(step for step in match.pattern.steps if step is not None))
    inside = [i for i in range(match.first + 1, match.last - 1) if tokens[i].text.lower() not in told]
    if match.pattern.steps[-1] == _TO and any(tokens[i].text.lower() == "that" for i in inside):
        return True  # "told reporters that he meant to leave" is no "told reporters to"
    return any(tokens[i].text.lower() in _OPENS or _is_finite(tokens, i) or _is_helped(tokens, i) for i in inside)


def _is_helped(tokens: Sequence[Token], at: int) -> bool:
    """A subject and its auxiliary: "told reporters she would leave for" is no "told reporters to"."""
    return tokens[at].pos == "AUX" and tokens[at - 1].pos == "PRON" and not tokens[at].text.startswith(("'", "’"))


def _is_finite(tokens: Sequence[Token], at: int) -> bool:
    verb = tokens[at].pos == "VERB" and tokens[at].form == "past"
    if verb and tokens[at - 1].text.lower() in _SUBJECTS:
        return True
    led = tokens[at - 1].pos in ("NOUN", "PROPN", "PRON") or tokens[at - 1].text in _MONTHS
    return verb and led and tokens[at + 1].pos in ("DET", "NUM", "PROPN", "PRON")


def _opens_as_noun(tokens: Sequence[Token], match: Match[EventRule], sentence: Sentence) -> bool:
    """As in "Sanctions on the port were lifted": a capital hides what the first word is, the preposition behind it shows it."""
    if match.last - match.first != 1 or tokens[match.first].pos != "PROPN" or match.last >= sentence.last:
        return False
    opens = match.first == sentence.first or tokens[match.first - 1].text in (":", "-", "–", "—", "“", '"')
    return opens and tokens[match.last].pos == "ADP"


def _is_named(tokens: Sequence[Token], match: Match[EventRule], sentence: Sentence) -> bool:
    """As in "upon her first return home": behind an article what reads like a verb is a noun."""
    at = match.first - 1
    if tokens[match.first].form != "base":
        return False
    while at > sentence.first and tokens[at].pos == "ADJ":
        at -= 1
    return at >= sentence.first and tokens[at].text.lower() in _ARTICLES


def _is_noun_in_ing(tokens: Sequence[Token], match: Match[EventRule], sentence: Sentence, nouns: Sequence[Match[EventRule]]) -> bool:
    """As in "after the mosque bombing": a form in -ing that the codebook knows as a noun too, and that no object follows."""
    if match.pattern.shape != "verb" or not _is_lone_ing(tokens, match, sentence):
        return False
    object_follows = _object_follows(tokens, match, sentence)
    led = tokens[match.first - 1].pos in ("NOUN", "ADJ", "DET", "NUM", "PROPN", "ADP")
    return led and not object_follows and any(n.first <= match.first and n.last == match.last for n in nouns)


def _is_verb_in_ing(tokens: Sequence[Token], match: Match[EventRule], sentence: Sentence, verbs: Sequence[Match[EventRule]]) -> bool:
    """As in ", killing 147 students": a form in -ing that an object follows, and that no article leads, is no noun."""
    if match.pattern.shape != "noun" or not _is_lone_ing(tokens, match, sentence) or not _object_follows(tokens, match, sentence):
        return False
    return tokens[match.first - 1].pos not in ("DET", "ADJ", "NOUN", "PROPN") and any(v.first == match.first for v in verbs)


def _is_lone_ing(tokens: Sequence[Token], match: Match[EventRule], sentence: Sentence) -> bool:
    return match.last - match.first == 1 and tokens[match.first].form == "ing" and match.first != sentence.first


def _object_follows(tokens: Sequence[Token], match: Match[EventRule], sentence: Sentence) -> bool:
    after = tokens[match.last] if match.last < sentence.last else None
    relative = after is not None and after.text.lower() == "that" and tokens[match.last + 1].pos in ("VERB", "AUX")
    return after is not None and not relative and after.pos in ("DET", "NUM", "PROPN", "PRON", "ADJ", "NOUN")


def _is_object(tokens: Sequence[Token], match: Match[EventRule], sentence: Sentence) -> bool:
    """As in "blamed attacks on the group": what reads like a verb right behind a verb is its object."""
    if match.last - match.first != 1 or match.first == sentence.first or tokens[match.first].form not in ("s", "base"):
        return False
    if match.last < sentence.last and tokens[match.last].text.lower() == "of":
        return True  # "the same targets of"
    before = tokens[match.first - 1]
    compared = before.text.endswith(("ier", "iest")) and before.text.lower() not in _RANKS
    return compared or (before.pos == "VERB" and before.form in ("past", "s"))


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
    if need == "any" and any(is_facility(t.text.lower()) for t in annotated.tokens[sentence.first : sentence.last]):
        return True
    if need == "people" and any(t.text.lower() in _THOSE for t in annotated.tokens[sentence.first : sentence.last]):
        return True  # "nine more of them were released"
    return any(a.kind in kinds for a in annotated.actors if sentence.start <= a.span.start < sentence.end)


def _has_armed(annotated: Annotated, trigger: Trigger) -> bool:
    """Does the sentence tell of gunmen, or of troops right beside the words: "killed by troops", "police killed"?"""
    sentence = annotated.sentences[trigger.sentence]
    here = [a for a in annotated.actors if sentence.start <= a.span.start < sentence.end]
    return any(a.kind in ("armed_group", "unidentified") or (_is_force(a) and _stands_beside(annotated, a, trigger)) for a in here)


def _is_force(mention: ActorMention) -> bool:
    words, phrases = mention.span.text.lower().split(), load_role_rules().phrases
    return any((role := phrases.get(tuple(words[at:]))) is not None and role.act == "force" for at in range(len(words)))


def _stands_beside(annotated: Annotated, mention: ActorMention, trigger: Trigger) -> bool:
    text = annotated.report.text
    if mention.span.end <= trigger.span.start:
        return text[mention.span.end : trigger.span.start].strip() in ("", "have", "had", "has")
    return trigger.span.end <= mention.span.start and text[trigger.span.end : mention.span.start].split()[:1] == ["by"]

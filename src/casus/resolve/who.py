"""Who: names, role phrases and offices in a report become actor mentions, resolved against the registry where that is sure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from casus.codebook.events import load_event_rules
from casus.codebook.roles import RoleRules
from casus.model import ActorKind, ActorMention, Annotated, Registry, Sentence, Span, Token
from casus.resolve.bearing import as_branches, countries_of, lookalikes_apart, main_country, of_the_country, with_anaphors
from casus.resolve.definitions import with_definitions
from casus.resolve.found import find_organisations
from casus.resolve.metonyms import acts
from casus.resolve.names import Name, NameIndex
from casus.resolve.persons import with_persons
from casus.resolve.phrases import RolePhrase, find_role_phrases

#: nouns of the armed acts whose bearer may never be a population (a people is never an armed group)
_ARMED = ("armed", "group")
#: words behind which *to* leads to who bears it
_BORNE = frozenset(
    "detrimental harmful hostile dangerous loyal warning threat danger damage harm challenge message ultimatum demand appeal".split()
)
_DIRECTIONS = frozenset({"northern", "southern", "eastern", "western", "central", "neighbouring", "neighboring"})


@dataclass(frozen=True, slots=True)
class Who:
    """What finding actors needs, built once."""

    names: NameIndex
    roles: RoleRules
    registry: Registry


def find_actors(annotated: Annotated, who: Who) -> tuple[ActorMention, ...]:
    """Actor mentions in text order, none overlapping.

    A state's name after a word of place ("in Chad") is a place, not an actor, and is left to the gazetteer.
    """
    text = annotated.report.text
    names = with_definitions(text, who.names.find(text, annotated.report.published))
    mentions = [m for s in annotated.sentences for m in _in_sentence(annotated, s, names, who.roles)]
    counts = countries_of(names)
    mentions += find_organisations(annotated, mentions, who.roles, main_country(counts))
    mentions = as_branches(annotated, mentions, names, who.registry)
    mentions = list(of_the_country(annotated, mentions, counts, who.roles, who.registry))
    mentions = sorted(with_persons(annotated, mentions, who.roles), key=lambda m: m.span)
    return tuple(with_anaphors(annotated, lookalikes_apart(mentions, who.registry)))


def _in_sentence(annotated: Annotated, sentence: Sentence, names: Sequence[Name], roles: RoleRules) -> Iterator[ActorMention]:
    text, tokens = annotated.report.text, annotated.tokens
    here = [n for n in names if sentence.start <= n.start < sentence.end]
    sure = [n for n in here if n.use != "unsure"]
    taken: list[tuple[int, int]] = []
    for phrase in find_role_phrases(tokens, sentence.first, sentence.last, sure, roles):
        span = Span.of(text, tokens[phrase.first].start, tokens[phrase.last - 1].end)
        taken.append((span.start, span.end))
        yield _of_phrase(span, phrase)
        if phrase.name and phrase.name.entry.kind != "state" and phrase.role.act in ("people", "speaker") and phrase.name.use == "name":
            taken.pop()
    for name in here:
        if any(s <= name.start < e for s, e in taken):
            continue
        mention = _of_name(text, name, tokens, sentence, roles)
        if mention:
            yield mention


def _of_phrase(span: Span, phrase: RolePhrase) -> ActorMention:
    entry, act = phrase.name.entry if phrase.name else None, phrase.role.act
    kind: ActorKind = phrase.role.kind
    if entry is None:
        return ActorMention(span, None, span.text, kind)
    if act in _ARMED:
        ours = entry.kind not in ("population", "state", "media") and (phrase.name is None or phrase.name.use == "name")
        return ActorMention(span, entry.actor_id, entry.name, entry.kind) if ours else ActorMention(span, None, span.text, "unidentified")
    if act in ("people", "speaker"):
        mine = entry.kind == "population"
        return ActorMention(span, entry.actor_id if mine else None, entry.name if mine else span.text, kind)
    if act == "media" and entry.kind == "media":
        return ActorMention(span, entry.actor_id, entry.name, "media")
    if entry.kind in ("population", "media") or (act == "media" and "state" not in span.text.lower().split()):
        return ActorMention(span, None, span.text, kind)
    if act == "office":
        return ActorMention(span, entry.actor_id, span.text, "role_holder")
    return ActorMention(span, entry.actor_id, entry.name, entry.kind if entry.kind != "state" else "government_body")


def _of_name(text: str, name: Name, tokens: Sequence[Token], sentence: Sentence, roles: RoleRules) -> ActorMention | None:
    entry, span = name.entry, Span.of(text, name.start, name.end)
    if name.use == "unsure":
        return ActorMention(span, None, span.text, entry.kind, name.rivals)
    at = next((i for i in range(sentence.first, sentence.last) if tokens[i].start >= name.start), sentence.last)
    end = next((i for i in range(at, sentence.last) if tokens[i].start >= name.end), sentence.last)
    after = tokens[end] if end < sentence.last else None
    before = _before(tokens, at, sentence.first)
    if name.use == "demonym":
        plural = span.text.endswith(("s", "ese", "ish")) and (after is None or after.pos not in ("NOUN", "PROPN", "ADJ"))
        if plural:
            return ActorMention(span, None, span.text, "population")
        return ActorMention(span, entry.actor_id, entry.name, "state") if after is not None and after.pos in ("NOUN", "VERB") else None
    if name.use == "metonym":
        return ActorMention(span, entry.actor_id, entry.name, "state") if acts(tokens, at, end, sentence, before, roles) else None
    away = before != "at" and before in roles.locative and not _owns_a_deed(tokens, end, sentence.last)
    if entry.kind == "state" and away and not _bears_it(tokens, at, sentence.first):
        return None
    return ActorMention(span, entry.actor_id, entry.name, entry.kind)


def _owns_a_deed(tokens: Sequence[Token], end: int, last: int) -> bool:
    """As in "anger at Chad's deportation of": behind a word of place, yet the one who acts."""
    if end >= last or tokens[end].text not in ("'s", "’s"):
        return False
    deeds = load_event_rules().index.matches(tokens, end + 1, min(end + 5, last))
    return any(m.pattern.shape == "noun" and all(t.pos in ("ADJ", "NOUN") for t in tokens[end + 1 : m.first]) for m in deeds)


def _bears_it(tokens: Sequence[Token], at: int, first: int) -> bool:
    """As in "acts hostile to Chad", "a warning to Chad": the one whom it harms or concerns."""
    at -= 1
    while at > first and tokens[at].pos == "DET":
        at -= 1
    return at > first and tokens[at].text.lower() == "to" and tokens[at - 1].text.lower() in _BORNE


def _before(tokens: Sequence[Token], at: int, first: int) -> str:
    """The word before a name, past its article and the quarter of a country."""
    at -= 1
    while at >= first and (tokens[at].pos == "DET" or tokens[at].text.lower() in _DIRECTIONS):
        at -= 1
    return tokens[at].text.lower() if at >= first else ""

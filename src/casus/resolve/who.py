"""Who: names, role phrases and offices in a report become actor mentions, resolved against the registry where that is sure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from casus.codebook.roles import RoleRules
from casus.model import ActorKind, ActorMention, Annotated, Registry, RegistryEntry, Sentence, Span, Token
from casus.resolve.names import Name, NameIndex
from casus.resolve.phrases import RolePhrase, find_role_phrases

_ABBREVIATION = re.compile(r"\(\s*([A-Z][A-Za-z-]{1,9})\s*\)")
_SLUG = re.compile(r"[^a-z0-9]+")
#: nouns of the armed acts whose bearer may never be a population (a people is never an armed group)
_ARMED = ("armed", "group")


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
    names = _with_abbreviations(annotated, who.names.find(annotated.report.text, annotated.report.published))
    mentions: list[ActorMention] = []
    for sentence in annotated.sentences:
        mentions += _in_sentence(annotated, sentence, names, who.roles)
    mentions += _found_organisations(annotated, mentions, who.roles)
    mentions += _surnames(annotated, mentions)
    told_apart = _lookalikes_apart(sorted(mentions, key=lambda m: m.span), who.registry)
    return tuple(_with_anaphors(annotated, told_apart))


def _lookalikes_apart(mentions: list[ActorMention], registry: Registry) -> list[ActorMention]:
    """ "Taliban" in a report that names the Pakistani Taliban, and never the Afghan one, may mean either: neither is taken."""
    named = {m.actor_id for m in mentions if m.actor_id}
    return [_if_sure(m, mentions, named, registry) for m in mentions]


def _if_sure(mention: ActorMention, mentions: Sequence[ActorMention], named: set[str], registry: Registry) -> ActorMention:
    entry = registry.get(mention.actor_id)
    rivals = [r for u in (entry.unlike if entry else ()) if u in named and (r := registry.get(u))]
    if entry is None or not rivals:
        return mention
    theirs = " | ".join(name.casefold() for r in rivals for name in (r.name, *(a.name for a in r.aliases)))
    own = [n.casefold() for n in (entry.name, *(a.name for a in entry.aliases)) if n.casefold() not in theirs]
    distinct = any(m.actor_id == entry.actor_id and any(n in m.span.text.casefold() for n in own) for m in mentions)
    shared = any(
        n.casefold() in theirs and n.casefold() in mention.span.text.casefold() for n in (entry.name, *(a.name for a in entry.aliases))
    )
    if distinct or not shared:
        return mention
    return replace(
        mention, actor_id=None, name=mention.span.text, candidates=tuple(sorted((entry.actor_id, *(r.actor_id for r in rivals))))
    )


def _with_abbreviations(annotated: Annotated, names: tuple[Name, ...]) -> tuple[Name, ...]:
    """A definition binds its abbreviation in this report: "the Movement for the Liberation of X (MLX)"."""
    text = annotated.report.text
    bound: dict[str, RegistryEntry] = {}
    for name in names:
        found = _ABBREVIATION.match(text, name.end + 1 if text[name.end : name.end + 1] == " " else name.end)
        if found and name.use == "name" and name.end - name.start > len(found.group(1)):
            bound[found.group(1)] = name.entry
    out = [n for n in names if text[n.start : n.end] not in bound]
    for short, entry in bound.items():
        out += [Name(m.start(), m.end(), "name", entry) for m in re.finditer(rf"(?<!\w){re.escape(short)}(?!\w)", text)]
    return tuple(sorted(out, key=lambda n: n.start))


def _in_sentence(annotated: Annotated, sentence: Sentence, names: Sequence[Name], roles: RoleRules) -> Iterator[ActorMention]:
    text, tokens = annotated.report.text, annotated.tokens
    here = [n for n in names if sentence.start <= n.start < sentence.end]
    taken: list[tuple[int, int]] = []
    for phrase in find_role_phrases(tokens, sentence.first, sentence.last, here, roles):
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
    if entry.kind in ("population", "media"):
        return ActorMention(span, None, span.text, kind)
    if act == "office":
        return ActorMention(span, entry.actor_id, span.text, "role_holder")
    return ActorMention(span, entry.actor_id, entry.name, entry.kind if entry.kind != "state" else "government_body")


def _of_name(text: str, name: Name, tokens: Sequence[Token], sentence: Sentence, roles: RoleRules) -> ActorMention | None:
    entry, span = name.entry, Span.of(text, name.start, name.end)
    at = next((i for i in range(sentence.first, sentence.last) if tokens[i].start >= name.start), sentence.last)
    end = next((i for i in range(at, sentence.last) if tokens[i].start >= name.end), sentence.last)
    after = tokens[end] if end < sentence.last else None
    before = _before(tokens, at, sentence.first)
    if name.use == "demonym":
        plural = span.text.endswith(("s", "ese", "ish")) and (after is None or after.pos not in ("NOUN", "PROPN", "ADJ"))
        if plural:
            return ActorMention(span, None, span.text, "population")
        return ActorMention(span, entry.actor_id, entry.name, "state") if after is not None and after.pos in ("NOUN", "VERB") else None
    if entry.kind == "state" and before in roles.locative:
        return None
    if name.use == "metonym":
        acts = after is not None and after.pos in ("VERB", "AUX") and before not in roles.locative and before not in ("of", ",")
        return ActorMention(span, entry.actor_id, entry.name, "state") if acts else None
    return ActorMention(span, entry.actor_id, entry.name, entry.kind)


def _before(tokens: Sequence[Token], at: int, first: int) -> str:
    at -= 1
    while at >= first and (
        tokens[at].pos == "DET" or tokens[at].text.lower() in ("northern", "southern", "eastern", "western", "central", "neighbouring")
    ):
        at -= 1
    return tokens[at].text.lower() if at >= first else ""


def _found_organisations(annotated: Annotated, known: Sequence[ActorMention], roles: RoleRules) -> Iterator[ActorMention]:
    """Capitalised names that end in Front, Brigade, Ministry...: organisations that the registry lacks."""
    for sentence in annotated.sentences:
        if _is_title_cased(annotated, sentence):
            continue
        at = sentence.first
        while at < sentence.last:
            end = _capital_run(annotated.tokens, at, sentence.last)
            heads = [i for i in range(at, end) if annotated.tokens[i].text in roles.name_heads]
            if end - at >= 2 and heads:
                span = Span.of(annotated.report.text, annotated.tokens[at].start, annotated.tokens[end - 1].end)
                if not any(m.span.overlaps(span) for m in known):
                    yield ActorMention(span, f"found.{slug(span.text)}", span.text, _kind_of(annotated.tokens[heads[-1]].text))
            at = max(end, at + 1)


def slug(name: str) -> str:
    return _SLUG.sub("_", name.lower()).strip("_")


def _kind_of(head: str) -> ActorKind:
    if head in (
        "Ministry",
        "Court",
        "Council",
        "Police",
        "Agency",
        "Commission",
        "Department",
        "Command",
        "Parliament",
        "Assembly",
        "Authority",
        "Bureau",
        "Congress",
    ):
        return "government_body"
    if head in ("Front", "Army", "Brigade", "Brigades", "Battalion", "Militia", "Cartel", "Faction"):
        return "armed_group"
    return "ngo"


def _capital_run(tokens: Sequence[Token], at: int, last: int) -> int:
    """The end of a run of capitalised words from ``at``, with *of*, *for*, *the*, *and* allowed inside."""
    end = at
    while end < last and tokens[end].pos == "PROPN":
        end += 1
        look = end
        while look < last and look - end < 2 and tokens[look].text in ("of", "for", "the", "and", "de", "in"):
            look += 1
        if end < look < last and tokens[look].pos == "PROPN" and tokens[end].text not in ("and", "in", "the"):
            end = look
    return end


def _is_title_cased(annotated: Annotated, sentence: Sentence) -> bool:
    words = [t for t in annotated.tokens[sentence.first : sentence.last] if t.text[0].isalpha()]
    return len(words) > 3 and sum(t.text[0].isupper() for t in words) > 0.7 * len(words)


def _surnames(annotated: Annotated, known: Sequence[ActorMention]) -> Iterator[ActorMention]:
    """Later bare surnames of office-holders whom the report introduced with their office."""
    offices: dict[str, ActorMention] = {}
    for mention in known:
        last = mention.span.text.split()[-1] if mention.kind == "role_holder" and mention.span.text else ""
        if len(last) > 3 and last[0].isupper() and " " in mention.span.text:
            offices.setdefault(last, mention)
    for token in annotated.tokens:
        holder = offices.get(token.text)
        if holder and token.start > holder.span.end and not any(m.span.start <= token.start < m.span.end for m in known):
            yield replace(holder, span=Span(token.start, token.end, token.text))


def _with_anaphors(annotated: Annotated, mentions: list[ActorMention]) -> Iterator[ActorMention]:
    """As in "the group", "the militants": the one armed group that the report has named so far; with two, neither."""
    text = annotated.report.text
    named: list[str] = []
    names: dict[str, ActorMention] = {}
    for mention in mentions:
        if mention.kind == "armed_group" and mention.actor_id and mention.actor_id not in named:
            named.append(mention.actor_id)
            names[mention.actor_id] = mention
        bare = mention.actor_id is None and mention.span.text.lower() in (
            "group",
            "militants",
            "rebels",
            "insurgents",
            "movement",
            "jihadists",
            "militant group",
        )
        definite = text[max(0, mention.span.start - 4) : mention.span.start].lower() == "the "
        if bare and definite and len(named) == 1:
            known = names[named[0]]
            yield replace(mention, actor_id=known.actor_id, name=known.name, kind=known.kind)
        elif bare and definite and len(named) > 1:
            yield replace(mention, candidates=tuple(sorted(named)))
        else:
            yield mention

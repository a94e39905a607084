"""What a report as a whole says about its actors: lookalikes, branches of a group, the state of a bare "government", "the group"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from casus.codebook.roles import RoleRules
from casus.codebook.spelling import fold_name
from casus.model import ActorMention, Annotated, Registry, RegistryEntry
from casus.resolve.names import Name, home_of

_BRANCH = r"(?:affiliate|branch|offshoot|chapter|franchise|wing|arm)"
_BEHIND = re.compile(rf"(?: group)?['’]s?(?: [\w-]+){{0,4}} {_BRANCH}\b(?: in [\w ]{{3,30}})?", re.IGNORECASE)
_BEFORE = re.compile(rf"(?:[\w-]+ ){{0,3}}{_BRANCH} of (?:the )?(?:so-called )?$", re.IGNORECASE)
_IN = re.compile(r"(?: \([\w-]+\))?(?: group| militant group| extremist group)? in [\w ]{3,30}")
#: "the junta" is one's rulers, "junta attacks" are a kind of attack
_DEFINITE = frozenset({"the", "country's", "country’s", "nation's", "nation’s"})
_ANY = frozenset("a an any each every no some another new of former this that their his her its".split())
_THE_GROUP = frozenset({"group", "militants", "rebels", "insurgents", "movement", "jihadists", "militant group", "guerrillas"})


def countries_of(names: Iterable[Name]) -> Counter[str]:
    """How often a report speaks of each country: as a state, by its people's name or seat, or by a group at home there."""
    return Counter(code for n in names if n.use != "unsure" and (code := home_of(n.entry)))


def main_country(counts: Counter[str]) -> str | None:
    """The country that at least two in three of these names are of; None when there is none."""
    if not counts:
        return None
    (code, most), *_ = counts.most_common(1)
    return code if 3 * most >= 2 * counts.total() else None


def lookalikes_apart(mentions: Sequence[ActorMention], registry: Registry) -> list[ActorMention]:
    """ "Taliban" in a report that names the Pakistani Taliban, and never the Afghan one, may mean either: neither is taken."""
    named = {m.actor_id for m in mentions if m.actor_id}
    return [_if_sure(m, mentions, named, registry) for m in mentions]


def _if_sure(mention: ActorMention, mentions: Sequence[ActorMention], named: set[str], registry: Registry) -> ActorMention:
    entry = registry.get(mention.actor_id)
    rivals = [r for u in (entry.unlike if entry else ()) if u in named and (r := registry.get(u))]
    if entry is None or not rivals:
        return mention
    theirs = [name for rival in rivals for name in _names(rival)]
    own = [name for name in _names(entry) if not any(_within(name, other) for other in theirs)]
    shared = [name for name in _names(entry) if any(_within(name, other) for other in theirs)]
    distinct = any(m.actor_id == entry.actor_id and _says(m, own) for m in mentions)
    if distinct or not _says(mention, shared):
        return mention
    ids = tuple(sorted((entry.actor_id, *(r.actor_id for r in rivals))))
    return replace(mention, actor_id=None, name=mention.span.text, candidates=ids)


def _names(entry: RegistryEntry) -> list[str]:
    return [fold_name(n) for n in (entry.name, *(a.name for a in entry.aliases))]


def _within(name: str, other: str) -> bool:
    return f" {name} " in f" {other} "


def _says(mention: ActorMention, names: Iterable[str]) -> bool:
    text = fold_name(mention.span.text)
    return any(_within(name, text) for name in names)


def as_branches(annotated: Annotated, mentions: Sequence[ActorMention], names: Sequence[Name], registry: Registry) -> list[ActorMention]:
    """A group whose words name a country's branch of it is that branch: "the Islamic State's Afghan affiliate"."""
    children: dict[str, list[RegistryEntry]] = {}
    for entry in registry.entries.values():
        if entry.parent and entry.kind == "armed_group":
            children.setdefault(entry.parent, []).append(entry)
    return [_as_branch(annotated.report.text, m, names, children.get(m.actor_id or "", ())) for m in mentions]


def _as_branch(text: str, mention: ActorMention, names: Sequence[Name], children: Sequence[RegistryEntry]) -> ActorMention:
    reach = _branch_words(text, mention) if children else None
    if reach is None:
        return mention
    told = {n.entry.alpha3 for n in names if n.entry.alpha3 and reach[0] <= n.start < reach[1]}
    fitting = [c for c in children if len(told) == 1 and told & set(c.countries)]
    if len(fitting) != 1:
        return mention
    return replace(mention, actor_id=fitting[0].actor_id, name=fitting[0].name)


def _branch_words(text: str, mention: ActorMention) -> tuple[int, int] | None:
    start, end = mention.span.start, mention.span.end
    behind = _BEHIND.match(text, end)
    if behind:
        return start, behind.end()
    before = _BEFORE.search(text, max(0, start - 60), start)
    if before:
        within = _IN.match(text, end)
        return before.start(), within.end() if within else end
    return None


def of_the_country(
    annotated: Annotated, mentions: Sequence[ActorMention], counts: Counter[str], roles: RoleRules, registry: Registry
) -> Iterator[ActorMention]:
    """ "The government", "authorities" where a report speaks of one country nearly alone: that state's."""
    code = main_country(counts)
    state = registry.get(f"state.{code.lower()}") if code else None
    for mention in mentions:
        bare = mention.actor_id is None and not mention.candidates and _is_national(annotated.report.text, mention, roles)
        yield replace(mention, actor_id=state.actor_id, name=state.name) if bare and state else mention


def _is_national(text: str, mention: ActorMention, roles: RoleRules) -> bool:
    words = mention.span.text.lower().split()
    before = text[max(0, mention.span.start - 12) : mention.span.start].lower().split()
    if mention.kind == "role_holder":  # "President X" without a country: the report does not say of what
        return False
    definite = bool(before) and before[-1] in _DEFINITE
    plural = words[-1].endswith("s") and not (before and before[-1] in _ANY)
    return " ".join(words) in roles.national and (definite or plural)


def with_anaphors(annotated: Annotated, mentions: Sequence[ActorMention]) -> Iterator[ActorMention]:
    """As in "the group", "the militants": the one armed group that the report has named so far; with two, neither."""
    text = annotated.report.text
    named: dict[str, ActorMention] = {}
    for mention in mentions:
        if mention.kind == "armed_group" and mention.actor_id:
            named.setdefault(mention.actor_id, mention)
        bare = mention.actor_id is None and mention.span.text.lower() in _THE_GROUP
        if not bare or not named or text[max(0, mention.span.start - 4) : mention.span.start].lower() != "the ":
            yield mention
        elif len(named) == 1:
            (known,) = named.values()
            yield replace(mention, actor_id=known.actor_id, name=known.name, kind=known.kind)
        else:
            yield replace(mention, candidates=tuple(sorted(named)))

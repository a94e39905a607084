"""Role phrases: noun phrases headed by a word such as *gunmen*, *police*, *spokesman*, with the organisation named in them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from casus.codebook.roles import Role, RoleRules
from casus.model import Token
from casus.resolve.names import Name

_WIDEST = 7
_MODIFIERS = ("ADJ", "NOUN", "PROPN", "NUM", "DET", "X")
_POSSESSIVE = ("'s", "’s", "'", "’")
_PARTICLES = frozenset("al el ul ur ud bin ibn bint ben de da van von der".split())
#: a day before a role is no part of it: "on Sunday people marched"
_DAYS = frozenset("Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split())


@dataclass(frozen=True, slots=True)
class RolePhrase:
    """Tokens ``first`` to ``last`` (exclusive), ``head`` the index of the role noun's last word; ``name`` the organisation in it.

    ``person`` is the stretch of a person's name that follows the title, if any; ``definite`` says that it begins with *the*.
    """

    first: int
    last: int
    head: int
    role: Role
    name: Name | None
    person: tuple[int, int] | None
    definite: bool


def find_role_phrases(tokens: Sequence[Token], first: int, last: int, names: Sequence[Name], rules: RoleRules) -> list[RolePhrase]:
    """Role phrases of one sentence in text order; of a chain of role nouns ("army spokesman") the last is the head."""
    heads = [h for h in _heads(tokens, first, last, rules) if not _inside_a_name(tokens, h[0], h[1], names)]
    out: list[RolePhrase] = []
    floor = first
    for number, (start, end, role) in enumerate(heads):
        following = heads[number + 1] if number + 1 < len(heads) else None
        if following and following[0] == end:
            continue  # a modifier of the next role noun
        if role.act in ("people", "speaker", "office") and end < last and tokens[end].pos == "NOUN":
            continue  # "people smuggling", "witness account": about the noun that follows
        if _is_a_name(tokens, start, end, floor, names):
            continue
        phrase = _phrase(tokens, floor, start, end, last, role, names, rules)
        out.append(phrase)
        floor = phrase.last
    return out


def _inside_a_name(tokens: Sequence[Token], start: int, end: int, names: Sequence[Name]) -> bool:
    """The "Movement" of a name that goes on behind it is no role, nor the "Union" of a state's name."""
    covering = (n for n in names if n.start <= tokens[start].start and tokens[end - 1].end <= n.end)
    return any(n.end > tokens[end - 1].end or (n.use == "name" and n.entry.kind == "state") for n in covering)


def _is_a_name(tokens: Sequence[Token], start: int, end: int, floor: int, names: Sequence[Name]) -> bool:
    """Is it a name of its own, as "Green Valley Front"? A capitalised role word behind a capitalised word that no list knows is part of a name of its own."""
    before = tokens[start - 1] if start > floor else None
    if before is None or before.pos != "PROPN" or not all(t.text[0].isupper() for t in tokens[start:end]) or before.text.isupper():
        return False
    return not any(n.start <= before.start < n.end for n in names)


def _heads(tokens: Sequence[Token], first: int, last: int, rules: RoleRules) -> Iterator[tuple[int, int, Role]]:
    at = first
    while at < last:
        size, role = _longest(tokens, at, last, rules)
        if role is not None and (size > 1 or tokens[at].pos not in ("VERB", "AUX") or _is_plural(tokens, at, last, role)):
            yield at, at + size, role
        at += max(size, 1)


def _is_plural(tokens: Sequence[Token], at: int, last: int, role: Role) -> bool:
    """Is a form in -s a noun: "killed by Afghan forces.", "all forces of A": nothing follows that it could be done to."""
    after = tokens[at + 1] if at + 1 < last else None
    return (
        role.act not in ("speaker", "media")
        and tokens[at].form == "s"
        and (after is None or after.pos in ("PUNCT", "ADP", "AUX", "VERB", "CCONJ"))
    )


def _longest(tokens: Sequence[Token], at: int, last: int, rules: RoleRules) -> tuple[int, Role | None]:
    for size in range(min(rules.longest, last - at), 0, -1):
        role = rules.phrases.get(tuple(t.text.lower() for t in tokens[at : at + size]))
        if role is not None:
            return size, role
    return 0, None


def _phrase(
    tokens: Sequence[Token], floor: int, start: int, end: int, last: int, role: Role, names: Sequence[Name], rules: RoleRules
) -> RolePhrase:
    left = _leftmost(tokens, floor, start)
    definite = tokens[left].text.lower() in ("the", "this", "that", "these", "those")
    while left < start and (tokens[left].pos in ("DET", "NUM") or tokens[left].text in _POSSESSIVE):
        left += 1
    right = end
    inside = [n for n in names if n.start >= tokens[left].start and n.end <= tokens[end - 1].end and n.use != "metonym"]
    name = inside[-1] if inside else None
    person = _person(tokens, end, last, names) if role.act == "office" else None
    named = _right_behind(tokens, end, last, names) if role.act in ("group", "armed") else None
    if named is not None:
        right, name = named
    elif person:
        right = person[1]
    elif name is None:
        right, name = _of_name(tokens, end, last, names, role)
        if role.act == "office":
            person = _person(tokens, right, last, names) if right > end else None
            right = person[1] if person else right
    return RolePhrase(left, right, end - 1, role, name, person, definite)


def _leftmost(tokens: Sequence[Token], floor: int, start: int) -> int:
    at = start
    while at > floor and start - at < _WIDEST:
        before = tokens[at - 1]
        hyphen = before.text == "-" and at - 2 >= floor and tokens[at - 2].end == before.start and before.end == tokens[at].start
        joined = before.text in _POSSESSIVE or hyphen
        if (not joined and before.pos not in _MODIFIERS) or before.text in _DAYS:
            break
        if before.pos == "NUM" and at < start and tokens[at].pos == "PROPN":
            break
        at -= 1
        if before.pos == "DET":
            break
    while at < start and tokens[at].text in _POSSESSIVE:
        at += 1
    return at


def _right_behind(tokens: Sequence[Token], end: int, last: int, names: Sequence[Name]) -> tuple[int, Name] | None:
    """As in "the Somali militant group al-Shabaab": the name stands right behind the role."""
    name = next((n for n in names if end < last and n.start == tokens[end].start and n.use == "name"), None)
    if name is None:
        return None
    while end < last and tokens[end].start < name.end:
        end += 1
    return end, name


def _of_name(tokens: Sequence[Token], end: int, last: int, names: Sequence[Name], role: Role) -> tuple[int, Name | None]:
    """As in "fighters of the Islamic State group", "members of Boko Haram", "president of Iran", "the government in Kabul"."""
    at = end
    seated = role.act == "organ" and at < last and tokens[at].text.lower() == "in"
    if seated or (at < last and tokens[at].text.lower() in ("of", "from", "with", "for", "loyal", "linked", "affiliated")):
        at += 1
        while at < last and tokens[at].text.lower() in ("the", "to", "with"):
            at += 1
        name = next((n for n in names if at < last and n.start == tokens[at].start and n.use != "demonym"), None)
        if (
            name
            and role.act in ("armed", "office", "organ", "force", "group")
            and (tokens[end].text.lower() != "from" or name.entry.kind == "armed_group")
            and not (seated and name.entry.kind != "state")
        ):
            while at < last and tokens[at].start < name.end:
                at += 1
            if at < last and tokens[at].text.lower() in ("group", "movement", "militia", "organisation", "organization"):
                at += 1
            return at, name
    return end, None


def _person(tokens: Sequence[Token], at: int, last: int, names: Sequence[Name]) -> tuple[int, int] | None:
    """A run of one to four capitalised words right after a title, that is no registered name."""
    end = at
    while end < last and end - at < 6 and (_is_capital(tokens[end]) or (end > at and _binds_name(tokens, end, last))):
        if any(n.start <= tokens[end].start < n.end for n in names):
            return None if end == at else (at, end)
        end += 1
    return (at, end) if end > at else None


def _is_capital(token: Token) -> bool:
    return token.pos == "PROPN" and token.text[0].isupper()


def _binds_name(tokens: Sequence[Token], at: int, last: int) -> bool:
    """A small word inside a name: "Omar al Masri", "Abdul ur Rahman"."""
    return tokens[at].text in _PARTICLES and at + 1 < last and _is_capital(tokens[at + 1])

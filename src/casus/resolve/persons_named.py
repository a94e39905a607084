"""Persons' names in a report, with or without a public role: behind a title or office, behind a common first name, by Arabic particles.

Once a report has told a name in full, its last word alone is the person too.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from casus.codebook.place_words import PlaceWords, load_place_words
from casus.codebook.roles import RoleRules, load_role_rules
from casus.model import Annotated, Token

_PARTICLES = frozenset("abu abd abdul bin ibn bint umm mullah sheikh".split())
_ARTICLES = ("al-", "el-", "as-", "ad-", "an-", "ar-", "ash-", "az-", "at-")
_LONGEST = 6
#: tokens between a name and the verb that says who it is
_FAR = 30
_SOMEBODY = ("office", "armed", "people")
_SHORTEST_SURNAME = 4


def find_person_names(annotated: Annotated, taken: frozenset[int]) -> tuple[tuple[int, int], ...]:
    """Token ranges (first, last) of names without their titles, in text order, none overlapping. ``taken``: tokens of places and organisations, which are no persons."""
    words, roles = load_place_words(), load_role_rules()
    tokens = annotated.tokens
    full = [r for s in annotated.sentences for r in _in_sentence(tokens, s.first, s.last, taken, words, roles)]
    covered = {i for a, b in full for i in range(a, b)}
    surnames = {short for a, b in full for short in _called(tokens[b - 1].text)}
    surnames -= {tokens[i].text for i in taken}
    alone = [(i, i + 1) for i, t in enumerate(tokens) if t.text in surnames and i not in covered and i not in taken]
    return tuple(sorted([*full, *alone]))


def _called(surname: str) -> Iterator[str]:
    """What a person is called by later: the last name, with and without its article."""
    for name in (surname, surname.partition("-")[2] if surname.lower().startswith(_ARTICLES) else ""):
        if len(name) >= _SHORTEST_SURNAME and name[0].isupper():
            yield name


def _in_sentence(
    tokens: Sequence[Token], first: int, last: int, taken: frozenset[int], words: PlaceWords, roles: RoleRules
) -> Iterator[tuple[int, int]]:
    at = first
    while at < last:
        end = _run(tokens, at, last)
        if end > at:
            told = at == first and _is_introduced(tokens, end, last, roles)
            found = _name_of(tokens, at, end, taken, words, roles, told)
            if found is not None:
                yield found
        at = max(end, at + 1)


def _run(tokens: Sequence[Token], at: int, last: int) -> int:
    """The end of a run of capitalised words; an initial's full stop does not end it."""
    end = at
    while end < last:
        token = tokens[end]
        capital = token.text[0].isupper() or (token.text.lower().startswith(_ARTICLES) and end > at)
        initial = token.text == "." and end > at and len(tokens[end - 1].text) == 1 and end + 1 < last and tokens[end + 1].text[0].isupper()
        if not (capital or initial) or token.pos in ("DET", "ADP", "PRON", "CCONJ", "SCONJ", "AUX"):
            break
        end += 1
    return end


def _name_of(
    tokens: Sequence[Token], first: int, end: int, taken: frozenset[int], words: PlaceWords, roles: RoleRules, told: bool
) -> tuple[int, int] | None:
    """The part of the run that is a name: what follows its last title or office, if that or its own words show a person; ``told``: what follows does."""
    lows = [t.text.lower().rstrip(".") for t in tokens[first:end]]
    titled = [
        i
        for i, w in enumerate(lows)
        if w in words.titles or (roles.phrases.get((w,), None) is not None and roles.phrases[(w,)].act == "office")
    ]
    at = first + titled[-1] + 1 if titled else first
    before = tokens[first - 1].text.lower().rstrip(".") if first > 0 else ""
    opened = bool(titled) or (before in words.titles and before != "sister")
    if at >= end or end - at > _LONGEST or any(i in taken for i in range(at, end)):
        return None
    name = [t.text.lower() for t in tokens[at:end]]
    if any(w in words.bodies or w in words.facilities or w in words.natural for w in name):
        return None
    given = name[0] in words.given_names and len(name) > 1
    arabic = len(name) > 1 and (name[0] in _PARTICLES or any(w.startswith(_ARTICLES) for w in name[1:]))
    return (at, end) if opened or given or arabic or (told and len(name) > 1) else None


def _is_introduced(tokens: Sequence[Token], end: int, last: int, roles: RoleRules) -> bool:
    """Does the sentence say that what its first words name is somebody: "X Y (born 1950), also called Z, was an army officer"?"""
    verb = next((i for i in range(end, min(last, end + _FAR)) if tokens[i].text in ("is", "was")), None)
    opens = end < last and tokens[end].text in ("(", ",", "is", "was")
    if verb is None or not opens or verb + 1 >= last or tokens[verb + 1].text not in ("a", "an", "the"):
        return False
    behind = [t.text.lower() for t in tokens[verb + 2 : min(last, verb + 10)]]
    told = [roles.phrases.get((w,)) for w in behind]
    return any(r is not None and r.act in _SOMEBODY and not r.plural for r in told)

"""Which symbols a sentence must hold for a pattern to match anywhere in it: most patterns need not be tried on most sentences."""

from __future__ import annotations

import re

_ITEM = re.compile(r"\(\?P<\w+>|\(\?P=\w+\)|\(\?[=!:]|\(|\)|\[[^\]]*\]|\\.|.", re.DOTALL)
_Needs = list[frozenset[str]]


def needs_of(pattern: str) -> tuple[frozenset[str], ...]:
    """Sets of characters, of each of which a match holds at least one. ``pattern`` knows groups, alternatives, ``?`` and sets only."""
    items = [item.group() for item in _ITEM.finditer(pattern)]
    needs, _ = _alternatives(items, 0)
    return tuple(dict.fromkeys(needs))


def _alternatives(items: list[str], at: int) -> tuple[_Needs, int]:
    """Needs of ``a|b|c`` up to its closing bracket: those of the only branch, or one set that joins what each branch needs first."""
    branches: list[_Needs] = [[]]
    while at < len(items) and items[at] != ")":
        if items[at] == "|":
            branches.append([])
            at += 1
            continue
        needs, at = _one(items, at)
        optional = at < len(items) and items[at] == "?"
        at += optional
        if not optional:
            branches[-1].extend(needs)
    if len(branches) == 1:
        return branches[0], at
    if not all(branches):
        return [], at
    return [frozenset().union(*(min(branch, key=len) for branch in branches))], at


def _one(items: list[str], at: int) -> tuple[_Needs, int]:
    item = items[at]
    if item in ("(?=", "(?!"):
        _, end = _alternatives(items, at + 1)
        return [], end + 1
    if item.startswith("(?P="):
        return [], at + 1
    if item.startswith("("):
        needs, end = _alternatives(items, at + 1)
        return needs, end + 1
    if item == " " or item == ".":
        return [], at + 1
    if item.startswith("["):
        return [frozenset(item[1:-1].replace("\\", ""))], at + 1
    return [frozenset(item[-1])], at + 1

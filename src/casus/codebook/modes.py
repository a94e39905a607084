"""Modes that part two deeds of one type: a captive's release and a withdrawal are both RETREAT, and never the same happening."""

from __future__ import annotations

from collections.abc import Iterable

#: of these types each mode is a deed of its own
_PARTED = frozenset({"RETREAT", "SANCTION", "COERCE"})
#: an attack may be shot and bombed; to take ground is another thing than these
_GROUND = "territory"
_NOT_GROUND = frozenset({"explosives", "suicide-attack", "abduct"})


def are_apart(kind: str, ours: Iterable[str], theirs: Iterable[str]) -> bool:
    """Do the modes of two claims of type ``kind`` say that they tell of different deeds? A claim without a mode may be either."""
    mine, others = frozenset(ours), frozenset(theirs)
    if not mine or not others or mine & others:
        return False
    if kind in _PARTED:
        return True
    return (mine == {_GROUND} and others <= _NOT_GROUND) or (others == {_GROUND} and mine <= _NOT_GROUND)

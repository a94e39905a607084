"""What people said of pairs of claims: the same happening, or not the same. It holds, whatever the evidence says."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


class ContradictionError(ValueError):
    """Two judgements cannot both hold."""


@dataclass(frozen=True, slots=True)
class Constraints:
    """Pairs of claim ids. Claims that no longer exist are passed over: their report may come back."""

    same: tuple[tuple[str, str], ...] = ()
    apart: tuple[tuple[str, str], ...] = ()

    def __post_init__(self) -> None:
        home = self.homes()
        for a, b in self.apart:
            if home.get(a, a) == home.get(b, b):
                raise ContradictionError(
                    f"claims {a} and {b} are judged not the same, but other judgements make them the same; take one of these back"
                )

    def homes(self) -> dict[str, str]:
        """Each claim that is judged the same as another, to the smallest claim id of all that follow from it."""
        home: dict[str, str] = {}
        for a, b in self.same:
            first, second = sorted((home.get(a, a), home.get(b, b)))
            home |= {a: first, b: first} | {k: first for k, v in home.items() if v == second}
        return home

    def parted(self) -> frozenset[frozenset[str]]:
        """The pairs that are not the same, also by what follows from their being the same as others: pairs of homes."""
        home = self.homes()
        return frozenset(frozenset((home.get(a, a), home.get(b, b))) for a, b in self.apart)


NO_CONSTRAINTS = Constraints()


def split_by(groups: Iterable[list[str]], constraints: Constraints) -> list[list[str]]:
    """Groups of claim ids, each split so that no two that are judged apart stay together; the first told keeps its group."""
    parted, home = constraints.parted(), constraints.homes()
    out: list[list[str]] = []
    for group in groups:
        pieces: list[list[str]] = []
        for claim in group:
            mine = home.get(claim, claim)
            fitting = [p for p in pieces if not any(frozenset((mine, home.get(c, c))) in parted for c in p)]
            if fitting:
                fitting[0].append(claim)
            else:
                pieces.append([claim])
        out += pieces
    return out

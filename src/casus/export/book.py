"""What an export needs of a casebook: its tables as nouns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Protocol

from casus.model import Actor, Claim, Finding, Incident, Relation, Report


class Book(Protocol):
    """A ``casus.store.Casebook``, or anything that holds the same nouns."""

    def nouns(self, name: str) -> tuple[Any, ...]: ...


@dataclass(frozen=True, slots=True)
class Content:
    """The tables of a casebook, read once; all in a fixed order."""

    reports: tuple[Report, ...]
    claims: tuple[Claim, ...]
    incidents: tuple[Incident, ...]
    relations: tuple[Relation, ...]
    actors: tuple[Actor, ...]
    findings: tuple[Finding, ...]

    @classmethod
    def of(cls, book: Book) -> Content:
        return cls(*(tuple(book.nouns(name)) for name in ("reports", "claims", "incidents", "relations", "actors", "findings")))

    def report(self) -> dict[str, Report]:
        return {r.report_id: r for r in self.reports}

    def claim(self) -> dict[str, Claim]:
        return {c.claim_id: c for c in self.claims}

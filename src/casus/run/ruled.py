"""A casebook seen through another rule for the best figure of a toll; what is stored stays as it is."""

from __future__ import annotations

from typing import Any

from casus.codebook.registry import load_registry
from casus.link import with_rule
from casus.model import TollRule
from casus.store import Casebook


class Ruled(Casebook):
    """``book`` with the best figures of its incidents chosen by ``rule``."""

    def __init__(self, book: Casebook, rule: TollRule) -> None:
        super().__init__(book.path, book.manifest)
        self._rule = rule

    def nouns(self, name: str) -> tuple[Any, ...]:
        rows = super().nouns(name)
        if name != "incidents":
            return rows
        registry = load_registry()
        return tuple(with_rule(incident, self._rule, registry) for incident in rows)

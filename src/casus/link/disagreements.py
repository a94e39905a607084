"""Disagreements: what the reports of one incident tell differently, and of which kind the difference is."""

from __future__ import annotations

from collections.abc import Sequence

from casus.link.facts_differ import of_facts
from casus.link.figures_differ import of_figures
from casus.link.happenings import Happening
from casus.link.tolls import gather
from casus.model import Disagreement, Registry


def find_disagreements(happenings: Sequence[Happening], registry: Registry) -> tuple[Disagreement, ...]:
    """All that is told differently: tolls, parts above the whole, day, place, perpetrator, responsibility, kind, certainty."""
    return (*of_figures(gather(happenings)), *of_facts(happenings, registry))

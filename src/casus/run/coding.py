"""One report through perception, resolution and extraction: the plain function that every runner calls."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from casus.annotate import annotate
from casus.codebook.events import EventRules, load_event_rules
from casus.codebook.figure_rules import FigureRules, load_figure_rules
from casus.codebook.registry import load_registry
from casus.codebook.relations import RelationRules, load_relation_rules
from casus.extract.claims import find_claims
from casus.model import Claim, Finding, Registry, Report
from casus.resolve import Resolver, load_resolver, report_country, resolve

#: raised with every change of annotate, resolve, extract or their data that may change a claim
CODING_VERSION = "11"


@dataclass(frozen=True, slots=True)
class Kit:
    """What coding needs, loaded once a process."""

    registry: Registry
    resolver: Resolver
    events: EventRules
    figures: FigureRules
    relations: RelationRules


@dataclass(frozen=True, slots=True)
class Coded:
    claims: tuple[Claim, ...]
    findings: tuple[Finding, ...]


def load_kit(registries: Sequence[Path] = ()) -> Kit:
    """The shipped codebook, lexicons, gazetteer, and registry with the analyst's own files; ``CodebookError`` when one is wrong."""
    registry = load_registry(extra=registries)
    return Kit(registry, load_resolver(registry), load_event_rules(), load_figure_rules(), load_relation_rules())


def code_report(report: Report, kit: Kit) -> Coded:
    """The claims of one report. The codebook is English: a report in another language is left uncoded (reading said so)."""
    if report.language not in (None, "en"):
        return Coded((), ())
    annotated, findings = resolve(annotate(report), kit.resolver)
    claims = find_claims(annotated, kit.events, kit.figures, kit.relations, report_country(annotated, kit.registry), kit.registry)
    return Coded(claims, findings)

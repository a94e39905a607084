"""One report through perception, resolution and extraction: the plain function that every runner calls."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from casus.annotate import Encoder, annotate, perceive_reports, shipped_encoder
from casus.codebook.events import EventRules, load_event_rules
from casus.codebook.figure_rules import FigureRules, load_figure_rules
from casus.codebook.registry import load_registry
from casus.codebook.relations import RelationRules, load_relation_rules
from casus.extract.claims import find_claims
from casus.model import Claim, Finding, Perception, Registry, Report
from casus.resolve import Resolver, load_resolver, report_country, resolve

#: raised with every change of annotate, resolve, extract or their data that may change a claim
CODING_VERSION = "15"


@dataclass(frozen=True, slots=True)
class Kit:
    """What coding needs, loaded once a process. Without an encoder the codebook alone decides."""

    registry: Registry
    resolver: Resolver
    events: EventRules
    figures: FigureRules
    relations: RelationRules
    encoder: Encoder | None = None


@dataclass(frozen=True, slots=True)
class Coded:
    claims: tuple[Claim, ...]
    findings: tuple[Finding, ...]


def load_kit(registries: Sequence[Path] = (), encoder: bool = True) -> Kit:
    """The shipped codebook, lexicons, gazetteer, encoder (if this build has one and it is wanted), and registry with the analyst's own

    files. ``CodebookError`` or ``EncoderError`` when a file is wrong.
    """
    registry = load_registry(extra=registries)
    seeing = shipped_encoder() if encoder else None
    return Kit(registry, load_resolver(registry), load_event_rules(), load_figure_rules(), load_relation_rules(), seeing)


def perceive_for(reports: Sequence[Report], kit: Kit) -> list[Perception]:
    """What the encoder sees in reports that will be coded; nothing in a report of another language than English (reading said so)."""
    english = [r for r in reports if is_coded(r)]
    seen = iter(perceive_reports(english, kit.encoder))
    return [next(seen) if is_coded(r) else Perception() for r in reports]


def is_coded(report: Report) -> bool:
    return report.language in (None, "en")


def code_report(report: Report, kit: Kit, perception: Perception | None = None) -> Coded:
    """The claims of one report. The codebook and the encoder are English: a report in another language is left uncoded (reading said so).

    ``perception``: of this report, where ``perceive_for`` saw it among others; by default it is looked at alone, with the same result.
    """
    if not is_coded(report):
        return Coded((), ())
    seen = perception if perception is not None else perceive_for([report], kit)[0]
    annotated, findings = resolve(annotate(report, seen), kit.resolver)
    claims = find_claims(annotated, kit.events, kit.figures, kit.relations, report_country(annotated, kit.registry), kit.registry)
    return Coded(claims, findings)

"""One report through perception, resolution and extraction: the plain function that every runner calls."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from casus.annotate import Encoder, annotate, perceive_reports, shipped_encoder, text_vectors
from casus.codebook.events import EventRules, load_event_rules
from casus.codebook.figure_rules import FigureRules, load_figure_rules
from casus.codebook.registry import load_registry
from casus.codebook.relations import RelationRules, load_relation_rules
from casus.extract.claims import find_claims
from casus.extract.nearest import Near, load_near
from casus.model import Claim, Finding, Perception, Registry, Report, content_id
from casus.resolve import Resolver, load_resolver, report_country, resolve

#: raised with every change of annotate, resolve, extract or their data that may change a claim
CODING_VERSION = "16"


@dataclass(frozen=True, slots=True)
class Kit:
    """What coding needs, loaded once a process. Without an encoder the codebook alone decides."""

    registry: Registry
    resolver: Resolver
    events: EventRules
    figures: FigureRules
    relations: RelationRules
    encoder: Encoder | None = None
    near: Near | None = None


@dataclass(frozen=True, slots=True)
class Coded:
    claims: tuple[Claim, ...]
    findings: tuple[Finding, ...]


def load_kit(registries: Sequence[Path] = (), encoder: bool = True, codebooks: Sequence[Path] = ()) -> Kit:
    """The shipped codebook, lexicons, gazetteer, encoder (if this build has one and it is wanted), and registry, with the analyst's own

    files of actors (``registries``) and of codebook entries. ``CodebookError`` or ``EncoderError`` when a file is wrong.
    """
    registry = load_registry(extra=registries)
    own = tuple(codebooks)
    events, relations = load_event_rules(extra=own), load_relation_rules(extra=own)
    return with_encoder(
        Kit(registry, load_resolver(registry), events, load_figure_rules(), relations), shipped_encoder() if encoder else None
    )


def with_encoder(kit: Kit, encoder: Encoder | None) -> Kit:
    """The kit with another encoder, or with none; the codebook's examples are put into its space, where its file has one."""
    return replace(kit, encoder=encoder, near=_near(kit, encoder) if encoder is not None and encoder.word_vectors is not None else None)


def _near(kit: Kit, encoder: Encoder) -> Near:
    return load_near(partial(text_vectors, encoder=encoder), kit.events, kit.relations, lambda text: annotate(as_report(text)))


def as_report(text: str) -> Report:
    """A text as a report of its own, without a day."""
    return Report(content_id("r", (text,)), "example", None, 0, None, None, None, None, None, "en", "news", text, (), "")


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
    claims = find_claims(annotated, kit.events, kit.figures, kit.relations, report_country(annotated, kit.registry), kit.registry, kit.near)
    return Coded(claims, findings)

"""The nouns of Casus: frozen dataclasses over the standard library, nothing else."""

from casus.model.actor import Actor, ActorKind, Alias, Party, Speaker
from casus.model.annotated import (
    ActorMention,
    Annotated,
    Cue,
    CueKind,
    PlaceMention,
    PlaceUse,
    Pos,
    Quantity,
    Sentence,
    TimeMention,
    Token,
)
from casus.model.claim import Claim, ClaimKind, CountedGroup, Figure, FigureKind, Modality, Responsibility, Sign, Trend
from casus.model.finding import Finding, Severity
from casus.model.ids import content_id, sha256_hex
from casus.model.incident import (
    Disagreement,
    DisagreementField,
    DisagreementKind,
    DisagreementValue,
    Incident,
    NamedActor,
    Toll,
    TollFigure,
    TollRule,
)
from casus.model.perception import Argument, LearnedCue, Mention, Perception, Trigger, Word
from casus.model.place import Place, PlacePrecision
from casus.model.plain import field_types, from_plain, to_plain
from casus.model.registry import KnownName, Registry, RegistryEntry, Sort
from casus.model.relation import Relation
from casus.model.report import Genre, PublishedBasis, Report, SourceRun
from casus.model.span import Span
from casus.model.when import TimeBasis, TimePrecision, When

__all__ = [
    "Actor",
    "ActorKind",
    "ActorMention",
    "Alias",
    "Annotated",
    "Argument",
    "Claim",
    "ClaimKind",
    "CountedGroup",
    "Cue",
    "CueKind",
    "Disagreement",
    "DisagreementField",
    "DisagreementKind",
    "DisagreementValue",
    "Figure",
    "FigureKind",
    "Finding",
    "Genre",
    "Incident",
    "KnownName",
    "LearnedCue",
    "Mention",
    "Modality",
    "NamedActor",
    "Party",
    "Perception",
    "Place",
    "PlaceMention",
    "PlacePrecision",
    "PlaceUse",
    "Pos",
    "PublishedBasis",
    "Quantity",
    "Registry",
    "RegistryEntry",
    "Relation",
    "Report",
    "Responsibility",
    "Sentence",
    "Severity",
    "Sign",
    "Sort",
    "SourceRun",
    "Span",
    "Speaker",
    "TimeBasis",
    "TimeMention",
    "TimePrecision",
    "Token",
    "Toll",
    "TollFigure",
    "TollRule",
    "Trend",
    "Trigger",
    "When",
    "Word",
    "content_id",
    "field_types",
    "from_plain",
    "sha256_hex",
    "to_plain",
]

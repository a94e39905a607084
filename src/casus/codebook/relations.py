"""The relation codebook: rules that tie words to ties between actors, and the words that say how a tie moves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal, cast, get_args

from casus.codebook.errors import CodebookError
from casus.codebook.files import data_path, shipped_yaml
from casus.codebook.patterns import PatternIndex, compile_pattern
from casus.codebook.rule_files import check_entry, has_words, load_rules
from casus.codebook.words import load_words
from casus.model import Sign, Trend

TieFrame = Literal["act", "join", "kin", "under", "undergo", "office"]
Ends = Literal["bodies", "anybody", "people", "places"]
_FIELDS = frozenset({"relation", "sign", "trend", "swap", "to", "subjects", "objects", "lone"})


@dataclass(frozen=True, slots=True)
class RelationRule:
    """One entry of ``codebook/relations.yaml``; the file's head explains the fields."""

    rule_id: str
    relation: str
    sign: Sign
    trend: Trend
    frame: TieFrame
    swap: bool
    to: frozenset[str]
    subjects: Ends
    objects: Ends
    lone: bool
    unless: tuple[str, ...]
    examples: tuple[str, ...]
    counter: tuple[str, ...]
    #: has it patterns, or is it found by its examples alone?
    has_words: bool = True


@dataclass(frozen=True, slots=True)
class RelationRules:
    """``trends``: words that move a tie told as a state (growing ties, a former ally)."""

    rules: Mapping[str, RelationRule]
    index: PatternIndex[RelationRule]
    trends: PatternIndex[Trend]


def load_relation_rules(path: Path | None = None, extra: Sequence[Path] = ()) -> RelationRules:
    """The rules of one file, by default the shipped codebook, and of the analyst's own files ``extra``, which add to them or take their place.

    ``CodebookError`` names the entry that is wrong.
    """
    return _of_files((path or data_path("codebook/relations.yaml"), *extra)) if extra else _of_one(path)


@cache
def _of_one(path: Path | None) -> RelationRules:
    return _of_files((path or data_path("codebook/relations.yaml"),))


def _of_files(paths: Sequence[Path]) -> RelationRules:
    rules, pairs = load_rules(paths, _rule, "relation")
    return RelationRules(rules, PatternIndex(pairs), _trends())


def _rule(source: Path, entry: dict[str, Any]) -> RelationRule:
    _check(source, entry)
    return RelationRule(
        entry["id"],
        entry["relation"],
        cast(Sign, entry["sign"]),
        cast(Trend, entry.get("trend", "state")),
        cast(TieFrame, entry["frame"]),
        bool(entry.get("swap", False)),
        frozenset(entry.get("to", ())),
        cast(Ends, entry.get("subjects", "bodies")),
        cast(Ends, entry.get("objects", "bodies")),
        bool(entry.get("lone", False)),
        tuple(str(words).lower() for words in entry.get("unless", ())),
        tuple(entry["examples"]),
        tuple(entry["counter"]),
        has_words(entry),
    )


def _check(source: Path, entry: dict[str, Any]) -> None:
    where = check_entry(source, entry, _FIELDS)
    if not entry.get("id") or not entry.get("relation"):
        raise CodebookError(f"{where}: needs an id and a relation")
    for name, kind, fallback in (
        ("frame", TieFrame, None),
        ("trend", Trend, "state"),
        ("subjects", Ends, "bodies"),
        ("objects", Ends, "bodies"),
    ):
        if entry.get(name, fallback) not in get_args(kind):
            raise CodebookError(f"{where}: {name} must be one of {', '.join(get_args(kind))}")
    if entry.get("sign") not in get_args(Sign):
        raise CodebookError(f"{where}: sign must be 1 (friendly), 0 (neither) or -1 (hostile)")


def _trends() -> PatternIndex[Trend]:
    raw: Mapping[str, list[str]] = shipped_yaml("lexicon/trends.yaml")
    unknown = sorted(raw.keys() - set(get_args(Trend)))
    if unknown:
        raise CodebookError(f"lexicon/trends.yaml: unknown trends {', '.join(unknown)}; known are {', '.join(get_args(Trend))}")
    irregular = load_words().irregular
    return PatternIndex(
        (compile_pattern(str(words), "phrase", irregular), cast(Trend, trend)) for trend, all_ in raw.items() for words in all_
    )

"""The cue lexicon: words that say who speaks and how sure it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, get_args

from casus.codebook.errors import CodebookError
from casus.codebook.files import shipped_yaml
from casus.codebook.patterns import Pattern, PatternIndex, Shape, compile_pattern
from casus.codebook.words import load_words
from casus.model import CueKind

_FIELDS = {"id", "kind", "verbs", "words", "examples", "counter"}
_SHAPES: tuple[tuple[str, Shape], ...] = (("verbs", "verb"), ("words", "phrase"))


@dataclass(frozen=True, slots=True)
class CueRule:
    """One entry of ``lexicon/cues.yaml``; its examples must match and its counter-examples must not."""

    rule_id: str
    kind: CueKind
    examples: tuple[str, ...]
    counter: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CueRules:
    rules: Mapping[str, CueRule]
    index: PatternIndex[CueRule]


@cache
def load_cue_rules() -> CueRules:
    """The shipped cue lexicon; ``CodebookError`` names the entry that is wrong."""
    rules: dict[str, CueRule] = {}
    pairs: list[tuple[Pattern, CueRule]] = []
    for entry in shipped_yaml("lexicon/cues.yaml"):
        rule = _rule(entry)
        if rule.rule_id in rules:
            raise CodebookError(f"lexicon/cues.yaml: {rule.rule_id} stands there twice; give one of them another id")
        rules[rule.rule_id] = rule
        pairs += [(pattern, rule) for pattern in _patterns(entry)]
    return CueRules(rules, PatternIndex(pairs))


def _rule(entry: dict[str, Any]) -> CueRule:
    unknown = entry.keys() - _FIELDS
    if unknown or entry.get("kind") not in get_args(CueKind) or not entry.get("examples") or not entry.get("counter"):
        raise CodebookError(
            f"lexicon/cues.yaml: {entry.get('id')}: needs a known kind, examples and counter; unknown fields: {sorted(unknown)}"
        )
    return CueRule(entry["id"], entry["kind"], tuple(entry["examples"]), tuple(entry["counter"]))


def _patterns(entry: dict[str, Any]) -> list[Pattern]:
    irregular = load_words().irregular
    return [compile_pattern(source, shape, irregular) for name, shape in _SHAPES for source in entry.get(name, ())]

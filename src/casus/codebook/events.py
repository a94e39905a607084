"""The event codebook: rules that tie words to PLOVER event types, with their crosswalks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal, cast, get_args

from casus.codebook.errors import CodebookError
from casus.codebook.files import data_path, read_yaml
from casus.codebook.patterns import Pattern, PatternIndex, Shape, compile_pattern
from casus.codebook.words import load_words

Frame = Literal["act", "suffer", "join", "toward", "leave"]
Need = Literal["any", "armed", "force", "people", "public"]
#: the 16 event types of the PLOVER ontology, draft 2.0
PLOVER_TYPES = frozenset(
    "AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE COERCE ASSAULT".split()
)
_SHAPES: tuple[tuple[str, Shape], ...] = (("verbs", "verb"), ("nouns", "noun"), ("words", "phrase"))
_FIELDS = {
    *("id", "type", "mode", "context", "cameo", "acled", "ucdp", "frame", "verbs", "nouns", "words", "needs_party", "unless", "weak"),
    *("examples", "counter"),
}


@dataclass(frozen=True, slots=True)
class EventRule:
    """One entry of ``codebook/events.yaml``; the file's head explains the fields."""

    rule_id: str
    type: str
    mode: tuple[str, ...]
    context: tuple[str, ...]
    cameo: str | None
    acled: tuple[str, str] | None
    ucdp: str | None
    frame: Frame
    needs_party: Need | None
    unless: tuple[str, ...]
    weak: bool
    examples: tuple[str, ...]
    counter: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EventRules:
    rules: Mapping[str, EventRule]
    index: PatternIndex[EventRule]


@cache
def load_event_rules(path: Path | None = None) -> EventRules:
    """The rules of one file, by default the shipped codebook; ``CodebookError`` names the entry that is wrong."""
    source = path or data_path("codebook/events.yaml")
    rules: dict[str, EventRule] = {}
    pairs: list[tuple[Pattern, EventRule]] = []
    for entry in read_yaml(source):
        rule = _rule(source, entry)
        if rule.rule_id in rules:
            raise CodebookError(f"{source}: {rule.rule_id} stands there twice; give one of them another id")
        rules[rule.rule_id] = rule
        pairs += [(pattern, rule) for pattern in _patterns(entry)]
    return EventRules(rules, PatternIndex(pairs))


def _rule(source: Path, entry: dict[str, Any]) -> EventRule:
    _check(source, entry)
    acled = entry.get("acled")
    return EventRule(
        entry["id"],
        entry["type"],
        tuple(entry.get("mode", ())),
        tuple(entry.get("context", ())),
        entry.get("cameo"),
        (acled[0], acled[1]) if acled else None,
        entry.get("ucdp"),
        cast(Frame, entry["frame"]),
        cast("Need | None", entry.get("needs_party")),
        tuple(str(words).lower() for words in entry.get("unless", ())),
        bool(entry.get("weak", False)),
        tuple(entry["examples"]),
        tuple(entry["counter"]),
    )


def _check(source: Path, entry: dict[str, Any]) -> None:
    where = f"{source}: {entry.get('id', 'an entry without id')}"
    unknown = sorted(entry.keys() - _FIELDS)
    if unknown:
        raise CodebookError(f"{where}: unknown fields {', '.join(unknown)}; the head of the file lists those that there are")
    if not entry.get("id") or entry.get("type") not in PLOVER_TYPES:
        raise CodebookError(f"{where}: needs an id and one of the PLOVER types {', '.join(sorted(PLOVER_TYPES))}")
    if entry.get("frame") not in get_args(Frame):
        raise CodebookError(f"{where}: frame must be one of {', '.join(get_args(Frame))}")
    if entry.get("needs_party") not in (None, *get_args(Need)):
        raise CodebookError(f"{where}: needs_party must be one of {', '.join(get_args(Need))}")
    if not entry.get("examples") or not entry.get("counter"):
        raise CodebookError(f"{where}: needs at least one sentence under examples and one under counter")


def _patterns(entry: dict[str, Any]) -> list[Pattern]:
    irregular = load_words().irregular
    return [compile_pattern(str(source), shape, irregular) for name, shape in _SHAPES for source in entry.get(name, ())]

"""What the files of rules share: entries with an id, patterns by shape, and sentences that must and must not match."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol, TypeVar

from casus.codebook.errors import CodebookError
from casus.codebook.files import read_yaml
from casus.codebook.patterns import Pattern, Shape, compile_pattern
from casus.codebook.words import load_words

_SHAPES: tuple[tuple[str, Shape], ...] = (("verbs", "verb"), ("nouns", "noun"), ("words", "phrase"))
#: fields that every rule may have
COMMON_FIELDS = frozenset({"id", "frame", "unless", "examples", "counter", *(name for name, _ in _SHAPES)})


class _Rule(Protocol):
    @property
    def rule_id(self) -> str: ...


R = TypeVar("R", bound=_Rule)


def load_rules(source: Path, make: Callable[[Path, dict[str, Any]], R]) -> tuple[dict[str, R], list[tuple[Pattern, R]]]:
    """The rules of a file by id, and each of their patterns; ``CodebookError`` names the entry that is wrong."""
    rules: dict[str, R] = {}
    pairs: list[tuple[Pattern, R]] = []
    for entry in read_yaml(source):
        rule = make(source, entry)
        if rule.rule_id in rules:
            raise CodebookError(f"{source}: {rule.rule_id} stands there twice; give one of them another id")
        rules[rule.rule_id] = rule
        pairs += [(pattern, rule) for pattern in _patterns(entry)]
    return rules, pairs


def _patterns(entry: dict[str, Any]) -> list[Pattern]:
    irregular = load_words().irregular
    return [compile_pattern(str(words), shape, irregular) for name, shape in _SHAPES for words in entry.get(name, ())]


def check_entry(source: Path, entry: dict[str, Any], fields: frozenset[str]) -> str:
    """Where the entry stands, for messages; ``CodebookError`` for fields that there are not, and for missing sentences."""
    where = f"{source}: {entry.get('id', 'an entry without id')}"
    unknown = sorted(entry.keys() - fields - COMMON_FIELDS)
    if unknown:
        raise CodebookError(f"{where}: unknown fields {', '.join(unknown)}; the head of the file lists those that there are")
    if not entry.get("examples") or not entry.get("counter"):
        raise CodebookError(f"{where}: needs at least one sentence under examples and one under counter")
    return where

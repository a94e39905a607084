"""What the files of rules share: entries with an id, patterns by shape, and sentences that must and must not match."""

from __future__ import annotations

from collections.abc import Callable, Sequence
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
#: fields that tell what an entry means: an event's type, a tie's name
KINDS = ("type", "relation")
#: sentences that an entry without patterns needs at least
FEWEST = 3


def load_rules(
    sources: Sequence[Path], make: Callable[[Path, dict[str, Any]], R], names: str
) -> tuple[dict[str, R], list[tuple[Pattern, R]]]:
    """The rules of files by id, and each of their patterns; ``CodebookError`` names the entry that is wrong.

    ``names``: the field that tells what an entry means, of ``KINDS``; an entry that has another of them is another loader's. Of entries
    of two files with one id that of the later file counts.
    """
    rules: dict[str, R] = {}
    patterns: dict[str, list[Pattern]] = {}
    for source in sources:
        for name, (rule, own) in _of_file(source, make, names).items():
            rules[name], patterns[name] = rule, own
    return rules, [(pattern, rules[name]) for name, own in patterns.items() for pattern in own]


def _of_file(source: Path, make: Callable[[Path, dict[str, Any]], R], names: str) -> dict[str, tuple[R, list[Pattern]]]:
    out: dict[str, tuple[R, list[Pattern]]] = {}
    for entry in _entries(source):
        if names not in entry and any(kind in entry for kind in KINDS):
            continue
        rule = make(source, entry)
        if rule.rule_id in out:
            raise CodebookError(f"{source}: {rule.rule_id} stands there twice; give one of them another id")
        out[rule.rule_id] = rule, _patterns(entry)
    return out


def _entries(source: Path) -> list[dict[str, Any]]:
    read = read_yaml(source)
    if not isinstance(read, list) or not all(isinstance(entry, dict) for entry in read):
        raise CodebookError(f"{source}: is no list of entries; each begins with - id: (docs/own-codebook.md shows one)")
    return read


def _patterns(entry: dict[str, Any]) -> list[Pattern]:
    irregular = load_words().irregular
    return [compile_pattern(str(words), shape, irregular) for name, shape in _SHAPES for words in entry.get(name, ())]


def has_words(entry: dict[str, Any]) -> bool:
    """Has the entry patterns, or is it found by its examples alone?"""
    return any(entry.get(name) for name, _ in _SHAPES)


def check_entry(source: Path, entry: dict[str, Any], fields: frozenset[str]) -> str:
    """Where the entry stands, for messages; ``CodebookError`` for fields that there are not, and for missing sentences."""
    where = f"{source}: {entry.get('id', 'an entry without id')}"
    unknown = sorted(entry.keys() - fields - COMMON_FIELDS)
    if unknown:
        raise CodebookError(f"{where}: unknown fields {', '.join(unknown)}; the head of the file lists those that there are")
    if not entry.get("examples") or not entry.get("counter"):
        raise CodebookError(f"{where}: needs at least one sentence under examples and one under counter")
    if not has_words(entry) and len(entry["examples"]) < FEWEST:
        raise CodebookError(f"{where}: has no verbs, nouns or words, and so needs at least {FEWEST} sentences under examples")
    return where

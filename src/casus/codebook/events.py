"""The event codebook: rules that tie words to PLOVER event types, with their crosswalks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal, cast, get_args

from casus.codebook.errors import CodebookError
from casus.codebook.files import data_path
from casus.codebook.patterns import PatternIndex
from casus.codebook.rule_files import check_entry, has_words, load_rules

Frame = Literal["act", "suffer", "undergo", "join", "toward", "leave"]
Need = Literal["any", "armed", "force", "people", "public"]
Doer = Literal["armed", "crowd", "anyone"]
#: the 16 event types of the PLOVER ontology, draft 2.0
PLOVER_TYPES = frozenset(
    "AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE COERCE ASSAULT".split()
)
_FIELDS = frozenset({"type", "mode", "context", "cameo", "acled", "ucdp", "needs_party", "needs_recipient", "by", "weak", "not_of"})


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
    not_of: frozenset[str]
    weak: bool
    needs_recipient: bool
    by: Doer | None
    examples: tuple[str, ...]
    counter: tuple[str, ...]
    #: has it patterns, or is it found by its examples alone?
    has_words: bool = True


@dataclass(frozen=True, slots=True)
class EventRules:
    rules: Mapping[str, EventRule]
    index: PatternIndex[EventRule]


def load_event_rules(path: Path | None = None, extra: Sequence[Path] = ()) -> EventRules:
    """The rules of one file, by default the shipped codebook, and of the analyst's own files ``extra``, which add to them or take their place.

    ``CodebookError`` names the entry that is wrong.
    """
    return _of_files((path or data_path("codebook/events.yaml"), *extra)) if extra else _of_one(path)


@cache
def _of_one(path: Path | None) -> EventRules:
    return _of_files((path or data_path("codebook/events.yaml"),))


def _of_files(paths: Sequence[Path]) -> EventRules:
    rules, pairs = load_rules(paths, _rule, "type")
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
        frozenset(str(word).lower() for word in entry.get("not_of", ())),
        bool(entry.get("weak", False)),
        bool(entry.get("needs_recipient", False)),
        cast("Doer | None", entry.get("by")),
        tuple(entry["examples"]),
        tuple(entry["counter"]),
        has_words(entry),
    )


def _check(source: Path, entry: dict[str, Any]) -> None:
    where = check_entry(source, entry, _FIELDS)
    if not entry.get("id") or entry.get("type") not in PLOVER_TYPES:
        raise CodebookError(f"{where}: needs an id and one of the PLOVER types {', '.join(sorted(PLOVER_TYPES))}")
    if entry.get("frame") not in get_args(Frame):
        raise CodebookError(f"{where}: frame must be one of {', '.join(get_args(Frame))}")
    if entry.get("needs_party") not in (None, *get_args(Need)):
        raise CodebookError(f"{where}: needs_party must be one of {', '.join(get_args(Need))}")
    if entry.get("by") not in (None, *get_args(Doer)):
        raise CodebookError(f"{where}: by must be one of {', '.join(get_args(Doer))}")

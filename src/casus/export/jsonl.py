"""The data contract's own files: one JSON object a line, every span with its words."""

from __future__ import annotations

import dataclasses
import json
import types
import typing
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from casus.export.book import Content
from casus.export.folder import File
from casus.model import Actor, Claim, Finding, Incident, Relation, Report, to_plain
from casus.model.plain import field_types

_TITLES = {
    "reports": "Articles as read",
    "claims": "What each report says, and who says it there",
    "incidents": "Happenings, linked over reports",
    "relations": "Ties between actors",
    "actors": "Actors met in the claims",
    "findings": "What went wrong or stayed open",
}
#: the noun each table holds
NOUNS: dict[str, type] = {
    "reports": Report,
    "claims": Claim,
    "incidents": Incident,
    "relations": Relation,
    "actors": Actor,
    "findings": Finding,
}
#: fields of ours that the data contract has no place for; Parquet and CSV hold them
_BEYOND: dict[str, frozenset[str]] = {"claims": frozenset({"sign", "trend"}), "incidents": frozenset({"part_of"})}


def jsonl_files(content: Content) -> list[File]:
    """The six files."""
    return [_file(name, getattr(content, name), noun) for name, noun in NOUNS.items()]


def _file(name: str, values: Sequence[object], noun: type) -> File:
    beyond = _BEYOND.get(name, frozenset())
    kept = {field: kind for field, kind in package_fields(noun).items() if field not in beyond}
    return File(f"{name}.jsonl", _lines(values, beyond), _TITLES[name], kept)


def _lines(values: Iterable[object], beyond: frozenset[str]) -> bytes:
    rows = ({k: v for k, v in to_plain(value).items() if k not in beyond} for value in values)
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode("utf-8", "surrogatepass")


def package_fields(noun: type) -> dict[str, str]:
    """Data package types of a noun's fields."""
    return {name: _kind(hint) for name, hint in field_types(noun).items()}


def _kind(hint: Any) -> str:
    if typing.get_origin(hint) in (typing.Union, types.UnionType):
        return _kind(next(a for a in typing.get_args(hint) if a is not type(None)))
    if typing.get_origin(hint) is tuple:
        return "array"
    if dataclasses.is_dataclass(hint):
        return "object"
    if typing.get_origin(hint) is typing.Literal:
        hint = type(typing.get_args(hint)[0])
    return {str: "string", int: "integer", float: "number", bool: "boolean", date: "date"}.get(hint, "string")

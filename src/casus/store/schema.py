"""Arrow schemas derived from the nouns, and rows to nouns and back: no second description of a noun exists."""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache
from typing import Any, Literal, TypeVar

import pyarrow as pa

from casus.model import Actor, Claim, Finding, Incident, Relation, Report
from casus.model.plain import field_types, from_plain

T = TypeVar("T")
#: the tables of a casebook and the noun that each row is
NOUNS: dict[str, type] = {
    "reports": Report,
    "claims": Claim,
    "incidents": Incident,
    "relations": Relation,
    "actors": Actor,
    "findings": Finding,
}
_PLAIN: dict[Any, pa.DataType] = {str: pa.string(), int: pa.int64(), float: pa.float64(), bool: pa.bool_(), date: pa.date32()}


@cache
def schema_of(noun: type) -> pa.Schema:
    """The Arrow schema of a noun; nested nouns are structs, tuples are lists."""
    return pa.schema([pa.field(name, _type_of(hint)) for name, hint in field_types(noun).items()])


def _type_of(hint: Any) -> pa.DataType:
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin in (typing.Union, types.UnionType):
        return _type_of(next(a for a in arguments if a is not type(None)))
    if origin is Literal:
        return _PLAIN[type(arguments[0])]
    if origin is tuple:
        return pa.list_(_type_of(arguments[0]))
    if dataclasses.is_dataclass(hint):
        return pa.struct([pa.field(name, _type_of(inner)) for name, inner in field_types(typing.cast(type, hint)).items()])
    return _PLAIN[hint]


def to_table(noun: type, values: Iterable[object]) -> pa.Table:
    """An Arrow table with one row a noun, in the order given."""
    return pa.Table.from_pylist([_row(v) for v in values], schema=schema_of(noun))


def _row(value: Any) -> Any:
    if dataclasses.is_dataclass(value):
        return {f.name: _row(getattr(value, f.name)) for f in dataclasses.fields(value)}
    if isinstance(value, (tuple, list)):
        return [_row(v) for v in value]
    # a lone surrogate cannot be written as UTF-8; it can only come from broken input
    return value.encode("utf-8", "replace").decode("utf-8") if isinstance(value, str) and not value.isascii() else value


def from_table(noun: type[T], table: pa.Table) -> tuple[T, ...]:
    """The nouns of a table's rows."""
    rows: Sequence[dict[str, Any]] = table.to_pylist()
    return tuple(from_plain(noun, row) for row in rows)

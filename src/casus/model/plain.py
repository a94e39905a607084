"""Nouns to plain JSON values and back, driven by the dataclasses' own types: no second description of a noun exists."""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Mapping
from datetime import date, datetime
from functools import cache
from typing import Any, TypeVar, cast

T = TypeVar("T")


def to_plain(value: object) -> Any:
    """Dicts, lists, strings, numbers, booleans and None only; dates in ISO 8601; field order is the dataclass's."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {f.name: to_plain(getattr(value, f.name)) for f in dataclasses.fields(value)}
    if isinstance(value, (tuple, list)):
        return [to_plain(v) for v in value]
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    return value


def from_plain(cls: type[T], value: Mapping[str, Any]) -> T:
    """The noun that ``to_plain`` wrote; ``KeyError`` or ``ValueError`` when the mapping does not fit the class."""
    return cast(T, _read(cls, value))


@cache
def field_types(cls: type) -> dict[str, Any]:
    """Resolved annotation of each field of a dataclass, in order."""
    hints = typing.get_type_hints(cls)
    return {f.name: hints[f.name] for f in dataclasses.fields(cls)}


def _read(kind: Any, value: Any) -> Any:
    origin = typing.get_origin(kind)
    if origin in (typing.Union, types.UnionType):
        if value is None:
            return None
        (inner,) = [a for a in typing.get_args(kind) if a is not type(None)]
        return _read(inner, value)
    if origin is tuple:
        args = typing.get_args(kind)
        if len(args) == 2 and args[1] is Ellipsis:
            return tuple(_read(args[0], v) for v in value)
        return tuple(_read(a, v) for a, v in zip(args, value, strict=True))
    if dataclasses.is_dataclass(kind):
        # fields that the mapping lacks take the class's own default; unknown keys are another version's and are left
        known = {name: _read(hint, value[name]) for name, hint in field_types(cast(type, kind)).items() if name in value}
        return cast(type, kind)(**known)
    if kind is datetime and isinstance(value, str):
        return datetime.fromisoformat(value)
    if kind is date and isinstance(value, str):
        return date.fromisoformat(value)
    return value

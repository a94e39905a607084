"""One entry of the registry, from the YAML fields to the frozen record."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from pathlib import Path
from typing import Any, cast, get_args

from casus.codebook.errors import CodebookError
from casus.model import ActorKind, KnownName, RegistryEntry, Sort

FIELDS = {"id", *(f.name for f in fields(RegistryEntry))} - {"actor_id"}
_LISTS = ("countries", "unlike", "demonyms", "metonyms")
_PLAIN = FIELDS - {"id", "name", "kind", "aliases", "since", "until", *_LISTS}
_ALIAS = {"name", "from", "to", "in"}
#: the kind that a sort says by itself
KIND_OF_SORT: dict[str, ActorKind] = {
    **dict.fromkeys(("rebel", "jihadist", "separatist", "militia", "criminal"), "armed_group"),
    **dict.fromkeys(("party", "movement"), "ngo"),
    **dict.fromkeys(("government", "ministry", "armed_forces", "police", "intelligence", "court", "parliament"), "government_body"),
}


def make_entry(path: Path, raw: Mapping[str, Any]) -> RegistryEntry:
    """The entry of its YAML fields; ``CodebookError`` names the file, the entry and what is wrong with it."""
    values: dict[str, Any] = {name: tuple(map(str, raw.get(name) or ())) for name in _LISTS}
    _check_countries(path, raw["id"], values["countries"])
    values |= {name: raw[name] for name in _PLAIN if raw.get(name) is not None}
    since, until = _days(path, raw["id"], raw["name"] if "name" in raw else raw["id"], raw.get("since"), raw.get("until"))
    return RegistryEntry(
        actor_id=raw["id"], name=raw["name"], kind=_kind(path, raw), aliases=_aliases(path, raw), since=since, until=until, **values
    )


def _kind(path: Path, raw: Mapping[str, Any]) -> ActorKind:
    sort = raw.get("sort")
    if sort is not None and sort not in get_args(Sort):
        raise CodebookError(f"{path}: {raw['id']}: sort is one of {', '.join(get_args(Sort))}, not {sort!r}")
    kind = raw.get("kind") or KIND_OF_SORT.get(sort or "")
    if not isinstance(raw.get("name"), str) or kind not in get_args(ActorKind):
        raise CodebookError(f"{path}: {raw['id']}: needs a name, and a sort or a kind out of {', '.join(get_args(ActorKind))}")
    if kind == "person":
        raise CodebookError(f"{path}: {raw['id']}: the registry holds organisations, states and peoples, never persons")
    return cast(ActorKind, kind)


def _check_countries(path: Path, identity: str, codes: tuple[str, ...]) -> None:
    bad = [c for c in codes if len(c) != 3 or not c.isupper()]
    if bad:
        raise CodebookError(f"{path}: {identity}: {', '.join(bad)}: countries are ISO 3166-1 alpha-3 codes such as AFG")


def _aliases(path: Path, raw: Mapping[str, Any]) -> tuple[KnownName, ...]:
    return tuple(_alias(path, raw["id"], alias) for alias in raw.get("aliases") or ())


def _alias(path: Path, identity: str, raw: Any) -> KnownName:
    if isinstance(raw, str):
        return KnownName(raw)
    if not isinstance(raw, dict) or not isinstance(raw.get("name"), str) or set(raw) - _ALIAS:
        raise CodebookError(f"{path}: {identity}: an alias is a name, or name, from, to and in: {raw!r:.80}")
    begin, end = _days(path, identity, raw["name"], raw.get("from"), raw.get("to"))
    where = tuple(map(str, raw.get("in") or ()))
    _check_countries(path, identity, where)
    return KnownName(raw["name"], begin, end, where)


def _days(path: Path, identity: str, name: str, first: Any, last: Any) -> tuple[date | None, date | None]:
    try:
        begin, end = _first_day(first), _last_day(last)
    except ValueError:
        begin, end = date.max, date.min
    if begin and end and begin > end:
        raise CodebookError(f"{path}: {identity}: {name}: dates are a day, month or year (2014-06-29, 2014-06, 2014), from before to")
    return begin, end


def _parts(value: Any) -> list[int]:
    return [int(part) for part in str(value).split("-")]


def _first_day(value: Any) -> date | None:
    if value is None or isinstance(value, date):
        return value
    year, month, day = (*_parts(value), 1, 1)[:3]
    return date(year, month, day)


def _last_day(value: Any) -> date | None:
    if value is None or isinstance(value, date):
        return value
    parts = _parts(value)
    year, month = (*parts, 12)[:2]
    return date(year, month, parts[2] if len(parts) > 2 else monthrange(year, month)[1])

"""The registry of known actors, loaded from YAML and checked: no alias owned twice, parents exist, dates in order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from datetime import date
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, get_args

from casus.codebook.errors import CodebookError
from casus.codebook.files import data_path, read_yaml
from casus.model import ActorKind, Alias, Registry, RegistryEntry

_LISTS = ("countries", "unlike", "demonyms", "metonyms")
_FIELDS = {"id", *(f.name for f in fields(RegistryEntry))} - {"actor_id"}


@cache
def _shipped() -> Registry:
    return _checked(_entries(sorted(data_path("registry").glob("*.yaml"))))


def load_registry(folder: Path | None = None, extra: Sequence[Path] = ()) -> Registry:
    """The entries of a folder (by default the shipped one), with the analyst's own files added.

    An entry of an extra file with a known id replaces the fields that it names. ``CodebookError`` names file and entry.
    """
    if folder is None and not extra:
        return _shipped()
    base = _entries(sorted((folder or data_path("registry")).glob("*.yaml")))
    if not base:
        raise CodebookError(f"{folder}: holds no registry file (*.yaml); check the path")
    return _checked(_entries(extra, base))


def _entries(
    paths: Iterable[Path], base: Mapping[str, tuple[Path, dict[str, Any]]] | None = None
) -> dict[str, tuple[Path, dict[str, Any]]]:
    out = dict(base or {})
    for path in paths:
        seen: set[str] = set()
        for raw in _list_in(path):
            identity = _identity(path, raw)
            if identity in seen or (base is None and identity in out):
                raise CodebookError(f"{path}: {identity} stands there twice; give one of them another id")
            seen.add(identity)
            out[identity] = (path, {**(out[identity][1] if identity in out else {}), **raw})
    return out


def _list_in(path: Path) -> list[Any]:
    raw = read_yaml(path)
    if not isinstance(raw, list):
        raise CodebookError(f"{path}: must hold a list of entries, each beginning with '- id:'")
    return raw


def _identity(path: Path, raw: Any) -> str:
    if not isinstance(raw, dict) or not isinstance(raw.get("id"), str):
        raise CodebookError(f"{path}: an entry has no id: {raw!r:.80}")
    unknown = sorted(set(raw) - _FIELDS)
    if unknown:
        raise CodebookError(f"{path}: {raw['id']}: unknown fields {', '.join(unknown)}; known are {', '.join(sorted(_FIELDS))}")
    return str(raw["id"])


def _checked(raw: Mapping[str, tuple[Path, dict[str, Any]]]) -> Registry:
    entries = {identity: _entry(path, fields_) for identity, (path, fields_) in raw.items()}
    where = {identity: path for identity, (path, _) in raw.items()}
    for entry in entries.values():
        _check_ties(where[entry.actor_id], entry, entries)
    _check_names(where, entries)
    return Registry(MappingProxyType(entries))


def _entry(path: Path, raw: Mapping[str, Any]) -> RegistryEntry:
    if not isinstance(raw.get("name"), str) or raw.get("kind") not in get_args(ActorKind):
        raise CodebookError(f"{path}: {raw['id']}: needs a name and a kind out of {', '.join(get_args(ActorKind))}")
    if raw["kind"] == "person":
        raise CodebookError(f"{path}: {raw['id']}: the registry holds organisations, states and peoples, never persons")
    values: dict[str, Any] = {name: tuple(str(v) for v in raw.get(name) or ()) for name in _LISTS}
    bad = [c for c in values["countries"] if len(c) != 3 or not c.isupper()]
    if bad:
        raise CodebookError(f"{path}: {raw['id']}: {', '.join(bad)}: countries are ISO 3166-1 alpha-3 codes such as AFG")
    plain = {name: raw[name] for name in _FIELDS - {"id", "name", "kind", "aliases", *_LISTS} if raw.get(name) is not None}
    return RegistryEntry(actor_id=raw["id"], name=raw["name"], kind=raw["kind"], aliases=_aliases(path, raw), **values, **plain)


def _aliases(path: Path, raw: Mapping[str, Any]) -> tuple[Alias, ...]:
    return tuple(_alias(path, raw["id"], alias) for alias in raw.get("aliases") or ())


def _alias(path: Path, identity: str, raw: Any) -> Alias:
    if isinstance(raw, str):
        return Alias(raw)
    if not isinstance(raw, dict) or not isinstance(raw.get("name"), str) or set(raw) - {"name", "from", "to"}:
        raise CodebookError(f"{path}: {identity}: an alias is a name, or name, from and to: {raw!r:.80}")
    begin, end = raw.get("from"), raw.get("to")
    if any(d is not None and not isinstance(d, date) for d in (begin, end)) or (begin and end and begin > end):
        raise CodebookError(f"{path}: {identity}: {raw['name']}: from and to are days (2014-06-29), from before to")
    return Alias(raw["name"], begin, end)


def _check_ties(path: Path, entry: RegistryEntry, entries: Mapping[str, RegistryEntry]) -> None:
    for name, target in (("parent", entry.parent), ("speaks_for", entry.speaks_for), *(("unlike", u) for u in entry.unlike)):
        if target is not None and target not in entries:
            raise CodebookError(f"{path}: {entry.actor_id}: {name} {target!r} is no entry; add it or mend the id")
    seen, at = {entry.actor_id}, entry.parent
    while at is not None:
        if at in seen:
            raise CodebookError(f"{path}: {entry.actor_id}: its parents lead back to {at}; take one parent out")
        seen.add(at)
        at = entries[at].parent


def _check_names(where: Mapping[str, Path], entries: Mapping[str, RegistryEntry]) -> None:
    """A name has one owner. Abbreviations are told apart by case; dated names may follow one another."""
    owners: dict[str, list[tuple[str, Alias]]] = {}
    for entry in entries.values():
        for alias in (Alias(entry.name), *entry.aliases):
            key = alias.name if alias.name.isupper() or len(alias.name) <= 4 else alias.name.casefold()
            for other, theirs in owners.get(key, []):
                if other != entry.actor_id and _at_one_time(alias, theirs):
                    raise CodebookError(
                        f"{where[entry.actor_id]}: {alias.name!r} names both {other} and {entry.actor_id}; a name has one owner"
                    )
            owners.setdefault(key, []).append((entry.actor_id, alias))


def _at_one_time(a: Alias, b: Alias) -> bool:
    return not ((a.valid_to and b.valid_from and a.valid_to < b.valid_from) or (b.valid_to and a.valid_from and b.valid_to < a.valid_from))

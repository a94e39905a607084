"""What must hold between the entries of a registry: ties lead to entries, no parents in a ring, a name has one owner."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from casus.codebook.errors import CodebookError
from casus.codebook.spelling import fold_name
from casus.model import KnownName, RegistryEntry


@dataclass(frozen=True, slots=True)
class _Owned:
    """A name, its owner, and the days from and to which it was the name."""

    owner: str
    name: str
    begin: date | None
    end: date | None
    only_in: tuple[str, ...]


def check_ties(where: Mapping[str, Path], entries: Mapping[str, RegistryEntry]) -> None:
    """Every id that an entry names is an entry; ``CodebookError`` if not, or if parents lead back to their child."""
    for entry in entries.values():
        for field, target in _ties(entry):
            if target not in entries:
                raise CodebookError(f"{where[entry.actor_id]}: {entry.actor_id}: {field} {target!r} is no entry; add it or mend the id")
        _check_parents(where[entry.actor_id], entry, entries)


def _ties(entry: RegistryEntry) -> Iterator[tuple[str, str]]:
    for field in ("parent", "speaks_for", "splinter_of"):
        target: str | None = getattr(entry, field)
        if target is not None:
            yield field, target
    for target in entry.unlike:
        yield "unlike", target


def _check_parents(path: Path, entry: RegistryEntry, entries: Mapping[str, RegistryEntry]) -> None:
    seen, at = {entry.actor_id}, entry.parent
    while at is not None:
        if at in seen:
            raise CodebookError(f"{path}: {entry.actor_id}: its parents lead back to {at}; take one parent out")
        seen.add(at)
        at = entries[at].parent if at in entries else None


def check_names(where: Mapping[str, Path], entries: Mapping[str, RegistryEntry]) -> None:
    """A name has one owner. Abbreviations are told apart by case; owners may follow one another, or be told apart by countries.

    Of owners at one time, one may hold the name without ``in``: it is meant where no country of the others is spoken of.
    """
    owners: dict[str, list[_Owned]] = {}
    for entry in entries.values():
        for mine in _owned(entry):
            for theirs in owners.setdefault(_key(mine.name), []):
                if theirs.owner != mine.owner and _at_one_time(mine, theirs) and not _apart(mine, theirs):
                    raise CodebookError(
                        f"{where[entry.actor_id]}: {mine.name!r} names both {theirs.owner} and {mine.owner}; a name has one owner:"
                        " give dates (from, to) that do not meet, or countries (in) that differ"
                    )
            owners[_key(mine.name)].append(mine)


def _key(name: str) -> str:
    """Abbreviations keep their case: US and us are two names."""
    return name if name.isupper() or len(name) <= 4 else fold_name(name)


def _owned(entry: RegistryEntry) -> Iterator[_Owned]:
    for alias in (KnownName(entry.name), *entry.aliases):
        yield _Owned(entry.actor_id, alias.name, alias.valid_from or entry.since, alias.valid_to, alias.only_in)


def _at_one_time(a: _Owned, b: _Owned) -> bool:
    return not ((a.end and b.begin and a.end < b.begin) or (b.end and a.begin and b.end < a.begin))


def _apart(a: _Owned, b: _Owned) -> bool:
    return bool(a.only_in or b.only_in) and not set(a.only_in) & set(b.only_in)

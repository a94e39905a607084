"""Actors as words on a terminal: those of a casebook, a search in registry and casebook, suggestions for merging."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table
from rich.text import Text

from casus.codebook.registry import load_registry
from casus.codebook.spelling import fold_name
from casus.model import Actor, KnownName, Registry, RegistryEntry
from casus.run.show import safe
from casus.run.suggestions import suggest_merges
from casus.store import Casebook

_WIDE = 118


def _print(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    console = Console(highlight=False, markup=False, emoji=False)
    console = console if console.is_terminal else Console(highlight=False, markup=False, emoji=False, width=_WIDE)
    table = Table(box=None, pad_edge=False, header_style="bold")
    for heading in headings:
        table.add_column(heading, overflow="fold")
    for row in rows:
        table.add_row(*(Text(safe(cell)) for cell in row))
    console.print(table)


def list_actors(book: Casebook) -> None:
    """The casebook's actors, those of most mentions first."""
    actors: tuple[Actor, ...] = book.nouns("actors")
    ordered = sorted(actors, key=lambda a: (-a.mentions, a.actor_id))
    _print(
        ("actor", "name", "kind", "basis", "mentions"),
        ((a.actor_id, a.name, a.kind, a.basis, str(a.mentions)) for a in ordered),
    )


def search_actors(words: str, book: Casebook | None, registries: Sequence[Path]) -> int:
    """Print the entries and found actors one of whose names holds the words, in any spelling of case and accents; how many."""
    registry = load_registry(extra=registries)
    wanted = fold_name(words)
    known = [e for e in registry.entries.values() if wanted == fold_name(e.actor_id) or any(wanted in fold_name(n) for n in _names(e))]
    actors: tuple[Actor, ...] = book.nouns("actors") if book else ()
    found = [a for a in actors if a.basis == "found" and wanted in fold_name(a.name)]
    for entry in known:
        _print_entry(entry, registry)
    for actor in found:
        print(f"{safe(actor.actor_id)}  {safe(actor.name)} (found, {actor.kind}, {actor.mentions} mentions)")
    return len(known) + len(found)


def _names(entry: RegistryEntry) -> tuple[str, ...]:
    return (entry.name, *(a.name for a in entry.aliases))


def _print_entry(entry: RegistryEntry, registry: Registry) -> None:
    lived = f", {_year(entry.since)}-{_year(entry.until)}" if entry.since or entry.until else ""
    print(
        f"{entry.actor_id}  {entry.name} ({entry.sort or entry.kind}{', ' + ' '.join(entry.countries) if entry.countries else ''}{lived})"
    )
    for label, ids in (
        ("part of", (entry.parent,)),
        ("broke from", (entry.splinter_of,)),
        ("speaks for", (entry.speaks_for,)),
        ("not", entry.unlike),
    ):
        shown = ", ".join(registry.name(i) for i in ids if i)
        if shown:
            print(f"    {label}: {shown}")
    if entry.aliases:
        print(f"    also: {'; '.join(_alias(a) for a in entry.aliases)}")
    if entry.wikidata:
        print(f"    wikidata: {entry.wikidata}")


def _year(day: object) -> str:
    return str(day)[:4] if day else ""


def _alias(alias: KnownName) -> str:
    when = f" {_year(alias.valid_from)}-{_year(alias.valid_to)}" if alias.valid_from or alias.valid_to else ""
    where = f" in {' '.join(alias.only_in)}" if alias.only_in else ""
    return f"{alias.name}{f' ({(when + where).strip()})' if when or where else ''}"


def show_suggestions(book: Casebook, registries: Sequence[Path]) -> int:
    """Print which found actors may be known ones, with the lines for an own registry file that would merge them; how many."""
    suggestions = suggest_merges(book.nouns("actors"), load_registry(extra=registries))
    if suggestions:
        _print(
            ("found", "mentions", "may be", "alike"),
            ((s.found.name, str(s.found.mentions), f"{s.other_name} ({s.other_id})", f"{s.score:.0f}") for s in suggestions),
        )
        print("\nNames alike are no proof. What is one, write into a file and code again with --registry FILE:\n")
        for suggestion in suggestions:
            if not suggestion.other_id.startswith("found."):
                print(safe(suggestion.as_yaml()))
    return len(suggestions)

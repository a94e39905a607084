"""Linking of a casebook: what is new joins what is there, incidents keep their ids; all is linked anew only where it must be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pyarrow as pa

from casus.link import LINK_VERSION, Linked, Memory, is_stale, link, link_more
from casus.model import Actor, Claim, Finding, Registry, Relation, Report, TollRule
from casus.relate import RELATE_VERSION, relate
from casus.run.actors import add_actors, collect_actors
from casus.store import Casebook, Writer

_MEMORY = ("happenings", "pairs", "sketches", "rarity", "lives")


def link_book(writer: Writer, registry: Registry, coded_with: str, toll_rule: TollRule) -> None:
    """Link the casebook's claims into incidents, unless that is done; ``coded_with`` names what the claims depend on.

    When reports were only added since, just these are compared; when any was changed or taken away, when they became a quarter more, or
    a version or the toll rule is another, all are linked anew. Ids of incidents stay in both cases.
    """
    book = writer.book()
    how = f"link {LINK_VERSION}, relate {RELATE_VERSION}, {coded_with}, best {toll_rule}"
    key = f"{how}, of {book.coded_key}"
    done = writer.manifest.linked.versions if writer.manifest.linked else ""
    if done == key:
        return
    memory = _memory(book) if done.startswith(f"{how}, of ") else None
    added = _added(book, memory) if memory else None
    if memory is None or added is None:
        _link_anew(writer, book, registry, key, toll_rule)
    else:
        _link_added(writer, book, registry, key, toll_rule, memory, added)


def _memory(book: Casebook) -> Memory | None:
    tables = [book.kept(name) for name in _MEMORY]
    happenings, pairs, sketches, rarity, lives = tables
    if not happenings or not pairs or not sketches or not rarity or lives is None:
        return None
    return Memory(happenings, pairs, sketches, rarity, lives)


def _added(book: Casebook, memory: Memory) -> frozenset[str] | None:
    """Ids of the reports that are new; None when any that was linked is gone, or when they are so many that words are to be counted anew."""
    now = frozenset(book.reports.to_arrow().column("report_id").to_pylist())
    before = frozenset(memory.sketches.column("report_id").to_pylist())
    return now - before if before <= now and not is_stale(memory.rarity, len(now)) else None


def _link_anew(writer: Writer, book: Casebook, registry: Registry, key: str, toll_rule: TollRule) -> None:
    reports, claims = book.nouns("reports"), book.nouns("claims")
    linked = link(reports, claims, registry, previous=book.nouns("incidents"), toll_rule=toll_rule)
    copies = {r.report_id: r.copy_of for r in linked.reports if r.copy_of}
    _write(writer, book, registry, key, linked, collect_actors(claims, registry), copies, linked.findings)


def _link_added(
    writer: Writer, book: Casebook, registry: Registry, key: str, toll_rule: TollRule, memory: Memory, added: frozenset[str]
) -> None:
    def fetch(ids: frozenset[str]) -> tuple[Sequence[Report], Sequence[Claim]]:
        return book.some("reports", "report_id", ids), book.some("claims", "report_id", ids)

    reports, claims = fetch(added)
    previous = book.nouns("incidents")
    linked = link_more(memory, reports, claims, fetch, previous, registry, toll_rule=toll_rule)
    copies = {**book.copies(), **{r.report_id: r.copy_of for r in linked.reports if r.copy_of}}
    actors = add_actors(book.nouns("actors"), collect_actors(claims, registry))
    told = {f for f in book.linked_findings() if f.stage == "link"}
    _write(writer, book, registry, key, linked, actors, copies, sorted({*told, *linked.findings}))


def _write(
    writer: Writer,
    book: Casebook,
    registry: Registry,
    key: str,
    linked: Linked,
    actors: Sequence[Actor],
    copies: dict[str, str],
    findings: Sequence[Finding],
) -> None:
    twice = [_given_twice(*pair) for pair in book.given_twice()]
    memory: dict[str, pa.Table] = {name: getattr(linked.memory, name) for name in _MEMORY}
    writer.set_linked(key, linked.incidents, _ties(book, copies, registry), actors, copies, (*findings, *twice), memory)


def _ties(book: Casebook, copies: dict[str, str], registry: Registry) -> tuple[Relation, ...]:
    """The ties over all reports: a tie's span, trend and opposites depend on every claim of it, so they are always made anew."""
    claims = book.some("claims", "kind", frozenset({"relation"}))
    reports = book.some("reports", "report_id", frozenset(c.report_id for c in claims))
    return relate(tuple(replace(r, copy_of=copies.get(r.report_id)) for r in reports), claims, registry)


def _given_twice(source: str, kept: str) -> Finding:
    message = f"{source}: holds an article that {kept}, of the same file name, holds to the letter; it is kept once; nothing to do unless that is wrong"
    return Finding("run", "given-twice", message, severity="info", source=source)

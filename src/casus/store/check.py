"""Is a casebook sound? Files have their hashes, spans say what stands there, ids resolve."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from casus.model import Finding, Span
from casus.store.casebook import Casebook
from casus.store.errors import CasebookError
from casus.store.files import sha256_of
from casus.store.manifest import Manifest, Part


def check(path: str | Path) -> tuple[Finding, ...]:
    """What is wrong with the casebook; ``()`` when it is sound. ``CasebookError`` when there is none."""
    folder = Path(path)
    manifest = Manifest.read(folder)
    damaged = tuple(_files(folder, manifest))
    if damaged:
        return damaged
    try:
        book = Casebook(folder, manifest)
        return (*_spans(book), *_ids(book))
    except CasebookError as problem:
        return (_problem("unreadable", str(problem)),)


def _problem(code: str, message: str, report_id: str | None = None) -> Finding:
    return Finding("store", code, message, report_id, severity="error")


def _files(folder: Path, manifest: Manifest) -> Iterator[Finding]:
    parts: list[tuple[str, Part]] = [("coded", p) for p in manifest.coded]
    parts += [("linked", manifest.linked)] if manifest.linked else []
    remedy = "restore it, or code the same sources again: what is damaged is then made anew"
    for kind, part in parts:
        for name, about in part.files.items():
            path = folder / kind / part.folder / f"{name}.parquet"
            if not path.is_file():
                yield _problem("missing-file", f"{path}: is missing; {remedy}")
            elif sha256_of(path) != about.get("sha256"):
                yield _problem("changed-file", f"{path}: is not as it was written (its hash differs); {remedy}")


def _spans(book: Casebook) -> Iterator[Finding]:
    texts = {r.report_id: r.text for r in book.nouns("reports")}
    for claim in book.nouns("claims"):
        text = texts.get(claim.report_id)
        if text is None:
            yield _problem(
                "lost-report", f"claim {claim.claim_id} belongs to report {claim.report_id}, which is not there", claim.report_id
            )
            continue
        for span in spans_in(claim):
            if not span.holds(text):
                yield _problem(
                    "wrong-span", f"claim {claim.claim_id}: {span.text!r:.60} does not stand at {span.start}-{span.end}", claim.report_id
                )


def spans_in(value: Any) -> Iterator[Span]:
    """Every span inside a noun, at any depth."""
    if isinstance(value, Span):
        yield value
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            yield from spans_in(getattr(value, field.name))
    elif isinstance(value, tuple):
        for item in value:
            yield from spans_in(item)


def _ids(book: Casebook) -> Iterator[Finding]:
    claims = set(book.claims.to_arrow().column("claim_id").to_pylist())
    reports = set(book.reports.to_arrow().column("report_id").to_pylist())
    actors = set(book.actors.to_arrow().column("actor_id").to_pylist())
    if len(claims) != len(book.claims) or len(reports) != len(book.reports):
        yield _problem("double-id", "two claims or two reports have one id")
    if book.manifest.linked is None:
        return
    for incident in book.nouns("incidents"):
        lost = [i for i in incident.claim_ids if i not in claims] + [i for i in incident.report_ids if i not in reports]
        lost += [f.claim_id for t in incident.tolls for f in t.figures if f.claim_id not in claims]
        lost += [c for d in incident.disagreements for v in d.values for c in v.claim_ids if c not in claims]
        lost += [a.actor_id for a in (*incident.actors, *incident.recipients) if a.actor_id and a.actor_id not in actors]
        if lost:
            yield _problem(
                "lost-id", f"incident {incident.incident_id} names {lost[0]}, which is not there; run casus code again to link anew"
            )
    yield from _ties(book, claims, actors)
    lost_copies = [r.report_id for r in book.nouns("reports") if r.copy_of and r.copy_of not in reports]
    if lost_copies:
        yield _problem(
            "lost-id", f"report {lost_copies[0]} is a copy of one that is not there; run casus code again to link anew", lost_copies[0]
        )


def _ties(book: Casebook, claims: set[str], actors: set[str]) -> Iterator[Finding]:
    relations = book.nouns("relations")
    known = {r.relation_id for r in relations}
    if len(known) != len(relations):
        yield _problem("double-id", "two relations have one id")
    for relation in relations:
        lost = [c for c in relation.claim_ids if c not in claims] + [r for r in relation.contradicted_by if r not in known]
        lost += [a.actor_id for a in (relation.subject, relation.object) if a.actor_id and a.actor_id not in actors]
        if lost:
            yield _problem(
                "lost-id", f"relation {relation.relation_id} names {lost[0]}, which is not there; run casus code again to link anew"
            )

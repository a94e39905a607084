"""FollowTheMoney: entities by their schema's own fields, no persons and no peoples."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from casus.export import export
from casus.model import Actor, NamedActor
from casus.run.pipeline import code
from casus.store import Casebook


class Book:
    """A casebook with other actors."""

    def __init__(self, book: Casebook, **tables: tuple[Any, ...]) -> None:
        self.book, self.tables = book, tables

    def nouns(self, name: str) -> tuple[Any, ...]:
        return self.tables.get(name, self.book.nouns(name))


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory, sample: Path) -> Casebook:
    return code([sample], tmp_path_factory.mktemp("ftm") / "book")


def entities(book: Any, out: Path) -> dict[str, dict[str, Any]]:
    export(book, "ftm", out)
    return {e["id"]: e for e in map(json.loads, (out / "entities.jsonl").read_text(encoding="utf-8").splitlines())}


def test_actors_events_and_articles(book: Casebook, tmp_path: Path) -> None:
    found = entities(book, tmp_path / "out")
    group = found["casus-islamic_state"]
    assert group["schema"] == "Organization" and group["properties"]["wikidataId"] == ["Q2429253"]
    assert "Islamic State of Iraq" in group["properties"]["previousName"] and group["properties"]["country"] == ["iq", "sy"]
    events = [e for e in found.values() if e["schema"] == "Event"]
    assert len(events) == len(book.incidents) and all(e["properties"]["name"] for e in events)
    nairobi = next(e for e in events if "Nairobi" in e["caption"] and e["properties"].get("startDate") == ["2013-09-21"])
    assert nairobi["properties"]["country"] == ["ke"] and nairobi["properties"]["involved"] == ["casus-al_shabaab"]


def test_what_an_entity_points_at_is_there(book: Casebook, tmp_path: Path) -> None:
    found = entities(book, tmp_path / "out")
    for entity in found.values():
        assert all(isinstance(v, str) for values in entity["properties"].values() for v in values)
        for name in ("involved", "proof", "parent", "organization"):
            assert set(entity["properties"].get(name, ())) <= set(found)


def test_no_person_and_no_people(book: Casebook, tmp_path: Path) -> None:
    actors = (
        *book.nouns("actors"),
        Actor("p.x", "Zed Someone", "person", mentions=1, basis="found"),
        Actor("pop.tamil", "Tamils", "population"),
    )
    incidents = tuple(
        i.__class__(**{f: getattr(i, f) for f in i.__slots__} | {"actors": (NamedActor("p.x", "Zed Someone"),)})
        for i in book.nouns("incidents")
    )
    out = tmp_path / "out"
    found = entities(Book(book, actors=actors, incidents=incidents), out)
    assert "casus-p.x" not in found and "casus-pop.tamil" not in found
    assert "Zed Someone" not in (out / "entities.jsonl").read_text(encoding="utf-8")

"""Actors of a casebook: found ones offered for merging and never merged, and the analyst's own file."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from casus.cli import app
from casus.codebook.registry import load_registry
from casus.model import Actor
from casus.run.pipeline import code
from casus.run.suggestions import suggest_merges

RUN = CliRunner()
TEXT = "NAIROBI, Oct 8, 2021 - The Lake Sengo Front attacked a village near Nairobi in Kenya on Friday and killed nine people, the governor said."
OWN = "- {id: lake_sengo, name: Lake Sengo Front, sort: rebel, countries: [KEN], aliases: [LSF]}\n"


@pytest.fixture
def clippings(tmp_path: Path) -> Path:
    folder = tmp_path / "clippings"
    folder.mkdir()
    (folder / "a.txt").write_text(TEXT, encoding="utf-8")
    return folder


def ids(book: object) -> set[str]:
    return {a.actor_id for a in book.nouns("actors")}  # type: ignore[attr-defined]


def test_own_registry_names_what_was_found(clippings: Path, tmp_path: Path) -> None:
    own = tmp_path / "own.yaml"
    own.write_text(OWN, encoding="utf-8")
    assert "found.lake_sengo_front" in ids(code([clippings], tmp_path / "book"))
    assert "lake_sengo" in ids(code([clippings], tmp_path / "book", registry=[own]))
    own.write_text(OWN.replace("id: lake_sengo,", "id: sengo,"), encoding="utf-8")
    assert "sengo" in ids(code([clippings], tmp_path / "book", registry=[own])), "a changed file is coded with anew"
    assert "found.lake_sengo_front" in ids(code([clippings], tmp_path / "book"))


def test_a_wrong_registry_file_is_told_before_anything_is_written(clippings: Path, tmp_path: Path) -> None:
    own = tmp_path / "own.yaml"
    own.write_text("- {id: x, name: X, kind: gang}\n", encoding="utf-8")
    done = RUN.invoke(app, ["code", str(clippings), "--casebook", str(tmp_path / "book"), "--registry", str(own)])
    assert done.exit_code == 2 and "own.yaml: x: needs a name" in done.output and not (tmp_path / "book").exists()
    missing = RUN.invoke(app, ["code", str(clippings), "--casebook", str(tmp_path / "book"), "--registry", str(tmp_path / "no.yaml")])
    assert missing.exit_code == 2 and "cannot be read" in missing.output


def found(name: str, mentions: int = 1, kind: str = "armed_group") -> Actor:
    return Actor("found." + name.lower().replace(" ", "_"), name, kind, mentions=mentions, basis="found")  # type: ignore[arg-type]


def test_suggestions_name_the_likest_of_a_kind() -> None:
    one, two = found("Movement for the Emancipation of Niger Delta"), found("Red Hill Brigade", 3)
    rare, media = found("Red Hill Brigades", 1), found("Boko Haramm", kind="media")
    suggested = suggest_merges([one, two, rare, media], load_registry())
    assert {(s.found.name, s.other_id) for s in suggested} == {
        (one.name, "mend"),
        ("Red Hill Brigades", "found.red_hill_brigade"),
    }
    assert 'id: mend, aliases: ["Movement for the Emancipation of Niger Delta"]' in next(s for s in suggested if s.found == one).as_yaml()


def test_list_search_and_suggest(clippings: Path, tmp_path: Path) -> None:
    book = tmp_path / "book"
    code([clippings], book)
    listed = RUN.invoke(app, ["actors", "list", str(book)])
    assert listed.exit_code == 0 and "Lake Sengo Front" in listed.output and "found" in listed.output
    known = RUN.invoke(app, ["actors", "search", "nusra front"])
    assert "hts  Hayat Tahrir al-Sham" in known.output and "broke from: Islamic State" in known.output
    here = RUN.invoke(app, ["actors", "search", "lake sengo", "--casebook", str(book)])
    assert "found.lake_sengo_front" in here.output
    assert RUN.invoke(app, ["actors", "search", "no such name at all"]).exit_code == 1
    assert RUN.invoke(app, ["actors", "suggest", str(book)]).exit_code == 0

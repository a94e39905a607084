"""A codebook of one's own, end to end: an entry with five example sentences and no pattern finds a paraphrase and leaves a lookalike."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

import casus
from casus.annotate import shipped_encoder
from casus.cli import app
from casus.codebook.errors import CodebookError
from casus.run.coding import load_kit, with_encoder
from casus.run.examples import coded_alone
from casus.run.left_out import examples_left_out
from casus.run.own_codebook import unmatched
from coded import kit

RUN = CliRunner()
OWN = Path(__file__).parents[1] / "cases" / "own_codebook.yaml"


TEXT = """BAMAKO, March 4, 2023 - {paraphrase}

{lookalike}
"""
PARAPHRASE = "The state regulator took a private radio station off the air on Friday."
LOOKALIKE = "The radio station has moved to a new building near the market."


def written(folder: Path) -> Path:
    path = folder / "report.txt"
    path.write_text(TEXT.format(paraphrase=PARAPHRASE, lookalike=LOOKALIKE), encoding="utf-8")
    return path


def test_without_an_encoder_an_entry_with_examples_alone_says_what_it_needs(tmp_path: Path) -> None:
    book = casus.code([written(tmp_path)], tmp_path / "book", encoder=False, codebook=[OWN])
    told = [f for f in book.nouns("findings") if f.code == "needs-encoder"]
    assert {f.message.split(": ")[1] for f in told} == {"press.closure"} and all("those need the encoder" in f.message for f in told)
    assert all(f.source == str(OWN) and f.severity == "warning" for f in told)
    again = casus.code([tmp_path / "report.txt"], tmp_path / "book", encoder=False, codebook=[OWN])
    assert len([f for f in again.nouns("findings") if f.code == "needs-encoder"]) == len(told)


def test_a_wrong_codebook_stops_a_run_before_anything_is_written(tmp_path: Path) -> None:
    wrong = tmp_path / "own.yaml"
    wrong.write_text("- {id: x, type: PARTY, frame: act, verbs: [march], examples: [a], counter: [b]}")
    with pytest.raises(CodebookError, match=r"own\.yaml: x: needs an id and one of the PLOVER types"):
        casus.code([written(tmp_path)], tmp_path / "book", codebook=[wrong])
    assert not (tmp_path / "book").exists()


def test_without_vectors_the_check_names_the_entry_and_the_need() -> None:
    blind = with_encoder(load_kit(codebooks=[OWN]), None)
    (told,) = unmatched(blind, [OWN])
    assert told.message.startswith(f"{OWN}: press.closure: finds nothing in this run")
    assert list(examples_left_out(blind)) == []


def test_a_paraphrase_is_found_and_a_lookalike_is_left(tmp_path: Path) -> None:
    book = casus.code([written(tmp_path)], tmp_path / "book", codebook=[OWN])
    (claim,) = [c for c in book.nouns("claims") if c.rule == "near:press.closure"]
    assert claim.type == "COERCE" and claim.quote.text.endswith(PARAPHRASE) and 0 < claim.confidence <= 0.65
    assert [p.name for p in claim.recipients] == ["private radio station"]
    assert not [c for c in book.nouns("claims") if c.quote.text == LOOKALIKE and c.kind == "event"]
    assert casus.code([tmp_path / "report.txt"], tmp_path / "plain").nouns("claims") != book.nouns("claims")


def test_the_check_says_how_examples_do_when_left_out() -> None:
    done = RUN.invoke(app, ["codebook", "check", "--codebook", str(OWN)])
    assert done.exit_code == 0, done.output
    lines = [line for line in done.output.splitlines() if line.startswith("press.closure: by its examples alone; of 5, ")]
    assert len(lines) == 1 and "all as they should be" in done.output


def test_nearness_leaves_the_shipped_counter_examples() -> None:
    seeing = replace(with_encoder(kit(), shipped_encoder()), encoder=None)
    rules = (*seeing.events.rules.values(), *seeing.relations.rules.values())
    wrong = [(r.rule_id, text) for r in rules for text in r.counter if f"near:{r.rule_id}" in {c.rule for c in coded_alone(text, seeing)}]
    assert wrong == []

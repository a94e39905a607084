"""The encoder file that ships: a wrong one is named with the fix, none is no trouble, and the shipped one holds what was promised of it."""

from __future__ import annotations

import hashlib
import sys
import zipfile
from pathlib import Path

import pytest

from casus.annotate import EncoderError, checked_file, load_encoder, shipped_encoder
from casus.annotate.perceive import perceive, perceive_all
from casus.annotate.sentences import find_sentences
from casus.codebook.files import data_path

#: one measure and its floor a line, a point below what was measured when the file was made ("speaker links 79.0"); see bench/RESULTS.md
FLOORS = Path(__file__).with_name("encoder_floors.txt")


def put(folder: Path, content: bytes | None, wanted: str | None) -> Path:
    if content is not None:
        (folder / "encoder.zip").write_bytes(content)
    if wanted is not None:
        (folder / "encoder.sha256").write_text(f"{wanted}  encoder.zip\n")
    return folder


def test_a_build_without_an_encoder_has_none(tmp_path: Path) -> None:
    assert checked_file(put(tmp_path, None, None)) is None


def test_a_file_of_the_right_hash_is_found(tmp_path: Path) -> None:
    assert checked_file(put(tmp_path, b"weights", hashlib.sha256(b"weights").hexdigest())) == tmp_path / "encoder.zip"


def test_a_missing_file_is_named_with_the_hash_and_the_fix(tmp_path: Path) -> None:
    with pytest.raises(EncoderError, match=r"encoder\.zip: is missing; it should have the SHA-256 abc; install Casus again .*--no-encoder"):
        checked_file(put(tmp_path, None, "abc"))


def test_an_altered_file_is_named_with_both_hashes(tmp_path: Path) -> None:
    found = hashlib.sha256(b"altered").hexdigest()
    with pytest.raises(EncoderError, match=rf"encoder\.zip: was altered: its SHA-256 is {found}, and should be abc; install Casus again"):
        checked_file(put(tmp_path, b"altered", "abc"))


def test_what_is_no_encoder_is_named(tmp_path: Path) -> None:
    wrong = tmp_path / "encoder.zip"
    for write in (lambda: wrong.write_bytes(b"no zip"), lambda: zipfile.ZipFile(wrong, "w").writestr("about.json", "{}")):
        write()
        with pytest.raises(EncoderError, match=r"encoder\.zip: is no encoder file .*; install Casus again"):
            load_encoder(wrong)


def test_a_wrong_file_stops_a_run_before_anything_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from casus.annotate import shipped
    from casus.run.pipeline import code

    put(tmp_path, b"altered", "abc")
    monkeypatch.setattr(shipped, "data_path", lambda name: tmp_path)
    (tmp_path / "one.txt").write_text("Police arrested two men in Oslo on Monday.")
    with pytest.raises(EncoderError, match="was altered"):
        code([tmp_path / "one.txt"], tmp_path / "book")
    assert not (tmp_path / "book").exists()
    assert len(code([tmp_path / "one.txt"], tmp_path / "book", encoder=False).reports) == 1


def test_an_attack_told_by_police() -> None:
    text = "Gunmen killed at least 12 farmers in a village in Zamfara on Tuesday, police said."
    encoder = shipped_encoder()
    assert encoder is not None
    found = perceive(text, [(0, len(text))], encoder)
    attack = next(t for t in found.triggers if t.span.text == "killed")
    assert attack.type == "ASSAULT" and not attack.negated
    assert ("by", "Gunmen") in {(a.role, found.mentions[a.mention].span.text) for a in attack.arguments}
    said = next(c for c in found.cues if c.kind == "say")
    assert [found.mentions[i].span.text for i in said.speakers] == ["police"]


def test_company_changes_nothing() -> None:
    """Each piece has a scale of its own: the same report gives the same numbers, to the last bit, whatever it shares a call with."""
    texts = [
        "Police arrested two men in Oslo.",
        "The minister visited Accra on Monday. " * 20,
        "Rebels attacked Bari, the army said.\n\nIt had fled.",
    ]
    work = [(t, [(s, e) for s, e, _ in find_sentences(t)]) for t in texts]
    encoder = shipped_encoder()
    assert encoder is not None
    assert perceive_all(work, encoder) == [perceive(text, sentences, encoder) for text, sentences in work]


def test_the_file_is_small_and_holds_its_floors() -> None:
    path = data_path("encoder")
    assert (path / "encoder.zip").stat().st_size < 30_000_000
    root = Path(__file__).parents[2]
    sys.path.insert(0, str(root))
    from training.evaluate import score_own

    from training import own

    encoder = shipped_encoder()
    assert encoder is not None
    measured = score_own(encoder, own.load_items(root / "training/corpus")[1])
    floors = [line.rsplit(" ", 1) for line in FLOORS.read_text(encoding="ascii").splitlines()]
    assert floors and {name: measured[name] for name, floor in floors if measured[name] < float(floor)} == {}

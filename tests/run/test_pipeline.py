"""The run: only what is new is worked, any number of workers gives the same, and a run may end at any moment."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest

import casus
from casus.run.pipeline import Result, code, work_source
from casus.store import Casebook, CasebookError, check

TEXT = "Gunmen attacked a village near Kabul in Afghanistan on Friday and killed {} people, the governor said. Soldiers came after an hour."


@pytest.fixture
def clippings(tmp_path: Path) -> Path:
    folder = tmp_path / "clippings"
    folder.mkdir()
    for number in range(12):
        (folder / f"{number:02d}.txt").write_text(TEXT.format(number + 3), encoding="utf-8")
    return folder


class Counting:
    """Works like the real thing and remembers what it was asked to do."""

    def __init__(self) -> None:
        self.worked: list[str] = []

    def __call__(self, name: str, known: str | None) -> Result | None:
        result = work_source(name, known)
        if result is not None:
            self.worked.append(Path(name).name)
        return result


def content(book: Casebook) -> tuple[object, ...]:
    return tuple(sorted(map(repr, book.nouns(name))) for name in ("reports", "claims", "incidents", "relations", "actors", "findings"))


def test_three_lines_of_python(clippings: Path, tmp_path: Path) -> None:
    book = casus.code([str(clippings)], tmp_path / "book")
    frame = book.incidents.to_pandas()
    assert len(frame) == len(book.incidents) > 0 and len(book.reports) == 12
    assert check(tmp_path / "book") == ()


def test_a_second_run_does_only_what_is_new(clippings: Path, tmp_path: Path) -> None:
    book = tmp_path / "book"
    code([clippings], book)
    again = Counting()
    code([clippings], book, work=again)
    assert again.worked == []
    (clippings / "new.txt").write_text(TEXT.format(99), encoding="utf-8")
    third = Counting()
    assert len(code([clippings], book, work=third).reports) == 13
    assert third.worked == ["new.txt"]


def test_a_changed_file_replaces_its_reports(clippings: Path, tmp_path: Path) -> None:
    book = tmp_path / "book"
    code([clippings], book)
    (clippings / "00.txt").write_text(TEXT.format(77), encoding="utf-8")
    changed = code([clippings], book)
    assert len(changed.reports) == 12 and check(book) == ()
    fresh = code([clippings], tmp_path / "fresh")
    assert content(changed) == content(fresh)


def test_other_sources_stay_when_new_ones_come(clippings: Path, tmp_path: Path) -> None:
    book = tmp_path / "book"
    code([clippings / "00.txt"], book)
    assert len(code([clippings / "01.txt"], book).reports) == 2


def test_workers_change_nothing(clippings: Path, tmp_path: Path) -> None:
    assert content(code([clippings], tmp_path / "one")) == content(code([clippings], tmp_path / "two", workers=2))


def test_bad_sources_are_findings_and_stop_nothing(clippings: Path, tmp_path: Path) -> None:
    (clippings / "empty.txt").write_bytes(b"")
    book = code([clippings, str(tmp_path / "nowhere")], tmp_path / "book")
    assert len(book.reports) == 12
    assert {f.code for f in book.nouns("findings") if f.severity == "error"} == {"empty", "no-such-file"}
    assert check(tmp_path / "book") == ()


def test_a_fault_in_coding_one_report_is_a_finding(clippings: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import casus.run.pipeline as pipeline

    real = pipeline.code_report

    def faulty(report: object, *rest: object) -> object:
        if "killed 5 people" in report.text:  # type: ignore[attr-defined]
            raise RuntimeError("boom")
        return real(report, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(pipeline, "code_report", faulty)
    book = code([clippings], tmp_path / "book")
    assert [f.code for f in book.nouns("findings") if f.severity == "error"] == ["not-coded"]
    assert len(book.reports) == 12


def test_a_fault_in_reading_is_a_finding(clippings: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import casus.run.pipeline as pipeline

    real = pipeline.read_source

    def faulty(source: object) -> object:
        if source.name.endswith("05.txt"):  # type: ignore[attr-defined]
            raise RecursionError("too deep")
        return real(source)  # type: ignore[arg-type]

    monkeypatch.setattr(pipeline, "read_source", faulty)
    book = code([clippings], tmp_path / "book")
    assert [(f.code, Path(f.source).name) for f in book.nouns("findings") if f.severity == "error"] == [("fault", "05.txt")]
    assert len(book.reports) == 11


def test_what_is_damaged_is_made_anew(clippings: Path, tmp_path: Path) -> None:
    book = tmp_path / "book"
    whole = content(code([clippings], book))
    next(book.glob("coded/*/claims.parquet")).write_bytes(b"x")
    next(book.glob("linked/*/copies.parquet")).unlink()
    assert check(book) != ()
    assert content(code([clippings], book)) == whole and check(book) == ()


def test_other_versions_code_anew(clippings: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    code([clippings], tmp_path / "book")
    monkeypatch.setattr("casus.run.pipeline.CODING_VERSION", "other")
    again = Counting()
    code([clippings], tmp_path / "book", work=again)
    assert len(again.worked) == 12


def crash(name: str, known: str | None) -> Result | None:
    """A source that brings its process down."""
    if name.endswith("03.txt"):
        os._exit(7)
    return work_source(name, known)


def test_a_crash_of_a_worker_leaves_one_source_out(clippings: Path, tmp_path: Path) -> None:
    book = code([clippings], tmp_path / "book", workers=2, work=crash)
    assert len(book.reports) == 11
    assert [f.code for f in book.nouns("findings") if f.severity == "error"] == ["crash"]


def test_wrong_settings_raise_at_once(clippings: Path, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="workers must be at least 1"):
        code([clippings], tmp_path / "book", workers=0)
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "letter.txt").write_text("mine")
    with pytest.raises(CasebookError, match="holds other files"):
        code([clippings], tmp_path / "full")


SLOW = textwrap.dedent(
    """
    import signal, sys, time
    from casus.run import pipeline

    # a test run in the background hands on that Ctrl-C is ignored; a person at a terminal does not
    signal.signal(signal.SIGINT, signal.default_int_handler)

    real = pipeline.work_source
    pipeline._BATCH = 3

    def slow(name, known):
        time.sleep(0.15)
        return real(name, known)

    try:
        pipeline.code([sys.argv[1]], sys.argv[2], work=slow)
    except KeyboardInterrupt:
        sys.exit(130)
    """
)


@pytest.mark.parametrize("end", [signal.SIGKILL, signal.SIGINT], ids=["kill", "ctrl-c"])
def test_a_run_may_end_at_any_moment(clippings: Path, tmp_path: Path, end: signal.Signals) -> None:
    book = tmp_path / "book"
    process = subprocess.Popen([sys.executable, "-c", SLOW, str(clippings), str(book)])
    deadline = time.monotonic() + 60
    while not (book / "casebook.json").exists() and time.monotonic() < deadline:
        time.sleep(0.02)
    process.send_signal(end)
    process.wait(timeout=60)
    assert process.returncode != 0
    assert check(book) == ()
    kept = len(Casebook.open(book).reports)
    assert 0 < kept < 12
    rest = Counting()
    finished = code([clippings], book, work=rest)
    assert len(rest.worked) == 12 - kept
    assert check(book) == () and content(finished) == content(code([clippings], tmp_path / "whole"))


def test_two_writers_at_once_are_told(clippings: Path, tmp_path: Path) -> None:
    from casus.store import open_for_writing

    with open_for_writing(tmp_path / "book"), pytest.raises(CasebookError, match="another run is writing"):
        code([clippings], tmp_path / "book")


def test_the_same_folder_by_another_path_adds_nothing(clippings: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    before = code(["clippings"], "book")
    ids = [[getattr(n, f"{name}_id") for n in before.nouns(f"{name}s")] for name in ("report", "claim", "incident")]
    after = code([clippings], "book")
    assert ids == [[getattr(n, f"{name}_id") for n in after.nouns(f"{name}s")] for name in ("report", "claim", "incident")]
    told = [f for f in after.nouns("findings") if f.code == "given-twice"]
    assert len(told) == 12 and all(f.severity == "info" for f in told)
    assert check(tmp_path / "book") == ()


def test_a_folder_that_moves_keeps_its_ids(clippings: Path, tmp_path: Path) -> None:
    here = code([clippings], tmp_path / "one")
    there = code([clippings.rename(tmp_path / "moved")], tmp_path / "two")
    for name in ("report_id", "source"):
        same = here.reports.to_arrow().column(name) == there.reports.to_arrow().column(name)
        assert same == (name == "report_id")
    assert [c.claim_id for c in here.nouns("claims")] == [c.claim_id for c in there.nouns("claims")]

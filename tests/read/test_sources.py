"""Arguments to names of files, and names to bytes."""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path

import pytest

from casus.model import Finding
from casus.read import SIZE_LIMIT, Source, find_sources, load_source


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("b.txt", "a.txt", "sub/c.html", ".hidden.txt", ".git/d.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(name)
    return tmp_path


def names(*arguments: object) -> list[str]:
    return [Path(n).name for n in find_sources([str(a) for a in arguments])[0]]


def test_a_folder_gives_all_files_below_sorted_without_hidden_ones(folder: Path) -> None:
    assert names(folder) == ["a.txt", "b.txt", "c.html"]


def test_globs_and_urls_of_files(folder: Path) -> None:
    assert names(folder / "*.txt") == ["a.txt", "b.txt"]
    assert names(folder / "**" / "*.html") == ["c.html"]
    assert names((folder / "a.txt").as_uri()) == ["a.txt"]


def test_a_file_named_twice_is_read_once(folder: Path) -> None:
    assert names(folder / "a.txt", folder, folder / "sub" / ".." / "a.txt") == ["a.txt", "b.txt", "c.html"]


def test_a_file_whose_name_looks_like_a_pattern_is_found(folder: Path) -> None:
    (folder / "x[1].txt").write_text("x")
    assert names(folder / "x[1].txt") == ["x[1].txt"]


@pytest.mark.parametrize(
    ("argument", "code"), [("none.txt", "no-such-file"), ("*.nothing", "no-such-file"), ("https://example.org/a", "no-network")]
)
def test_what_leads_nowhere_is_an_error(argument: str, code: str) -> None:
    found, (problem,) = find_sources([argument])
    assert (found, problem.code, problem.severity, problem.source) == ((), code, "error", argument)


def test_an_empty_folder_is_a_warning(tmp_path: Path) -> None:
    (problem,) = find_sources([str(tmp_path)])[1]
    assert (problem.code, problem.severity) == ("empty-folder", "warning")


def test_loops_of_folders_end(folder: Path) -> None:
    (folder / "sub" / "loop").symlink_to(folder, target_is_directory=True)
    assert names(folder) == ["a.txt", "b.txt", "c.html"]


def test_loading_gives_the_bytes(folder: Path) -> None:
    path = str(folder / "a.txt")
    assert load_source(path) == Source(path, b"a.txt")
    assert load_source((folder / "a.txt").as_uri()) == Source((folder / "a.txt").as_uri(), b"a.txt")


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"four words of text")))
    assert find_sources(["-"]) == (("-",), ())
    assert load_source("-") == Source("-", b"four words of text")


def failed(loaded: Source | Finding) -> str:
    assert isinstance(loaded, Finding)
    assert loaded.severity == "error"
    return loaded.code


def test_200_megabytes_are_refused_unread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    large = tmp_path / "large.txt"
    with large.open("wb") as stream:
        stream.truncate(200_000_000)  # sparse: takes no room on the disk
    assert large.stat().st_size > SIZE_LIMIT
    monkeypatch.setattr(Path, "open", lambda *_: pytest.fail("a file over the limit must not be opened"))
    assert failed(load_source(str(large))) == "too-large"


def test_the_limit_holds_to_the_byte(folder: Path) -> None:
    assert isinstance(load_source(str(folder / "a.txt"), limit=5), Source)
    assert failed(load_source(str(folder / "a.txt"), limit=4)) == "too-large"


def test_what_is_no_file_is_refused_and_never_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert failed(load_source(str(tmp_path / "pipe"))) == "not-a-file"
    assert failed(load_source(str(tmp_path / "gone.txt"))) == "unreadable"
    assert failed(load_source("zero\0byte")) == "unreadable"
    (tmp_path / "dangling").symlink_to(tmp_path / "gone.txt")
    assert failed(load_source(str(tmp_path / "dangling"))) == "unreadable"

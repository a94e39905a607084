"""The command line as its user meets it: help, exit statuses, plain messages."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from casus import __version__
from casus.cli import app

RUN = CliRunner()


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("cli")
    text = "Gunmen attacked a village near Kabul in Afghanistan on {} and killed {} people, the governor said.\n\nThe \x1b[31mTaliban\x1b[0m denied involvement in the attack."
    (folder / "a.txt").write_text(f"KABUL, Oct 8, 2021 - {text.format('Friday', 9)}", encoding="utf-8")
    (folder / "b.txt").write_text(f"KABUL, Oct 9, 2021 - {text.format('Friday', 14)}", encoding="utf-8")
    done = RUN.invoke(app, ["code", str(folder / "a.txt"), str(folder / "b.txt"), "--casebook", str(folder / "book")])
    assert done.exit_code == 0, done.output
    return folder / "book"


def test_every_command_and_option_has_help() -> None:
    import typer.main

    group = typer.main.get_command(app)
    for name, command in group.commands.items():  # type: ignore[attr-defined]
        assert command.help, name
        for parameter in command.params:
            assert getattr(parameter, "help", None) or parameter.name == "help", (name, parameter.name)


def _commands(group: Any, name: str = "casus") -> Iterator[tuple[str, Any]]:
    for below, command in group.commands.items():
        if hasattr(command, "commands"):
            yield from _commands(command, f"{name} {below}")
        else:
            yield f"{name} {below}", command


def test_every_command_and_option_stands_in_the_docs() -> None:
    import typer.main

    root = Path(__file__).parents[1]
    text = "\n".join(page.read_text(encoding="utf-8") for page in (root / "README.md", *root.glob("docs/*.md")))
    commands = dict(_commands(typer.main.get_command(app)))
    assert len(commands) > 10
    for name, command in commands.items():
        assert name in text, name
        for option in (o for p in command.params for o in p.opts if o.startswith("--") and o != "--help"):
            assert option in text, (name, option)


def test_every_page_is_in_the_index() -> None:
    docs = Path(__file__).parents[1] / "docs"
    index = (docs / "index.md").read_text(encoding="utf-8")
    assert [page.name for page in docs.glob("*.md") if page.name != "index.md" and f"]({page.name})" not in index] == []


@pytest.mark.parametrize(
    ("rest", "says"),
    [
        (["--why"], "name it"),
        (["i-", "--ties"], "whole casebook"),
        (["--ties", "--all"], "no other option"),
        (["i-", "--all"], "no incident"),
    ],
)
def test_show_refuses_options_that_do_not_go_together(book: Path, rest: list[str], says: str) -> None:
    done = RUN.invoke(app, ["show", str(book), *rest])
    assert done.exit_code == 2 and says in done.output


def test_one_of_a_thing_is_told_as_one(tmp_path: Path) -> None:
    text = "KABUL, May 4, 2020 - Gunmen killed six people in Kabul on Monday."
    done = RUN.invoke(app, ["code", "-", "--casebook", str(tmp_path / "b")], input=text)
    assert "1 report, 1 claim, 1 incident in " in done.output


def test_a_search_for_nothing_is_refused() -> None:
    done = RUN.invoke(app, ["actors", "search", " "])
    assert done.exit_code == 2 and "WORDS is empty" in done.output


def test_a_broken_registry_is_told_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "own.yaml").write_text("x: [", encoding="utf-8")
    done = RUN.invoke(app, ["actors", "search", "shabaab", "--registry", str(tmp_path / "own.yaml")])
    assert done.exit_code == 2 and done.output.count("\n") == 1 and "not valid YAML" in done.output and "\ufffd" not in done.output


def test_version() -> None:
    assert RUN.invoke(app, ["--version"]).output == f"casus {__version__}\n"


def test_show_lists_incidents_and_one_of_them(book: Path) -> None:
    listed = RUN.invoke(app, ["show", str(book)])
    assert listed.exit_code == 0 and "9-14-14" in listed.output.replace("9-9-14", "9-14-14")
    incident = next(line.split()[0] for line in listed.output.splitlines() if line.startswith("i-"))
    one = RUN.invoke(app, ["show", str(book), incident])
    assert one.exit_code == 0 and "killed, all" in one.output and "governor" in one.output and "told differently" in one.output
    assert "\x1b" not in one.output


def test_show_without_such_an_incident(book: Path) -> None:
    done = RUN.invoke(app, ["show", str(book), "i-nothing"])
    assert done.exit_code == 2 and "no incident's id begins with" in done.output


@pytest.mark.parametrize("form", ["jsonl", "csv", "parquet", "acled", "ucdp", "ftm"])
def test_export(book: Path, tmp_path: Path, form: str) -> None:
    done = RUN.invoke(app, ["export", str(book), "--to", form, "--out", str(tmp_path / form)])
    assert done.exit_code == 0, done.output
    assert all(Path(line).is_file() for line in done.output.split())


def test_wrong_usage(book: Path, tmp_path: Path) -> None:
    for words, message in (
        (["export", str(book), "--to", "xlsx", "--out", str(tmp_path)], "no such format"),
        (["show", str(tmp_path)], "is no casebook"),
        (["check", str(tmp_path)], "is no casebook"),
        (["code", "--casebook", str(tmp_path / "b")], "Missing argument"),
        (["code", "x.txt"], "Missing option"),
        (["code", "x.txt", "--casebook", str(tmp_path / "b"), "--workers", "0"], "workers"),
        (["nonsense"], "No such command"),
    ):
        done = RUN.invoke(app, words)
        assert done.exit_code == 2, (words, done.output)
        assert message in done.output, (words, done.output)


def test_an_export_overwrites_nothing_foreign(book: Path, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    done = RUN.invoke(app, ["export", str(book), "--to", "csv", "--out", str(tmp_path)])
    assert done.exit_code == 2 and "no earlier export" in done.output and (tmp_path / "mine.txt").read_text() == "mine"


def test_what_is_left_out_shows_in_the_exit_status(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    done = RUN.invoke(app, ["code", str(tmp_path / "empty.txt"), "--casebook", str(tmp_path / "book")])
    assert done.exit_code == 1 and "left out" in done.output
    assert RUN.invoke(app, ["check", str(tmp_path / "book")]).exit_code == 0
    assert "error    read/empty" in RUN.invoke(app, ["findings", str(tmp_path / "book")]).output


def test_check_tells_of_damage(book: Path, tmp_path: Path) -> None:
    import shutil

    copy = tmp_path / "copy"
    shutil.copytree(book, copy)
    assert RUN.invoke(app, ["check", str(copy)]).exit_code == 0
    next(copy.glob("coded/*/claims.parquet")).write_bytes(b"x")
    done = RUN.invoke(app, ["check", str(copy)])
    assert done.exit_code == 1 and "its hash differs" in done.output


def test_report_writes_a_page(book: Path, tmp_path: Path) -> None:
    done = RUN.invoke(app, ["report", str(book), "--out", str(tmp_path / "r.html")])
    assert done.exit_code == 0 and "<!doctype html>" in (tmp_path / "r.html").read_text(encoding="utf-8").lower()


def test_standard_input(tmp_path: Path) -> None:
    text = "Gunmen attacked a village near Kabul in Afghanistan on Friday and killed nine people, the governor said."
    done = RUN.invoke(app, ["code", "-", "--casebook", str(tmp_path / "book")], input=text)
    assert done.exit_code == 0 and done.output.startswith("1 report, ")


def test_help_needs_none_of_the_heavy_libraries() -> None:
    script = "import sys; import casus.cli; print(sorted({'pandas','duckdb','pyarrow','lxml','yaml','pypdfium2','jinja2','numpy'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout.strip() == "[]"


def test_a_closed_pipe_is_no_error(book: Path) -> None:
    command = f"{sys.executable} -m casus findings {book} | head -c 0; exit ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)
    assert done.returncode in (0, 141) and "Traceback" not in done.stderr


def test_show_lists_ties(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Iran backs Hezbollah, the ministry said. Iran denied that it supports Hezbollah.", encoding="utf-8")
    RUN.invoke(app, ["code", str(tmp_path / "a.txt"), "--casebook", str(tmp_path / "book")])
    assert "2 ties between actors" in RUN.invoke(app, ["show", str(tmp_path / "book")]).output
    ties = RUN.invoke(app, ["show", str(tmp_path / "book"), "--ties"]).output
    assert "Iran supports Hezbollah" in ties and "told differently: not so: Iran supports Hezbollah" in ties and "citing ministry" in ties

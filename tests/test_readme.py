"""What the README promises is run: its commands, their output, its Python."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, sample: Path) -> Path:
    made = tmp_path_factory.mktemp("readme")
    shutil.copytree(sample, made / "clippings")
    return made


def transcripts() -> list[tuple[str, str]]:
    """(command, output shown) of every console block, in order; an output that ends in "..." is cut short there."""
    out = []
    for block in re.findall(r"```console\n(.*?)```", README, re.DOTALL):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, shown = part.partition("\n")
            out.append((command, shown))
    return out


def run(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    return subprocess.run(command.split(), cwd=folder, env={**os.environ, "PATH": path}, capture_output=True, text=True, check=False)


def lines(text: str) -> list[str]:
    return [line.rstrip() for line in text.strip().splitlines()]


def test_the_commands_do_what_the_readme_shows(folder: Path) -> None:
    assert len(transcripts()) > 8
    for command, shown in transcripts():
        done = run(command, folder)
        assert done.returncode == 0, (command, done.stderr)
        wanted = lines(shown)
        told = lines(done.stdout + done.stderr)
        if wanted and wanted[-1] == "...":
            assert told[: len(wanted) - 1] == wanted[:-1], command
        elif wanted:
            assert told == wanted, command


def test_the_python_runs(folder: Path) -> None:
    (code,) = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    done = subprocess.run([sys.executable, "-c", code], cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "Nairobi" in done.stdout


def test_links_lead_somewhere() -> None:
    pages = [ROOT / "README.md", *ROOT.glob("docs/**/*.md")]
    for page in pages:
        for target in re.findall(r"\]\((?!https?:)([^)#]+)\)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), (page.name, target)


def test_no_registry_is_named_in_the_lock_file() -> None:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert "://" not in lock and "index-url" not in lock
    assert all("--hash=sha256:" in entry for entry in re.split(r"\n(?=\S)", lock.strip()))

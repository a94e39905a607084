"""Write the output of the README's commands anew, after a change that changes it.

    .venv/bin/python tools/write_transcripts.py

A shown output that ends in "..." is cut before the list of claims; a command shown without output stays so.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
README = ROOT / "README.md"


def rewritten(block: re.Match[str], folder: Path) -> str:
    """One console block with its outputs made anew."""
    parts = re.split(r"^\$ ", block.group(1), flags=re.MULTILINE)[1:]
    return "```console\n" + "".join(told(*part.partition("\n")[::2], folder) for part in parts) + "```"


def told(command: str, shown: str, folder: Path) -> str:
    if " show casebook i-" in command:
        command = f"casus show casebook {first_incident(folder)}"
    done = run(command, folder)
    output = "\n".join(line.rstrip() for line in (done.stdout + done.stderr).rstrip("\n").split("\n"))
    if not shown.strip():
        return f"$ {command}\n"
    if shown.rstrip().endswith("..."):
        output = output.split("\nclaims\n")[0].rstrip() + "\n..."
    return f"$ {command}\n{output}\n"


def first_incident(folder: Path) -> str:
    found = re.search(r"^i-\w+", run("casus show casebook", folder).stdout, re.MULTILINE)
    assert found is not None
    return found.group()


def run(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    program = str(Path(sys.executable).parent / command.split()[0])
    return subprocess.run([program, *command.split()[1:]], cwd=folder, capture_output=True, text=True, check=True)


def main() -> None:
    with tempfile.TemporaryDirectory() as made:
        shutil.copytree(ROOT / "src/casus/data/sample", Path(made) / "clippings")
        text = README.read_text(encoding="utf-8")
        README.write_text(re.sub(r"```console\n(.*?)```", lambda b: rewritten(b, Path(made)), text, flags=re.DOTALL), encoding="utf-8")


if __name__ == "__main__":
    main()

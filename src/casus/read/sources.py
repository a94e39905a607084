"""What to read: arguments to names of files, and a name to its bytes. Nothing is ever fetched from a network."""

from __future__ import annotations

import glob
import os
import stat
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from casus.model import Finding, sha256_hex
from casus.read.findings import finding

#: bytes; a report is text, and anything larger is a mistake or an archive
SIZE_LIMIT = 64 * 1024 * 1024
STANDARD_INPUT = "-"


@dataclass(frozen=True, slots=True)
class Source:
    """Something read: ``name`` is the path or URL as given, ``-`` for standard input."""

    name: str
    data: bytes

    @property
    def sha256(self) -> str:
        return sha256_hex(self.data)


def find_sources(arguments: Sequence[str]) -> tuple[tuple[str, ...], tuple[Finding, ...]]:
    """The files that the arguments name, each once: files, folders (all below, sorted, hidden ones left out), glob patterns,
    ``file://`` URLs and ``-``. A name that leads to nothing is an error finding, and so is a web address."""
    names: dict[str, str] = {}
    findings: list[Finding] = []
    for argument in arguments:
        for found in _expand(argument):
            if isinstance(found, Finding):
                findings.append(found)
            else:
                names.setdefault(_identity(found), found)
    return tuple(names.values()), tuple(findings)


def _identity(name: str) -> str:
    return name if name == STANDARD_INPUT else os.path.realpath(local_path(name))


def _expand(argument: str) -> Iterator[str | Finding]:
    scheme = urlsplit(argument).scheme.lower() if "://" in argument else ""
    if scheme and scheme != "file":
        yield finding("no-network", argument, "web addresses are not fetched; save the page to a file and give the file's path")
    elif argument == STANDARD_INPUT or os.path.lexists(local_path(argument)):
        yield from _existing(argument)
    elif glob.has_magic(argument):
        yield from _matches(argument)
    else:
        yield finding("no-such-file", argument, "there is no such file or folder; check the path")


def _existing(argument: str) -> Iterator[str | Finding]:
    path = local_path(argument)
    if argument == STANDARD_INPUT or not path.is_dir():
        yield argument
        return
    files = list(_walk(path))
    yield from files
    if not files:
        yield finding("empty-folder", argument, "the folder holds no files; put reports there or give another folder", "warning")


def _walk(folder: Path) -> Iterator[str | Finding]:
    """Files below a folder in order of their names; links to folders are not followed, so that no loop can arise."""
    denied: list[Finding] = []
    for base, folders, files in os.walk(folder, onerror=lambda e: denied.append(_unreadable(str(e.filename), e))):
        folders[:] = sorted(f for f in folders if not f.startswith("."))
        yield from (str(Path(base, name)) for name in sorted(files) if not name.startswith("."))
    yield from denied


def _matches(pattern: str) -> Iterator[str | Finding]:
    found = sorted(glob.glob(pattern, recursive=True))  # noqa: PTH207 - Path.glob takes no absolute patterns
    for name in found:
        yield from _existing(name)
    if not found:
        yield finding("no-such-file", pattern, "no file matches this pattern; check it, and quote it if the shell changes it")


def local_path(name: str) -> Path:
    """The path that a name or ``file://`` URL means."""
    return Path(unquote(urlsplit(name).path)) if name.lower().startswith("file://") else Path(name)


def load_source(name: str, limit: int = SIZE_LIMIT) -> Source | Finding:
    """The bytes behind a name. A finding when it is no regular file, cannot be read, or is larger than ``limit`` bytes.

    ``-`` reads standard input, which only the parent process of a pool still has.
    """
    try:
        data = _read_input(limit) if name == STANDARD_INPUT else _read_file(local_path(name), limit)
    except (OSError, ValueError) as problem:
        return _unreadable(name, problem)
    if isinstance(data, str):
        return finding("not-a-file", name, data)
    return _too_large(name, data, limit) if isinstance(data, int) else Source(name, data)


def _read_input(limit: int) -> bytes | int:
    data = sys.stdin.buffer.read(limit + 1)
    return data if len(data) <= limit else len(data)


def _read_file(path: Path, limit: int) -> bytes | int | str:
    """The bytes; the size when it is over the limit; a message when it is a device or pipe, which might never end."""
    about = path.stat()
    if not stat.S_ISREG(about.st_mode):
        return "this is no regular file, and is left out; give a file that holds a report"
    if about.st_size > limit:
        return about.st_size
    with path.open("rb") as stream:
        data = stream.read(limit + 1)
    return data if len(data) <= limit else len(data)


def _too_large(name: str, size: int, limit: int) -> Finding:
    message = f"{size / 1e6:.1f} MB is more than the limit of {limit / 1e6:.1f} MB, and is left out; split it into files of single reports or into smaller JSONL files"
    return finding("too-large", name, message)


def _unreadable(name: str, problem: Exception) -> Finding:
    why = problem.strerror if isinstance(problem, OSError) and problem.strerror else str(problem)
    return finding("unreadable", name, f"cannot be read ({why}), and is left out; check the path and the permissions")

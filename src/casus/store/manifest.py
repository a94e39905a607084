"""The manifest, ``casebook.json``: which parts make up the casebook, and of what they were made."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from casus.store.errors import CasebookError
from casus.store.files import write_json

FORMAT = 1
NAME = "casebook.json"


@dataclass(frozen=True, slots=True)
class Part:
    """A folder of Parquet files. ``files``: table to its hash and rows; ``sources``: source name to the hash of its bytes."""

    folder: str
    versions: str
    files: Mapping[str, Mapping[str, Any]]
    sources: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Manifest:
    """``coded`` parts in the order of writing; ``linked`` the one part of incidents, None before linking."""

    coded: tuple[Part, ...] = ()
    linked: Part | None = None

    def done(self, versions: str) -> dict[str, str]:
        """Sources coded with these versions, with the hash of the bytes that were coded."""
        return {name: sha for part in self.coded if part.versions == versions for name, sha in part.sources.items()}

    def with_coded(self, new: Part) -> Manifest:
        """The new part replaces what older parts say of its sources; a part left without sources goes."""
        kept = [
            replace(p, sources={n: s for n, s in p.sources.items() if n not in new.sources}) for p in self.coded if p.folder != new.folder
        ]
        return replace(self, coded=(*(p for p in kept if p.sources), new))

    def write(self, folder: Path) -> None:
        parts = [_plain(p) for p in self.coded]
        write_json(folder / NAME, {"format": FORMAT, "coded": parts, "linked": _plain(self.linked) if self.linked else None})

    @classmethod
    def read(cls, folder: Path) -> Manifest:
        """``CasebookError`` when the folder has none, or one that this version cannot read."""
        path = folder / NAME
        try:
            raw = json.loads(path.read_text(encoding="utf-8"))
        except FileNotFoundError:
            raise CasebookError(
                f"{folder}: is no casebook (no {NAME} in it); make one with: casus code SOURCE... --casebook {folder}"
            ) from None
        except (OSError, ValueError) as problem:
            raise CasebookError(f"{path}: cannot be read ({problem}); restore it, or code the sources again into a new folder") from problem
        if not isinstance(raw, dict) or raw.get("format") != FORMAT:
            raise CasebookError(
                f"{path}: is of another format than {FORMAT}; use the version of Casus that wrote it, or code the sources again"
            )
        try:
            return cls(tuple(_part(p) for p in raw["coded"]), _part(raw["linked"]) if raw["linked"] else None)
        except (KeyError, TypeError) as problem:
            raise CasebookError(f"{path}: is damaged ({problem!r}); restore it, or code the sources again into a new folder") from problem


def _plain(part: Part) -> dict[str, Any]:
    return {"folder": part.folder, "versions": part.versions, "files": dict(part.files), "sources": dict(part.sources)}


def _part(raw: Mapping[str, Any]) -> Part:
    folder = str(raw["folder"])
    if not folder.isalnum():  # a manifest from elsewhere must not point outside the casebook
        raise TypeError(folder)
    return Part(folder, str(raw["versions"]), dict(raw["files"]), dict(raw["sources"]))

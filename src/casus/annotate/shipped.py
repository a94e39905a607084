"""The encoder file that ships with the package: found, checked against the hash beside it, loaded once."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from casus.annotate.encoder import Encoder, load_encoder
from casus.codebook.errors import EncoderError
from casus.codebook.files import data_path

FOLDER = "encoder"
_FIX = "install Casus again (or, in a checkout: git checkout -- src/casus/data/encoder), or code without it: --no-encoder"


def shipped_sha256(folder: Path | None = None) -> str | None:
    """The hash that the encoder file must have; None when this build carries no encoder."""
    path = (folder or data_path(FOLDER)) / "encoder.sha256"
    return path.read_text(encoding="ascii").split()[0] if path.is_file() else None


def checked_file(folder: Path | None = None) -> Path | None:
    """The encoder file, with the hash that is wanted of it; None when this build carries none. ``EncoderError`` when it is missing or altered."""
    wanted, path = shipped_sha256(folder), (folder or data_path(FOLDER)) / "encoder.zip"
    if wanted is None:
        return None
    if not path.is_file():
        raise EncoderError(f"{path}: is missing; it should have the SHA-256 {wanted}; {_FIX}")
    found = hashlib.sha256(path.read_bytes()).hexdigest()
    if found != wanted:
        raise EncoderError(f"{path}: was altered: its SHA-256 is {found}, and should be {wanted}; {_FIX}")
    return path


@cache
def shipped_encoder(threads: int = 1) -> Encoder | None:
    """The encoder of this build, loaded once a process; None when it carries none. ``EncoderError`` when its file is missing or altered."""
    path = checked_file()
    return load_encoder(path, threads) if path else None

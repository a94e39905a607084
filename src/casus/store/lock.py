"""One writer at a time. The lock goes with the process that holds it, however that ends."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from casus.store.errors import CasebookError


@contextmanager
def writing(folder: Path) -> Iterator[None]:
    """Hold the casebook for writing; ``CasebookError`` when another run does."""
    with (folder / "casebook.lock").open("w", encoding="utf-8") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise CasebookError(f"{folder}: another run is writing to this casebook; wait for it to end, or stop it") from None
        yield

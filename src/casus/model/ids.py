"""Stable ids: derived from content, never random, so that the same input gives the same id on any machine."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable


def sha256_hex(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def content_id(prefix: str, parts: Iterable[object]) -> str:
    """``prefix-`` and 16 hexadecimal digits (64 bits) over the parts' text, each part kept apart by a unit separator."""
    joined = "\x1f".join("" if part is None else str(part) for part in parts)
    return f"{prefix}-{hashlib.sha256(joined.encode('utf-8', 'surrogatepass')).hexdigest()[:16]}"

"""Findings of the reading stage: what happened, where, what to do."""

from __future__ import annotations

from casus.model import Finding, Severity

_SHOWN = 300  # characters of a name in a message


def printable(name: str) -> str:
    """A file name that can be written as UTF-8, whatever bytes it was made of."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def finding(code: str, name: str, message: str, severity: Severity = "error", report_id: str | None = None) -> Finding:
    """``message`` without the file's name, which is set before it."""
    shown = printable(name)
    return Finding("read", code, f"{shown[:_SHOWN]}: {message}", report_id=report_id, severity=severity, source=shown)

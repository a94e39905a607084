"""What is raised when a casebook cannot be used."""

from __future__ import annotations


class CasebookError(Exception):
    """The folder is no casebook, is locked, or is damaged; the message says what to do."""

"""What is raised when an export cannot be written."""

from __future__ import annotations


class ExportError(Exception):
    """The message says what stands in the way and what to do."""

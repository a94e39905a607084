"""What is raised when the project's or the analyst's own YAML is wrong."""

from __future__ import annotations


class CodebookError(ValueError):
    """A setting, rule or entry that cannot be used; the message names the file, the entry and what to do."""


class EncoderError(ValueError):
    """An encoder file that cannot be used; the message names it and says why and what to do."""

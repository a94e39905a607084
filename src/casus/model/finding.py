"""What went wrong or stayed open: a value returned beside the result, never a silence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from casus.model.span import Span

Severity = Literal["info", "warning", "error"]


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One problem or open question.

    ``stage`` is the package that saw it (``read``, ``resolve``...), ``code`` a stable kebab-case name, ``message`` says
    what happened, where, and what to do. ``error`` means that input was left out, ``warning`` that it was read in part
    or with doubt, ``info`` that a question stays open.
    """

    stage: str
    code: str
    message: str
    report_id: str | None = None
    span: Span | None = None
    severity: Severity = "warning"
    source: str | None = None

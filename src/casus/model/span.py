"""Where a value stands in a report: the one thing that every value must have."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """``text == report.text[start:end]``; offsets are Python string indices (code points)."""

    start: int
    end: int
    text: str

    @classmethod
    def of(cls, whole: str, start: int, end: int) -> Span:
        """The span of ``whole`` from ``start`` to ``end``; ``ValueError`` if that is no stretch of it."""
        if not 0 <= start <= end <= len(whole):
            raise ValueError(f"span {start}:{end} lies outside a text of {len(whole)} characters")
        return cls(start, end, whole[start:end])

    def holds(self, whole: str) -> bool:
        """Does the span say what stands there?"""
        return 0 <= self.start <= self.end and whole[self.start : self.end] == self.text

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end

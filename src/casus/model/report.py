"""A report: one article as it was read, with the way back to the source's own characters."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

PublishedBasis = Literal["metadata", "url", "dateline", "text", "given"]
Genre = Literal["news", "analysis", "opinion", "statement"]
#: text_start, text_end, source_start, source_end: a run of the text that stands unchanged in the source's decoded text
SourceRun = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Report:
    """One article; a page that holds four gives four, told apart by ``part`` (0-based).

    ``text`` has the headline as its first paragraph when the source showed one, and no navigation, captions or promotion.
    ``content_sha256`` is taken over ``text``; ``published`` is null when nothing in the source says it.
    """

    report_id: str
    source: str
    external_id: str | None
    part: int
    title: str | None
    publisher: str | None
    byline: str | None
    published: date | None
    published_basis: PublishedBasis | None
    language: str | None
    genre: Genre
    text: str
    source_spans: tuple[SourceRun, ...]
    content_sha256: str
    copy_of: str | None = None
    credits: tuple[str, ...] = ()

    @property
    def where(self) -> str:
        """The source and, where it holds more than one article, which of them."""
        if self.external_id is not None:
            return f"{self.source}, id {self.external_id}"
        return f"{self.source}, article {self.part + 1}" if self.part else self.source

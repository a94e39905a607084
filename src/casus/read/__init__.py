"""Bytes to Reports: the articles of a source without the page around them, and what went wrong on the way."""

from __future__ import annotations

from casus.model import Finding
from casus.read.decode import Certainty, binary_kind, decode, text_format
from casus.read.findings import finding
from casus.read.formats import Reading, read_feed, read_html, read_json, read_jsonl, read_pdf, read_plain
from casus.read.sources import SIZE_LIMIT, Source, find_sources, load_source

__all__ = ["READ_VERSION", "SIZE_LIMIT", "Reading", "Source", "find_sources", "load_source", "read_source"]

#: raised with every change that may change a report
READ_VERSION = "4"

_READERS = {"html": read_html, "feed": read_feed, "jsonl": read_jsonl, "json": read_json, "text": read_plain}


def read_source(source: Source) -> Reading:
    """The reports of a source. Whatever the bytes are, nothing is raised: what cannot be read is a finding."""
    try:
        return _read(source)
    except Exception as problem:  # bytes from anywhere: a fault in one source must not stop the others
        message = f"could not be read ({type(problem).__name__}: {problem!s:.120}), and is left out; save it as plain text and report this"
        return Reading((), (finding("unreadable-content", source.name, message),))


def _read(source: Source) -> Reading:
    if not source.data.strip(b"\x00 \t\r\n"):
        return _nothing("empty", source.name, "is empty; check that it was saved")
    if source.data[:1024].lstrip().startswith(b"%PDF"):
        return read_pdf(source.name, source.data)
    kind = binary_kind(source.data)
    if kind is not None:
        return _nothing("binary", source.name, f"is {kind}, not text; give the text, HTML or PDF of the report")
    text, encoding, certainty = decode(source.data)
    form = text_format(text, source.name)
    if form == "empty":
        return _nothing("empty", source.name, "holds only blank space; check that it was saved")
    if form not in _READERS:
        return _nothing("unknown-format", source.name, f"is {form}, which is not read; give text, HTML, PDF, JSONL or a feed")
    reading = _READERS[form](source.name, text)
    return reading if certainty == "sure" else _with_doubt(reading, source.name, encoding, certainty)


def _nothing(code: str, name: str, message: str) -> Reading:
    problem: Finding = finding(code, name, message)
    return Reading((), (problem,))


def _with_doubt(reading: Reading, name: str, encoding: str, certainty: Certainty) -> Reading:
    message = f"some bytes do not fit the encoding {encoding} and stand as \ufffd in the text; save the file as UTF-8"
    if certainty == "guessed":
        message = f"is not UTF-8 and names no encoding; it was read as {encoding}: check its names, or save it as UTF-8"
    return Reading(reading.reports, (finding("bad-encoding", name, message, "warning"), *reading.findings))

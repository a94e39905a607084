"""Times of texts as TIMEX3 values, for the temporal benchmarks.

    python bench/time_expressions.py TEXTS.jsonl PREDICTIONS.jsonl [--half seen|unseen] [--kept KEPT.jsonl]

TEXTS has one document a line: ``doc_id``, ``text`` and ``dct`` (its day, or null). Each line of PREDICTIONS is ``doc_id`` and
``timex``: ``start``, ``end``, ``text``, ``type``, ``value``. The intervals are casus's own; this script only writes them in the
markup's way, and adds what the markup counts as a time and casus does not: "now", "recently", "daily". ``--half`` keeps one of two
halves by a hash of ``doc_id``: the grammar was written with the ``seen`` half of WikiWars open and the other shut.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from casus.annotate import annotate
from casus.model import Report
from casus.resolve.when import Time, read_times
from casus.resolve.when.lengths import iso_length
from casus.resolve.when.rule import Length
from casus.resolve.when.words import NUMBERS, cardinal

_SEASONS = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}
_PARTS_OF_DAY = {
    "morning": "MO",
    "dawn": "MO",
    "afternoon": "AF",
    "evening": "EV",
    "dusk": "EV",
    "night": "NI",
    "tonight": "NI",
    "overnight": "NI",
}
_OF_DAY = re.compile(r"\b(morning|dawn|afternoon|evening|night)(?: hours)? (?:of|on) (?:the )?$", re.IGNORECASE)
_UNANCHORED = {"day": "XXXX-XX-XX", "week": "XXXX-WXX", "month": "XXXX-XX", "year": "XXXX", "season": "XXXX", "range": "XXXX"}
#: words that the markup counts as times, with type and value; those marked are not annotated in newswire corpora
_WORDS = (
    (r"right now|now|currently|at present|at the moment|nowadays|presently", "DATE", "PRESENT_REF", True),
    (r"current|present-day", "DATE", "PRESENT_REF", True),
    (r"recently|recent (?:years|months|weeks|days|decades)|recent|in the past|lately", "DATE", "PAST_REF", True),
    (r"former|formerly", "DATE", "PAST_REF", False),
    (r"(?:in )?the (?:near )?future", "DATE", "FUTURE_REF", True),
    (r"(?<=at )this time|(?<=during )this time|(?<=by )this time|these days|(?<=to )date", "DATE", "PRESENT_REF", False),
    (r"future", "DATE", "FUTURE_REF", False),
    (r"daily", "SET", "XXXX-XX-XX", False),
    (r"every day|daily", "SET", "P1D", True),
    (r"every week|weekly", "SET", "P1W", True),
    (r"every month|monthly", "SET", "P1M", True),
    (r"every year|annually|annual|yearly|each year|a year(?= (?:for|in))", "SET", "P1Y", True),
)
_AGE = re.compile(rf"\b(\d{{1,3}}|(?:{'|'.join(NUMBERS)})(?:-(?:{'|'.join(NUMBERS)}))?)[- ]years?(?:[- ]olds?| of age)\b", re.IGNORECASE)
_LEXICON = tuple(
    (re.compile(rf"(?<![\w-])(?:{words})(?![\w-])", re.IGNORECASE), kind, value, newswire) for words, kind, value, newswire in _WORDS
)


def half_of(doc_id: str) -> str:
    """``seen`` or ``unseen``, fixed by the document's name."""
    return "unseen" if int(hashlib.sha256(doc_id.encode()).hexdigest(), 16) % 2 else "seen"


def predictions(document: dict[str, Any]) -> list[dict[str, Any]]:
    text, day = document["text"], (document.get("dct") or "")[:10]
    written = date.fromisoformat(day) if re.fullmatch(r"\d{4}-\d\d-\d\d", day) else None
    found = [timex for time in read_times(annotate(_report(document["doc_id"], text, written))) for timex in _timexes(text, time, written)]
    found += list(_lexical(text, found, written))
    found += list(_ages(text, found))
    return sorted(found, key=lambda t: t["start"])


def _report(doc_id: str, text: str, written: date | None) -> Report:
    return Report(doc_id, doc_id, doc_id, 0, None, None, None, written, "given" if written else None, "en", "news", text, (), "")


def _timex(text: str, start: int, end: int, kind: str, value: str | None) -> dict[str, Any]:
    return {"start": start, "end": end, "text": text[start:end], "type": kind, "value": value}


def _timexes(text: str, time: Time, written: date | None) -> Iterator[dict[str, Any]]:
    """A time in the markup's way: one expression, or two for two days or years written in one ("3-7 May", "1914-18")."""
    shown = text[time.start : time.end]
    sides = re.match(r"(?P<a>.*?)(?P<gap>\s*[-–—/]\s*|\s+(?:to|and|until|till|through)\s+(?:the\s+)?)(?P<b>.*)$", shown, re.DOTALL)
    if time.rule in ("days", "years", "years_before_christ") and sides:
        first, second = _sides(time)
        lead = re.match(r"between\s+", shown, re.IGNORECASE)
        yield _timex(text, time.start + (lead.end() if lead else 0), time.start + sides.end("a"), "DATE", first)
        yield _timex(text, time.start + sides.start("b"), time.end, "DATE", second)
        return
    kind, value = _value(shown, time, written, text[max(0, time.start - 28) : time.start])
    if kind:
        yield _timex(text, time.start, time.end, kind, value)


def _sides(time: Time) -> tuple[str, str]:
    stretch = time.stretch
    if stretch.start is None or stretch.end is None:
        sides = (stretch.partial or "/").split("/")
        return _open_value(sides[0], "day"), _open_value(sides[1], "day")
    if time.rule == "days":
        return stretch.start.isoformat(), stretch.end.isoformat()
    return f"{stretch.start.year:04d}", f"{stretch.end.year:04d}"


def _value(shown: str, time: Time, written: date | None, before: str) -> tuple[str | None, str | None]:
    """Type and value of one expression; no type where the markup would not have it."""
    stretch, length, low = time.stretch, time.reading.length, shown.lower()
    if time.rule in ("length", "to_now", "within") and length is not None:
        return "DURATION", _length(length)
    if time.rule == "deictic" and written is None and low in ("today", "tonight"):
        return "DATE", "PRESENT_REF"
    if (
        time.rule == "shifted"
        and length is not None
        and written is not None
        and stretch.basis == "unresolved"
        and low.endswith(("before", "after"))
    ):
        return "DURATION", _length(length)  # newswire corpora mark the length, and the event that it leans on apart
    if time.rule in ("shifted", "ago") and length is not None and length.number is None:
        return "DATE", "FUTURE_REF" if low.endswith(("later", "after", "afterwards", "on")) else "PAST_REF"
    if time.rule == "clock":
        known = stretch.start or written
        day = known.isoformat() if known else "XXXX-XX-XX"
        return "TIME", day + time.reading.part + ("Z" if re.search(r"\b(?:utc|gmt)$", low) else "")
    if stretch.start is None and stretch.end is None:
        return "DATE", _open_value(stretch.partial or "", stretch.precision) + _season(low, stretch.precision)
    value = _closed_value(time, low)
    led = _OF_DAY.search(before)
    named = low + (f" {led[1].lower()}" if led else "")
    part = (
        next((code for word, code in _PARTS_OF_DAY.items() if re.search(rf"\b{word}\b", named)), "") if stretch.precision == "day" else ""
    )
    return ("TIME", f"{value}T{part}") if part else ("DATE", value)


def _length(length: Length) -> str:
    """The markup counts decades and centuries as such where ISO 8601 has years only."""
    code = {"decade": "DE", "century": "CE"}.get(length.unit)
    return f"P{'X' if length.number is None else length.number}{code}" if code else iso_length(length)


def _season(low: str, precision: str) -> str:
    return "-" + next(code for name, code in _SEASONS.items() if name in low) if precision == "season" else ""


def _open_value(partial: str, precision: str) -> str:
    if partial.startswith("--"):
        return f"XXXX-{partial[2:]}"
    if re.match(r"-\d{4}", partial):
        years = [int(year) + 1 for year in re.findall(r"\d{4}", partial)]
        return f"BC{years[0]:04d}" if len(years) == 1 else f"BC{years[1] // 100:02d}"
    return _UNANCHORED[precision]


def _closed_value(time: Time, low: str) -> str:
    """The smallest unit of the markup that holds the interval: a day, a week, a month, a season, a year, a decade, a century."""
    stretch = time.stretch
    start, end = stretch.start or stretch.end, stretch.end or stretch.start
    assert start is not None and end is not None
    if (stretch.start is None or stretch.end is None) and time.reading.length is not None:
        return {"year": f"{start:%Y}", "month": f"{start:%Y-%m}"}.get(time.reading.length.unit, start.isoformat())
    if start == end:
        return start.isoformat()
    if stretch.precision == "week" or time.rule == "weekend":
        middle = start + timedelta(days=(end - start).days // 2)
        year, week, _ = middle.isocalendar()
        return f"{year:04d}-W{week:02d}" + ("-WE" if time.rule == "weekend" else "")
    season = next((code for name, code in _SEASONS.items() if re.search(rf"\b{name}\b", low)), None)
    if season:
        return f"{start.year:04d}-{season}"
    if time.rule == "share":
        return f"{start.year:04d}-" + (f"Q{(start.month + 2) // 3}" if (end.month - start.month) == 2 else f"H{(start.month + 5) // 6}")
    return _enclosing(start, end)


def _enclosing(start: date, end: date) -> str:
    if (start.year, start.month) == (end.year, end.month):
        return f"{start:%Y-%m}".rjust(7, "0")
    if start.year == end.year:
        return f"{start.year:04d}"
    if start.year // 10 == end.year // 10:
        return f"{start.year // 10:03d}"
    return f"{(start.year - 1) // 100:02d}"


def _ages(text: str, found: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The markup counts ages as lengths of time."""
    for match in _AGE.finditer(text):
        if all(match.end() <= t["start"] or t["end"] <= match.start() for t in found):
            yield _timex(text, match.start(), match.end(), "DURATION", f"P{cardinal(match[1])}Y")


def _lexical(text: str, found: list[dict[str, Any]], written: date | None) -> Iterator[dict[str, Any]]:
    taken = [(t["start"], t["end"]) for t in found]
    for pattern, kind, value, newswire in _LEXICON:
        if not newswire and written is not None:
            continue
        for match in pattern.finditer(text):
            if all(match.end() <= start or end <= match.start() for start, end in taken):
                taken.append(match.span())
                yield _timex(text, match.start(), match.end(), kind, value)


def write(documents: Iterable[dict[str, Any]], out: Path) -> int:
    """One line a document; the number of documents written."""
    lines = [json.dumps({"doc_id": d["doc_id"], "timex": predictions(d)}, ensure_ascii=False) for d in documents]
    out.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return len(lines)


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("texts", type=Path)
    ask.add_argument("out", type=Path)
    ask.add_argument("--half", choices=("seen", "unseen"))
    ask.add_argument("--kept", type=Path, help="where to write the documents that were kept, to score against")
    args = ask.parse_args()
    documents = [json.loads(line) for line in args.texts.read_text(encoding="utf-8").splitlines() if line.strip()]
    kept = [d for d in documents if args.half in (None, half_of(d["doc_id"]))]
    if args.kept:
        args.kept.write_text("".join(json.dumps(d, ensure_ascii=False) + "\n" for d in kept), encoding="utf-8")
    print(f"{write(kept, args.out)} documents in {args.out}")


if __name__ == "__main__":
    main()

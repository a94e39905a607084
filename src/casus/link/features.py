"""What is compared of a happening, as one flat row: plain numbers, texts and lists, so that SQL can weigh pairs of rows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import date

import pyarrow as pa

from casus.link.happenings import Happening
from casus.link.rarity import UNCOUNTED, Counts, as_counts, words_of
from casus.link.vectors import SIZE, Embed, Vectors, common_stems, stem_of
from casus.model import Claim, Place, Registry, Report

#: acts that different reports of one happening may tell as different types
_FAMILIES = (("COERCE", "SANCTION"), ("AGREE", "COOPERATE", "CONCEDE"))
_FAMILY = {kind: members[0] for members in _FAMILIES for kind in members}
_FINE = ("site", "settlement", "admin2")
_NAME = re.compile(r"\b[A-Z][\w'’-]{2,}")
#: an undated act of a news report took place within this many days before its publication, until something says otherwise
_FRESH = 6
#: how much of a report is looked at: its head tells what it is about
_HEAD = 1000
_EPOCH = date(1970, 1, 1).toordinal()


@dataclass(frozen=True, slots=True)
class Row:
    """Days count from 1970-01-01. ``day_from``/``day_to`` span the told times, null when none is told; ``told_days`` are those told as days.

    ``towns`` and ``areas`` carry their country; ``lineage`` holds the actors and all that they belong to; ``from_day``/``to_day``
    are the days that blocks use: the told ones, or else those before publication. ``rare``, ``scarce`` and ``uncommon`` are hashes of
    words by how much they say, ``keys`` of some of the rarest.
    """

    uid: int
    report: int
    family: str
    kind: str
    firm: bool
    first: bool
    towns: list[str]
    areas: list[str]
    countries: list[str]
    lat: float | None
    lon: float | None
    day_from: int | None
    day_to: int | None
    told_days: list[int]
    from_day: int | None
    to_day: int | None
    published: int | None
    actors: list[str]
    lineage: list[str]
    parties: list[str]
    targets: list[str]
    modes: list[str]
    figures: list[str]
    great_figures: list[str]
    killed: int | None
    names: list[str]
    rare: list[int]
    scarce: list[int]
    uncommon: list[int]
    keys: list[int]


_LISTS = pa.list_(pa.string())
_TYPES = {
    "int": pa.int64(),
    "int | None": pa.int64(),
    "str": pa.string(),
    "bool": pa.bool_(),
    "float | None": pa.float64(),
    "list[str]": _LISTS,
    "list[int]": pa.list_(pa.int64()),
}
_VECTOR = pa.list_(pa.float32(), SIZE)
SCHEMA = pa.schema([*((f.name, _TYPES[str(f.type)]) for f in fields(Row)), ("text", _VECTOR), ("head", _VECTOR)])


def feature_table(happenings: Sequence[Happening], registry: Registry, embed: Embed, rarity: pa.Table = UNCOUNTED) -> pa.Table:
    """One row a happening, ``uid`` its position; the same happening always gives the same row but for ``uid`` and ``report``.

    Beside the fields of ``Row`` stand two vectors: ``text`` of the happening's quotes, ``head`` of its report's beginning.
    ``rarity`` is what ``count_words`` gave; the rows depend on it, and on the happening, alone.
    """
    number = {report_id: i for i, report_id in enumerate(dict.fromkeys(h.report.report_id for h in happenings))}
    counts = as_counts(rarity)
    rows = [make_row(uid, number[h.report.report_id], h, registry, counts) for uid, h in enumerate(happenings)]
    columns = {f.name: pa.array([getattr(r, f.name) for r in rows], SCHEMA.field(f.name).type) for f in fields(Row)}
    texts = embed([text_of(h) for h in happenings])
    heads = embed([head_of(r) for r in {h.report.report_id: h.report for h in happenings}.values()])
    vectors = {"text": texts, "head": heads[[r.report for r in rows]] if rows else heads}
    return pa.table({**columns, **{name: _vector_column(v) for name, v in vectors.items()}}, schema=SCHEMA)


def _vector_column(vectors: Vectors) -> pa.FixedSizeListArray:
    return pa.FixedSizeListArray.from_arrays(pa.array(vectors.reshape(-1), pa.float32()), SIZE)


def text_of(happening: Happening) -> str:
    """The quotes of a happening, each once."""
    return " ".join(dict.fromkeys(c.quote.text for c in happening.claims))


def head_of(report: Report) -> str:
    """Title and beginning of a report."""
    return report.text[:_HEAD] if report.title and report.text.startswith(report.title) else f"{report.title or ''}\n{report.text[:_HEAD]}"


def make_row(uid: int, report: int, h: Happening, registry: Registry, counts: Counts) -> Row:
    """The row of one happening; ``report`` is the same number for all happenings of one report."""
    places, times, actors = h.told_places(), h.times(), h.actor_ids()
    first, last = _span(h.claims)
    published = _day(h.report.published) if h.report.published else None
    spot = next((p for p in places if p.precision in _FINE and p.lat is not None), None)
    words = words_of(h.report, [c.quote for c in h.claims], h.rank == 0, counts)
    figures = {(f.what, f.low, f.high) for c in h.claims for f in c.figures if not f.vague}
    return Row(
        uid=uid,
        report=report,
        family=f"{_FAMILY.get(h.type, h.type)}{'' if _happened(h.claims[0]) else ' not done'}{' negated' if _is_apart(h) else ''}",
        kind=h.type,
        firm=h.type == "ASSAULT",
        first=h.rank == 0,
        towns=_sorted(f"{p.country}/{p.name}" for p in places if p.name and p.precision in _FINE),
        areas=_sorted(f"{p.country}/{p.admin1}" for p in places if p.admin1),
        countries=sorted(h.countries()),
        lat=spot.lat if spot else None,
        lon=spot.lon if spot else None,
        day_from=first,
        day_to=last,
        told_days=sorted({_day(t.start) for t in times if t.start is not None and t.precision == "day"}),
        from_day=first if first is not None else published - _FRESH if published is not None else None,
        to_day=last if last is not None else published,
        published=published,
        actors=sorted(actors),
        lineage=_sorted(x for a in actors for x in _lineage(a, registry)),
        parties=sorted(h.party_ids()),
        targets=_sorted(s for c in h.claims for p in c.recipients for s in ([p.actor_id] if p.actor_id else _heads(p.name))),
        modes=_sorted(m for c in h.claims for m in c.mode),
        figures=_sorted(f"{what} {low} {high}" for what, low, high in figures),
        great_figures=_sorted(f"{what} {low} {high}" for what, low, high in figures if (low or high or 0) >= 10),
        killed=max((n for w, low, high in figures if w == "killed" and (n := low if low is not None else high) is not None), default=None),
        names=_sorted(names_of(h.claims, places)),
        rare=words.rare,
        scarce=words.scarce,
        uncommon=words.uncommon,
        keys=words.keys,
    )


def _sorted(values: Iterable[str]) -> list[str]:
    return sorted(set(values))


def _day(day: date) -> int:
    return day.toordinal() - _EPOCH


def _span(claims: Sequence[Claim]) -> tuple[int | None, int | None]:
    """First and last day told; days told as days go before months and years, and those count only where the first claim or half tell them.

    "The worst since 2015" gives a year to one sentence of a report on something else.
    """
    times = [c.time for c in claims if c.time is not None and c.time.start is not None]
    days = [t for t in times if t.precision == "day"]
    vague = times if claims[0].time in times or 2 * len(times) >= len(claims) else []
    best = days or vague
    starts = [_day(t.start) for t in best if t.start is not None]
    ends = [_day(t.end or t.start) for t in best if t.start is not None]
    return (min(starts), max(ends)) if starts else (None, None)


def _happened(claim: Claim) -> bool:
    return claim.modality in ("asserted", "alleged", "claimed", "denied")


def _is_apart(h: Happening) -> bool:
    """Is something told as not done no word on what others tell as done? That no attack at all took place in a town on a day is one."""
    if not h.claims[0].negated or h.type != "ASSAULT":
        return h.claims[0].negated
    in_town = any(p.precision in _FINE for p in h.told_places())
    on_day = any(t.precision == "day" for t in h.times())
    return not (in_town and on_day) or bool(h.actor_ids())


def _lineage(actor_id: str, registry: Registry) -> list[str]:
    out: list[str] = []
    current: str | None = actor_id
    while current and current not in out:
        out.append(current)
        entry = registry.get(current)
        current = entry.parent if entry else None
    return out


def _heads(name: str) -> list[str]:
    """The last word of a phrase, as a stem: "Shiite worshippers" and "the worshippers" meet in it."""
    words = re.findall(r"[\w'’-]+", name.lower())
    stem = stem_of(words[-1]) if words else None
    return [stem] if stem else []


def names_of(claims: Sequence[Claim], places: Sequence[Place]) -> set[str]:
    """Capitalised words of the quotes beyond those that place and actors already say."""
    said = {w.lower() for c in claims for p in (*c.actors, *c.recipients) for w in p.name.split()}
    said |= {w.lower() for p in places for w in f"{p.name} {p.admin1}".split()}
    found = {w.lower() for c in claims for w in _NAME.findall(c.quote.text)}
    return {w for w in found if (stem := stem_of(w)) and w not in said and stem not in common_stems()}

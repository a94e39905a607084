"""Claims about made-up incidents with known truth: ``generate(claims, seed)``.

A world of five countries, eight areas each and six towns an area; about three incidents a day, told by one to nine reports each,
by dispatches whose day, place, actor and toll are missing, coarse or wrong now and then. The traps are those of the field: a second attack on the same day
in the next town, an attack on the same square a year later, an arrest after an attack, a look back at an older attack in a report on a
new one. Twice as many claims cover twice as many days, so that the world never gets denser.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from datetime import date, timedelta

from casus.model import Claim, Figure, Party, Place, Registry, RegistryEntry, Report, Span, When, sha256_hex

_CLAIMS_A_DAY = 36
_SYLLABLES = "ka re mo shi ta lu ben dor is an qua vel ti ram osh el ur ga ni fa bo zir hal men".split()
_HARMED = "worshippers shoppers commuters pilgrims mourners voters farmers teachers miners recruits".split()
_MEANS = {
    "explosives": (
        "A bomb tore through {site} in {town}",
        "The blast hit {target} near {site}",
        "Officials spoke of an explosive device at {site}",
    ),
    "firearms": (
        "Gunmen opened fire on {target} at {site} in {town}",
        "Attackers shot at {target}",
        "Shots were heard around {site} for an hour",
    ),
    "heavy-weapons": ("Shells fell on {site} in {town}", "Mortar fire struck {target}", "Several rounds landed close to {site}"),
    "aerial": ("A drone struck {site} in {town}", "An air strike hit {target}", "A plane circled over {site} before the strike"),
}
_SITES = "market mosque church bridge school clinic barracks station hotel square mill harbour".split()
_FILL = (
    "The {town} road was closed until dusk.",
    "{name} said that help had come late.",
    "Windows broke as far away as the {site2}.",
    "A team from {area} began to look into it.",
    "{name} counted the wounded at the gate.",
    "Rain made the search harder, said {name}.",
    "Traders of {town} shut their stalls.",
    "The governor of {area} called a meeting.",
)


@dataclass(frozen=True, slots=True)
class World:
    """``truth``: claim id to the incident that it is of."""

    reports: tuple[Report, ...]
    claims: tuple[Claim, ...]
    truth: dict[str, str]
    registry: Registry


@dataclass(frozen=True, slots=True)
class _Incident:
    name: str
    kind: str
    day: date
    place: Place
    means: str
    actor: str
    target: str
    site: str
    killed: int
    people: tuple[str, ...]


def generate(claims: int, seed: int = 1) -> World:
    """At least ``claims`` claims, the same for the same seed."""
    rng = random.Random(seed)
    places, groups = _places(rng), [f"group_{i}" for i in range(40)]
    registry = Registry({g: RegistryEntry(g, g.replace("_", " ").title(), "armed_group") for g in groups})
    days = max(1, claims // _CLAIMS_A_DAY)
    reports: list[Report] = []
    out: list[Claim] = []
    truth: dict[str, str] = {}
    past: list[_Incident] = []
    while len(out) < claims:
        first = _incident(rng, f"i{len(past)}", places, groups, date(2000, 1, 1) + timedelta(days=rng.randrange(days)))
        for incident in (first, *_traps(rng, first, len(past), places)):
            past.append(incident)
            for _ in range(min(9, 1 + int(rng.expovariate(0.35)))):
                _report(rng, incident, past, reports, out, truth)
    return World(tuple(reports), tuple(out), truth, registry)


def _word(rng: random.Random, parts: int = 3) -> str:
    return "".join(rng.choice(_SYLLABLES) for _ in range(parts)).title()


def _places(rng: random.Random) -> list[Place]:
    out = []
    for c in range(5):
        for a in range(8):
            lat, lon, area = 10.0 * c + 1.2 * (a % 4), 20.0 + 1.4 * (a // 4), _word(rng)
            spots = [(lat + 0.3 * (t % 3), lon + 0.35 * (t // 3)) for t in range(6)]
            out += [Place(Span(0, 1, "x"), _word(rng), area, f"C{c:02d}"[:3], y, x, "settlement") for y, x in spots]
    return out


def _incident(rng: random.Random, name: str, places: list[Place], groups: list[str], day: date) -> _Incident:
    killed = min(400, int(rng.paretovariate(0.9)) + rng.randrange(4))
    people = tuple(_word(rng, 4) for _ in range(4))
    site = f"{_word(rng)} {rng.choice(_SITES)}"
    return _Incident(
        name, "ASSAULT", day, rng.choice(places), rng.choice(list(_MEANS)), rng.choice(groups), rng.choice(_HARMED), site, killed, people
    )


def _traps(rng: random.Random, first: _Incident, number: int, places: list[Place]) -> list[_Incident]:
    near = [p for p in places if p.admin1 == first.place.admin1 and p.name != first.place.name]
    other = {
        "killed": 1 + rng.randrange(30),
        "people": tuple(_word(rng, 4) for _ in range(4)),
        "site": f"{_word(rng)} {rng.choice(_SITES)}",
    }
    out = []
    if rng.random() < 0.15:  # a second attack on that day, a town away
        out.append(replace(first, name=f"i{number + 1}", place=rng.choice(near), **other))
    if rng.random() < 0.15:  # the same square a year later
        out.append(replace(first, name=f"i{number + 1 + len(out)}", day=first.day + timedelta(days=365), **other | {"site": first.site}))
    if rng.random() < 0.2:  # an arrest after it
        later = first.day + timedelta(days=1 + rng.randrange(6))
        out.append(replace(first, name=f"i{number + 1 + len(out)}", kind="COERCE", day=later, killed=0, means="arrest"))
    return out


def _report(
    rng: random.Random, incident: _Incident, past: list[_Incident], reports: list[Report], claims: list[Claim], truth: dict[str, str]
) -> None:
    published = incident.day + timedelta(days=min(12, int(rng.expovariate(0.8))))
    told = [incident]
    back = past[rng.randrange(len(past))]
    if rng.random() < 0.25 and back.kind == "ASSAULT" and back.day < incident.day and back is not incident:
        told.append(back)
    sentences = [_sentences(rng, i, aside=i is not incident) for i in told]
    text = " ".join(s for group in sentences for s in group)
    name = f"r{len(reports):07d}"
    report = Report(
        name,
        f"{name}.txt",
        None,
        0,
        None,
        f"paper {rng.randrange(30)}",
        None,
        published,
        "given",
        "en",
        "news",
        text,
        (),
        sha256_hex(text.encode()),
    )
    reports.append(report)
    at = 0
    for one, group in zip(told, sentences, strict=True):
        for n, sentence in enumerate(group[: 1 if one is not incident else 3]):
            claim = _claim(rng, one, report, sentence, at, n, aside=one is not incident)
            claims.append(claim)
            truth[claim.claim_id] = one.name
            at += len(sentence) + 1
        at += sum(len(s) + 1 for s in group[1 if one is not incident else 3 :])


def _sentences(rng: random.Random, i: _Incident, aside: bool) -> list[str]:
    if i.kind == "COERCE":
        lines = [
            f"Police arrested two men over the attack on the {i.site} in {i.place.name}.",
            f"The men from {i.place.admin1} were held, said {rng.choice(i.people)}.",
        ]
    else:
        shapes = [s.format(site=f"the {i.site}", town=i.place.name, target=i.target) for s in _MEANS[i.means]]
        rng.shuffle(shapes)
        lines = [f"{s}, said {rng.choice(i.people)}." for s in shapes]
    if aside:
        return lines[:1]
    fill = [s.format(town=i.place.name, area=i.place.admin1, name=rng.choice(i.people), site2=i.site) for s in rng.sample(_FILL, 3)]
    return lines + fill


def _claim(rng: random.Random, i: _Incident, report: Report, sentence: str, at: int, n: int, aside: bool) -> Claim:
    span = Span(at, at + len(sentence), sentence)
    return Claim(
        claim_id=f"c-{report.report_id}-{at}",
        report_id=report.report_id,
        kind="event",
        type=i.kind,
        quote=span,
        rule="made",
        confidence=0.5,
        mode=(i.means,) if rng.random() < 0.8 else (),
        place=_place(rng, i.place),
        time=_time(rng, i, span, aside),
        actors=(Party(span, i.actor, i.actor, "armed_group"),) if rng.random() < 0.6 and n == 0 else (),
        recipients=(Party(span, None, i.target, "unidentified"),) if rng.random() < 0.6 else (),
        figures=_figures(rng, i, report, span) if n == 0 or rng.random() < 0.2 else (),
    )


def _place(rng: random.Random, place: Place) -> Place | None:
    draw = rng.random()
    if draw < 0.06:
        return None
    if draw < 0.14:
        return replace(place, name=place.admin1, precision="admin1")
    if draw < 0.16:
        return replace(place, name=place.country, admin1=None, precision="country")
    return place


def _time(rng: random.Random, i: _Incident, span: Span, aside: bool) -> When | None:
    draw = rng.random()
    if draw < 0.12:
        return None
    if draw < 0.18:
        first = i.day.replace(day=1)
        return When(span, first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1), "month", "explicit")
    day = i.day + timedelta(days=rng.choice((-1, 1)) if draw < 0.22 and not aside else 0)
    return When(span, day, day, "day", "explicit")


def _figures(rng: random.Random, i: _Incident, report: Report, span: Span) -> tuple[Figure, ...]:
    if not i.killed or rng.random() < 0.15:
        return ()
    assert report.published is not None
    share = 0.6 + 0.2 * min(2, (report.published - i.day).days) if rng.random() < 0.6 else 1.0
    low = max(1, round(i.killed * share * rng.choice((1.0, 1.0, 0.95, 1.05))))
    high = low if rng.random() < 0.7 else None
    return (Figure("killed", low, high, None, None, "all", False, False, span),)

"""Short ways to write reports and claims in tests of linking."""

from __future__ import annotations

from datetime import date

from casus.model import Claim, CountedGroup, Figure, FigureKind, Party, Place, Registry, RegistryEntry, Report, Responsibility, Span, When

KUNDUZ = Place(Span(0, 1, "K"), "Kunduz", "Kunduz", "AFG", 36.73, 68.86, "settlement")
KABUL = Place(Span(0, 1, "K"), "Kabul", "Kabul", "AFG", 34.53, 69.17, "settlement")
LIMA = Place(Span(0, 1, "L"), "Lima", "Lima", "PER", -12.05, -77.04, "settlement")
REGISTRY = Registry(
    {
        "taliban": RegistryEntry("taliban", "Taliban", "armed_group"),
        "islamic_state": RegistryEntry("islamic_state", "Islamic State", "armed_group"),
        "iskp": RegistryEntry("iskp", "Islamic State Khorasan Province", "armed_group", parent="islamic_state"),
    }
)


def report(name: str, published: str | None = "2021-10-08", text: str | None = None, credits: tuple[str, ...] = ()) -> Report:
    return Report(
        report_id=name,
        source=f"{name}.txt",
        external_id=None,
        part=0,
        title=None,
        publisher=None,
        byline=None,
        published=date.fromisoformat(published) if published else None,
        published_basis="given" if published else None,
        language="en",
        genre="news",
        text=text or f"Text of {name}.",
        source_spans=(),
        content_sha256="0" * 64,
        credits=credits,
    )


def day(iso: str) -> When:
    return When(Span(0, 1, "d"), date.fromisoformat(iso), date.fromisoformat(iso), "day", "explicit")


def killed(
    low: int | None,
    high: int | None,
    group: CountedGroup = "all",
    what: FigureKind = "killed",
    includes_attackers: bool = False,
    at: int = 0,
) -> Figure:
    return Figure(what, low, high, None, None, group, includes_attackers, False, Span(at, at + 1, "1"))


def party(actor_id: str) -> Party:
    return Party(Span(0, 1, "a"), actor_id, REGISTRY.name(actor_id), "armed_group")


def claim(
    report_id: str,
    name: str = "1",
    place: Place | None = KUNDUZ,
    when: str | None = "2021-10-08",
    figures: tuple[Figure, ...] = (),
    actors: tuple[str, ...] = (),
    responsibility: Responsibility | None = None,
    type: str = "ASSAULT",
    quote: str = "A blast tore through a mosque.",
    negated: bool = False,
    modality: str = "asserted",
) -> Claim:
    return Claim(
        claim_id=f"c-{report_id}-{name}",
        report_id=report_id,
        kind="event",
        type=type,
        quote=Span(0, len(quote), quote),
        rule="test",
        confidence=0.5,
        mode=("explosives",),
        place=place,
        time=day(when) if when else None,
        figures=figures,
        actors=tuple(party(a) for a in actors),
        responsibility=responsibility,
        negated=negated,
        modality=modality,  # type: ignore[arg-type]
    )

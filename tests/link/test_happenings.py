"""Which happening of its report an undetermined claim tells of."""

from __future__ import annotations

from dataclasses import replace

from make import KABUL, KUNDUZ, REGISTRY, claim, killed, report

from casus.link.constraints import NO_CONSTRAINTS
from casus.link.happenings import find_happenings
from casus.model import Claim, Figure, Span

TOLL = (killed(20, None),)


def _home(figures: tuple[Figure, ...]) -> tuple[str, ...]:
    """The claims of the happening that a placeless, undated claim with these figures, told last, falls to."""
    told: list[Claim] = [
        claim("a", "1", place=KUNDUZ, figures=TOLL, quote="A bomb in Kunduz killed 20."),
        claim("a", "2", place=KABUL, quote="A bomb went off in Kabul too, later."),
        claim("a", "3", place=None, when=None, figures=figures, quote="They mourned those whom the blast had killed."),
    ]
    told = [replace(c, quote=Span(100 * n, 100 * n + len(c.quote.text), c.quote.text)) for n, c in enumerate(told)]
    found = find_happenings(report("a"), told, REGISTRY, NO_CONSTRAINTS)
    return next(tuple(c.claim_id for c in h.claims) for h in found if any(c.claim_id == "c-a-3" for c in h.claims))


def test_the_same_toll_is_of_the_same_bombing() -> None:
    assert _home(TOLL) == ("c-a-1", "c-a-3")


def test_without_that_toll_the_last_one_told_is_meant() -> None:
    assert _home(()) == ("c-a-2", "c-a-3")
    assert _home((killed(5, 5),)) == ("c-a-2", "c-a-3")

"""Small random sets of reports and claims, as hypothesis strategies."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import strategies as st
from make import KABUL, KUNDUZ, LIMA, claim, killed, report

from casus.model import Claim, Place, Report, Span

AREA = Place(Span(0, 1, "K"), "Kunduz", "Kunduz", "AFG", 36.8, 68.8, "admin1")
COUNTRY = Place(Span(0, 1, "A"), "Afghanistan", None, "AFG", 33.9, 67.7, "country")
NEAR = Place(Span(0, 1, "P"), "Paghman", "Kabul", "AFG", 34.59, 68.99, "settlement")
BARE = Place(Span(0, 1, "X"), "Xanadu", None, "AFG", None, None, "settlement")
PLACES = (KUNDUZ, KABUL, LIMA, AREA, COUNTRY, NEAR, BARE, None)
QUOTES = (
    "A blast tore through a mosque in Kunduz.",
    "The blast at the Sayed Abad mosque killed worshippers, said Obaida.",
    "Gunmen shot at a convoy near Dehmazang.",
    "Obaida and Ruslan spoke of the Sayed Abad mosque.",
    "",
)
World = tuple[list[Report], list[Claim]]


def _days(most: int) -> st.SearchStrategy[str | None]:
    return st.none() | st.integers(0, most).map(lambda n: (date(2021, 10, 1) + timedelta(days=n)).isoformat())


@st.composite
def claims_of(draw: st.DrawFn, report_id: str) -> list[Claim]:
    out = []
    for n in range(draw(st.integers(0, 3))):
        figures = (killed(draw(st.integers(0, 60)), draw(st.none() | st.integers(60, 90)), at=n),) if draw(st.booleans()) else ()
        out.append(
            claim(
                report_id,
                str(n),
                place=draw(st.sampled_from(PLACES)),
                when=draw(_days(70)),
                figures=figures,
                actors=tuple(draw(st.lists(st.sampled_from(("taliban", "islamic_state", "iskp")), max_size=2, unique=True))),
                type=draw(st.sampled_from(("ASSAULT", "ASSAULT", "AGREE", "CONSULT"))),
                quote=draw(st.sampled_from(QUOTES)),
                negated=draw(st.integers(0, 9)) == 0,
                modality=draw(st.sampled_from(("asserted", "asserted", "claimed", "planned"))),
            )
        )
    return out


@st.composite
def worlds(draw: st.DrawFn, most: int = 7) -> World:
    """Up to ``most`` reports with up to three claims each."""
    reports, claims = [], []
    for n in range(draw(st.integers(1, most))):
        text = " ".join(draw(st.lists(st.sampled_from(QUOTES), min_size=1, max_size=3)))
        reports.append(report(f"r{n}", draw(_days(80)), text=f"{text} {draw(st.integers(0, 3))}"))
        claims += draw(claims_of(f"r{n}"))
    return reports, claims

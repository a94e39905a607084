"""Where: place names, what they mean, and how fine."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casus.model import PlaceMention
from casus.resolve import report_country
from casus.resolve.gazetteer import fold, load_gazetteer
from coded import annotated


def places(text: str) -> list[PlaceMention]:
    return [p for p in annotated(text).places if p.preposition is not None or (p.place and p.place.precision != "country")]


@pytest.mark.parametrize(
    ("text", "name", "country", "precision"),
    [
        ("A bomb went off in Kunduz, Afghanistan.", "Kunduz", "AFG", "settlement"),
        ("A bomb went off in a mosque in Kunduz.", "Kunduz", "AFG", "site"),
        ("A bomb went off in Kunduz province.", "Kunduz", "AFG", "admin1"),
        ("Rebels hold the district of Bajaur.", "Bajaur", "PAK", "admin2"),
        ("A bomb went off in Bogota.", "Bogotá", "COL", "settlement"),
        ("Gunmen burst into the village of Solhan in Burkina Faso.", "Solhan", "BFA", "settlement"),
        ("It happened 60 km north of Gao in Mali.", "Gao", "MLI", "admin2"),
        ("MOGADISHU, Somalia (AP) — A car bomb killed two men.", "Mogadishu", "SOM", "settlement"),
        ("KHAR, Pakistan: Sixty people died.", "Khar", "PAK", "settlement"),
        ("Fighting went on in the Gaza Strip.", "Gaza Strip", "PSE", "admin1"),
    ],
)
def test_places(text: str, name: str, country: str, precision: str) -> None:
    place = places(text)[0].place
    assert place is not None
    assert (place.name, place.country, place.precision) == (name, country, precision)


@pytest.mark.parametrize("text", ["Paris Hilton met the minister.", "She ate a Hamburger.", "He may leave in March.", "Police said so."])
def test_no_places(text: str) -> None:
    assert places(text) == []


def test_the_report_decides_between_towns_of_one_name() -> None:
    iraq = places("The Iraqi army entered Tikrit. A bomb went off in Hit, Iraq.")
    assert [p.place.country for p in iraq if p.place] and {p.place.country for p in iraq if p.place} == {"IRQ"}


def test_two_that_cannot_be_told_apart_are_neither() -> None:
    ambiguous = [p for p in annotated("A bomb went off in San Pedro.").places if p.place is None]
    assert ambiguous and all(len(p.candidates) > 1 for p in ambiguous)


def test_the_country_of_a_report() -> None:
    country = report_country(annotated("Afghan police said a bomb went off in Kabul. Kabul is the capital of Afghanistan."))
    assert country is not None and (country.country, country.precision) == ("AFG", "country")
    assert report_country(annotated("A bomb went off.")) is None


def test_folding_meets_spellings() -> None:
    assert fold("N’Djamena") == fold("N'Djaména") == "ndjamena"
    assert load_gazetteer().find("bogota")[0].country == "COL"


_TEXTS = st.lists(
    st.sampled_from(
        [
            "in ",
            "Kabul",
            "Paris",
            "Mali",
            ", ",
            "province",
            "of ",
            "Afghan ",
            "the ",
            "San Pedro",
            ". ",
            "\n\n",
            "é",
            "🙂",
            "NEW YORK",
            "(",
            "\u202e",
        ]
    ),
    max_size=25,
).map("".join)


@given(_TEXTS)
def test_spans_and_coordinates_are_sound(text: str) -> None:
    for mention in annotated(text).places:
        assert mention.span.holds(text)
        if mention.place and mention.place.lat is not None and mention.place.lon is not None:
            assert -90 <= mention.place.lat <= 90 and -180 <= mention.place.lon <= 180

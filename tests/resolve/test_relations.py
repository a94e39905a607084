"""Places told by way of others: how wide, and where."""

from __future__ import annotations

import pytest

from casus.model import Place
from coded import annotated


def place_of(text: str, name: str) -> Place:
    found = next(m.place for m in annotated(text).places if m.span.text.startswith(name))
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("text", "name", "precision"),
    [
        ("It happened in Gao, Mali.", "Gao", "settlement"),
        ("It happened near Gao in Mali.", "Gao", "admin2"),
        ("It happened near the town of Gao in Mali.", "Gao", "admin2"),
        ("It happened 60 km from Gao in Mali.", "Gao", "admin2"),
        ("It happened north of Gao in Mali.", "Gao", "admin2"),
        ("It happened in a mosque in Kunduz.", "Kunduz", "site"),
        ("It happened in Kunduz province.", "Kunduz", "admin1"),
        ("It happened in the Bajaur tribal district of Pakistan.", "Bajaur", "admin2"),
    ],
)
def test_as_wide_as_the_words(text: str, name: str, precision: str) -> None:
    assert place_of(text, name).precision == precision


@pytest.mark.parametrize(
    ("words", "north", "east"),
    [
        ("60 km north of", 60, 0),
        ("about 60 kilometres (37 miles) south-west of", -42.4, -42.4),
        ("ten miles east of", 0, 16.1),
    ],
)
def test_so_far_and_that_way(words: str, north: float, east: float) -> None:
    there, moved = place_of("It was in Gao, Mali.", "Gao"), place_of(f"It was {words} Gao in Mali.", "Gao")
    assert there.lat and there.lon and moved.lat and moved.lon
    assert (moved.lat - there.lat) * 111.2 == pytest.approx(north, abs=1.0)
    assert (moved.lon - there.lon) * 111.2 * 0.96 == pytest.approx(east, abs=1.5)
    assert moved.geonames_id is None


def test_the_road_between_two_towns_is_half_way() -> None:
    place = place_of("A bus was attacked on the road between Gao and Ansongo in Mali.", "Gao and")
    gao, ansongo = place_of("It was in Gao, Mali.", "Gao"), place_of("It was in Ansongo, Mali.", "Ansongo")
    assert gao.lat and ansongo.lat and place.lat == pytest.approx((gao.lat + ansongo.lat) / 2, abs=0.01)
    assert (place.country, place.precision) == ("MLI", "admin2")


def test_talks_between_two_towns_are_in_neither() -> None:
    assert {m.span.text for m in annotated("Talks between Kabul and Islamabad began.").places} == {"Kabul", "Islamabad"}


def test_a_village_that_nothing_lists_keeps_its_name_and_the_reports_country() -> None:
    place = place_of("In Nigeria, gunmen raided Zzumari village in Borno.", "Zzumari")
    assert (place.name, place.country, place.lat, place.precision) == ("Zzumari", "NGA", None, "settlement")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("A bombing in the Afghan capital killed 14.", "Kabul"),
        ("Somalia said a bomb went off in the capital.", "Mogadishu"),
        ("It was in the capital of Mali.", "Bamako"),
    ],
)
def test_capitals_without_their_names(text: str, name: str) -> None:
    assert name in [m.place.name for m in annotated(text).places if m.place]

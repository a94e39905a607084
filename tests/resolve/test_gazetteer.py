"""The compiled gazetteer: look-up by spelling and by sound, and that it holds what is written by hand."""

from __future__ import annotations

import random
import sys
from pathlib import Path

import pytest

from casus.codebook.errors import CodebookError
from casus.codebook.files import data_path
from casus.resolve import gazetteer as module
from casus.resolve.gazetteer import fold, load_gazetteer, sound

TOOLS = Path(__file__).parents[2] / "tools"
sys.path.insert(0, str(TOOLS))
from gazetteer_supplement import read_areas, read_counties, read_countries, read_places  # noqa: E402

SUPPLEMENT = data_path("gazetteer/supplement")


def test_folding_meets_spellings() -> None:
    assert fold("N’Djamena") == fold("N'Djaména") == "ndjamena"
    assert "COL" in {e.country for e in load_gazetteer().find("bogota")}


@pytest.mark.parametrize(("one", "other"), [("Peshawar", "Peshawer"), ("Qamishli", "Kamishly"), ("Maiduguri", "Maidugari")])
def test_spellings_that_sound_alike_meet(one: str, other: str) -> None:
    assert sound(fold(one)) == sound(fold(other))
    assert set(load_gazetteer().find(one)) & set(load_gazetteer().alike(other))


@pytest.mark.parametrize(("one", "other"), [("Kabul", "Kunduz"), ("Basra", "Tikrit"), ("Gao", "Goma")])
def test_names_that_differ_do_not_sound_alike(one: str, other: str) -> None:
    assert sound(fold(one)) != sound(fold(other))


def test_nothing_is_found_for_nothing() -> None:
    assert load_gazetteer().find("") == load_gazetteer().find("…") == load_gazetteer().alike("") == ()
    assert load_gazetteer().find("no such place at all") == ()


def test_every_hand_written_place_is_found_by_each_of_its_names() -> None:
    places = list(read_places(SUPPLEMENT))
    assert len(places) > 400
    lost = []
    for place in places:
        for name in place.names:
            shown = fold(place.inside or place.names[0])
            hits = load_gazetteer().find(name)
            near = [e for e in hits if e.lat is not None and abs(e.lat - place.lat) < 2.6 and (e.country or "") == place.country]
            if not near or (place.inside and shown not in {fold(e.name) for e in near}):
                lost.append(name)
    assert lost == []


def test_hand_written_coordinates_are_on_earth_and_names_stand_once() -> None:
    places = list(read_places(SUPPLEMENT))
    assert all(-90 <= p.lat <= 90 and -180 <= p.lon <= 180 for p in places)
    keys = [(fold(p.names[0]), p.country, round(p.lat), round(p.lon), p.precision) for p in places]
    assert sorted({k for k in keys if keys.count(k) > 1}) == []


def test_a_bad_line_names_the_file_and_the_line(tmp_path: Path) -> None:
    (tmp_path / "x.yaml").write_text('AFG:\n  "-":\n    - "Somewhere | swamp | 1 2"\n', encoding="utf-8")
    with pytest.raises(ValueError, match=r"x\.yaml: cannot read 'Somewhere"):
        list(read_places(tmp_path))


def test_countries_areas_and_counties_are_in_it() -> None:
    gazetteer = load_gazetteer()
    assert all(
        any(e.precision == "country" and e.country == c["country"] for e in gazetteer.find(c["name"])) for c in read_countries(SUPPLEMENT)
    )
    assert [n for names in read_areas(SUPPLEMENT).values() for n in names if not gazetteer.find(n)] == []
    assert len(list(read_counties(TOOLS / "us_counties.tsv"))) > 3000
    assert {e.admin1 for e in gazetteer.find("Laurel County")} == {"Kentucky"}


@pytest.mark.parametrize(("country", "capital"), [("AFG", "Kabul"), ("SOM", "Mogadishu"), ("QAT", "Doha"), ("USA", "Washington")])
def test_capitals(country: str, capital: str) -> None:
    found = load_gazetteer().capital(country)
    assert found is not None and (found.name, found.precision) == (capital, "settlement")
    assert load_gazetteer().capital("XXX") is None


def test_halving_finds_what_a_walk_through_all_names_finds() -> None:
    """The search by halves against the slow obvious way, on names drawn with a printed seed."""
    seed = 20261125
    print("seed", seed)
    entries = list(load_gazetteer())
    for entry in random.Random(seed).sample(entries, 25):
        same = {e for e in entries if e.precision == "settlement" and fold(e.name) == fold(entry.name)}
        assert same <= set(load_gazetteer().find(entry.name))


def test_a_damaged_file_says_what_to_do(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "places.parquet").write_bytes(b"no parquet")
    monkeypatch.setattr(module, "data_path", lambda name: tmp_path / Path(name).name)
    with pytest.raises(CodebookError, match=r"run tools/build_gazetteer\.py"):
        load_gazetteer.__wrapped__()

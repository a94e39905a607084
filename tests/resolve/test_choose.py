"""Which place a name means: the words beside it, the report's other places, the outlet's home, prominence last."""

from __future__ import annotations

from dataclasses import replace

import pytest

from casus.annotate import annotate
from casus.model import PlaceMention
from casus.resolve import resolve
from casus.resolve.outlets import outlet_country
from coded import annotated, kit, report


def first(text: str, name: str) -> PlaceMention:
    return next(m for m in annotated(text).places if m.span.text == name)


@pytest.mark.parametrize(
    ("text", "name", "country", "admin1"),
    [
        ("He was born in Paris.", "Paris", "FRA", "Île-de-France"),
        ("He was born in Paris, Texas.", "Paris", "USA", "Texas"),
        ("He was born in Lexington, Neb., and lived there.", "Lexington", "USA", "Nebraska"),
        ("Police in Athens, Danielsville and Commerce, Georgia, made arrests.", "Athens", "USA", "Georgia"),
        ("The Syrian army shelled Tripoli's neighbours; Lebanon protested. Troops left Tripoli for Beirut.", "Tripoli", "LBN", None),
        ("Libyan forces took Tripoli and Misrata.", "Tripoli", "LBY", None),
        ("Nigeria said troops from Maiduguri reached the town of Bama.", "Bama", "NGA", "Borno"),
        ("Pakistan said a bomb killed ten in Bajaur's Khar.", "Khar", "PAK", "Khyber Pakhtunkhwa"),
    ],
)
def test_context_decides(text: str, name: str, country: str, admin1: str | None) -> None:
    place = first(text, name).place
    assert place is not None and place.country == country
    assert admin1 is None or place.admin1 == admin1


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Fighting went on in Georgia, from Tbilisi to Gori.", "GEO"),
        ("Voters in Georgia and Alabama, from Atlanta to Mobile, went to the polls.", "USA"),
    ],
)
def test_georgia(text: str, country: str) -> None:
    place = first(text, "Georgia").place
    assert place is not None and place.country == country


def test_an_outlets_address_tips_the_scales() -> None:
    text = "A man was hurt in Richmond on Sunday."
    british = replace(report(text), source="https://www.example.co.uk/news/1")
    assert outlet_country(british) == "GBR"
    assert outlet_country(replace(british, source="https://example.com/uk")) is None
    assert outlet_country(replace(british, source="notes.py")) in (None, "PRY")
    (place,) = (m.place for m in resolve(annotate(british), kit().resolver)[0].places)
    assert place is not None and place.country == "GBR"


def test_two_that_cannot_be_told_apart_are_neither_and_the_finding_names_both() -> None:
    told, findings = resolve(annotate(report("A bomb went off in San Fernando.")), kit().resolver)
    (mention,) = told.places
    assert mention.place is None and len(mention.candidates) > 1
    assert [f.code for f in findings] == ["place-ambiguous"] and all(c in findings[0].message for c in mention.candidates)


def test_one_open_name_leaves_the_others() -> None:
    places = annotated("A bomb went off in San Fernando. Another went off in Kabul.").places
    assert [m.place is not None for m in places] == [False, True]


def test_a_namesake_on_another_continent_is_not_taken() -> None:
    text = "Somali police said a bomb went off in Mogadishu, Somalia. A second one hit Medina district. Somalia's army came from Baidoa."
    place = first(text, "Medina").place
    assert place is None or place.country == "SOM"

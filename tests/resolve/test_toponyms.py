"""Which words are place names: sentences with the place in square brackets, and sentences that hold none."""

from __future__ import annotations

import re

import pytest

from casus.model import PlaceMention
from coded import annotated

_BRACKETS = re.compile(r"\[([^\]]+)\]")


def literal(text: str) -> list[PlaceMention]:
    """Mentions of places as places: no nation's adjective, no organisation's or road's name."""
    return [m for m in annotated(text).places if m.use in ("place", "attribute")]


@pytest.mark.parametrize(
    "tagged",
    [
        "A bomb went off in [Kunduz], [Afghanistan].",
        "A [Kunduz] police officer was shot.",
        "Troops from [Bamako] reached [Gao] on Friday.",
        "Fighting was reported in the village of [Solhan] in [Burkina Faso].",
        "The dead were taken to [Paris], [Texas].",
        "An [Atlanta]-based company was named.",
        "[Khar], [Bajaur]: sixty people died.",
        "He fled to [Lexington], [Ky.], with two men.",
        "The mayor of London spoke in [Manchester].",
        "Gunmen stormed a base in [North Darfur].",
        "Shells fell in [Mariupol], [Bakhmut] and [Sloviansk].",
        "Jets struck a base near [Deir el-Zour] and a school in [Ras al-Ain].",
        "Three people died in [al-Hasakah], [Syria].",
    ],
)
def test_names_are_found_where_they_stand(tagged: str) -> None:
    wanted = _BRACKETS.findall(tagged)
    assert [m.span.text for m in literal(_BRACKETS.sub(r"\1", tagged))] == wanted


@pytest.mark.parametrize(
    "text",
    [
        "Paris Hilton met the minister.",
        "Jackson said he saw nothing.",
        "Mr. Lincoln left early.",
        "Omar al-Baghdadi spoke for the men of al-Nusra.",
        "She ate a Hamburger.",
        "He may leave in March.",
        "Police said so.",
        "Ann Bedford, 45, was hurt; Bedford later died.",
        "The first blast came during a Mass.",
        "They met at the Cathedral.",
        "At least 62 died, according to the Red Cross.",
        "They prayed together in front of the altar of Our Lady of Mount Carmel before the doors were shut.",
    ],
)
def test_persons_dishes_and_common_words_are_none(text: str) -> None:
    assert [m.span.text for m in literal(text)] == []


@pytest.mark.parametrize(
    ("text", "name", "use"),
    [
        ("They saw that the Oxford University team had won.", "Oxford", "name"),
        ("He lives at 12 Memphis Street.", "Memphis Street", "road"),
        ("Afghan police came.", "Afghan", "nation"),
        ("They crossed the Cameroon border.", "Cameroon", "border"),
        ("They met near the border of Chad and Sudan.", "Sudan", "border"),
        ("Khar is a town bordering Afghanistan.", "Afghanistan", "border"),
        ("They saw that Ohio Gov. Ted Strickland was there too.", "Ohio", "attribute"),
    ],
)
def test_how_a_name_is_used(text: str, name: str, use: str) -> None:
    assert (name, use) in [(m.span.text, m.use) for m in annotated(text).places]


def test_a_border_is_on_neither_side() -> None:
    (border,) = (m for m in annotated("Three villages close to the Cameroon border were burnt.").places if m.use == "border")
    assert border.place is not None and border.place.country is None and border.place.precision == "region"


def test_a_place_within_an_actors_name_is_none() -> None:
    assert not [m for m in annotated("Islamic State in Iraq and Syria (ISIS) said so.").places if m.use == "place" and m.preposition]

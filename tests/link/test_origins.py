"""Copies, derived texts and agencies."""

from __future__ import annotations

from make import report

from casus.link.copies import changes, find_copies, meeting, sketch_table
from casus.link.origins import find_origins, find_ties, kinship

TEXT = (
    "A lorry loaded with cement ran into the toll bridge at Harrow Ford early on Monday, and two drivers were taken to a clinic. "
    "Engineers closed the crossing for a week. Merchants on both banks said that the ferry could not carry their goods. "
    "The mayor promised a second bridge before winter, and a count of the damage by the end of the month."
)
REWORDED = (
    "Early Monday a lorry that was loaded with cement had run into the toll bridge at Harrow Ford; two of the drivers were taken to clinics. "
    "The engineers have closed that crossing for one week. The merchants on both of the banks say the ferry cannot carry all their goods. "
    "Before winter, promised the mayor, there is a second bridge, and the damage is to be counted by the month's end."
)
OTHER = (
    "Fishermen at Port Salmon hauled a bell out of the bay on Tuesday, green with age. A curator from the island museum dated it to the "
    "year of the great storm. The parish wants it back; the crew would rather sell it. A court will hear both sides in spring, and until "
    "then the bell hangs in the harbour office, where children ring it against the rules."
)


def test_a_copy_is_found_and_the_earliest_is_its_original() -> None:
    reports = [report("b", "2021-10-09", TEXT), report("a", "2021-10-08", TEXT + " More soon."), report("c", None, OTHER)]
    assert find_copies(reports) == {"b": "a"}


def test_rewording_is_no_copy_but_derived() -> None:
    a, b, c = report("a", None, TEXT), report("b", None, REWORDED), report("c", None, OTHER)
    assert find_copies([a, b, c]) == {}
    (tie,) = find_ties([a, b, c], {})
    assert (tie.first, tie.second, tie.kind) in {("a", "b", "derived"), ("b", "a", "derived")}
    assert find_origins([a, b, c], {}) == (("a", "b"), ("c",))


def test_texts_on_other_matters_are_not_akin() -> None:
    assert kinship(TEXT, OTHER) < 0.05 < 0.25 < kinship(TEXT, REWORDED)
    assert kinship("Too short.", "Too short.") == 0.0


def test_an_agency_binds_reports_of_neighbouring_days_only() -> None:
    a, b = report("a", "2021-10-08", TEXT, ("AFP",)), report("b", "2021-10-09", OTHER, ("afp",))
    (tie,) = find_ties([a, b], {})
    assert (tie.kind, tie.words) == ("agency", "both credit afp, within a day")
    assert find_origins([a, report("c", "2021-10-20", OTHER, ("AFP",))], {}) == (("a",), ("c",))


def test_changed_sentences_show() -> None:
    copy = TEXT.replace("two drivers", "three drivers").replace(" Engineers closed the crossing for a week.", "") + " It rained."
    found = changes(TEXT, copy)
    assert any(b and a and "two drivers" in b and "three drivers" in a for b, a in found)
    assert ("Engineers closed the crossing for a week.", None) in found and (None, "It rained.") in found
    assert changes(TEXT, TEXT) == []


def test_sketches_bring_copies_together_and_nothing_else() -> None:
    sketches = sketch_table([report("a", None, TEXT), report("b", None, OTHER), report("c", None, "Short.")])
    assert meeting(sketches, [report("x", None, TEXT + " More soon.")]) == {"a"}
    assert meeting(sketches, [report("y", None, "Short.")]) == frozenset()

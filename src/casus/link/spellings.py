"""One town under two spellings: the reports mean one place, and who looks for it must know both names."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import combinations

from casus.link.told import Told, either, sides
from casus.model import Disagreement

#: of the letters, so many in order are shared: "Solhan" and "Sulhan" (.83), "Kandahar" and "Qandahar" (.88), not "Sulu" and "Jolo" (.5)
_ALIKE = 0.75


def of_spellings(voices: Sequence[Told]) -> Disagreement | None:
    """Of ``voices``, each a town's name as one report writes it, those that name one place by unlike letters in different reports."""
    unlike = {v for a, b in combinations(_first_of_each(voices), 2) if _two_spellings(a, b) for v in (a.value, b.value)}
    if not unlike:
        return None
    values = sides(v for v in voices if v.value in unlike)
    why = f"One place is written as {either(v.value for v in values)}."
    return Disagreement("place", None, values, "different_scope", why)


def _first_of_each(voices: Sequence[Told]) -> list[Told]:
    """One voice for each report and wording, as many claims repeat them."""
    return list({(v.claim.report_id, v.value): v for v in reversed(voices)}.values())


def _two_spellings(a: Told, b: Told) -> bool:
    """Capitals, accents, hyphens, and a name with more words to it ("Zamboanga City") are no other spelling."""
    if a.claim.report_id == b.claim.report_id or not _one_town(a, b):
        return False
    ours, theirs = _letters(a.value), _letters(b.value)
    return ours not in theirs and theirs not in ours and SequenceMatcher(None, ours, theirs, autojunk=False).ratio() >= _ALIKE


def _one_town(a: Told, b: Told) -> bool:
    ours, theirs = a.claim.place, b.claim.place
    return ours is not None and theirs is not None and (ours.name, ours.country) == (theirs.name, theirs.country)


def _letters(name: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", name).casefold() if c.isalpha())

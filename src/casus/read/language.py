"""Which language a text is in, and what kind of text it is."""

from __future__ import annotations

import re
from collections.abc import Iterable

from casus.model import Genre

_SAMPLE = 6000  # characters; more does not change the answer
_ENGLISH = frozenset(
    "the of and to in a is that for on was with as by at from it an be this are were has have had which who but not been its their he his they will".split()
)
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_QUOTED = re.compile(r"“[^”]{0,2000}”|\"[^\"\n]{0,2000}\"")
_FIRST_PERSON = re.compile(r"\b(?:I|I['’](?:m|ve|d|ll)|[Mm]y|[Mm]e|myself)\b")
_WE_OR_YOU = re.compile(r"\b(?:we|our|us|you|your|let us|let's)\b", re.IGNORECASE)
_OUGHT = re.compile(r"\b(?:should|must|ought to|needs? to|it is (?:time|clear|absurd|shameful))\b", re.IGNORECASE)
_ARGUES = re.compile(
    r"\b(?:could|may|might|likely|would|appears?|seems?|suggests?|implications?|strateg(?:y|ic|ies)|threat|trend|challenge|ideolog\w+|however|moreover|therefore|thus|furthermore)\b",
    re.I,
)
_REPORTS = re.compile(
    r"\b(?:said|told|according to|reported|reports?|confirmed|announced|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|killed|wounded|injured|yesterday|spokes\w+)\b",
    re.I,
)
_STATEMENT = re.compile(
    r"\b(?:press release|press statement|joint (?:statement|communiqu[eé])|for immediate release|statement (?:by|of|from) the|media release|communiqu[eé])\b",
    re.I,
)
_OPINION_LABEL = re.compile(r"\b(?:opinion|op-?ed|editorial|column|commentary|comment is free|viewpoint|perspective)\b", re.I)
_ANALYSIS_LABEL = re.compile(r"\b(?:analysis|analyses|explainer|explained|backgrounder|insight|policy brief|issue brief)\b", re.I)


def find_language(text: str) -> str | None:
    """ISO 639-1 code of the text's language; ``None`` when there are too few words to tell."""
    words = _WORD.findall(text[:_SAMPLE])
    if len(words) < 4:
        return None
    english = sum(1 for w in words if w.lower() in _ENGLISH) / len(words)
    return "en" if english >= (0.2 if len(words) >= 20 else 0.25) else _classify(text[:_SAMPLE])


def _classify(text: str) -> str:
    import py3langid  # its model takes a second to load, which English texts need not pay

    code, _ = py3langid.classify(text)
    return str(code)


def find_genre(title: str | None, text: str, labels: Iterable[str] = ()) -> Genre:
    """The kind of text, by its section label, its grammatical person outside of quotations, and how it argues."""
    named = " | ".join([*labels, (title or "")[:200]])
    if _OPINION_LABEL.search(named):
        return "opinion"
    if _STATEMENT.search(named) or _STATEMENT.search(text[:160]):
        return "statement"
    if _ANALYSIS_LABEL.search(named):
        return "analysis"
    return _by_manner(_QUOTED.sub(" ", text), title or "")


def _by_manner(text: str, title: str) -> Genre:
    words = max(1, len(text.split()))
    if _per_mille(_FIRST_PERSON, text, words) >= 4 and len(_FIRST_PERSON.findall(text)) >= 3:
        return "opinion"
    if words >= 200 and _per_mille(_WE_OR_YOU, text, words) + 2 * _per_mille(_OUGHT, text, words) >= 10:
        return "opinion"
    argues = _per_mille(_ARGUES, text, words) + (4 if title.endswith("?") else 0)
    return "analysis" if words >= 250 and argues > _per_mille(_REPORTS, text, words) else "news"


def _per_mille(pattern: re.Pattern[str], text: str, words: int) -> float:
    return 1000 * len(pattern.findall(text)) / words

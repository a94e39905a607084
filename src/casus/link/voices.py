"""Who gives a figure: a body that counts, an official, the report itself, somebody else, a party to the fight."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from casus.codebook.roles import load_role_rules
from casus.model import Registry, Speaker

Voice = Literal["counting body", "official", "report", "somebody", "party"]
#: from the most reliable on, for figures of harm
RELIABLE: tuple[Voice, ...] = ("counting body", "official", "report", "somebody", "party")
_OFFICE = ("office", "organ", "force")
_FULL_NAME = re.compile(r"\b[A-Z][\w'’.-]*\s+(?:[a-z]{1,3}\s+)?[A-Z][\w'’-]+")


def voice_of(speakers: Sequence[Speaker], registry: Registry) -> Voice:
    """The kind of the innermost speaker, who is where the figure comes from."""
    if not speakers:
        return "report"
    entry = registry.get(speakers[-1].actor_id)
    if entry is not None and entry.kind in ("armed_group", "international_org", "ngo"):
        return "party" if entry.kind == "armed_group" else "counting body"
    if entry is not None and entry.kind in ("state", "government_body"):
        return "official"
    return "official" if _holds_office(speakers[-1].name) else "somebody"


def _holds_office(name: str) -> bool:
    rules, words = load_role_rules(), tuple(re.findall(r"[\w'’-]+", name.lower()))
    spans = (words[i:j] for i in range(len(words)) for j in range(i + 1, min(len(words), i + rules.longest) + 1))
    return any(span in rules.phrases and rules.phrases[span].act in _OFFICE for span in spans)


def named(speakers: Sequence[Speaker]) -> str | None:
    """The innermost speaker when it is a known actor or somebody with a full name: one person quoted by ten papers is one voice."""
    if not speakers:
        return None
    speaker = speakers[-1]
    if speaker.actor_id:
        return f"{speaker.actor_id} {speaker.name.casefold()}"
    return speaker.name.casefold() if _FULL_NAME.search(speaker.name) else None

"""The word lexicon: closed classes and verb forms, for a shallow reading where no parser runs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from casus.codebook.files import shipped_yaml
from casus.codebook.inflect import verb_forms
from casus.model import Pos

_PARTICLE: Pos = "PART"
_WITH_VERBS = ("lexicon/cues.yaml", "codebook/events.yaml", "codebook/relations.yaml")
_CLASSES: tuple[tuple[str, Pos], ...] = (
    ("adverbs", "ADV"),
    ("pronouns", "PRON"),
    ("subordinators", "SCONJ"),
    ("coordinators", "CCONJ"),
    ("prepositions", "ADP"),
    ("determiners", "DET"),
    ("auxiliaries", "AUX"),
)


@dataclass(frozen=True, slots=True)
class Words:
    """``classes``: lower-case word to tag; ``verbs``: verb form to (lemma, kind of form)."""

    classes: Mapping[str, Pos]
    verbs: Mapping[str, tuple[str, str]]
    negations: frozenset[str]
    not_verbs: frozenset[str]
    irregular: Mapping[str, tuple[str, ...]]


@cache
def load_words() -> Words:
    """The shipped lexicon, ``lexicon/words.yaml``."""
    raw = shipped_yaml("lexicon/words.yaml")
    irregular = {base: tuple(forms) for base, forms in raw["irregular"].items()}
    verbs: dict[str, tuple[str, str]] = {}
    for base in sorted({*raw["verbs"], *irregular, *_codebook_verbs()}):
        for form, kind in verb_forms(base, irregular).items():
            # "left" is the past of leave before it is anything of a rarer verb: base forms win over others
            if form not in verbs or kind == "base":
                verbs[form] = (base, kind)
    classes = {word: tag for name, tag in _CLASSES for word in raw[name]} | dict.fromkeys(("not", "n't", "n’t"), _PARTICLE)
    return Words(classes, verbs, frozenset(raw["negations"]), frozenset(raw["not_verbs"]), irregular)


def _codebook_verbs() -> set[str]:
    """The first words of the codebook's verb patterns: what a rule looks for as a verb must be known as one."""
    entries = [e for name in _WITH_VERBS for e in shipped_yaml(name)]
    firsts = {str(source).lower().split()[0] for entry in entries for source in entry.get("verbs", ())}
    return {verb for first in firsts for verb in first.strip("~").split("|") if verb.replace("-", "").isalpha()}

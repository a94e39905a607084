"""English inflection by rule, with a table of irregular verbs: enough to write rules with base forms."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

_VOWELS = "aeiou"


def verb_forms(base: str, irregular: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """Surface form to kind of form (``base``, ``s``, ``past``, ``participle``, ``ing``) of one verb."""
    listed = irregular.get(base)
    third, past, participle, ing = listed if listed else (_with_s(base), _with_ed(base), _with_ed(base), _with_ing(base))
    forms = {base: "base", ing: "ing", participle: "participle"}
    forms[past] = "past"  # the commoner reading where past and participle look alike; context decides
    forms[third] = "s"
    if base == "be":
        forms |= {"am": "s", "are": "s", "were": "past"}
    if base in (past, participle):  # put, hit, come: tense does not show in the form
        forms[base] = "past" if base == past else "base"
    return forms


def noun_forms(noun: str) -> tuple[str, ...]:
    """Singular and plural of a noun or of the last word of a noun phrase."""
    return (noun, _plural(noun))


def _plural(noun: str) -> str:
    if noun.endswith("man"):
        return noun[:-3] + "men"
    if noun.endswith("y") and noun[-2:-1] not in _VOWELS:
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(("s", "sh", "ch", "x", "z")) else "s")


def _with_s(verb: str) -> str:
    if verb.endswith("y") and verb[-2] not in _VOWELS:
        return verb[:-1] + "ies"
    return verb + ("es" if verb.endswith(("s", "sh", "ch", "x", "z", "o")) else "s")


def _with_ed(verb: str) -> str:
    if verb.endswith("e"):
        return verb + "d"
    if verb.endswith("y") and verb[-2] not in _VOWELS:
        return verb[:-1] + "ied"
    return verb + "ed"


def _with_ing(verb: str) -> str:
    if verb.endswith("ie"):
        return verb[:-2] + "ying"
    if verb.endswith("e") and not verb.endswith(("ee", "oe", "ye")):
        return verb[:-1] + "ing"
    return verb + "ing"

"""Pairs of mentions: who stands against, beside, under or for whom, in sentences of our own."""

from __future__ import annotations

import pytest

from casus.annotate import annotate
from casus.extract.pairs import find_pairs
from casus.model import Argument, Mention, Perception, Span, Trigger
from casus.resolve import mentions_of, resolve
from coded import claims, kit, report


def pairs(text: str) -> set[tuple[str, str, str]]:
    found = resolve(annotate(report(text)), kit().resolver)[0]
    return {(p.source.text, p.relation, p.target.text) for p in find_pairs(found, mentions_of(found, kit().resolver), claims(text))}


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        ("The Nigerian army launched a campaign to defeat Boko Haram.", ("The Nigerian army", "opposed_to", "Boko Haram")),
        ("We will support the villagers in their fight against Boko Haram.", ("the villagers", "opposed_to", "Boko Haram")),
        ("Near Mosul, three strikes destroyed two bunkers, a bridge and four tanks.", ("strikes", "opposed_to", "bridge")),
        ("Near Mosul, three strikes hit two bunkers, a bridge and four tanks.", ("strikes", "opposed_to", "tanks")),
        ("An attack claimed by Boko Haram that killed worshippers shocked many.", ("Boko Haram", "opposed_to", "worshippers")),
        ("The Syrian Democratic Forces (SDF) moved on.", ("Syrian Democratic Forces", "alias", "SDF")),
        ("The Syrian Democratic Forces (SDF) moved on.", ("SDF", "alias", "Syrian Democratic Forces")),
        ("Coalition nations include France, Jordan and Turkey.", ("Jordan", "part_of", "Coalition nations")),
        ("Soldiers from the 3rd Battalion arrived.", ("Soldiers", "part_of", "3rd Battalion")),
        ("Fighters of Boko Haram left.", ("Fighters", "part_of", "Boko Haram")),
        ("The army conducted 12 strikes.", ("The army", "leads", "strikes")),
        ("Troops destroyed three Boko Haram-held buildings.", ("Boko Haram", "leads", "buildings")),
        ("General Anwar Quasem, commander of Boko Haram, left.", ("General Anwar Quasem", "leads", "Boko Haram")),
        ("The army struck in support of the Iraqi government.", ("The army", "allied_with", "the Iraqi government")),
    ],
)
def test_what_words_between_two_mentions_tell(text: str, pair: tuple[str, str, str]) -> None:
    found = pairs(text)
    same = [p for p in found if p[1] == pair[1] and _meets(p[0], pair[0]) and _meets(p[2], pair[2])]
    assert same, sorted(found)


def _meets(found: str, wanted: str) -> bool:
    """The same words, but for an article or what leads up to them."""
    return found.removeprefix("The ").endswith(wanted.removeprefix("The ")) or wanted.removeprefix("The ").endswith(
        found.removeprefix("The ")
    )


@pytest.mark.parametrize(
    ("text", "source", "relation"),
    [
        ("The United States condemns the attack that killed worshippers in Mosul.", "The United States", "opposed_to"),
        ("Troops were supporting Operation Desert Dawn.", "Troops", "allied_with"),
        ("France, Jordan and Turkey met.", "Jordan", "part_of"),
        ("The school or schools burned.", "The school", "alias"),
    ],
)
def test_what_they_do_not_tell(text: str, source: str, relation: str) -> None:
    assert not [p for p in pairs(text) if p[0] == source and p[1] == relation]


def _seen(text: str, by: str, word: str, to: str) -> Perception:
    def span(words: str) -> Span:
        return Span.of(text, text.index(words), text.index(words) + len(words))

    arguments = (Argument("by", 0, 0.9), Argument("to", 1, 0.9))
    mentions = (Mention(span(by), "group", 0.9, 0), Mention(span(to), "group", 0.9, 1))
    return Perception(mentions=mentions, triggers=(Trigger(span(word), "ASSAULT", "asserted", False, None, 0.9, arguments),))


@pytest.mark.parametrize(("text", "told"), [("The zorbs quaxed the blips.", True), ("The zorbs left. Others quaxed the blips.", False)])
def test_the_encoder_tells_pairs_within_a_sentence(text: str, told: bool) -> None:
    found = resolve(annotate(report(text), _seen(text, "The zorbs", "quaxed", "the blips")), kit().resolver)[0]
    pair = [(p.source.text, p.relation, p.target.text) for p in find_pairs(found, (), ())]
    assert pair == ([("The zorbs", "opposed_to", "the blips")] if told else [])


def test_nobody_fights_himself() -> None:
    assert not [p for p in pairs("Boko Haram attacked Boko Haram fighters.") if p[1] == "opposed_to"]

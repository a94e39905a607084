"""Everything that a report speaks of. "[kind words]" marks a mention; mentions may hold others. Others may be found beside those marked."""

from __future__ import annotations

import re

import pytest

from casus.annotate import annotate
from casus.model import Mention, Perception, Span
from casus.resolve import mentions_of, resolve
from coded import kit, report

_OPEN = re.compile(r"\[(\w+) ")


def marked(tagged: str) -> tuple[str, set[tuple[str, str]]]:
    """The text without its tags, and (kind, words) of each."""
    found = set()
    text = tagged
    while opened := list(_OPEN.finditer(text)):
        last = opened[-1]
        end = text.index("]", last.end())
        found.add((last.group(1), re.sub(r"[<>]", "", text[last.end() : end])))
        text = text[: last.start()] + text[last.end() : end] + text[end + 1 :]
    return text, found


def spoken_of(text: str, seen: tuple[tuple[str, str], ...] = ()) -> set[tuple[str, str]]:
    bare = annotate(report(text), Perception(mentions=tuple(_seen(text, kind, words) for kind, words in seen)))
    return {(m.kind, m.span.text) for m in mentions_of(resolve(bare, kit().resolver)[0], kit().resolver)}


def _seen(text: str, kind: str, words: str) -> Mention:
    return Mention(Span.of(text, text.index(words), text.index(words) + len(words)), kind, 0.9, 0)


@pytest.mark.parametrize(
    "tagged",
    [
        "[group The militants] attacked [fac a checkpoint] near [place Mosul] with [weapon a rocket-propelled grenade].",
        "[org The Government of [place Iraq]] thanked [org our partners] for [num two] [craft helicopters].",
        "[per Defense Secretary [per Robert Quillby]] met [per the commander of [group Boko Haram]].",
        "[per General [per Anwar Quasem]] spoke. [per Quasem] left on [time 3 May 2019].",
        "Aircraft hit [fac [group Boko Haram]-held buildings] in [place northern Nigeria].",
        "They fled to [place Palmyra, [place Syria]].",
        "[org The World Monuments Fund] ([org WMF]) left. [org WMF] said so.",
        "Planes were [craft bomber], [craft fighter] and [craft remotely piloted aircraft].",
        "[org [place Syria]'s army] and [people the people of [place Iraq]] agreed.",
        "[fac A group of buildings] burned.",
        "[per Zorbo Quill] (born 1950), also called the Fox, was an army commander. [per Quill] died.",
    ],
)
def test_phrases_and_names(tagged: str) -> None:
    text, wanted = marked(tagged)
    assert wanted <= spoken_of(text), wanted - spoken_of(text)


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("The statement angered the hospital.", "per", "The statement"),
        ("The statement angered the hospital.", "per", "the hospital"),
        ("Troops isolate Raqqa and leave.", "place", "isolate Raqqa"),
        ("They met in 2011.[3] Nobody came.", "num", "3"),
        ("Task Force 50 sailed.", "num", "50"),
        ("A political settlement was near.", "place", "A political settlement"),
        ("Zorbo Quill was a quiet valley.", "per", "Zorbo Quill"),
    ],
)
def test_what_is_none(text: str, kind: str, words: str) -> None:
    assert (kind, words) not in spoken_of(text)


def test_the_encoder_adds_what_no_word_tells() -> None:
    text = "The zorbs of Quax fled."
    assert ("group", "The zorbs") not in spoken_of(text)
    assert ("group", "The zorbs") in spoken_of(text, (("group", "The zorbs"),))


def test_a_stretch_over_two_sentences_is_no_mention() -> None:
    text = "“They beat the enemy. We help them.”"
    assert ("group", "the enemy. We") not in spoken_of(text, (("group", "the enemy. We"),))


def test_a_state_is_a_place_and_one_who_acts() -> None:
    assert {("org", "The United States"), ("place", "United States")} <= spoken_of("The United States condemned it.")
    assert ("org", "the United States") not in spoken_of("He lives in the United States.")


def test_each_stands_once_and_in_order() -> None:
    resolved = resolve(annotate(report("The army left Mosul, Iraq, and the army of Iraq came back.")), kit().resolver)[0]
    found = mentions_of(resolved, kit().resolver)
    assert len({(m.span, m.kind) for m in found}) == len(found)
    assert [m.span.start for m in found] == sorted(m.span.start for m in found)

"""What the encoder adds to claims: only what rules left open, only where it is sure, never against what must hold."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.coded import kit, report

from casus.annotate import annotate
from casus.extract import learned
from casus.model import Annotated, Argument, Claim, LearnedCue, Mention, Perception, Span, Trigger
from casus.resolve import resolve
from casus.run.coding import code_report

TEXT = "The blast in the market was the work of Boko Haram, police said. Nobody saw the neutralization of two farmers in Zamfara."


def span(words: str, text: str = TEXT) -> Span:
    at = text.index(words)
    return Span.of(text, at, at + len(words))


def mention(words: str, kind: str) -> Mention:
    return Mention(span(words), kind, 0.9, 0)


def seen(*arguments: Argument, words: str = "blast", modality: str = "asserted", score: float = 0.9) -> Perception:
    mentions = (mention("Boko Haram", "group"), mention("the market", "fac"), mention("police", "org"), mention("two farmers", "people"))
    trigger = Trigger(span(words), "ASSAULT", modality, False, None, score, arguments)
    return Perception((), mentions, (trigger,), (LearnedCue(span("said"), "say", 0.9, (2,), (0,)),))


def claims(perception: Perception) -> list[Claim]:
    return [c for c in code_report(report(TEXT), replace(kit(), encoder=None), perception).claims if c.type == "ASSAULT"]


@pytest.fixture
def every_use(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(learned, "USES", frozenset(learned.EVERY_USE))


def bare() -> tuple[Claim, Annotated]:
    """The claim of the blast without parties or speakers, as if no rule had found any."""
    (claim,) = [c for c in claims(Perception()) if "blast" in c.quote.text]
    annotated, _ = resolve(annotate(report(TEXT), Perception()), kit().resolver)
    return replace(claim, actors=(), recipients=(), said_by=(), modality="asserted"), annotated


def test_parties_that_no_rule_found_come_from_sure_arguments() -> None:
    claim, annotated = bare()
    annotated = replace(annotated, perception=seen(Argument("by", 0, 0.9), Argument("to", 1, 0.5)))
    found = learned.with_learned_parties(claim, span("blast"), annotated)
    assert [p.actor_id for p in found.actors] == ["boko_haram"]
    assert found.recipients == ()  # .5 is not sure


def test_what_a_rule_found_stays() -> None:
    claim, annotated = bare()
    (party,) = learned.with_learned_parties(claim, span("blast"), replace(annotated, perception=seen(Argument("by", 0, 0.9)))).actors
    held = replace(claim, actors=(party,))
    assert learned.with_learned_parties(held, span("blast"), replace(annotated, perception=seen(Argument("by", 2, 0.9)))).actors == (party,)


def test_a_people_never_acts_and_events_in_other_words_do_not_count() -> None:
    claim, annotated = bare()
    people = replace(annotated, perception=seen(Argument("by", 3, 0.99)))
    assert learned.with_learned_parties(claim, span("blast"), people).actors == ()
    elsewhere = replace(annotated, perception=seen(Argument("by", 0, 0.99), words="work"))
    assert learned.with_learned_parties(claim, span("blast"), elsewhere).actors == ()


def test_a_speaker_never_becomes_the_actor() -> None:
    claim, annotated = bare()
    annotated = replace(annotated, perception=seen(Argument("by", 2, 0.9)))
    said = replace(claim, said_by=learned.with_learned_speaker(claim, span("blast"), annotated).said_by)
    assert learned.with_learned_parties(said, span("blast"), annotated).actors == () or not said.said_by


@pytest.mark.usefixtures("every_use")
def test_uses_that_are_off_do_what_they_say_when_on() -> None:
    claim, annotated = bare()
    annotated = replace(annotated, perception=seen(Argument("by", 0, 0.9), modality="planned"))
    assert [s.name for s in learned.with_learned_speaker(claim, span("blast"), annotated).said_by] == ["police"]
    assert learned.is_doubted(claim, span("blast"), annotated)
    added = [c for c in claims(seen(Argument("victim", 3, 0.9), words="neutralization")) if c.rule == "encoder.assault"]
    assert [c.quote.text for c in added] == ["Nobody saw the neutralization of two farmers in Zamfara."]
    assert not [c for c in claims(seen(words="neutralization")) if c.rule == "encoder.assault"]  # no party, no event


def test_uses_that_are_off_do_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(learned, "USES", frozenset())
    claim, annotated = bare()
    annotated = replace(annotated, perception=seen(Argument("by", 0, 0.9), modality="planned"))
    assert learned.with_learned_parties(claim, span("blast"), annotated) == claim
    assert learned.with_learned_speaker(claim, span("blast"), annotated) == claim
    assert not learned.is_doubted(claim, span("blast"), annotated)
    assert claims(seen(Argument("victim", 3, 0.9), words="neutralization")) == claims(Perception())

"""An analyst's own entries: events and ties in one file, beside the shipped ones or in their place; a wrong file is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from casus.codebook.errors import CodebookError
from casus.codebook.events import load_event_rules
from casus.codebook.relations import load_relation_rules

OWN = """
- id: press.closure
  type: COERCE
  frame: act
  examples: [They shut the paper., They closed the station., They silenced the channel.]
  counter: [The shop was shut.]
- id: own.lobby
  relation: lobbies_for
  sign: 1
  frame: act
  verbs: [lobby for]
  examples: [The firm lobbied for Qatar.]
  counter: [They met in the lobby.]
"""


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "own.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_one_file_adds_events_and_ties(tmp_path: Path) -> None:
    path = written(tmp_path, OWN)
    events, relations = load_event_rules(extra=[path]).rules, load_relation_rules(extra=[path]).rules
    assert events.keys() - load_event_rules().rules.keys() == {"press.closure"} and not events["press.closure"].has_words
    assert relations.keys() - load_relation_rules().rules.keys() == {"own.lobby"} and relations["own.lobby"].has_words


def test_a_known_id_takes_the_place_of_the_shipped_entry(tmp_path: Path) -> None:
    path = written(tmp_path, OWN.replace("press.closure", "assault.shoot"))
    assert load_event_rules(extra=[path]).rules["assault.shoot"].type == "COERCE"
    assert load_event_rules().rules["assault.shoot"].type == "ASSAULT"


def test_a_changed_file_is_read_anew(tmp_path: Path) -> None:
    path = written(tmp_path, OWN)
    assert load_event_rules(extra=[path]).rules["press.closure"].type == "COERCE"
    written(tmp_path, OWN.replace("COERCE", "SANCTION"))
    assert load_event_rules(extra=[path]).rules["press.closure"].type == "SANCTION"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("id: press.closure", "is no list of entries"),
        ("- just words", "is no list of entries"),
        ("- {id: x, frame: act, verbs: [march], examples: [a], counter: [b]}", "x: needs an id and one of the PLOVER types"),
        (OWN.replace("They closed the station., ", ""), "press.closure: has no verbs, nouns or words, and so needs at least 3 sentences"),
        (OWN + OWN, "press.closure stands there twice"),
    ],
)
def test_a_wrong_file_is_named(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(CodebookError, match=rf"own\.yaml.*{message}"):
        load_event_rules(extra=[written(tmp_path, text)])

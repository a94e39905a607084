"""The corpus' notation: tags with their offsets, and clear words for what breaks it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))
from training.check_corpus import main as check_corpus  # noqa: E402
from training.notation import NotationError, parse, read_corpus  # noqa: E402

SENTENCE = "<1:group Gunmen> <2!ASSAULT.firearms by=1 victim=3 mod=claimed shot> <3:people <4:num two> guards>, <5:org police> <6?say by=5 of=2 said>."


def test_tags_stand_where_their_words_stand() -> None:
    item = parse("one", SENTENCE)
    assert item.text == "Gunmen shot two guards, police said."
    assert all(item.text[t.start : t.end] == t.text for t in item.tags)
    event = next(t for t in item.tags if t.sign == "!")
    assert (event.kind, event.mode, event.linked("victim"), event.value("mod")) == ("ASSAULT", "firearms", ("3",), "claimed")
    assert [t.text for t in item.tags if t.sign == ":"] == ["Gunmen", "two guards", "two", "police"]


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("<1:group Gunmen fled.", "never closed"),
        ("Gunmen> fled.", "closes nothing"),
        ("<1:army Soldiers> fled.", "no type army"),
        ("<1:group Gunmen> <2!ASSAULT by=9 shot>.", "by=9 stands nowhere"),
        ("<1:group Gunmen> <2!ASSAULT.softly shot>.", "no mode softly"),
        ("<1:group Gunmen> <2?say of=1 said>.", "is not of the sign '!'"),
        ("<1:group Gunmen> and <1:org police>.", "is org here"),
        ("<1:group  Gunmen> fled.", "without blanks"),
        ("5 < 6", "no tag at"),
    ],
)
def test_what_breaks_the_notation_is_named(source: str, words: str) -> None:
    with pytest.raises(NotationError, match=words.replace("'", ".")):
        parse("one", source)


def test_the_corpus_is_clean_and_as_large_as_promised(capsys: pytest.CaptureFixture[str]) -> None:
    assert check_corpus([]) == 0
    counts = capsys.readouterr().out.split()
    assert int(counts[0]) >= 1500 and int(counts[2]) >= 120


def test_reports_keep_their_day_and_paragraphs(tmp_path: Path) -> None:
    path = tmp_path / "x.txt"
    path.write_text(f"# note\n@s\n{SENTENCE}\n@report fire published=2024-03-05\nFirst.\n\nSecond.\n@s\nLast.\n", encoding="utf-8")
    items = read_corpus(path)
    assert [(i.is_report, i.published, i.text) for i in items[1:]] == [(True, "2024-03-05", "First.\n\nSecond."), (False, None, "Last.")]


def test_all_that_is_wrong_in_a_file_is_told_at_once(tmp_path: Path) -> None:
    path = tmp_path / "x.txt"
    path.write_text("@s\n<1:army A> b.\n<2:navy C> d.\n", encoding="utf-8")
    with pytest.raises(NotationError, match=r"(?s)x.txt:2.*x.txt:3"):
        read_corpus(path)

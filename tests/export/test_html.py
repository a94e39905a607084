"""The HTML report: doubts first, every figure with its sentence, no network, nothing of a report that runs."""

from __future__ import annotations

import html
import json
import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from casus.export import export
from casus.export.book import Content
from casus.export.charts import RING_KM, bars, local_map, world_path
from casus.export.doubts import UNSURE
from casus.export.html import render, write_report
from casus.export.toll_views import later_notes
from casus.model import Place, Span, Toll, TollFigure
from casus.run.pipeline import code
from casus.store import Casebook


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory, sample: Path) -> Casebook:
    return code([sample], tmp_path_factory.mktemp("html") / "book")


@pytest.fixture(scope="module")
def page(book: Casebook) -> str:
    return render(Content.of(book))


def test_doubts_come_before_incidents(page: str) -> None:
    assert page.index("Look at these first") < page.index('id="incidents"') < page.index("<article")


def test_every_toll_figure_stands_beside_its_sentence(book: Casebook, page: str) -> None:
    copies = {r.report_id for r in book.nouns("reports") if r.copy_of}
    own = [f for i in book.nouns("incidents") for t in i.tolls for f in t.figures if f.report_id not in copies]
    assert page.count('class="head"') == len(own)
    assert '<mark class="figure">' in page


def test_it_loads_nothing_and_runs_only_its_own_script(page: str) -> None:
    assert not re.search(r'\b(?:src|href|action|data)="(?!#)', page)
    assert (
        "default-src 'none'" in html.unescape(page)
        and page.count("<script") == 1
        and " style=" not in page
        and "@import" not in page
        and "url(" not in page
    )


def test_text_of_reports_is_text(book: Casebook) -> None:
    evil = "<script>alert(1)</script><img src=x onerror=alert(1)>\"'&"
    content = Content.of(book)
    reports = tuple(replace(r, title=evil, publisher=evil, source=evil) for r in content.reports)
    claims = tuple(replace(c, quote=Span(c.quote.start, c.quote.start + len(evil), evil)) for c in content.claims)
    incidents = tuple(replace(i, title=evil) for i in content.incidents)
    page = render(replace(content, reports=reports, claims=claims, incidents=incidents))
    assert "<script>alert" not in page and "<img" not in page and "&lt;script&gt;" in page


def test_the_page_is_whole(page: str) -> None:
    for tag in ("article", "details", "section", "svg", "ul", "table", "blockquote"):
        assert page.count(f"<{tag}") == page.count(f"</{tag}>"), tag
    ids = re.findall(r'\bid="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]+)"', page)) <= set(ids)


def test_copies_are_folded_under_their_original(book: Casebook, page: str) -> None:
    assert any(r.copy_of for r in book.nouns("reports"))
    assert "1 near copy</summary>" in page and "1 near copy of it</summary>" in page


def test_the_dead_stand_before_the_injured(page: str) -> None:
    assert page.index("<h4>Killed") < page.index("<h4>Injured")


def test_later_figures_are_marked() -> None:
    figures = tuple(TollFigure("r", "c", n, n, (), date(2021, 10, day)) for n, day in ((31, 8), (43, 9), (43, 10), (40, 12)))
    toll = Toll("killed", "all", 31, 43, 43, "median_of_origins", figures)
    assert [later_notes(f, toll) for f in figures] == [(), ("later update",), (), ("later, lower",)]


def test_what_the_machine_is_unsure_of_comes_first(book: Casebook, page: str) -> None:
    weak = [c for c in book.nouns("claims") if c.confidence < UNSURE]
    assert weak and page.index("of which the machine is unsure") < page.index('id="incidents"')
    sure = replace(Content.of(book), claims=tuple(replace(c, confidence=0.9) for c in book.nouns("claims")))
    assert "of which the machine is unsure" not in render(sure)


def test_the_ring_is_as_wide_as_the_precision() -> None:
    def place(precision: str) -> Place:
        return Place(Span(0, 1, "x"), "X", None, "AFG", 34.5, 69.2, precision)  # type: ignore[arg-type]

    drawn = {p: local_map(place(p)) for p in RING_KM}
    for precision, km in RING_KM.items():
        shown = drawn[precision]
        assert shown is not None and shown.ring / shown.scale * shown.scale_km == pytest.approx(km, rel=0.05)
    assert local_map(replace(place("country"), lat=None)) is None


def test_bars_show_ranges_and_open_ends() -> None:
    def figure(low: int | None, high: int | None) -> TollFigure:
        return TollFigure("r", "c", low, high, (), None)

    toll = Toll("killed", "all", 10, 20, 40, "median_of_origins", (figure(10, 20), figure(30, None), figure(None, 40)))
    closed, open_end, up_to = bars(toll)
    assert (closed.x, closed.width, closed.open_end) == (25.0, 25.0, False)
    assert (open_end.x, open_end.open_end) == (75.0, True)
    assert (up_to.x, up_to.width) == (0.0, 100.0)
    (highest,) = bars(Toll("killed", "all", 40, 40, 40, "median_of_origins", (figure(40, 40),)))
    assert highest.width > 0 and highest.x + highest.width <= 100


def test_the_world_is_drawn() -> None:
    assert world_path().count("M") > 2000


def test_an_empty_casebook_has_a_page() -> None:
    page = render(Content((), (), (), (), (), ()))
    assert "No two reports tell anything differently" in page


def test_writing_replaces_in_one_step(book: Casebook, tmp_path: Path) -> None:
    path = write_report(book, tmp_path / "deep" / "r.html")
    assert path.stat().st_size > 10_000 and [p.name for p in path.parent.iterdir()] == ["r.html"]


TIES = "Iran backs Hezbollah with money.\n\nIran denied that it supports Hezbollah. Al-Shabaab, an affiliate of al-Qaeda, fled."


@pytest.fixture(scope="module")
def tied(tmp_path_factory: pytest.TempPathFactory) -> Casebook:
    folder = tmp_path_factory.mktemp("ties")
    (folder / "a.txt").write_text(TIES, encoding="utf-8")
    return code([folder / "a.txt"], folder / "book")


def test_ties_stand_with_their_words_and_what_contradicts_them(tied: Casebook) -> None:
    page = render(Content.of(tied))
    assert "not so: Iran supports Hezbollah" in page and "Iran backs Hezbollah" in page
    assert page.index("supports Hezbollah") < page.index("Al-Shabaab is a part of Al-Qaeda")
    assert page.count("told differently</span> not so: Iran supports Hezbollah") == 1


def test_ties_are_exported(tied: Casebook, tmp_path: Path) -> None:
    export(tied, "csv", tmp_path / "csv")
    lines = (tmp_path / "csv" / "relations.csv").read_text(encoding="utf-8").splitlines()
    assert len(lines) == 1 + len(tied.relations) == 4
    export(tied, "jsonl", tmp_path / "jsonl")
    first = json.loads((tmp_path / "jsonl" / "relations.jsonl").read_text(encoding="utf-8").splitlines()[0])
    assert list(first) == [
        *("relation_id", "subject", "relation", "object", "sign", "trend", "valid_from", "valid_to", "modality", "said_by", "claim_ids"),
        "contradicted_by",
    ]

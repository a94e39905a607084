"""Which share of coded actor names gets the right id: the canonical name that a coder gave, as an entry of the registry.

    python bench/actors.py SHARED [--misses]

SHARED holds claims/actors.json (every spelling of every actor of three pages, with its canonical name), reports/ (the pages),
and incidents/ (70 reports with the actors and targets of each happening and their canonical names). A name counts when its
canonical name is in ``ENTRIES`` below (of several, all); crowds, buildings and persons without an organisation are in no registry.

A spelling of actors.json is right when the id most often given to it, where it stands in its pages, is the canonical one; one
that stands in no article (only in menus and captions) is looked up by itself. A name of an incident is right when a mention
that overlaps it has the canonical id, in the coded sentence if it stands there. A state is also right as one of its organs.
"The whole of it" is the Islamic State where a coder knew its province: told apart from right and from wrong.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path

from casus.annotate import annotate
from casus.codebook.roles import load_role_rules
from casus.model import Annotated, Report
from casus.read import find_sources, load_source, read_source
from casus.resolve import resolve
from casus.run.coding import Kit, load_kit

#: canonical names of the coders to ids of the registry, by what the names mean in general
ENTRIES: dict[str, tuple[str, ...]] = {
    "China": ("state.chn",),
    "Afghanistan": ("state.afg",),
    "Pakistan": ("state.pak",),
    "United States": ("state.usa",),
    "Iran": ("state.irn",),
    "Russia": ("state.rus",),
    "Turkey": ("state.tur",),
    "Syria": ("state.syr",),
    "Iraq": ("state.irq",),
    "India": ("state.ind",),
    "Tajikistan": ("state.tjk",),
    "Uzbekistan": ("state.uzb",),
    "Turkmenistan": ("state.tkm",),
    "Kyrgyzstan": ("state.kgz",),
    "Thailand": ("state.tha",),
    "Canada": ("state.can",),
    "Belgium": ("state.bel",),
    "Albania": ("state.alb",),
    "Switzerland": ("state.che",),
    "Slovakia": ("state.svk",),
    "Ethiopia": ("state.eth",),
    "Ireland": ("state.irl",),
    "Soviet Union": ("state.sun",),
    "Bangladesh": ("state.bgd",),
    "Nepal": ("state.npl",),
    "Philippines": ("state.phl",),
    "United Kingdom": ("state.gbr",),
    "Nigeria": ("state.nga",),
    "Jordan": ("state.jor",),
    "Colombia": ("state.col",),
    "Cuba": ("state.cub",),
    "Government of Somalia": ("state.som",),
    "President of Somalia": ("state.som",),
    "Military court of Somalia": ("state.som",),
    "Government of Afghanistan (Islamic Republic)": ("state.afg",),
    "US military": ("usa.army", "state.usa"),
    "US Treasury Department": ("usa.treasury",),
    "US State Department": ("usa.state_department",),
    "US Department of Justice": ("usa.doj",),
    "US Central Command": ("usa.centcom",),
    "US Africa Command": ("usa.africom",),
    "FBI": ("usa.fbi",),
    "US Embassy in Bishkek": ("state.usa",),
    "US Embassy in Beijing": ("state.usa",),
    "Chinese Embassy in Kyrgyzstan": ("state.chn",),
    "Belgian consulate in Turkey": ("state.bel",),
    "Pakistan Army": ("pak.army",),
    "Iranian military": ("irn.army",),
    "Afghan security forces": ("afg.ansf",),
    "Syrian army": ("syr.army", "syr.assad_gov"),
    "Belgian police": ("bel.police", "state.bel"),
    "Belgian politicians": ("state.bel",),
    "Somali National Army": ("som.army", "state.som"),
    "Colombian Armed Forces": ("col.army", "state.col"),
    "Burkina Faso Armed Forces": ("bfa.army", "state.bfa"),
    "Armed Forces of the Philippines": ("phl.afp", "state.phl"),
    "Afghan National Police": ("afg.police", "state.afg"),
    "Counter Terrorism Department, Khyber Pakhtunkhwa": ("pak.ctd",),
    "Xinjiang Production and Construction Corps": ("chn.xpcc",),
    "United Nations": ("un",),
    "UN Security Council": ("unsc",),
    "United Nations Security Council": ("unsc",),
    "NATO": ("nato",),
    "ISKP": ("iskp",),
    "Islamic State Khorasan Province": ("iskp",),
    "IS": ("islamic_state",),
    "Islamic State": ("islamic_state",),
    "IS core leadership": ("islamic_state",),
    # since 2021 the Taliban are the government that calls itself the Islamic Emirate; the coders make them one
    "Taliban": ("taliban", "afg.emirate"),
    "Taliban (Afghanistan)": ("taliban", "afg.emirate"),
    "Taliban leadership": ("taliban",),
    "local Taliban commanders": ("taliban",),
    "Quetta Shura": ("quetta_shura",),
    "Red Unit": ("red_unit",),
    "Haqqani Network": ("haqqani_network",),
    "ETIM/TIP": ("etim",),
    "East Turkestan Islamic Movement (ETIM)": ("etim",),
    "Al-Qaeda": ("al_qaeda",),
    "TTP": ("ttp",),
    "Boko Haram": ("boko_haram",),
    "al-Shabaab": ("al_shabaab",),
    "Lashkar-e-Taiba": ("lashkar_e_taiba",),
    "Jamaat-ud-Dawa": ("jamaat_ud_dawa",),
    "Lashkar-e-Islam": ("lashkar_e_islam",),
    "IMU": ("imu",),
    "HTS": ("hts",),
    "SDF": ("sdf",),
    "YPJ": ("ypj",),
    "Sharia4Belgium": ("sharia4belgium",),
    "IRA": ("ira",),
    "National Liberation Army (ELN)": ("eln",),
    "FARC": ("farc",),
    "Abu Sayyaf Group": ("abu_sayyaf",),
    "Volunteers for the Defence of the Homeland (VDP)": ("vdp",),
    "Jamiat Ulema-e-Islam-Fazl (JUI-F)": ("party.jui_f",),
    "Hazara Democratic Party": ("party.hdp_pak",),
    "Enlightenment Movement": ("party.enlightenment",),
    "Uyghur Human Rights Project": ("party.uhrp",),
    "Al Naba": ("media.al_naba",),
    "Global Times": ("media.global_times",),
    "CNN": ("media.cnn",),
    "The Guardian": ("media.guardian",),
    "The Atlantic": ("media.atlantic",),
    "Washington Post": ("media.wapo",),
    "Daily Beast": ("media.daily_beast",),
    "AP": ("media.ap",),
    "Facebook": ("media.facebook",),
    "ICSVE": ("ngo.icsve",),
    "Council on Foreign Relations": ("ngo.cfr",),
    "Uyghurs": ("pop.uyghur",),
    "Muslims in Xinjiang": ("pop.xinjiang_muslims",),
    "Hazara": ("pop.hazara",),
    "Hazara community": ("pop.hazara",),
    "Pashtuns": ("pop.pashtun",),
    "Kurds": ("pop.kurd",),
    "Shia worshippers": ("pop.shia",),
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """One name: the ids that are right, the id that was given (null: none), and where it stands."""

    where: str
    name: str
    wanted: tuple[str, ...]
    given: str | None
    right: bool


@cache
def kit() -> Kit:
    return load_kit()


def resolved(report: Report) -> Annotated:
    return resolve(annotate(report), kit().resolver)[0]


def made_report(text: str, published: str | None = None) -> Report:
    day = date.fromisoformat(published) if published else None
    return Report("r", "bench", None, 0, None, None, None, day, None, "en", "news", text, (), "")


def is_right(given: str | None, wanted: Iterable[str]) -> bool:
    return any(given == w or (w.startswith("state.") and kit().registry.under(given, w)) for w in wanted)


def spots(text: str, name: str) -> list[tuple[int, int]]:
    """Where a name stands as words of its own, however its white space is broken."""
    pattern = r"\s+".join(re.escape(word) for word in name.split())
    return [m.span() for m in re.finditer(rf"(?<!\w){pattern}(?!\w)", text)]


def ids_at(report: Annotated, start: int, end: int) -> list[str]:
    """The ids given there: those of a mention of just these words, else of any that overlap them."""
    there = [m for m in report.actors if m.actor_id and m.span.start < end and start < m.span.end]
    same = [m for m in there if (m.span.start, m.span.end) == (start, end)]
    return [m.actor_id for m in same or there if m.actor_id]


def pages(shared: Path) -> dict[str, list[Annotated]]:
    names, _ = find_sources([str(shared / "reports")])
    out = {}
    for name in names:
        source = load_source(name)
        out[Path(name).name] = [resolved(replace(r, language="en")) for r in read_source(source).reports]
    return out


def of_spellings(shared: Path) -> Iterator[Outcome]:
    actors = json.loads((shared / "claims" / "actors.json").read_text(encoding="utf-8"))
    owners: dict[str, set[str]] = {}
    for actor in actors:
        for name in actor["aliases"]:
            owners.setdefault(name, set()).update(ENTRIES.get(actor["canonical"], ()))
    articles = pages(shared)
    for actor in actors:
        for name in actor["aliases"] if actor["canonical"] in ENTRIES else ():
            met: Counter[str] = Counter()
            for page in actor["in"]:
                for article in articles[page]:
                    met.update(i for s, e in spots(article.report.text, name) for i in ids_at(article, s, e))
            alone = made_report(name)
            given = met.most_common(1)[0][0] if met else next(iter(ids_at(resolved(alone), 0, len(name))), None)
            wanted = tuple(sorted(owners[name]))
            yield Outcome("claims", name, wanted, given, is_right(given, wanted))


def of_incidents(shared: Path) -> Iterator[Outcome]:
    rows = [json.loads(line) for line in (shared / "incidents" / "gold.jsonl").read_text(encoding="utf-8").splitlines()]
    lines = (shared / "incidents" / "reports.jsonl").read_text(encoding="utf-8").splitlines()
    reports = {r["id"]: resolved(made_report(r["text"], r.get("published"))) for r in map(json.loads, lines)}
    for row in rows:
        report = reports[row["report"]]
        quote = report.report.text.find(row["quote"])
        for side in ("actor", "target"):
            canonical = row[side + "_canonical"] or ()
            wanted = tuple(i for c in canonical for i in ENTRIES[c]) if all(c in ENTRIES for c in canonical) else ()
            for name in row[side] or () if wanted else ():
                yield _of_name(report, name, wanted, (quote, quote + len(row["quote"])), row["report"])


def _of_name(report: Annotated, name: str, wanted: tuple[str, ...], quote: tuple[int, int], where: str) -> Outcome:
    every = [m.span() for m in re.finditer(re.escape(name), report.report.text, re.IGNORECASE)]
    inside = [s for s in every if quote[0] <= s[0] and s[1] <= quote[1]]
    ids = [i for s, e in inside or every for i in ids_at(report, s, e)]
    given = next((i for i in ids if is_right(i, wanted)), ids[0] if ids else None)
    return Outcome(where, name, wanted, given, is_right(given, wanted))


def is_named(name: str) -> bool:
    """Does a word of it, past the first if that is an article or a role, begin with a capital? "Gunmen", "The commander" describe."""
    words = re.findall(r"[\w'’-]+", name)
    roles = load_role_rules().words | {"the", "a", "an"}
    return any(word[0].isupper() and (at or word.lower() not in roles) for at, word in enumerate(words))


def told(title: str, outcomes: list[Outcome]) -> None:
    right, wrong = sum(o.right for o in outcomes), [o for o in outcomes if not o.right and o.given is not None]
    whole = sum(any(o.given and kit().registry.under(w, o.given) for w in o.wanted) for o in wrong)
    open_ = len(outcomes) - right - len(wrong)
    print(
        f"{title}: {right}/{len(outcomes)} = {right / len(outcomes):.3f} right; {whole} the whole of it, {len(wrong) - whole} wrong, {open_} open"
    )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--misses", action="store_true", help="print every name that is not right")
    arguments = parser.parse_args()
    spelled, coded = list(of_spellings(arguments.shared)), list(of_incidents(arguments.shared))
    told("spellings of the three pages", spelled)
    named = [o for o in coded if is_named(o.name)]
    told("actors and targets of the incidents, named", named)
    told("actors and targets of the incidents, described", [o for o in coded if not is_named(o.name)])
    told("all that are named", spelled + named)
    told("all", spelled + coded)
    if arguments.misses:
        for outcome in (*spelled, *coded):
            if not outcome.right:
                print(f"  {outcome.where:8}{outcome.name!r}: {outcome.given}, not {' or '.join(outcome.wanted)}")

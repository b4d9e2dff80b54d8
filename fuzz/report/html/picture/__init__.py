"""The pictures of a page, each of what its report really says: where that is nothing, there is none."""

from collections.abc import Callable, Iterator

from fuzz.report.html.picture.contract import contract_picture
from fuzz.report.html.picture.coverage import coverage_picture
from fuzz.report.html.picture.discovery import discovery_picture
from fuzz.report.html.picture.network import network_picture
from fuzz.report.html.picture.pairing import pairing_picture
from fuzz.report.html.picture.picture import Picture
from fuzz.report.html.picture.truncation import truncation_picture
from fuzz.report.told.report import Report

PICTURES: tuple[Callable[[Report], Picture | None], ...] = (
    contract_picture,
    network_picture,
    pairing_picture,
    truncation_picture,
    discovery_picture,
    coverage_picture,
)

__all__ = ["Picture", "pictures"]


def pictures(report: Report) -> Iterator[Picture]:
    """Those of which a report has something to show."""
    for draw in PICTURES:
        picture = draw(report)
        if picture is not None:
            yield picture

"""The image and the truncation: on which images a network runs that was cut off."""

from fuzz.campaign.grid import Cell
from fuzz.report.html.picture.grid import KEY, grid_drawing
from fuzz.report.html.picture.picture import Picture
from fuzz.report.told.report import Report
from fuzz.text import counted


def truncation_picture(report: Report) -> Picture | None:
    """Images and truncations as they were tried; None where no network was without other edits."""
    if not report.sizes:
        return None
    rows = sorted({cell.row for cell in report.sizes}, key=_number)
    columns = sorted({cell.column for cell in report.sizes}, key=_number)
    tried = sum(map(_tried, report.sizes))
    return Picture(
        name="sizes",
        title="Image and truncation",
        said="The smaller side of the image, and how many of the last modules are cut off: does the"
        f" network run? Of {counted(tried, 'case')} without any other edit.",
        svg=grid_drawing(
            report, report.sizes, "On which images the network runs when cut off", rows, columns, 32
        ),
        key=(*KEY, ("untried", "not tried")),
    )


def _number(name: str) -> int:
    """The first number in the name of a row or a column; those that have none come first."""
    return next((int(word) for word in name.split() if word.isdecimal()), 0)


def _tried(cell: Cell) -> int:
    return cell.fine + sum(cell.raises.values()) + sum(cell.silent.values())

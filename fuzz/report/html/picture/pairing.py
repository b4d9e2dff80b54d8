"""Each loss with each kind of target: fine, an error, or silence."""

from fuzz.report.html.picture.grid import KEY, grid_drawing
from fuzz.report.html.picture.picture import Picture
from fuzz.report.told.report import Report


def pairing_picture(report: Report) -> Picture | None:
    """Losses and targets as they were tried; None where no network came so far."""
    if not report.losses:
        return None
    rows = sorted({cell.row for cell in report.losses}, key=str.lower)
    columns = sorted({cell.column for cell in report.losses}, key=_order)
    return Picture(
        name="losses",
        title="Loss and target",
        said="Each loss with its default options, and the targets that it was given; a target has the"
        " shape that fits but where it says another.",
        svg=grid_drawing(report, report.losses, "How each loss took each kind of target", rows, columns),
        key=(*KEY, ("untried", "not tried")),
        wide=True,
    )


def _order(kind: str) -> tuple[bool, str]:
    return kind.startswith("another"), kind
